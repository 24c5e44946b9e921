"""The gates lab's units as a program that runs by itself."""

from __future__ import annotations

from tui_nn.labs.gates.state import State

HEAD = '''\
"""McCulloch and Pitts, 1943: a unit fires if nothing inhibits it and enough excites it."""

from itertools import product

def fires(inputs, wires, threshold):
    if any(on and wire == -1 for on, wire in zip(inputs, wires)):
        return 0
    return int(excited(inputs, wires) >= threshold)


def excited(inputs, wires):
    return sum(on for on, wire in zip(inputs, wires) if wire == 1)


'''
WANTED = {
    "none": "None",
    "or": "int(any(row))",
    "and": "int(all(row))",
    "not": "1 - row[0]",
    "nand": "1 - int(all(row))",
    "majority": "int(sum(row) >= 2)",
    "xor": "int(sum(row) == 1)",
}
LOOP = """\
rows = fired = right = 0
s = y = None
for row in list(product((0, 1), repeat={inputs}))[:{steps}]:
    {inner}
    s, y = excited(inner, {wires}), fires(inner, {wires}, {theta})
    rows, fired, right = rows + 1, fired + y, right + (y == {wanted})

print("rows =", rows)
print("fired =", fired)
print("right =", {right})
print("wrong =", {wrong})
print("excited =", s)
print("output =", y)
"""


def written(state: State, steps: int) -> str:
    """The program that works out so many rows."""
    settings = state.settings
    inner = "inner = row"
    if state.layers == 2:
        first, second = (
            f"fires(row, {(settings[f'{letter}1'], settings[f'{letter}2'])}, {settings[f'theta-{k}']})"
            for k, letter in ((1, "a"), (2, "b"))
        )
        inner = f"inner = ({first}, {second})"
    has_target = state.target != "none"
    return HEAD + LOOP.format(
        inputs=state.inputs,
        steps=steps,
        inner=inner,
        wires=state.wires,
        theta=settings["theta"],
        wanted=WANTED[state.target],
        right="right" if has_target else "None",
        wrong="rows - right" if has_target else "None",
    )
