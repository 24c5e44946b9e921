"""The regression lab's search as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.labs.regression.state import EQUATION, HAND, MAE, State

HEAD = '''\
"""Linear regression: a line through points."""

import numpy as np

x = np.array({x})
y = np.array({y})
w = np.array({weights})
'''
SCALE = "x = (x - x.mean()) / (x.std() or 1.0)  # standardised\n"
MATRIX = "X = np.column_stack([{columns}])  # a column of ones for w0\n"
SOLVED = "\nw = np.linalg.lstsq(X, y, rcond=None)[0]  # as (X'X)^-1 X'y, and where that has no inverse the shortest\n"
DESCENT = """
rate = {rate}
for step in range({steps}):
    w = w - rate * {slope}
"""
SLOPES = {MAE: "(X.T @ np.sign(X @ w - y)) / len(y)"}
SQUARES = "2 / len(y) * (X.T @ (X @ w - y))"
FOOT = """
error = X @ w - y
print("mse =", float(np.mean(error ** 2)))
print("mae =", float(np.mean(np.abs(error))))
"""


def written(state: State, steps: int) -> str:
    """The program that starts at the state and takes so many ticks."""
    xs, ys = [x for x, _ in state.points], [y for _, y in state.points]
    text = HEAD.format(x=xs, y=ys, weights=list(state.weights)) + (SCALE if state.scaled else "")
    text += MATRIX.format(columns=", ".join(["np.ones_like(x)", *["x"] * (1 + state.twin)]))
    if state.method == EQUATION and steps:
        text += SOLVED
    elif state.method not in (HAND, EQUATION):
        text += DESCENT.format(rate=state.rate, steps=steps, slope=SLOPES.get(state.method, SQUARES))
    weights = "".join(f'print("w{k} =", float(w[{k}]))\n' for k in range(len(state.weights)))
    return text + FOOT + weights
