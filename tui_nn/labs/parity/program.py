"""The parity lab's search as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.labs.parity.state import CARDS, LIMIT, PATIENCE, State

_TEXT = '''\
"""How many random units does a perceptron need to learn the parity of n bits?"""

import numpy as np

SEED, ORDER, MOST = {seed}, {order}, {most}


def gray(bits):
    codes = np.arange(2**bits) ^ (np.arange(2**bits) >> 1)
    return (codes[:, None] >> np.arange(bits)[::-1]) & 1


def inputs(bits):
    rows, columns = gray(bits // 2), gray(bits - bits // 2)
    return np.hstack([np.repeat(rows, len(columns), axis=0), np.tile(columns, (len(rows), 1))])


def active(bits):
    """Which of {limit} random units fire for which inputs."""
    rng = np.random.default_rng([SEED, bits, ORDER])
    weights, thresholds = np.zeros(({limit}, bits), dtype=int), np.zeros({limit}, dtype=int)
    for unit in range({limit}):
        chosen = rng.permutation(bits)[:ORDER]
        wires = np.zeros(len(chosen), dtype=int)
        while not wires.any():
            wires = rng.integers(-1, 2, len(chosen))
        weights[unit, chosen] = wires
        thresholds[unit] = rng.integers(1 - (wires < 0).sum(), (wires > 0).sum() + 1)
    return 1.0 * (inputs(bits) @ weights.T >= thresholds)


bits, units, tries, epochs, mistakes = {bits}, {units}, {tries}, {epochs}, {mistakes}
sums = {sums}
found = {found}
fires, y = active(bits), inputs(bits).sum(axis=1) % 2

for _ in range({steps}):
    settled = bits in found
    if settled and (found[bits] is None or bits >= MOST):
        break
    if settled:  # one more bit, and from one unit on
        bits, units, tries, epochs = bits + 1, 1, tries + 1, 0
        fires, y = active(bits), inputs(bits).sum(axis=1) % 2
        sums = np.zeros(len(y))
    if epochs == {patience}:  # half as many units again
        units, tries, epochs = min({limit}, max(units + 1, units * 3 // 2)), tries + 1, 0
        sums = np.zeros(len(y))
    overlap = fires[:, :units] @ fires[:, :units].T + 1
    for _ in range(max(1, {cards} // len(y))):
        mistakes = 0
        for k in range(len(y)):
            error = y[k] - int(sums[k] > 0)
            if error:  # what this correction of the weights does to all sums
                sums = sums + error * overlap[k]
                mistakes += 1
        epochs += 1
        if not mistakes or epochs == {patience}:
            break
    if not mistakes:
        found[bits] = units
    elif epochs == {patience} and units == {limit}:
        found[bits] = None

print("tries =", tries)
print("bits =", bits)
print("units =", units)
print("epochs =", epochs)
print("mistakes =", mistakes)
print("wrong =", int(((sums > 0) != y).sum()))
print("balance =", int(((2 * y - 1) * sums).sum()))
for n, needed in found.items():
    print(f"need-{{n}} =", needed)
'''


def written(state: State, steps: int) -> str:
    """The program that starts at the state and takes so many ticks."""
    return _TEXT.format(
        seed=state.seed,
        order=state.order,
        most=state.most,
        limit=LIMIT,
        patience=PATIENCE,
        cards=CARDS,
        bits=state.bits,
        units=state.units,
        tries=state.tries,
        epochs=state.epochs,
        mistakes=state.mistakes,
        sums=f"np.zeros({2**state.bits})" if state.sums is None else f"np.array({state.sums.tolist()})",
        found={found.bits: found.units for found in state.found},
        steps=steps,
    )
