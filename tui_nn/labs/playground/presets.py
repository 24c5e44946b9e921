"""Set-ups that each teach one thing: what differs from the Playground's own first screen."""

from __future__ import annotations

from collections.abc import Mapping

from tui_nn.labs.perceptron.points import Example

Settings = Mapping[str, float | str]

_DEEP = {f"u{layer}": 8 for layer in range(1, 7)}

PRESETS: dict[str, Settings] = {
    "circle": {},
    "linear": {"data": "gauss", "layers": 0},
    "first-light": {"layers": 0},
    "circle-2": {"layers": 1, "u1": 2},
    "circle-3": {"layers": 1, "u1": 3},
    "xor-2": {"data": "xor", "layers": 1, "u1": 2},
    "xor-3": {"data": "xor", "layers": 1, "u1": 3, "activation": "relu"},
    "xor-4": {"data": "xor", "layers": 1, "u1": 4},
    "xor-8": {"data": "xor", "layers": 1, "u1": 8},
    "spiral-8-8": {"data": "spiral", "u1": 8, "u2": 8},
    "spiral-16": {"data": "spiral", "layers": 1, "u1": 16, "u2": 16, "optimiser": "adam", "rate": 0.01},
    "spiral-16-16": {"data": "spiral", "u1": 16, "u2": 16},
    "spiral-features": {"data": "spiral", "f-sin-x1": "on", "f-sin-x2": "on", "u1": 8, "u2": 8},
    "sigmoid-deep": {"layers": 4, **_DEEP, "activation": "sigmoid"},
    "too-fast": {
        "data": "spiral",
        "u1": 8,
        "u2": 8,
        "activation": "leaky-relu",
        "rate": 3,
        "head": "mse",
        "stride": "batch",
    },
    "dead-relu": {"layers": 1, "u1": 16, "activation": "relu", "rate": 3},
    "zeros": {"start": "zeros"},
    "circle-linear": {"activation": "identity"},
    "overfit": {
        "data": "flipped",
        "u1": 64,
        "u2": 64,
        "head": "cross-entropy",
        "start": "he",
        "activation": "relu",
        "optimiser": "adam",
        "rate": 0.001,
    },
    "regression-curve": {"data": "sine", "layers": 1, "u1": 8, "optimiser": "adam"},
    "plane": {"data": "reg-plane", "layers": 0},
    "hills": {"data": "reg-gauss", "f-sin-x1": "on", "f-sin-x2": "on", "u1": 8, "u2": 8, "rate": 0.1},
    "classes-3": {"data": "three", "head": "cross-entropy", "layers": 1, "u1": 8},
    "own-points": {"ratio": 100, "head": "cross-entropy", "layers": 1, "u1": 8, "rate": 0.3},
    "golf": {"data": "spiral", "u1": 8, "u2": 4},
}

# Where drawing one's own begins: two groups of one class around one of the other.
FIRST_POINTS: tuple[Example, ...] = (
    (-3.0, 3.0, 0),
    (-2.5, 2.0, 0),
    (3.0, -2.0, 0),
    (2.0, -3.0, 0),
    (0.0, 0.5, 1),
    (0.5, -0.5, 1),
    (-0.5, 0.0, 1),
)
