"""Optimisers and schedules: the published formulas, number by number."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.arrays import Floats
from tui_nn.engine.optimisers import OPTIMISERS, SGD, Adam, AdamW, Momentum, Nesterov, Optimiser, RmsProp, Sgd
from tui_nn.engine.schedules import SCHEDULES, Constant, Cosine, Exponential, Schedule, Step, Warmup, rate_at

every_optimiser = pytest.mark.parametrize("name", sorted(OPTIMISERS))


def steps(optimiser: Optimiser, params: Floats, grads: list[Floats], rate: float) -> list[Floats]:
    """The parameters after each step."""
    params, memory = params.copy(), np.zeros((optimiser.slots, *params.shape), dtype=params.dtype)
    walked = []
    for t, grad in enumerate(grads, 1):
        optimiser.update(params, grad.copy(), memory, rate, t)
        walked.append(params.copy())
    return walked


def one_by_one(name: str, w: float, grads: list[float], rate: float) -> list[float]:
    """The papers' formulas for one weight, written for reading."""
    v = s = m = 0.0
    walked = []
    for t, g in enumerate(grads, 1):
        if name == "sgd":
            w = w - rate * g
        elif name == "momentum":
            v = 0.9 * v + g
            w = w - rate * v
        elif name == "nesterov":
            v = 0.9 * v + g
            w = w - rate * (g + 0.9 * v)
        elif name == "rmsprop":
            s = 0.99 * s + 0.01 * g**2
            w = w - rate * g / (math.sqrt(s) + 1e-8)
        else:
            if name == "adamw":
                w = w - rate * 0.01 * w
            m = 0.9 * m + 0.1 * g
            s = 0.999 * s + 0.001 * g**2
            w = w - rate * (m / (1 - 0.9**t)) / (math.sqrt(s / (1 - 0.999**t)) + 1e-8)
        walked.append(w)
    return walked


def test_there_are_six() -> None:
    assert list(OPTIMISERS) == ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"]
    assert OPTIMISERS["sgd"] is SGD
    assert all(name == one.name for name, one in OPTIMISERS.items())


@every_optimiser
@given(st.integers(0, 10**6), st.sampled_from([0.001, 0.1]))
def test_each_step_is_the_papers(name: str, seed: int, rate: float) -> None:
    random = np.random.default_rng(seed)
    params, grads = random.normal(size=3), [random.normal(size=3) for _ in range(6)]
    found = np.array(steps(OPTIMISERS[name], params, grads, rate))
    for i in range(3):
        expected = one_by_one(name, float(params[i]), [float(grad[i]) for grad in grads], rate)
        np.testing.assert_allclose(found[:, i], expected, rtol=1e-11, atol=1e-13)


@every_optimiser
def test_nets_beside_each_other_walk_as_they_would_alone(name: str) -> None:
    random = np.random.default_rng(3)
    params, grads = random.normal(size=(4, 5)), [random.normal(size=(4, 5)) for _ in range(5)]
    together = steps(OPTIMISERS[name], params, grads, 0.1)
    for s in range(4):
        alone = steps(OPTIMISERS[name], params[s], [grad[s] for grad in grads], 0.1)
        np.testing.assert_array_equal([walked[s] for walked in together], alone)


@every_optimiser
def test_single_precision_stays_single(name: str) -> None:
    single: type[np.floating[Any]] = np.float32
    params, grad = np.ones(3, dtype=single), np.full(3, 0.5, dtype=single)
    memory = np.zeros((OPTIMISERS[name].slots, 3), dtype=single)
    OPTIMISERS[name].update(params, grad, memory, 0.01, 1)
    assert params.dtype == memory.dtype == np.float32
    assert params[0] == pytest.approx(one_by_one(name, 1.0, [0.5], 0.01)[0], rel=1e-6)


@every_optimiser
def test_every_optimiser_walks_down_into_a_bowl(name: str) -> None:
    """½(x² + 10y²) from (3, 2): near the bottom after 400 steps."""
    at = np.array([3.0, 2.0])
    memory = np.zeros((OPTIMISERS[name].slots, 2))
    for t in range(1, 401):
        OPTIMISERS[name].update(at, at * [1.0, 10.0], memory, 0.02, t)
    assert np.abs(at).max() < 0.05


def test_momentum_ends_ten_times_as_fast_on_a_steady_slope() -> None:
    """η/(1 − μ) with μ = 0.9."""
    for optimiser in (Momentum(), Nesterov()):
        walked = steps(optimiser, np.zeros(1), [np.ones(1)] * 300, 0.01)
        assert walked[-2][0] - walked[-1][0] == pytest.approx(0.1, rel=1e-10)


def test_nesterov_takes_the_slope_where_momentum_would_carry_it() -> None:
    """v ← μv − η·f′(θ + μv), θ ← θ + v, seen from the point θ + μv that is looked ahead at."""

    def slope(at: float) -> float:
        return 3 * at + math.sin(at)

    theta, v, rate, mu = 2.0, 0.0, 0.05, 0.9
    params, memory = np.array([2.0]), np.zeros((1, 1))
    for t in range(1, 30):
        v = mu * v - rate * slope(theta + mu * v)
        theta += v
        Nesterov(mu).update(params, np.array([slope(float(params[0]))]), memory, rate, t)
        assert params[0] == pytest.approx(theta + mu * v, rel=1e-10, abs=1e-12)


def test_adams_first_step_is_as_long_as_the_rate_whatever_the_slope() -> None:
    for optimiser in (Adam(), AdamW(decay=0.0)):
        walked = steps(optimiser, np.zeros(3), [np.array([1e-3, 1.0, -1e3])], 0.01)[0]
        np.testing.assert_allclose(walked, [-0.01, -0.01, 0.01], rtol=1e-4)


def test_rmsprop_and_adam_do_not_care_for_the_scale_of_the_loss() -> None:
    grads = [np.array([math.cos(t), 1.0]) for t in range(20)]
    for optimiser in (RmsProp(), Adam()):
        plain = steps(optimiser, np.ones(2), grads, 0.01)[-1]
        scaled = steps(optimiser, np.ones(2), [1000 * grad for grad in grads], 0.01)[-1]
        np.testing.assert_allclose(scaled, plain, rtol=1e-5)


def test_adamw_decays_what_has_no_slope_and_adam_does_not() -> None:
    """(1 − η·λ)ᵗ"""
    still = [np.zeros(2)] * 10
    np.testing.assert_allclose(steps(AdamW(decay=0.5), np.ones(2), still, 0.1)[-1], 0.95**10, rtol=1e-12)
    np.testing.assert_array_equal(steps(Adam(), np.ones(2), still, 0.1)[-1], 1.0)


def test_without_memory_momentum_is_sgd() -> None:
    grads = [np.array([0.3, -2.0]), np.array([1.0, 0.5])]
    for optimiser in (Momentum(0.0), Nesterov(0.0)):
        np.testing.assert_allclose(steps(optimiser, np.ones(2), grads, 0.1), steps(Sgd(), np.ones(2), grads, 0.1))


@pytest.mark.parametrize(
    ("schedule", "shares"),
    [
        (Constant(), {0: 1, 999: 1}),
        (Step(every=10, factor=0.5), {0: 1, 9: 1, 10: 0.5, 19: 0.5, 20: 0.25}),
        (Exponential(factor=0.9), {0: 1, 1: 0.9, 2: 0.81}),
        (Cosine(span=100, floor=0.0), {0: 1, 50: 0.5, 100: 0, 500: 0}),
        (Cosine(span=100, floor=0.2), {0: 1, 50: 0.6, 100: 0.2, 500: 0.2}),
        (Warmup(span=4), {0: 0.25, 1: 0.5, 3: 1, 99: 1}),
    ],
)
def test_rates_follow_their_schedule(schedule: Schedule, shares: dict[int, float]) -> None:
    for epoch, share in shares.items():
        assert rate_at(schedule, 0.3, epoch) == pytest.approx(0.3 * share, abs=1e-15)


@pytest.mark.parametrize("name", sorted(SCHEDULES))
def test_a_schedule_by_name_never_rises_above_the_base_rate(name: str) -> None:
    assert SCHEDULES[name].name == name
    rates = [rate_at(name, 2.0, epoch) for epoch in range(400)]
    assert max(rates) == 2.0
    assert min(rates) > 0
    assert rates == [rate_at(SCHEDULES[name], 2.0, epoch) for epoch in range(400)]


def test_exponential_halves_the_rate_every_69_epochs() -> None:
    assert rate_at("exponential", 1.0, 69) == pytest.approx(0.5, abs=1e-3)


def test_another_schedule_is_refused() -> None:
    with pytest.raises(ValueError, match="there are constant, step"):
        rate_at("linear", 0.1, 0)


@pytest.mark.parametrize("rule", [lambda: replace(Momentum(), momentum=0.5), lambda: Momentum(0.5)])
def test_an_optimiser_is_a_value(rule: Callable[[], Optimiser]) -> None:
    assert rule() == Momentum(0.5)
    assert rule() != Momentum()
    assert hash(rule()) == hash(Momentum(0.5))
