"""A small convolutional network: the right sums, the right slopes, and the digits that it reads."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_nn.engine.arrays import Floats
from tui_nn.engine.gradcheck import check
from tui_nn.engine.history import convolution
from tui_nn.engine.history.convolution import Network, Shape
from tui_nn.engine.history.digits import COUNT, digits, scattered
from tui_nn.engine.optimisers import Adam

SMALL = Shape(6, 3, 3, 4)


@pytest.mark.parametrize("seed", [0, 1])
def test_slopes_are_those_of_finite_differences(seed: int) -> None:
    random = np.random.default_rng(seed)
    x, y = random.random((5, 6, 6)), random.integers(0, 4, 5)
    params = random.normal(size=SMALL.parameters)

    def loss(at: Floats) -> float:
        return convolution.loss(Network(SMALL, at), x, y)

    assert check(loss, convolution.gradient(Network(SMALL, params), x, y), params) < 1e-6


def test_a_convolution_by_hand() -> None:
    picture = np.array([[0.0, 1, 2], [3, 4, 5], [6, 7, 8]])
    kernel = np.array([[1.0, 0], [0, -1]])
    np.testing.assert_array_equal(convolution.convolved(picture, kernel), [[-4, -4], [-4, -4]])
    with pytest.raises(ValueError, match="cannot be slid"):
        convolution.convolved(kernel, picture)


def test_maps_are_the_convolutions_of_each_filter() -> None:
    net = convolution.begin(Shape(14, 3, 5, 10), 4)
    x = np.random.default_rng(2).random((2, 14, 14))
    seen = convolution.maps(net, x)
    for k, kernel in enumerate(net.pictures()):
        np.testing.assert_allclose(
            seen[1, :, :, k], np.maximum(convolution.convolved(x[1], kernel), 0), rtol=1e-12, atol=1e-12
        )


@given(st.integers(0, 2), st.integers(0, 2))
@settings(max_examples=9, deadline=None)
def test_a_moved_picture_gives_moved_maps(down: int, right: int) -> None:
    """What sharing weights is for: the same sign is found wherever it stands."""
    net = convolution.begin(Shape(14, 4, 5, 10), 1)
    picture = np.zeros((1, 14, 14))
    picture[0, 4:10, 4:10] = np.random.default_rng(3).random((6, 6))
    moved = np.roll(picture, (down, right), axis=(1, 2))
    before, after = convolution.maps(net, picture), convolution.maps(net, moved)
    np.testing.assert_allclose(after[:, down:, right:], before[:, : 10 - down, : 10 - right], atol=1e-12)


def test_an_update_is_adams_and_leaves_the_old_network_alone() -> None:
    net = convolution.begin(SMALL, 0)
    before = net.params.copy()
    x, y = np.random.default_rng(0).random((8, 6, 6)), np.arange(8) % 4
    after, memory = convolution.learnt(net, np.zeros((2, SMALL.parameters)), x, y, 0.01, 1)
    expected, own = before.copy(), np.zeros((2, SMALL.parameters))
    Adam().update(expected, convolution.gradient(net, x, y), own, 0.01, 1)
    np.testing.assert_array_equal(after.params, expected)
    np.testing.assert_array_equal(memory, own)
    np.testing.assert_array_equal(net.params, before)


def test_parameters_are_counted_as_on_the_page() -> None:
    assert Shape(14, 12, 5, 10).parameters == 12 * 26 + 301 * 10 == 3322
    for side, reach in ((3, 5), (14, 4)):
        with pytest.raises(ValueError, match="halved"):
            Shape(side, 1, reach, 2)


def test_the_digits_are_those_of_the_public_set() -> None:
    """1,797 pictures of 8 × 8, 0 to 16; sums and a digest of the copy that scikit-learn brings."""
    pictures, classes = digits()
    assert pictures.shape == (COUNT, 8, 8)
    assert (pictures.min(), pictures.max(), int(pictures.sum())) == (0, 16, 561718)
    assert np.bincount(classes).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert classes[:12].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    content = pictures.astype(np.uint8).tobytes() + classes.astype(np.uint8).tobytes()
    assert hashlib.sha256(content).hexdigest() == "87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826"


def test_scattered_digits_lose_nothing_and_lie_anywhere() -> None:
    pictures, _ = digits()
    canvas = scattered(pictures, 14, np.random.default_rng(0))
    np.testing.assert_array_equal(canvas.sum(axis=(1, 2)), pictures.sum(axis=(1, 2)))
    for others in ((0, 1), (0, 2)):
        assert (canvas.max(axis=others) > 0).all()
    with pytest.raises(ValueError, match="do not fit"):
        scattered(pictures[:1], 7, np.random.default_rng(0))
