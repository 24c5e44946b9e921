"""The softmax lab's steps as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.labs.softmax.state import CLASSES, MINUS, State

HEAD = '''\
"""Softmax, one step at a time."""

import numpy as np

np.seterr(all="ignore")  # what overflows is to be seen, not told
z = np.array({z})
{layer}t = (z + {shift}) / {temperature}
t = t - {taken}

'''
TAKEN = {"nothing": "0.0", "max": "t.max()", "mean": "t.mean()", "min": "t.min()"}
STEPS = ("powers = np.exp(t)\n", "total = powers.sum()\n", "p = powers / total\n")
FOOT = """

def shown(value):
    return float(value) if np.isfinite(value) else None

"""

# A power that is infinite is no number of the screen.
POWERS = """\
for k, power in enumerate(powers, 1):
    if np.isfinite(power):
        print(f"e{k} =", float(power))
"""


def _layer(state: State) -> str:
    """What a shift of the inputs does to the logits; nothing where there are no inputs."""
    if not state.layer:
        return ""
    weights = [list(row) for row in state.layer]
    return f"W = np.array({weights})\nz = z + {state.inputs!r} * W.sum(axis=1)  # all inputs so much higher\n"


def written(state: State, stage: int) -> str:
    """The program up to that stage; what is not worked out then prints as None."""
    text = HEAD.format(
        z=list(state.z),
        layer=_layer(state),
        shift=repr(state.shift),
        temperature=repr(state.temperature),
        taken=TAKEN[MINUS[state.minus]],
    )
    text += "".join(STEPS[:stage])
    if stage == len(STEPS):
        text += f"loss = -np.log(p[{state.true - 1}])\ny = np.array({[float(k == state.true) for k in CLASSES]})\n"
    text += FOOT
    done = stage == len(STEPS)
    values = {f"t{k}": f"shown(t[{k - 1}])" for k in CLASSES}
    values |= {f"w{k}{i}": f"float(W[{k - 1}, {i - 1}])" for k in CLASSES for i in (1, 2) if state.layer}
    values["sum"] = "shown(total)" if stage > 1 else "None"
    values |= {f"p{k}": f"shown(p[{k - 1}])" if done else "None" for k in CLASSES}
    values["loss"] = "shown(loss + 0.0)" if done else "None"
    values |= {f"g{k}": f"shown((p - y)[{k - 1}] / {state.temperature!r})" if done else "None" for k in CLASSES}
    text += "".join(f'print("{id} =", {value})\n' for id, value in values.items())
    return text + (POWERS if stage else "")
