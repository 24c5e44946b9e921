"""Thresholds: the four counts, the ROC curve, and the threshold that costs least for true chances."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.arrays import Bools, Floats
from tui_nn.engine.decisions import (
    Confusion,
    area_under,
    cheapest_threshold,
    costs,
    decided,
    hits_and_alarms,
    roc,
)

seeds = st.integers(0, 2**32)


def mixed(seed: int, n: int = 30) -> tuple[Floats, Bools]:
    """Scores with ties, of both classes."""
    random = np.random.default_rng(seed)
    positive = random.random(n) < 0.4
    positive[:2] = True, False
    return random.integers(-5, 6, n) / 2 + positive, positive


def test_four_examples_by_hand() -> None:
    scores, positive = np.array([0.9, 0.6, 0.6, 0.1]), np.array([True, False, True, False])
    assert decided(scores, positive, 0.5) == Confusion(2, 0, 1, 1)
    assert decided(scores, positive, 0.6) == Confusion(1, 1, 0, 2)
    one = decided(scores, positive, 0.6)
    assert (one.accuracy, one.precision, one.recall, one.false_alarms, one.cost(10)) == (0.75, 1, 0.5, 0, 10)
    assert decided(scores, positive, 0.9).precision is None


@given(seeds, st.floats(-4, 4))
def test_the_counts_are_those_of_going_through_all_examples(seed: int, threshold: float) -> None:
    scores, positive = mixed(seed)
    said = scores > threshold
    expected = Confusion(*(int((a & b).sum()) for a, b in _pairs(said, positive)))
    assert decided(scores, positive, threshold) == expected
    assert expected.n == len(scores)
    assert costs(scores, positive, np.array([threshold]), 7.0)[0] == expected.cost(7.0)


def _pairs(said: Bools, positive: Bools) -> list[tuple[Bools, Bools]]:
    return [(said, positive), (~said, positive), (said, ~positive), (~said, ~positive)]


@given(seeds)
def test_a_lower_threshold_never_finds_less_and_never_alarms_less(seed: int) -> None:
    scores, positive = mixed(seed)
    hits, alarms = hits_and_alarms(scores, positive, np.linspace(4, -4, 33))
    assert (np.diff(hits) >= 0).all()
    assert (np.diff(alarms) >= 0).all()


@given(seeds)
def test_the_area_is_the_chance_that_a_positive_scores_above_a_negative(seed: int) -> None:
    scores, positive = mixed(seed)
    above = scores[positive][:, None] - scores[~positive]
    across, up = roc(scores, positive)
    assert (across[0], up[0], across[-1], up[-1]) == (0, 0, 1, 1)
    assert area_under(across, up) == pytest.approx(((above > 0) + (above == 0) / 2).mean())


@given(seeds)
def test_only_the_order_of_the_scores_counts_for_the_roc_curve(seed: int) -> None:
    scores, positive = mixed(seed)
    np.testing.assert_array_equal(roc(scores, positive), roc(np.exp(scores), positive))


@given(st.floats(0.01, 0.99), st.floats(0.05, 50))
def test_for_a_true_chance_calling_it_positive_is_cheaper_exactly_above_the_threshold(p: float, ratio: float) -> None:
    """Elkan: the mean cost of "no" is r·p, that of "yes" 1 − p."""
    gamma = cheapest_threshold(ratio)
    if abs(p - gamma) > 1e-9:
        assert (p > gamma) == (ratio * p > 1 - p)


def test_a_miss_ten_times_as_dear_as_an_alarm_puts_the_threshold_at_a_eleventh() -> None:
    assert cheapest_threshold(10) == pytest.approx(0.0909, abs=5e-5)
    with pytest.raises(ValueError, match="must cost"):
        cheapest_threshold(0)
    with pytest.raises(ValueError, match="both classes"):
        roc(np.zeros(3), np.ones(3, dtype=np.bool_))
