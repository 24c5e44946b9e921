"""Losses: values worked out by hand, slopes that finite differences confirm, logits of ±1000 without a warning."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.arrays import Floats
from tui_nn.engine.gradcheck import by_coordinate
from tui_nn.engine.losses import LOSSES, softmax

every_loss = pytest.mark.parametrize("name", sorted(LOSSES))
every_kind = pytest.mark.parametrize("kind", [np.float32, np.float64])


def sample(name: str, k: int, n: int, seed: int, kind: type[np.floating[Any]] = np.float64) -> tuple[Floats, Floats]:
    """Outputs and targets that the loss is made for, away from corners."""
    random = np.random.default_rng(seed)
    target = random.normal(0, 2, (k, n))
    out = target + random.choice([-1.0, 1.0], (k, n)) * random.choice([0.3, 0.9, 1.1, 2.5], (k, n))
    if name == "bce":
        target = (target > 0).astype(float)
    if name == "ce":
        target = np.eye(k)[:, target.argmax(axis=0)]
    return out.astype(kind), target.astype(kind)


def test_there_are_six() -> None:
    assert set(LOSSES) == {"mse", "half-mse", "mae", "huber", "bce", "ce"}
    assert all(name == one.name for name, one in LOSSES.items())


@pytest.mark.parametrize(
    ("name", "out", "target", "expected"),
    [
        # Errors 1 and −2.
        ("mse", (1, 3), (0, 5), (1 + 4) / 2),
        ("half-mse", (1, 3), (0, 5), (1 + 4) / 2),
        ("mae", (1, 3), (0, 5), (1 + 2) / 2),
        ("huber", (1, 3), (0, 5), (0.5 + 1.5) / 2),
        # One output: ½-MSE is half of MSE.
        ("mse", (3,), (0,), 9),
        ("half-mse", (3,), (0,), 4.5),
        ("huber", (0.5,), (0,), 0.125),
        # Probabilities ½ and ¾.
        ("bce", (0, math.log(3)), (1, 0), math.log(2) + math.log(4)),
        ("ce", (0, math.log(3)), (0, 1), math.log(4 / 3)),
        ("ce", (0, math.log(3)), (1, 0), math.log(4)),
        ("ce", (7, 7, 7, 7), (0, 0, 1, 0), math.log(4)),
    ],
)
def test_values_by_hand(name: str, out: tuple[float, ...], target: tuple[float, ...], expected: float) -> None:
    columns = np.array([out], dtype=float).T, np.array([target], dtype=float).T
    assert LOSSES[name].value(*columns) == pytest.approx(expected, rel=1e-14)


@every_loss
def test_the_value_is_the_mean_over_samples_of_what_each_costs_alone(name: str) -> None:
    out, target = sample(name, 3, 5, 1)
    each = LOSSES[name].per_sample(out, target)
    alone = [LOSSES[name].value(out[:, i : i + 1], target[:, i : i + 1]) for i in range(5)]
    np.testing.assert_allclose(each, alone, rtol=1e-14)
    assert LOSSES[name].value(out, target) == pytest.approx(np.mean(alone), rel=1e-14)


@every_loss
@given(k=st.integers(1, 4), n=st.integers(1, 5), seed=st.integers(0, 10**6))
def test_slopes_are_those_of_finite_differences(name: str, k: int, n: int, seed: int) -> None:
    """Of each sample's own loss: the sum over samples has the same slopes, for none knows of another."""
    out, target = sample(name, k, n, seed)
    found = by_coordinate(lambda at: float(LOSSES[name].per_sample(at, target).sum()), out)
    np.testing.assert_allclose(LOSSES[name].slope(out, target), found, rtol=1e-6, atol=1e-8)


@every_loss
@every_kind
def test_slopes_go_where_they_are_wanted(name: str, kind: type[np.floating[Any]]) -> None:
    """Over the outputs or over the targets, if need be."""
    out, target = sample(name, 3, 4, 2, kind)
    kept = out.copy(), target.copy()
    slope = LOSSES[name].slope(out, target)
    assert slope.dtype == LOSSES[name].per_sample(out, target).dtype == kind
    np.testing.assert_array_equal(out, kept[0])
    np.testing.assert_array_equal(target, kept[1])
    room = np.empty_like(out)
    assert LOSSES[name].slope(out, target, room) is room
    np.testing.assert_array_equal(room, slope)
    LOSSES[name].slope(over := out.copy(), target, over)
    np.testing.assert_array_equal(over, slope)
    LOSSES[name].slope(out, over := target.copy(), over)
    np.testing.assert_array_equal(over, slope)


@every_kind
def test_logits_of_a_thousand_cost_a_thousand(kind: type[np.floating[Any]]) -> None:
    yes_or_no: Floats = np.array([[1000, 1000, -1000, -1000]], dtype=kind)
    wanted: Floats = np.array([[1, 0, 1, 0]], dtype=kind)
    of_three: Floats = np.array([[1000, 1000], [-1000, -1000], [0, 0]], dtype=kind)
    classes: Floats = np.array([[1, 0], [0, 1], [0, 0]], dtype=kind)
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        np.testing.assert_array_equal(LOSSES["bce"].per_sample(yes_or_no, wanted), [0, 1000, 1000, 0])
        np.testing.assert_array_equal(LOSSES["bce"].slope(yes_or_no, wanted), [[0, 1, -1, 0]])
        np.testing.assert_array_equal(LOSSES["ce"].per_sample(of_three, classes), [0, 2000])
        np.testing.assert_array_equal(LOSSES["ce"].slope(of_three, classes), [[0, 1], [0, -1], [0, 0]])


@every_loss
@every_kind
def test_outputs_of_a_thousand_stay_finite(name: str, kind: type[np.floating[Any]]) -> None:
    _, target = sample(name, 2, 3, 3, kind)
    out: Floats = np.array([[1000, -1000, 1000], [-1000, 1000, 1000]], dtype=kind)
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        assert np.isfinite(LOSSES[name].value(out, target))
        assert np.isfinite(LOSSES[name].slope(out, target)).all()


def test_mae_has_no_slope_where_there_is_no_error() -> None:
    out = np.array([[2.0, -1.0]])
    assert LOSSES["mae"].slope(out, out.copy()).tolist() == [[0, 0]]


@given(st.integers(1, 5), st.integers(0, 10**6), st.floats(-500, 500))
def test_softmax_makes_probabilities_and_only_differences_count(k: int, seed: int, shift: float) -> None:
    logits = np.random.default_rng(seed).normal(0, 3, (4, k))
    p = softmax(logits, axis=1)
    np.testing.assert_allclose(p.sum(axis=1), 1)
    np.testing.assert_allclose(softmax(logits + shift, axis=1), p, rtol=1e-10)
    np.testing.assert_allclose(softmax(logits.T, axis=0).T, p, rtol=1e-14)
    np.testing.assert_allclose(p, np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True), rtol=1e-12)
