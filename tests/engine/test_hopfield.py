"""Hopfield's net keeps its promises: the energy never rises, what is stored stays, and there is only so much room."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.history import hopfield

seeds = st.integers(0, 10_000)


def a_net(seed: int, units: int) -> tuple[np.ndarray, np.ndarray]:
    """Any symmetric weights without connections to itself, and any state."""
    random = np.random.default_rng(seed)
    weights = random.normal(size=(units, units))
    weights = weights + weights.T
    np.fill_diagonal(weights, 0)
    return weights, hopfield.strangers(1, units, random)[0]


@given(seeds, st.integers(2, 30))
def test_no_unit_that_is_asked_raises_the_energy(seed: int, units: int) -> None:
    weights, state = a_net(seed, units)
    for unit in np.random.default_rng(seed).integers(0, units, 3 * units).tolist():
        before = hopfield.energy(weights, state)
        asked = state.copy()
        h = weights[unit] @ state
        asked[unit] = np.sign(h) if h else state[unit]
        assert hopfield.energy(weights, asked) <= before + 1e-9
        state = asked


@given(seeds, st.integers(2, 30))
def test_a_flip_changes_the_energy_by_twice_the_unit_times_its_sum(seed: int, units: int) -> None:
    weights, state = a_net(seed, units)
    unit = seed % units
    change = hopfield.energy(weights, hopfield.flipped(state, unit)) - hopfield.energy(weights, state)
    assert change == pytest.approx(2 * state[unit] * (weights[unit] @ state), abs=1e-9)
    gain = hopfield.unstable(state, weights @ state)[unit]
    assert gain == pytest.approx(max(0.0, -change), abs=1e-9)


def test_asked_all_at_once_two_units_would_swap_for_ever() -> None:
    """Why the units are asked one by one: of two that contradict each other only one may give way."""
    weights = np.array([[0.0, -1.0], [-1.0, 0.0]])
    state = np.array([1.0, 1.0])
    np.testing.assert_array_equal(np.sign(weights @ np.sign(weights @ state)), state)
    rest = hopfield.recall(weights, state, np.random.default_rng(0))
    assert rest.sum() == 0
    assert hopfield.energy(weights, rest) == -1 < hopfield.energy(weights, state) == 1


@given(seeds)
def test_recall_ends_at_rest_and_no_higher_than_it_began(seed: int) -> None:
    weights, state = a_net(seed, 20)
    rest = hopfield.recall(weights, state, np.random.default_rng(seed))
    assert not hopfield.unstable(rest, weights @ rest).any()
    assert hopfield.energy(weights, rest) <= hopfield.energy(weights, state) + 1e-9


@given(seeds, st.integers(1, 12), st.integers(12, 40))
def test_under_the_pseudo_inverse_every_stored_pattern_is_at_rest(seed: int, count: int, units: int) -> None:
    """However alike they are: here each differs from the first in only a few units, or in none."""
    random = np.random.default_rng(seed)
    first = hopfield.strangers(1, units, random)[0]
    patterns = np.array([hopfield.damaged(first, 0.1 * random.random(), random) for _ in range(count)])
    weights = hopfield.pseudo_inverse(patterns)
    for pattern in patterns:
        assert not hopfield.unstable(pattern, weights @ pattern).any()


@given(seeds, st.integers(1, 6))
def test_weights_are_symmetric_and_no_unit_listens_to_itself(seed: int, count: int) -> None:
    patterns = hopfield.strangers(count, 20, np.random.default_rng(seed))
    for weights in (hopfield.hebb(patterns), hopfield.pseudo_inverse(patterns)):
        np.testing.assert_array_equal(weights, weights.T)
        assert not np.diag(weights).any()


def test_one_pattern_and_its_negative_lie_at_the_bottom() -> None:
    """A single pattern of N units: E = −(N − 1)/2, and nothing is lower."""
    pattern = hopfield.strangers(1, 20, np.random.default_rng(3))
    weights = hopfield.hebb(pattern)
    assert hopfield.energy(weights, pattern[0]) == pytest.approx(-9.5)
    assert hopfield.energy(weights, -pattern[0]) == pytest.approx(-9.5)


def test_for_patterns_at_right_angles_both_rules_are_one() -> None:
    patterns = np.array([[1.0, 1, 1, 1], [1, 1, -1, -1]])
    np.testing.assert_allclose(hopfield.hebb(patterns), hopfield.pseudo_inverse(patterns), atol=1e-12)


def test_memory_breaks_down_as_the_theory_says() -> None:
    """Well below p/N = 0.138 all is recalled, well above it little is."""

    def held(count: int) -> float:
        random = np.random.default_rng(count)
        patterns = hopfield.strangers(count, 200, random)
        weights = hopfield.hebb(patterns)
        found = [hopfield.overlap(hopfield.recall(weights, p, random), p) for p in patterns[:20]]
        return float(np.mean(found))

    assert held(16) > 0.995
    assert held(60) < 0.6
    assert held(16) > held(30) > held(60)


@given(seeds)
def test_damage_turns_over_just_so_many_units(seed: int) -> None:
    random = np.random.default_rng(seed)
    pattern = hopfield.strangers(1, 40, random)[0]
    assert (hopfield.damaged(pattern, 0.25, random) != pattern).sum() == 10


def test_a_mixture_is_the_majority() -> None:
    three = np.array([[1.0, 1, -1], [1, -1, -1], [-1, 1, -1]])
    np.testing.assert_array_equal(hopfield.mixture(three), [1, 1, -1])
    with pytest.raises(ValueError, match="odd number"):
        hopfield.mixture(three[:2])
