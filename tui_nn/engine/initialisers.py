"""Initial weights: where training starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from tui_nn.engine.arrays import Floats

Draw = Callable[[np.random.Generator, int, int], Floats]


def initial(name: str, sizes: Sequence[int], seed: int) -> Floats:
    """Fresh parameters of a net, flat: per layer the block [W; b] of shape (fan_in + 1, units), row by row.

    - zeros: everything 0; units of a layer then stay copies of each other.
    - playground: weights uniform in [−½, ½), biases 0.1, as TensorFlow Playground's (not its generator).
    - xavier: weights uniform in ±√(6 / (fan_in + units)), biases 0; meant for tanh and sigmoid.
    - he: weights normal with standard deviation √(2 / fan_in), biases 0; meant for ReLU and its kin.

    Args:
        name: one of INITIALISERS.
        sizes: inputs, hidden units…, outputs; at least two numbers, each ≥ 1.
        seed: ≥ 0; same seed, same weights. Nothing else is random.

    Returns:
        float64 of length Σ (fan_in + 1)·units, no unit.

    Raises:
        ValueError: another name, or sizes that make no net.

    Source:
        X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural networks (2010);
        K. He et al., Delving deep into rectifiers (2015).
    """
    if name not in INITIALISERS:
        raise ValueError(f"no such initialiser: {name}; there are {', '.join(INITIALISERS)}")
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"a net needs inputs and outputs, each at least 1; got sizes {tuple(sizes)}")
    draw, bias = INITIALISERS[name]
    random = np.random.default_rng(seed)
    blocks = []
    for fan_in, units in pairwise(sizes):
        blocks += [draw(random, fan_in, units).ravel(), np.full(units, bias)]
    return np.concatenate(blocks)


def _zeros(random: np.random.Generator, fan_in: int, units: int) -> Floats:
    return np.zeros((fan_in, units))


def _half_around_zero(random: np.random.Generator, fan_in: int, units: int) -> Floats:
    return random.random((fan_in, units)) - 0.5


def _xavier(random: np.random.Generator, fan_in: int, units: int) -> Floats:
    limit = np.sqrt(6 / (fan_in + units))
    return random.uniform(-limit, limit, (fan_in, units))


def _he(random: np.random.Generator, fan_in: int, units: int) -> Floats:
    return random.normal(0.0, np.sqrt(2 / fan_in), (fan_in, units))


# Name -> how a layer's weights are drawn, and what its biases are.
INITIALISERS: dict[str, tuple[Draw, float]] = {
    "zeros": (_zeros, 0.0),
    "playground": (_half_around_zero, 0.1),
    "xavier": (_xavier, 0.0),
    "he": (_he, 0.0),
}
