"""The collapse lab's two layers as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.labs.collapse.state import FUNCTIONS, WEIGHTS, State

HEAD = '''\
"""Two layers: h = f(W1 x + b1), y = w . h."""

import numpy as np

b1 = np.array([{w00}, {w01}])  # w00, w01
W1 = np.array([[{w10}, {w11}]])  # w10, w11
w = np.array([[{w0}], [{w1}]])

'''
# f(z), and its slope.
BETWEEN = {
    "identity": ("z", "np.ones_like(z)"),
    "relu": ("np.maximum(z, 0)", "(z > 0) * 1.0"),
    "tanh": ("np.tanh(z)", "1 - np.tanh(z) ** 2"),
    "sigmoid": ("1 / (1 + np.exp(-z))", "f(z) * (1 - f(z))"),
}
LEARNING = """
x = np.array({x})[:, None]
y = np.array({y})[:, None]
for step in range({steps}):
    z = x @ W1 + b1
    h = f(z)
    error = 2 / len(y) * (h @ w - y)
    back = error @ w.T * slope(z)
    w = w - {rate} * (h.T @ error)
    W1 = W1 - {rate} * (x.T @ back)
    b1 = b1 - {rate} * back.sum(axis=0)

print("mse =", float(np.mean((f(x @ W1 + b1) @ w - y) ** 2)))
"""
LINE = """
print("gamma0 =", float((b1 @ w)[0]))
print("gamma1 =", float((W1 @ w)[0, 0]))
"""


def written(state: State, steps: int) -> str:
    """The program that starts at the state and takes so many ticks."""
    value, slope = BETWEEN[FUNCTIONS[state.function]]
    text = HEAD.format(**{id: repr(state.weight(id)) for id in WEIGHTS})
    text += f"\ndef f(z):\n    return {value}\n\n\ndef slope(z):\n    return {slope}\n\n"
    if state.points:
        xs, ys = [x for x, _ in state.points], [y for _, y in state.points]
        text += LEARNING.format(x=xs, y=ys, steps=steps, rate=state.rate)
    if state.straight:
        text += LINE
    prints = {"w00": "b1[0]", "w10": "W1[0, 0]", "w01": "b1[1]", "w11": "W1[0, 1]", "w0": "w[0, 0]", "w1": "w[1, 0]"}
    return text + "".join(f'print("{id} =", float({place}))\n' for id, place in prints.items())
