"""The pass back through a deep network as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.engine.arrays import Floats
from tui_nn.engine.mlp import Net

# f(z), and its slope from z and a = f(z).
FUNCTIONS = {
    "sigmoid": ("1 / (1 + np.exp(-z))", "a * (1 - a)"),
    "tanh": ("np.tanh(z)", "1 - a**2"),
    "relu": ("np.maximum(z, 0)", "(z > 0) * 1.0"),
}
BODY = '''\
"""How large the gradient is in each layer of a deep network."""

import numpy as np

x = np.array({x})
y = np.array({y})
W = [np.array(w) for w in {weights}]
b = [np.array(v) for v in {biases}]


def f(z):
    return {value}


def slope(z, a):
    return {slope}


a, z = [x], []
for layer in range(len(W)):
    z.append(a[-1] @ W[layer] + b[layer])
    a.append(f(z[-1]) if layer < len(W) - 1 else z[-1])

sizes = [0.0] * len(W)
back = 2 / len(y) * (a[-1] - y)
for layer in reversed(range(len(W))):
    sizes[layer] = np.abs(a[layer].T @ back).mean()
    if layer:
        back = back @ W[layer].T * slope(z[layer - 1], a[layer])

'''
DONE = """\
print("first =", float(sizes[0]))
print("ratio =", float(sizes[0] / sizes[-1]))
print("factor =", float((sizes[0] / sizes[-1]) ** (1 / (len(W) - 1))))
"""
HIDDEN = 'print("asleep =", float(np.mean(np.concatenate([np.ptp(h, axis=0) < 1e-3 for h in a[1:-1]]))))\n'


def written(net: Net, samples: tuple[Floats, Floats], function: str, reached: int) -> str:
    """The program; it prints what is known after so many layers."""
    value, slope = FUNCTIONS[function]
    x, y = samples
    text = BODY.format(
        x=x.tolist(),
        y=y.tolist(),
        weights=[net.weights(layer).tolist() for layer in range(net.layers)],
        biases=[net.biases(layer).tolist() for layer in range(net.layers)],
        value=value,
        slope=slope,
    )
    text += 'print("last =", float(sizes[-1]))\n' if reached else 'print("last =", None)\n'
    text += (
        DONE if reached == net.layers else "".join(f'print("{id} =", None)\n' for id in ("first", "ratio", "factor"))
    )
    return text + HIDDEN
