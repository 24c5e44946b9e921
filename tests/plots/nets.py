"""Networks to draw: random ones, and one with a chosen weight."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Network


def net(*sizes: int, seed: int = 0, scale: float = 1.0) -> Network:
    """Random weights and biases; every unit's field is even, from −1 in the first to 1 in the last of its layer."""
    random = np.random.default_rng(seed)
    pairs = list(pairwise(sizes))

    def fields(columns: int, rows: int) -> tuple[Floats, ...]:
        return tuple(np.linspace(-1, 1, size)[:, None, None] + np.zeros((size, rows, columns)) for size in sizes)

    return Network(
        inputs=tuple(f"x{number}" for number in "₁₂₃₄₅₆₇₈₉"[: sizes[0]]),
        weights=tuple(random.normal(0, scale, pair) for pair in pairs),
        biases=tuple(random.normal(0, scale, units) for _, units in pairs),
        frozen=tuple(np.zeros((before + 1, units), dtype=np.bool_) for before, units in pairs),
        fields=fields,
        limits=((-1.0, 1.0),) * len(sizes),
        activations=("tanh",) * len(pairs),
    )


def one_weight(weight: float, bias: float = 0.3) -> Network:
    """A single link."""
    picture = net(1, 1)
    picture.weights[0][:] = weight
    picture.biases[0][:] = bias
    return picture


def names(picture: Network) -> list[str]:
    """Every part of the network."""
    found = [f"u-0-{unit}" for unit in range(1, len(picture.inputs) + 1)]
    for layer, weights in enumerate(picture.weights, 1):
        sources, units = weights.shape
        for unit in range(1, units + 1):
            found += [f"u-{layer}-{unit}", f"b-{layer}-{unit}"]
            found += [f"w-{layer}-{source}-{unit}" for source in range(1, sources + 1)]
    return found


@st.composite
def nets(draw: st.DrawFn, most: int = 9) -> Network:
    """Shapes from no hidden layer to many, numbers from nothing to beyond all bounds."""
    hidden = draw(st.lists(st.integers(1, most), max_size=7))
    sizes = (draw(st.integers(1, 7)), *hidden, draw(st.integers(1, 5)))
    picture = net(*sizes, seed=draw(st.integers(0, 99)), scale=draw(st.sampled_from((0.0, 0.01, 1.0, 1e5, 1e200))))
    if draw(st.booleans()):
        picture.weights[-1][0, 0], picture.biases[0][0] = np.nan, np.inf
    return picture
