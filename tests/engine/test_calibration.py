"""Reliability: what was told against what came true."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.calibration import mean_confidence, reliability


def test_two_bins_by_hand() -> None:
    told = np.array([0.1, 0.3, 0.9, 0.9])
    found = reliability(told, np.array([False, False, True, False]), bins=2)
    assert found.counts.tolist() == [2, 2]
    assert found.told.tolist() == pytest.approx([0.2, 0.9])
    assert found.true.tolist() == [0, 0.5]
    assert found.error == pytest.approx(0.5 * 0.2 + 0.5 * 0.4)
    assert mean_confidence(told) == pytest.approx(0.85)


def test_a_border_counts_as_the_upper_bins_and_an_empty_bin_has_no_numbers() -> None:
    found = reliability(np.array([0.5, 1.0, 0.0]), np.array([True, True, False]), bins=4)
    assert found.counts.tolist() == [1, 0, 1, 1]
    assert np.isnan(found.told[1])
    assert np.isnan(found.true[1])
    assert found.error == pytest.approx(0.5 / 3)


@given(st.integers(0, 2**32))
def test_true_chances_have_a_small_error_and_sharpened_ones_a_large_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    chances = random.random(20000)
    came = random.random(20000) < chances
    sharp = chances**3 / (chances**3 + (1 - chances) ** 3)
    assert reliability(chances, came).error < 0.03 < 0.1 < reliability(sharp, came).error


@given(st.integers(0, 2**32), st.integers(1, 30))
def test_the_error_is_at_least_the_gap_of_the_means(seed: int, bins: int) -> None:
    random = np.random.default_rng(seed)
    chances, came = random.random(40), random.random(40) < 0.5
    assert reliability(chances, came, bins).error >= abs(chances.mean() - came.mean()) - 1e-12


@pytest.mark.parametrize("chances", [[], [1.2], [float("nan")], [0.1, 0.2]])
def test_what_is_no_chance_is_refused(chances: list[float]) -> None:
    with pytest.raises(ValueError, match=r"probabilit"):
        reliability(np.array(chances), np.array([True]))
