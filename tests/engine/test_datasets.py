"""The small data sets and the lines that they are made with."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.datasets import clouds, gate
from tui_nn.engine.perceptron import bound, margin, radius

seeds = st.integers(0, 2**32)
margins = st.sampled_from([0.05, 0.1, 0.2, 0.4, 0.8])


@given(seeds, margins, st.integers(2, 100))
def test_the_clouds_have_exactly_the_margin_asked_for(seed: int, wanted: float, n: int) -> None:
    sample = clouds(n, wanted, seed)
    assert sample.separator
    assert margin(sample.separator, sample.points, sample.targets) == pytest.approx(wanted, rel=1e-9)
    assert set(sample.targets.tolist()) == {0, 1}


@given(seeds)
def test_another_margin_moves_only_the_points_that_stood_too_near(seed: int) -> None:
    narrow, wide = clouds(60, 0.1, seed), clouds(60, 0.4, seed)
    moved = np.linalg.norm(narrow.points - wide.points, axis=1)
    assert wide.separator
    distance = np.abs(wide.separator.score(wide.points)) / np.sqrt(6)
    assert moved.max() <= 0.3 * np.sqrt(6 / 5) + 1e-9
    assert np.all((moved < 1e-9) | (distance < 0.4 + 1e-9))


def test_halving_the_clouds_margin_quadruples_their_bound() -> None:
    """The farthest point decides R and does not move, so only γ counts."""
    bounds = []
    for wanted in (0.4, 0.2, 0.1):
        sample = clouds(60, wanted, 3)
        assert sample.separator
        bounds.append(bound(radius(sample.points), margin(sample.separator, sample.points, sample.targets)))
    assert bounds[1] == pytest.approx(4 * bounds[0])
    assert bounds[2] == pytest.approx(16 * bounds[0])


@given(seeds)
def test_the_same_seed_gives_the_same_points_bit_for_bit(seed: int) -> None:
    np.testing.assert_array_equal(clouds(10, 0.2, seed).points, clouds(10, 0.2, seed).points)


@pytest.mark.parametrize(("name", "targets"), [("or", "0111"), ("and", "0001"), ("nand", "1110"), ("xor", "0110")])
def test_gates_answer_their_truth_tables(name: str, targets: str) -> None:
    sample = gate(name)
    assert sample.points.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert "".join(map(str, sample.targets)) == targets


@pytest.mark.parametrize("name", ["or", "and", "nand"])
def test_a_gates_separator_separates_it(name: str) -> None:
    sample = gate(name)
    assert sample.separator
    assert margin(sample.separator, sample.points, sample.targets) > 0


def test_impossible_data_are_refused() -> None:
    with pytest.raises(ValueError, match="no such gate"):
        gate("nor")
    with pytest.raises(ValueError, match="two points"):
        clouds(1, 0.2, 0)
    with pytest.raises(ValueError, match="margin"):
        clouds(10, 0.0, 0)
