"""The graphs that the lab begins with."""

from __future__ import annotations

import numpy as np

from tui_nn.engine import graph_operations as operations
from tui_nn.engine.arrays import Floats
from tui_nn.engine.graph import Node, variable
from tui_nn.labs.graph.language import Typed, read

_NET = "bce(neuron(neuron(x1, x2, w1, w2, b1), neuron(x1, x2, w3, w4, b2), v1, v2, c), y)"
TYPED = {
    "neuron": "sigmoid(w*x + b); x = 1; w = 2; b = -2",
    "build": "x + 1; x = 2",
    "square": "(x + 1)**2; x = 2",
    "order": "(a - b)*c + a; a = 3; b = 1; c = 2",
    "fan-out": "x*(x + 3); x = 2",
    "relu": "(relu(w*x + b) - y)**2; x = 2; w = 1; b = -1; y = 3",
    "step": "(step(w*x + b) - y)**2; x = 2; w = 1; b = -1; y = 3",
    "softmax": "ce(1, z1, z2, z3); z1 = 2; z2 = 1; z3 = -1",
    "own": "own(w*x); x = 2; w = 0.5; own = x**3; slope = 2*x**2",
    "net": f"{_NET}; x1 = 1; x2 = 2; w1 = 2; w2 = -1; w3 = 1; w4 = 1; b2 = -3; b1 = 0; v1 = 2; v2 = -2; c = 0; y = 1",
}
BLOCKS = ("convolution", "attention")
PRESETS = (*TYPED, *BLOCKS)
KEPT = ("y",)  # targets, which no seed draws


def begun(preset: str, seed: int) -> Typed:
    """The graph of a preset. Seed 0 has the values of the lesson, other seeds draw them, in quarters."""
    random = np.random.default_rng(seed)
    if preset in BLOCKS:
        return _block(preset, random)
    typed = read(TYPED[preset])
    if not seed:
        return typed
    drawn = random.choice(np.setdiff1d(np.arange(-12, 13), [0]) / 4, len(typed.given)).tolist()
    return typed.holding({name: value for name, value in zip(typed.given, drawn, strict=True) if name not in KEPT})


def _block(preset: str, random: np.random.Generator) -> Typed:
    """A block of arrays, and the sum of the squares of what comes out, which is the number that has slopes."""
    shapes = {"x": (2, 4), "w": (2, 2)} if preset == "convolution" else {"q": (1, 2), "k": (2, 2), "v": (2, 2)}
    given: dict[str, float | Floats] = {name: random.integers(-4, 5, shape) / 2.0 for name, shape in shapes.items()}
    inputs = [variable(name) for name in shapes]
    block = operations.convolve if preset == "convolution" else operations.attention
    end: Node = operations.total(block(*inputs) ** 2)
    return Typed("", end, given)
