"""The judge of gradients is judged: right ones pass, wrong ones are found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.arrays import Floats
from tui_nn.engine.gradcheck import by_coordinate, check, directional

SHAPE = (3, 4)
FACTORS = np.random.default_rng(1).normal(size=SHAPE)


def bent(at: Floats) -> float:
    return float((FACTORS * np.sin(at)).sum() + np.prod(at[0]))


def gradient_of_bent(at: Floats) -> Floats:
    slopes = FACTORS * np.cos(at)
    slopes[0] += np.prod(at[0]) / at[0]
    return slopes


def point(seed: int) -> Floats:
    return np.random.default_rng(seed).uniform(0.5, 2, SHAPE)


def wrong(gradient: Floats) -> dict[str, Floats]:
    one = gradient.copy()
    one[1, 2] += 0.01
    return {
        "sign": -gradient,
        "twice": 2 * gradient,
        "nothing": np.zeros_like(gradient),
        "a hundredth": 1.01 * gradient,
        "one number": one,
        "turned": gradient.reshape(4, 3).T.copy(),
    }


@given(st.integers(0, 10**6))
def test_a_right_gradient_passes(seed: int) -> None:
    at = point(seed)
    direction = np.random.default_rng(seed).normal(size=SHAPE)
    assert check(bent, gradient_of_bent(at), at) < 1e-8
    assert check(bent, gradient_of_bent(at), at, direction) < 1e-8


@given(st.integers(0, 10**6))
def test_a_wrong_gradient_is_found(seed: int) -> None:
    at = point(seed)
    for gradient in wrong(gradient_of_bent(at)).values():
        assert check(bent, gradient, at) > 1e-4


@pytest.mark.parametrize("error", sorted(wrong(np.ones(SHAPE))))
def test_a_few_random_directions_find_it_too(error: str) -> None:
    at, random = point(1), np.random.default_rng(2)
    gradient = wrong(gradient_of_bent(at))[error]
    assert max(check(bent, gradient, at, random.normal(size=SHAPE)) for _ in range(3)) > 1e-5


def test_what_has_nothing_in_common_is_off_by_about_1() -> None:
    at = point(3)
    assert check(bent, np.zeros(SHAPE), at) == pytest.approx(1)
    assert check(bent, -gradient_of_bent(at), at) == pytest.approx(2)


def test_differences_of_a_parabola_are_exact() -> None:
    """Central differences have no error but rounding where the third derivative is 0."""
    at = np.array([1.0, -2.0, 0.5])
    np.testing.assert_allclose(by_coordinate(lambda x: float((x * x).sum()), at), 2 * at, atol=1e-10)
    assert directional(lambda x: float((x * x).sum()), at, np.array([1.0, 1.0, 0.0])) == pytest.approx(-2, abs=1e-10)


def test_the_error_falls_with_the_square_of_the_step() -> None:
    at, one = np.array([1.0]), np.ones(1)
    errors = [abs(directional(lambda x: float(np.exp(x)[0]), at, one, step) - np.e) for step in (1e-2, 1e-3)]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.01)


def test_flat_ground_is_no_error() -> None:
    """Rounding leaves a slope of 10⁻¹¹ or so; that must not count as a whole."""
    at = point(4)
    assert check(lambda x: 1e3 + 1e-13 * float(x.sum()), np.zeros(SHAPE), at) < 1e-3
    assert check(lambda x: 5.0, np.zeros(SHAPE), at, np.ones(SHAPE)) == 0


def test_the_point_is_left_as_it_was() -> None:
    at = point(5)
    kept = at.copy()
    check(bent, gradient_of_bent(at), at)
    check(bent, gradient_of_bent(at), at, np.ones(SHAPE))
    np.testing.assert_array_equal(at, kept)


def test_shapes_that_differ_are_refused() -> None:
    at = point(6)
    for parts in ((np.zeros(12), at), (np.zeros(SHAPE), at, np.zeros(12))):
        with pytest.raises(ValueError, match="one shape"):
            check(bent, *parts)
