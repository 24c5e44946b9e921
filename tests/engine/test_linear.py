"""Lines through points: Legendre's equation, both losses, and when descent runs away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui_nn.engine import linear
from tui_nn.engine.arrays import Floats
from tui_nn.engine.gradcheck import check

seeds = st.integers(0, 2**32)
THREE = np.array([1.0, 2.0, 3.0]), np.array([3.0, 5.0, 7.0])


def cloud(seed: int, n: int = 9) -> tuple[Floats, Floats, Floats]:
    random = np.random.default_rng(seed)
    return random.normal(0, 3, n), random.normal(0, 5, n), random.normal(size=2)


def test_three_points_on_a_line_are_solved_exactly() -> None:
    x, y = THREE
    matrix = linear.design(x)
    assert (matrix.T @ matrix).tolist() == [[3, 6], [6, 14]]
    assert (matrix.T @ y).tolist() == [15, 34]
    np.testing.assert_allclose(linear.least_squares(matrix, y), [1, 2], rtol=1e-12)


@given(seeds)
def test_no_line_has_less_squares_and_there_the_slope_is_zero(seed: int) -> None:
    x, y, other = cloud(seed)
    matrix = linear.design(x)
    best = linear.least_squares(matrix, y)
    assert linear.mean_squares(matrix, y, best) <= linear.mean_squares(matrix, y, best + other)
    np.testing.assert_allclose(linear.squares_slope(matrix, y, best), 0, atol=1e-11)
    np.testing.assert_allclose(best, np.linalg.inv(matrix.T @ matrix) @ (matrix.T @ y), rtol=1e-6, atol=1e-8)


@given(seeds)
def test_no_line_has_less_absolute_error(seed: int) -> None:
    x, y, other = cloud(seed)
    matrix, best = linear.design(x), np.array(linear.least_sizes(x, y))
    least = linear.mean_sizes(matrix, y, best)
    for near in (other, 0.1 * other, 0.001 * other):
        assert least <= linear.mean_sizes(matrix, y, best + near) + 1e-12


@given(seeds)
def test_both_slopes_are_those_of_their_losses(seed: int) -> None:
    x, y, weights = cloud(seed)
    matrix = linear.design(x)
    assume(np.abs(matrix @ weights - y).min() > 1e-3)
    for loss, slope in ((linear.mean_squares, linear.squares_slope), (linear.mean_sizes, linear.sizes_slope)):
        assert check(lambda at, loss=loss: loss(matrix, y, at), slope(matrix, y, weights), weights) < 1e-6  # type: ignore[misc]


def test_one_outlier_bends_the_squares_and_not_the_sizes() -> None:
    x = np.arange(10.0)
    y = 2 * x + 1
    y[-1] = 100
    assert linear.least_squares(linear.design(x), y)[1] == pytest.approx(6.42, abs=0.005)
    assert linear.least_sizes(x, y) == (1.0, 2.0)


def test_of_one_place_the_mean_and_the_median_are_chosen() -> None:
    x, y = np.zeros(5), np.array([1.0, 2, 3, 4, 100])
    assert linear.least_squares(linear.design(x), y).tolist() == pytest.approx([22, 0])
    assert linear.least_sizes(x, y) == (3.0, 0.0)


def test_a_twin_column_has_no_inverse_but_a_shortest_answer() -> None:
    x, y = THREE
    matrix = linear.design(x, copies=2)
    assert linear.is_singular(matrix)
    assert not linear.is_singular(linear.design(x))
    assert linear.condition(matrix) == float("inf")
    np.testing.assert_allclose(linear.least_squares(matrix, y), [1, 1, 1], rtol=1e-12)


def test_the_limit_and_the_condition_of_the_three_points() -> None:
    matrix = linear.design(THREE[0])
    assert linear.curvatures(matrix)[-1] == pytest.approx(11.093, abs=5e-4)
    assert linear.rate_limit(matrix) == pytest.approx(0.180, abs=5e-4)


@given(seeds)
def test_descent_below_the_limit_comes_nearer_and_above_it_runs_away(seed: int) -> None:
    x, y, _ = cloud(seed)
    matrix = linear.design(x)
    best = linear.least_squares(matrix, y)
    sharpest = np.linalg.eigh(matrix.T @ matrix)[1][:, -1]
    limit = linear.rate_limit(matrix)
    for share, nearer in ((0.99, True), (1.01, False)):
        at = best + 0.1 * sharpest
        for _ in range(20):
            at = at - share * limit * linear.squares_slope(matrix, y, at)
        assert (np.linalg.norm(at - best) < 0.1) == nearer


@given(seeds)
def test_standardised_columns_bend_alike(seed: int) -> None:
    x, *_ = cloud(seed)
    scaled, mean, deviation = linear.standardised(x)
    np.testing.assert_allclose(scaled * deviation + mean, x, atol=1e-12)
    assert linear.condition(linear.design(scaled)) == pytest.approx(1)
    assert linear.standardised(np.full(4, 7.0))[0].tolist() == [0, 0, 0, 0]
