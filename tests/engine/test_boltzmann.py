"""The Boltzmann machine's promises: its distribution, the slopes of G, and a state that chance leads to."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_nn.engine.history import boltzmann
from tui_nn.engine.history.boltzmann import Machine

WIRED, WORLD = boltzmann.encoder(2, 1)
STATES = boltzmann.all_states(5)
seeds = st.integers(0, 10_000)
temperatures = st.sampled_from([0.25, 0.5, 1.0, 2.0, 10.0])


def a_machine(seed: int, size: float = 1.0) -> Machine:
    random = np.random.default_rng(seed)
    machine = Machine.random(WIRED, size, random)
    return Machine(machine.weights, size * random.normal(size=5))


def test_the_encoders_groups_hear_of_each_other_only_through_the_hidden_units() -> None:
    wired, world = boltzmann.encoder(4, 2)
    np.testing.assert_array_equal(wired, wired.T)
    assert not wired.diagonal().any()
    assert not wired[:4, 4:8].any()
    assert wired.sum() / 2 == 6 + 6 + 1 + 8 * 2
    assert world.vectors.shape == (4, 8)
    assert len(boltzmann.all_states(10)) == 1024


def test_all_states_are_counted_up_in_binary() -> None:
    np.testing.assert_array_equal(boltzmann.all_states(2), [[0, 0], [0, 1], [1, 0], [1, 1]])
    with pytest.raises(ValueError, match="written down"):
        boltzmann.all_states(17)


@given(seeds, temperatures)
def test_the_distribution_is_boltzmanns(seed: int, temperature: float) -> None:
    """Probabilities add up to 1, and P(α)/P(β) = e^(−(Eα − Eβ)/T)."""
    machine = a_machine(seed)
    free = boltzmann.logs(machine, STATES, temperature)
    energy = boltzmann.energies(machine, STATES)
    assert np.exp(free).sum() == pytest.approx(1)
    one, other = np.random.default_rng(seed).integers(0, 32, 2)
    assert free[one] - free[other] == pytest.approx(-(energy[one] - energy[other]) / temperature, abs=1e-9)


@given(seeds, st.integers(0, 4))
def test_the_gap_is_what_switching_on_saves(seed: int, unit: int) -> None:
    machine = a_machine(seed)
    on = STATES[seed % 32].copy()
    on[unit] = 1
    off = on.copy()
    off[unit] = 0
    e_on, e_off = boltzmann.energies(machine, np.array([on, off]))
    assert boltzmann.gap(machine, on, unit) == pytest.approx(e_off - e_on, abs=1e-9)
    assert boltzmann.gap(machine, off, unit) == pytest.approx(e_off - e_on, abs=1e-9)


@given(seeds, temperatures)
def test_asking_a_unit_leaves_the_distribution_as_it_is(seed: int, temperature: float) -> None:
    """The chance p = 1/(1 + e^(−ΔE/T)) is the one that has Boltzmann's distribution as its rest."""
    machine, unit = a_machine(seed), seed % 5
    before = np.exp(boltzmann.logs(machine, STATES, temperature))
    after = np.zeros(32)
    for number, state in enumerate(STATES):
        bit = 1 << (4 - unit)
        p = boltzmann.chance(boltzmann.gap(machine, state, unit), temperature)
        after[number | bit] += p * before[number]
        after[number & ~bit] += (1 - p) * before[number]
    np.testing.assert_allclose(after, before, atol=1e-12)


def test_asked_for_long_the_states_come_as_often_as_boltzmann_says() -> None:
    machine, random = a_machine(4), np.random.default_rng(0)
    state, counts = np.zeros(5), np.zeros(32)
    for _ in range(20_000):
        state = boltzmann.asked(machine, state, int(random.integers(5)), 1.0, float(random.random()))
        counts[int(state @ (2 ** np.arange(4, -1, -1)))] += 1
    np.testing.assert_allclose(counts / 20_000, np.exp(boltzmann.logs(machine, STATES)), atol=0.03)


@given(seeds, temperatures)
@settings(max_examples=25, deadline=None)
def test_the_slopes_of_g_agree_with_finite_differences(seed: int, temperature: float) -> None:
    machine = a_machine(seed)

    def g(weights: np.ndarray, biases: np.ndarray) -> float:
        return boltzmann.divergence(boltzmann.logs(Machine(weights, biases), STATES, temperature), WORLD, 5)

    slopes = boltzmann.gradient(machine, WIRED, WORLD, STATES, temperature)
    step = 1e-5
    for i in range(5):
        bump = step * np.eye(5)[i]
        measured = (g(machine.weights, machine.biases + bump) - g(machine.weights, machine.biases - bump)) / (
            2 * step
        )
        assert slopes.biases[i] == pytest.approx(measured, abs=1e-6)
        for j in range(i):
            both = np.zeros((5, 5))
            both[i, j] = both[j, i] = step
            measured = (g(machine.weights + both, machine.biases) - g(machine.weights - both, machine.biases)) / (
                2 * step
            )
            expected = measured if WIRED[i, j] else 0.0
            assert slopes.weights[i, j] == slopes.weights[j, i] == pytest.approx(expected, abs=1e-6)


@given(seeds, temperatures)
def test_g_is_never_below_zero_and_held_units_show_the_world(seed: int, temperature: float) -> None:
    free = boltzmann.logs(a_machine(seed, 3.0), STATES, temperature)
    assert boltzmann.divergence(free, WORLD, 5) >= -1e-12
    held = boltzmann.clamped(free, WORLD, 5).reshape(16, 2).sum(axis=1)
    np.testing.assert_allclose(held[boltzmann.places_of(WORLD)], WORLD.shares)
    assert held.sum() == pytest.approx(1)


def test_a_small_step_lowers_g_and_weights_that_are_not_wired_stay_zero() -> None:
    machine = a_machine(1)
    machine = Machine(np.where(WIRED, machine.weights, 0), machine.biases)
    after = boltzmann.learnt(machine, WIRED, WORLD, STATES, 0.1)
    before = boltzmann.divergence(boltzmann.logs(machine, STATES), WORLD, 5)
    assert boltzmann.divergence(boltzmann.logs(after, STATES), WORLD, 5) < before
    assert not after.weights[~WIRED].any()


def test_a_machine_that_knows_nothing_shows_everything_alike() -> None:
    """G = ln(2^v/m) then: 16 visible states, 2 of them wanted."""
    nothing = Machine(np.zeros((5, 5)), np.zeros(5))
    assert boltzmann.divergence(boltzmann.logs(nothing, STATES), WORLD, 5) == pytest.approx(math.log(8))


def test_huge_weights_stay_finite() -> None:
    machine = a_machine(2, 5000.0)
    free = boltzmann.logs(machine, STATES, 0.25)
    assert np.isfinite(boltzmann.divergence(free, WORLD, 5))
    assert np.isfinite(boltzmann.gradient(machine, WIRED, WORLD, STATES, 0.25).weights).all()
    assert boltzmann.chance(-1e6, 0.25) == 0
