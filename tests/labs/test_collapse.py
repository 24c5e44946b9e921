"""Two linear layers are one line, whatever their weights; a function between them bends it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from programs import numbers_of
from shown import readings

from tui_nn.engine import linear
from tui_nn.labs.collapse.lab import ARCH, CollapseLab
from tui_nn.labs.collapse.state import KNOBS, WEIGHTS
from tui_nn.labs.frame import Curves, Table
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(CollapseLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=6)
numbers = st.floats(-4, 4).map(lambda value: round(value, 3))


def made(preset: str, ticks: int = 0, **settings: str | float) -> CollapseLab:
    lab = CollapseLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def test_the_worked_example_of_the_lecture() -> None:
    """w₀₀ = 1, w₁₀ = 2, w₀₁ = −1, w₁₁ = 3, w₀ = 2, w₁ = −1: γ = (3, 1)."""
    assert made("lesson").gammas == (3, 1)
    assert made("same-line").gammas == (3, 1)
    assert made("lesson").weights != made("same-line").weights


@given(st.tuples(*[numbers] * 6))
def test_no_six_weights_make_anything_but_a_line(weights: tuple[float, ...]) -> None:
    lab = made("lesson")
    for id, weight in zip(WEIGHTS, weights, strict=True):
        lab = lab.edit(Edit("set", (id, weight)))
    x = np.linspace(-4, 4, 9)
    first, slope = lab.gammas
    np.testing.assert_allclose(lab.told(x), first + slope * x, atol=1e-9)
    assert lab.bend == 0


@pytest.mark.parametrize("function", ["relu", "tanh", "sigmoid"])
def test_a_function_between_the_layers_bends_it(function: str) -> None:
    lab = made("lesson", function=function)
    assert lab.bend > 0.1
    assert readings(lab)["gamma0"] is None


def test_two_linear_layers_end_where_one_line_does() -> None:
    lab = made("curved", 3000)
    x, y = np.array(ARCH).T
    matrix = linear.design(x)
    best = linear.mean_squares(matrix, y, linear.least_squares(matrix, y))
    assert lab.mse == pytest.approx(best, rel=1e-6)
    assert lab.gammas == pytest.approx(tuple(linear.least_squares(matrix, y)), abs=1e-3)


def test_with_relu_two_units_learn_the_vee() -> None:
    lab = made("vee", 3000)
    assert lab.mse is not None
    assert lab.mse < 1e-3
    straight = made("vee", 3000, function="identity").mse
    assert straight is not None
    assert straight > 0.5


def test_parts_add_up_to_the_output() -> None:
    curves = made("vee", 50).frame().pictures[0]
    assert isinstance(curves, Curves)
    whole, first, second = (curve.y for curve in curves.curves)
    np.testing.assert_allclose(whole, first + second, atol=1e-12)


def test_too_large_a_rate_is_told_and_the_last_numbers_stay() -> None:
    lab = made("curved", 200, rate=10.0)
    assert lab.lost
    assert lab.finished
    assert np.isfinite(lab.weights).all()
    with pytest.raises(Refused):
        lab.edit(Edit("add", (1.0, 2.0, 0.0)))


@given(presets, turns, st.integers(0, 3))
def test_every_number_is_explained_and_ends_in_its_value(
    preset: str, settings: list[tuple[str, float]], ticks: int
) -> None:
    lab = made(preset, ticks, **dict(settings))
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        if value is not None and "10^" not in why.numbers.rpartition("=")[2]:
            assert float(why.numbers.rpartition("=")[2]) == pytest.approx(value, rel=1e-3, abs=1e-9)
    says = lab.frame().says
    assert says is not None
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("accuracy")


@given(presets, turns, st.integers(0, 3), st.integers(0, 5))
@example("curved", [("w00", -4.0), ("w10", 3.5), ("w0", 3.75)], 3, 5)  # runs away, and the lab stops after four
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, settings: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = made(preset, ticks, **{knob: value for knob, value in settings if knob != "rate"})
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert len(found) >= 6
    for id, value in found.items():
        assert value == pytest.approx(expected[id], rel=1e-9, abs=1e-12), id


def test_a_run_is_restored() -> None:
    run = Run.begin("collapse", "vee", 0, [("function", "tanh")]).forward(9)
    again = restore(share(run)).lab
    assert isinstance(again, CollapseLab)
    assert isinstance(run.lab, CollapseLab)
    assert again.weights == run.lab.weights


def test_a_falling_line_is_told_with_a_minus() -> None:
    lab = made("lesson", w0=-2, w1=0)
    says = lab.frame().says
    assert lab.gammas == (-2, -4)
    assert says is not None
    assert Words("en").say(says).endswith("y = −2 − 4·x")


@pytest.mark.parametrize(("function", "title"), [("identity", "layers"), ("relu", "layers-bent")])
def test_the_table_says_one_line_only_where_there_is_one(function: str, title: str) -> None:
    picture = made("vee", function=function).frame().pictures[1]
    assert isinstance(picture, Table)
    assert picture.id == title
