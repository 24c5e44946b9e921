"""The floats lab's steps as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.labs.floats.state import LOGS, POWERS, SHARES, STAGES, SUM, WAYS, State

HEAD = '''\
"""Softmax and its logarithm in three formats of number."""

import numpy as np

np.seterr(all="ignore")  # what overflows is to be seen, not told
logits = np.array({z})
powers = np.exp(logits - logits.max())
true = powers / powers.sum()


def show(name, value, bits):
    """A number, if it is one; ∞ and nan are none."""
    if np.isfinite(value):
        print(f"{{name}}-{{bits}} =", float(value) + 0.0)


broken = 0
for bits, kind in ((16, np.float16), (32, np.float32), (64, np.float64)):
    largest = float(np.finfo(kind).max)
    print(f"largest-{{bits}} =", largest)
    print(f"over-{{bits}} =", float(np.log(largest)))
    print(f"under-{{bits}} =", float(np.log(float(np.finfo(kind).smallest_subnormal)) - np.log(2)))
    z = logits.astype(kind) + kind({shift})
    t = z - {taken}
'''
TAKEN = {"nothing": "kind(0)", "max": "z.max()", "mean": "z.mean()", "min": "z.min()", "lse": "z.max()"}
LOGARITHM = "np.log(p)"
LOG_SUM_EXP = "t - np.log(total)"
ERROR = """\
    error = float(np.abs(p.astype(np.float64) - true).max())
    print(f"error-{bits} =", error if np.isfinite(error) else None)
"""

# A stage -> its line, and the names and numbers that it gives; those of a stage that is not reached are None.
LINES = {POWERS: "powers = np.exp(t)", SUM: "total = powers.sum()", SHARES: "p = powers / total"}
GIVES = {POWERS: ("e", "powers"), SHARES: ("p", "p"), LOGS: ("l", "logs")}


def written(state: State, stage: int) -> str:
    """The program up to that stage."""
    way = WAYS[state.way]
    lines = {**LINES, LOGS: f"logs = {LOG_SUM_EXP if way == 'lse' else LOGARITHM}"}
    text = HEAD.format(z=list(state.z), shift=repr(state.shift), taken=TAKEN[way])
    text += "".join(f"    {lines[k]}\n" for k in range(1, stage + 1))
    text += _shown("t", "t")
    for k in range(1, len(STAGES)):
        if k == SUM:
            text += '    show("sum", total, bits)\n' if k <= stage else '    print(f"sum-{bits} = None")\n'
        elif k <= stage:
            text += _shown(*GIVES[k])
        else:
            text += f'    for k in (1, 2, 3):\n        print(f"{GIVES[k][0]}{{k}}-{{bits}} = None")\n'
    if stage < SHARES:
        return text + '    print(f"error-{bits} = None")\nprint("broken = None")\n'
    text += ERROR
    return text + f'    broken += not np.isfinite({GIVES[stage][1]}).all()\nprint("broken =", int(broken))\n'


def _shown(letter: str, values: str) -> str:
    return f'    for k, value in enumerate({values}, 1):\n        show(f"{letter}{{k}}", value, bits)\n'
