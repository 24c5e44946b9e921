"""The Hopfield lab as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.engine.arrays import Floats
from tui_nn.labs.hopfield.state import ORDER, PATTERNS, State
from tui_nn.labs.hopfield.sweep import COUNTS, CUES, HELD, ROUNDS, TRIALS, UNITS

_WEIGHTS = {
    "hebb": "patterns.T @ patterns / {units}",
    "pseudo-inverse": "np.linalg.pinv(patterns) @ patterns",
}

_HEAD = '''\
"""A Hopfield net: units of -1 and +1 that take the sign of what the others say."""

import numpy as np


def read(*rows):
    """A picture from its rows: # is +1."""
    return np.array([1.0 if dot == "#" else -1.0 for row in rows for dot in row])

'''

_WIRE = """

def wire(patterns):
    weights = {weights}
    weights = (weights + weights.T) / 2
    np.fill_diagonal(weights, 0)
    return weights

"""

_RUN = """
W = {wire}
E = lambda: float(-0.5 * (s @ W @ s))
asked, flips, change, sum_ = {asked}, {flips}, {change}, {sum}
for _ in range({steps}):
    h = W @ s
    if not (s * h < -1e-9).any():
        break  # at rest
    while True:  # ask the units in a random order, another one each sweep
        sweep, place = divmod(asked, {units})
        i = np.random.default_rng([{seed}, {order}, sweep]).permutation({units})[place]
        asked += 1
        if s[i] * h[i] < -1e-9:
            break
    change, sum_ = float(2 * s[i] * h[i]), float(h[i])
    s[i] = -s[i]
    flips += 1

print("energy =", E())
print("change =", change)
print("sum =", sum_)
print("flips =", flips)
print("asked =", asked)
print("restless =", int((s * (W @ s) < -1e-9).sum()))
"""

_OVERLAPS = """\
m = patterns @ s / {units}
print("overlap =", float(m.max()))
for k in range(min(8, len(m))):
    print(f"m-{{k + 1}} =", float(m[k]))
"""

_SWEEP = """
def recall(W, s, rng):
    h = W @ s
    for _ in range(100):
        order = rng.permutation({units})
        if not (s * h < -1e-9).any():
            break
        for i in order:
            if s[i] * h[i] < -1e-9:
                s[i] = -s[i]
                h += 2 * s[i] * W[:, i]
    return s


counts = {counts}
recalls, totals, done = {recalls}, {totals}, {done}
for _ in range({steps}):
    if done == {rounds} * len(counts):
        break
    turn, place = divmod(done, len(counts))
    rng = np.random.default_rng([{seed}, {trials}, turn, place])
    patterns = 2.0 * rng.integers(0, 2, (counts[place], {units})) - 1
    W = wire(patterns)
    for pattern in patterns[:{cues}]:
        cue = pattern.copy()
        cue[rng.permutation({units})[:{damaged}]] *= -1
        totals[place] += float(recall(W, cue, rng) @ pattern) / {units}
        recalls[place] += 1
    done += 1

if done:
    place = (done - 1) % len(counts)
    print("stored =", counts[place])
    print("load =", counts[place] / {units})
    print("mean =", totals[place] / recalls[place])
if done >= len(counts):
    held = 0
    for count, total, n in zip(counts, totals, recalls):
        if total / n < {held}:
            break
        held = count
    print("holds =", held)
print("nets =", done)
print("recalls =", sum(recalls))
"""


def written(state: State, steps: int) -> str:
    """The program that starts at the state and takes so many ticks."""
    wire = _WIRE.format(weights=_WEIGHTS["pseudo-inverse" if state.rule else "hebb"].format(units=state.units))
    return _swept(state, wire, steps) if state.sweep else _recalled(state, wire, steps)


def _recalled(state: State, wire: str, steps: int) -> str:
    text = _HEAD
    if state.kind == "random":
        text += f"rng = np.random.default_rng([{state.seed}, {PATTERNS}])\n"
        text += f"patterns = 2.0 * rng.integers(0, 2, (40, {state.units}))[:{state.count}] - 1\n"
    elif state.count:
        text += "patterns = np.array([\n"
        text += "".join(f"    {_rows(state, pattern)},\n" for pattern in state.stored) + "])\n"
    text += f"s = {_rows(state, state.picture)}\n" + (wire if state.count else "")
    text += _RUN.format(
        wire="wire(patterns)" if state.count else f"np.zeros(({state.units}, {state.units}))",
        asked=state.asked,
        flips=state.flips,
        change=2 * state.last.before * state.last.sum if state.last else None,
        sum=state.last.sum if state.last else None,
        steps=steps,
        units=state.units,
        seed=state.seed,
        order=ORDER,
    )
    return text + (_OVERLAPS.format(units=state.units) if state.count else "")


def _swept(state: State, wire: str, steps: int) -> str:
    assert state.sweep is not None
    head = '"""How many random patterns a Hopfield net holds."""\n\nimport numpy as np\n' + wire
    return head + _SWEEP.format(
        counts=list(COUNTS),
        recalls=list(state.sweep.recalls),
        totals=list(state.sweep.totals),
        done=state.sweep.done,
        steps=steps,
        rounds=ROUNDS,
        seed=state.seed,
        trials=TRIALS,
        units=UNITS,
        cues=CUES,
        damaged=round(state.noise / 100 * UNITS),
        held=HELD,
    )


def _rows(state: State, picture: Floats) -> str:
    rows = ("".join("#" if unit > 0 else "." for unit in row) for row in picture.reshape(state.shape).tolist())
    return "read(" + ", ".join(f'"{row}"' for row in rows) + ")"
