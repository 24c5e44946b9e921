"""Typed formulas: right values and slopes, and nothing but formulas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.expression import BadFormula, parsed

SMOOTH = ("x*tanh(x)", "exp(-x**2)", "sin(x)/(1+x*x)", "log(1+exp(x))", "2**x - x**3", "cos(3*x) + 1.5", "-x + +x/2")


@given(st.sampled_from(SMOOTH), st.floats(-3, 3))
def test_the_slope_is_that_of_the_value(text: str, x: float) -> None:
    formula, step = parsed(text), 1e-5
    before, after = formula(np.array([x - step, x + step]))
    slope = formula.slope(np.array([x]))[0]
    assert slope == pytest.approx((after - before) / (2 * step), abs=1e-6, rel=1e-6)


def test_functions_with_corners() -> None:
    x = np.array([-2.0, 3.0])
    for text, value, slope in (
        ("max(x, 0.1*x)", (-0.2, 3), (0.1, 1)),
        ("min(x, 1)", (-2, 1), (1, 0)),
        (" where(x > 0, x**2, -1)", (-1, 9), (0, 6)),
        ("abs(x)", (2, 3), (-1, 1)),
    ):
        np.testing.assert_allclose(parsed(text)(x), value)
        np.testing.assert_allclose(parsed(text).slope(x), slope)


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("", "empty", 1),
        ("x+" * 101 + "x", "long", 201),
        ("__import__('os')", "name", 1),
        ("x.real", "syntax", 1),
        ("x + y", "name", 5),
        ("(lambda: x)()", "name", 1),
        ("[x for x in x]", "syntax", 1),
        ("x ** 9**9**9", "power", 9),
        ("x**1e9", "power", 4),
        ("+".join("x" * 60), "deep", 1),
        ("-" * 50 + "x", "deep", 32),
        ("x < 1", "compare", 1),
        ("where(x, 1, 2)", "compare", 7),
        ("sin(x, x)", "call", 1),
        ("2 * 1j", "number", 5),
        ("True", "number", 1),
        ("2 × x", "sign", 3),
        ("exp", "name", 1),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text: str, reason: str, position: int) -> None:
    with pytest.raises(BadFormula) as caught:
        parsed(text)
    assert (caught.value.reason, caught.value.position) == (reason, position)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        formula = parsed(text)
    except BadFormula:
        return
    x = np.linspace(-2, 2, 5)
    assert formula(x).shape == formula.slope(x).shape == (5,)


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("3*x + 1", "3"),
        ("x**2", "2 * x"),
        ("max(0, x)", "where(0 >= x, 0, 1)"),
        ("where(x > 0, x, 0.1*x)", "where(x > 0, 1, 0.1)"),
        ("exp(-x)", "exp(-x) * -1"),
        ("5", "0"),
    ],
)
def test_the_derivative_is_a_formula_that_can_be_read(text: str, slope: str) -> None:
    assert str(parsed(text).slope) == slope


@pytest.mark.parametrize("text", ["x**2 - abs(x)", "max(x, 0.1*x)", "where(x > 0, x, exp(x) - 1)", "1/(1 + exp(-x))"])
def test_the_code_of_a_formula_computes_it(text: str) -> None:
    x = np.linspace(-2, 2, 9)
    for formula in (parsed(text), parsed(text).slope):
        np.testing.assert_array_equal(eval(formula.code(), {"np": np, "x": x}), formula(x))
