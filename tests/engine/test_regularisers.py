"""Regularisers: the textbook's slope of its penalty, the Playground's shrinking, and biases that go free."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.arrays import Bools, Floats
from tui_nn.engine.gradcheck import check
from tui_nn.engine.regularisers import PLAYGROUND, REGULARISERS, TEXTBOOK, add_slope, penalty, shrink

WEIGHTS = np.array([1.0, 1.0, 1.0, 0.0])  # the last one is a bias
PARAMS = np.array([3.0, -4.0, 0.0, 100.0])


def shrunk(name: str, before: Floats, params: Floats, dead: Bools | None = None) -> tuple[Floats, Bools]:
    """With rate 0.5 and strength 0.4."""
    params = params.copy()
    dead = np.zeros(len(params), dtype=np.bool_) if dead is None else dead.copy()
    shrink(name, params, before, WEIGHTS, 0.5, 0.4, dead)
    return params, dead


@pytest.mark.parametrize(
    ("name", "expected"),
    [("none", 0), ("l1", 0.5 * 7), ("l2", 0.5 * 12.5), ("playground-l1", 0.5 * 7), ("playground-l2", 0.5 * 12.5)],
)
def test_penalties_by_hand(name: str, expected: float) -> None:
    assert penalty(name, PARAMS, WEIGHTS, 0.5) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize("name", TEXTBOOK)
@given(st.integers(0, 10**6), st.floats(0.01, 10))
def test_the_slope_is_that_of_the_penalty(name: str, seed: int, strength: float) -> None:
    random = np.random.default_rng(seed)
    params, weights = random.choice([-1, 1], 8) * random.uniform(0.1, 2, 8), random.integers(0, 2, 8).astype(float)
    grad = np.zeros(8)
    add_slope(name, params, weights, strength, grad)
    assert not grad[weights == 0].any()
    assert check(lambda at: penalty(name, at, weights, strength), grad, params) < 1e-6


def test_slopes_are_added_to_what_is_there() -> None:
    grad = np.full(4, 10.0)
    add_slope("l2", PARAMS, WEIGHTS, 0.5, grad)
    assert grad.tolist() == [11.5, 8.0, 10.0, 10.0]
    add_slope("l1", PARAMS, WEIGHTS, 0.5, grad)
    assert grad.tolist() == [12.0, 7.5, 10.0, 10.0]


@pytest.mark.parametrize("name", ["none", *PLAYGROUND])
def test_only_the_textbooks_two_touch_the_gradient(name: str) -> None:
    grad = np.full(4, 10.0)
    add_slope(name, PARAMS, WEIGHTS, 0.5, grad)
    assert grad.tolist() == [10.0] * 4


@pytest.mark.parametrize("name", ["none", *TEXTBOOK])
def test_only_the_playgrounds_two_touch_the_update(name: str) -> None:
    params, dead = shrunk(name, PARAMS, PARAMS + 1, np.ones(4, dtype=np.bool_))
    assert params.tolist() == (PARAMS + 1).tolist()
    assert dead.all()


def test_l2_shrinks_by_the_weight_before_the_update() -> None:
    """w₂ = w₁ − η·λ·w₀; a change of sign kills nothing."""
    params, dead = shrunk("playground-l2", np.array([3.0, -4.0, 0.0, 100.0]), np.array([2.0, -5.0, 0.1, 90.0]))
    np.testing.assert_allclose(params, [2 - 0.2 * 3, -5 + 0.2 * 4, 0.1, 90])
    crossed, dead = shrunk("playground-l2", np.array([3.0, 0.0, 0.0, 0.0]), np.array([0.1, 0.0, 0.0, 0.0]))
    assert crossed[0] == pytest.approx(-0.5)
    assert not dead.any()


def test_l1_shrinks_by_the_sign_and_kills_what_crosses_zero() -> None:
    """w₂ = w₁ − η·λ·sign(w₀); where w₁·w₂ < 0 the weight is 0 for good."""
    before = np.array([3.0, -4.0, 0.0, 0.1])
    params, dead = shrunk("playground-l1", before, np.array([2.0, -0.15, 0.3, 0.15]))
    np.testing.assert_allclose(params, [1.8, 0.0, 0.3, 0.15])
    assert dead.tolist() == [False, True, False, False]
    # Whatever the optimiser does to a dead weight is undone, and it stays dead.
    params, dead = shrunk("playground-l1", params, np.array([1.0, 7.0, 0.3, -0.15]), dead)
    np.testing.assert_allclose(params, [0.8, 0.0, 0.1, -0.15])
    assert dead.tolist() == [False, True, False, False]


def test_a_weight_that_lands_on_zero_is_not_dead() -> None:
    """The rule asks for a product below 0, not for one that is 0."""
    params, dead = shrunk("playground-l1", np.array([1.0, 1.0, 1.0, 1.0]), np.array([0.2, 0.0, 1.0, 1.0]))
    assert params[0] == 0.0
    assert not dead.any()


def test_another_name_is_refused() -> None:
    grad, dead = np.zeros(4), np.zeros(4, dtype=np.bool_)
    assert "l3" not in REGULARISERS
    with pytest.raises(ValueError, match="there are none, l1"):
        penalty("l3", PARAMS, WEIGHTS, 0.1)
    with pytest.raises(ValueError, match="there are none, l1"):
        add_slope("l3", PARAMS, WEIGHTS, 0.1, grad)
    with pytest.raises(ValueError, match="there are none, l1"):
        shrink("l3", PARAMS.copy(), PARAMS, WEIGHTS, 0.1, 0.1, dead)
