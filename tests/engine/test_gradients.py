"""Backpropagation against finite differences: every activation with every loss and regulariser, nets of any shape."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.arrays import Floats
from tui_nn.engine.gradcheck import check
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.mlp import Net, forward, gradient
from tui_nn.engine.passes import blocks
from tui_nn.engine.regularisers import TEXTBOOK, add_slope, penalty

STRENGTH = 0.1
NEAR = 1e-3  # to a corner; a difference across it says nothing about either side
shapes = st.lists(st.integers(1, 5), min_size=2, max_size=4).map(tuple)


def away_from_corners(net: Net, loss: str, x: Floats, y: Floats) -> bool:
    a = x
    for layer, name in enumerate(net.activations):
        z = a @ net.weights(layer) + net.biases(layer)
        if not ACTIVATIONS[name].smooth and np.abs(z).min() < NEAR:
            return False
        a = ACTIVATIONS[name].value(z)
    error = np.abs(a - y)
    corner = {"mae": 0.0, "huber": 1.0}.get(loss)
    return corner is None or bool(np.abs(error - corner).min() > NEAR)


def targets(loss: str, n: int, k: int, random: np.random.Generator) -> Floats:
    if loss == "ce":
        return np.eye(k)[random.integers(0, k, n)]
    return random.integers(0, 2, (n, k)).astype(np.float64) if loss == "bce" else random.normal(size=(n, k))


@pytest.mark.parametrize("loss", sorted(LOSSES))
@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
@settings(max_examples=6)
@given(sizes=shapes, n=st.integers(1, 7), seed=st.integers(0, 2**32))
def test_every_gradient_is_the_slope_of_its_loss(
    activation: str, loss: str, sizes: tuple[int, ...], n: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    params = random.normal(0, 0.6, sum((a + 1) * b for a, b in pairwise(sizes)))
    net = Net(sizes, (activation,) * (len(sizes) - 1), params)
    x, y = random.uniform(-1.5, 1.5, (n, sizes[0])), targets(loss, n, sizes[-1], random)
    assume(away_from_corners(net, loss, x, y))
    assume(np.abs(params).min() > NEAR)  # L1 has a corner at 0
    weights = np.ones_like(params)
    for block in blocks(sizes, weights):
        block[-1] = 0
    direction = random.normal(size=params.shape)
    for regulariser in ("none", *TEXTBOOK):
        claimed = gradient(net, loss, x, y)
        add_slope(regulariser, params, weights, STRENGTH, claimed)

        def price(at: Floats, regulariser: str = regulariser) -> float:
            told = LOSSES[loss].value(forward(net.with_params(at), x).T, y.T)
            return told + penalty(regulariser, at, weights, STRENGTH)

        assert check(price, claimed, params, direction) < 1e-6
