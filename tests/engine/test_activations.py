"""Activations: the textbook's values, slopes that finite differences confirm, and calm far from zero."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.arrays import Floats

FORMULAS: dict[str, Callable[[float], float]] = {
    "identity": lambda z: z,
    "step": lambda z: 1.0 if z > 0 else 0.0,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": lambda z: (math.exp(z) - math.exp(-z)) / (math.exp(z) + math.exp(-z)),
    "relu": lambda z: max(z, 0.0),
    "leaky-relu": lambda z: z if z > 0 else 0.01 * z,
    "elu": lambda z: z if z > 0 else math.expm1(z),
    "softplus": lambda z: math.log(1 + math.exp(z)),
    "gelu": lambda z: z / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))),
    "swish": lambda z: z / (1 + math.exp(-z)),
    "sine": math.sin,
    "gauss": lambda z: math.exp(-z * z),
    "abs": abs,
    "square": lambda z: z * z,
}
# What the slope is where there is none: at the corner or jump.
AT_ZERO = {"step": 0.0, "relu": 0.0, "leaky-relu": 0.01, "abs": 0.0}

every_activation = pytest.mark.parametrize("name", sorted(ACTIVATIONS))
every_kind = pytest.mark.parametrize("kind", [np.float32, np.float64])
SUMS = np.linspace(-6, 6, 241)  # 0 is one of them


def slope_of(name: str, z: Floats) -> Floats:
    return ACTIVATIONS[name].slope(z, ACTIVATIONS[name].value(z))


def test_there_are_fourteen() -> None:
    assert set(ACTIVATIONS) == set(FORMULAS)
    assert all(name == one.name for name, one in ACTIVATIONS.items())


@every_activation
def test_values_are_the_textbooks(name: str) -> None:
    expected = [FORMULAS[name](z) for z in SUMS]
    np.testing.assert_allclose(ACTIVATIONS[name].value(SUMS), expected, rtol=1e-13, atol=1e-15)


@every_activation
def test_single_precision_is_right_to_its_last_digits(name: str) -> None:
    single: type[np.floating[Any]] = np.float32
    sums: Floats = SUMS.astype(single)
    value, slope = ACTIVATIONS[name].value(sums), slope_of(name, sums)
    np.testing.assert_allclose(value, ACTIVATIONS[name].value(sums.astype(np.float64)), rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(slope, slope_of(name, sums.astype(np.float64)), rtol=1e-6, atol=2e-6)


@every_activation
def test_slopes_are_those_of_finite_differences(name: str) -> None:
    # Elu's slope is continuous, but has a corner of its own, so at 0 the differences are off by h/4.
    z = SUMS if ACTIVATIONS[name].smooth and name != "elu" else SUMS[np.abs(SUMS) > 1e-3]
    h = 1e-5
    value = ACTIVATIONS[name].value
    differences = (value(z + h) - value(z - h)) / (2 * h)
    np.testing.assert_allclose(slope_of(name, z), differences, rtol=1e-8, atol=1e-9)


@every_activation
def test_the_smooth_ones_have_no_corner_at_zero(name: str) -> None:
    around = slope_of(name, np.array([-1e-9, 1e-9]))
    jump = abs(around[1] - around[0]) + abs(np.diff(ACTIVATIONS[name].value(np.array([-1e-9, 1e-9])))[0])
    assert ACTIVATIONS[name].smooth == (jump < 1e-6)


def test_corners_have_the_slope_that_is_promised() -> None:
    assert {name for name, one in ACTIVATIONS.items() if not one.smooth} == set(AT_ZERO)
    for name, slope in AT_ZERO.items():
        for zero in (0.0, -0.0):
            assert slope_of(name, np.array([zero]))[0] == slope


@every_activation
@every_kind
def test_sums_up_to_a_thousand_stay_finite_without_a_warning(name: str, kind: type[np.floating[Any]]) -> None:
    far: Floats = np.array([-1000, -750, -100, -88, -1e-300, 0, 1e-300, 88, 100, 750, 1000], dtype=kind)
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        value = ACTIVATIONS[name].value(far)
        slope = ACTIVATIONS[name].slope(far, value)
    assert value.dtype == slope.dtype == kind
    assert np.isfinite(value).all()
    assert np.isfinite(slope).all()


def test_far_out_each_function_is_what_it_tends_to() -> None:
    ends = np.array([-1000.0, 1000.0])
    for name, left, right in (
        ("sigmoid", 0, 1), ("tanh", -1, 1), ("elu", -1, 1000), ("softplus", 0, 1000),
        ("gelu", 0, 1000), ("swish", 0, 1000), ("gauss", 0, 0),
    ):  # fmt: skip
        np.testing.assert_allclose(ACTIVATIONS[name].value(ends), [left, right], atol=1e-12)


def test_small_probabilities_keep_their_digits() -> None:
    """1/(1 + e⁷⁰⁰) is about 10⁻³⁰⁴, not 0."""
    sigmoid = ACTIVATIONS["sigmoid"].value
    np.testing.assert_allclose(sigmoid(np.array([-700.0, -40.0])), np.exp([-700.0, -40.0]), rtol=1e-12)


def test_gelu_is_near_the_share_of_a_normal_distribution() -> None:
    """z·Φ(z), which the formula with tanh stands for."""
    exact = [z / 2 * (1 + math.erf(z / math.sqrt(2))) for z in SUMS]
    np.testing.assert_allclose(ACTIVATIONS["gelu"].value(SUMS), exact, atol=5e-4)


@every_activation
def test_what_is_no_number_stays_none(name: str) -> None:
    with np.errstate(invalid="ignore"):
        assert np.isnan(ACTIVATIONS[name].value(np.array([1.0, np.nan]))).tolist() == [False, True]


@every_activation
@every_kind
@pytest.mark.parametrize("shape", [(0,), (1,), (5,), (3, 4), (2, 3, 4)])
def test_answers_go_where_they_are_wanted(name: str, kind: type[np.floating[Any]], shape: tuple[int, ...]) -> None:
    """The slope may be written over the values; the sums are left alone."""
    activation = ACTIVATIONS[name]
    z = np.random.default_rng(1).normal(0, 2, shape).astype(kind)
    kept = z.copy()
    value, slope = activation.value(z), slope_of(name, z)
    room = np.full_like(z, 7)
    assert activation.value(z, room) is room
    np.testing.assert_array_equal(room, value)
    assert activation.slope(z, value, room) is room
    np.testing.assert_array_equal(room, slope)
    over = value.copy()
    assert activation.slope(z, over, over) is over
    np.testing.assert_array_equal(over, slope)
    np.testing.assert_array_equal(z, kept)
    assert value.shape == slope.shape == shape
    assert value is not z


@every_activation
def test_every_second_number_is_as_good_as_every_number(name: str) -> None:
    z = np.random.default_rng(1).normal(0, 2, (6, 10))
    np.testing.assert_array_equal(ACTIVATIONS[name].value(z[:, ::2]), ACTIVATIONS[name].value(z)[:, ::2])
    np.testing.assert_array_equal(slope_of(name, z.T), slope_of(name, z).T)
