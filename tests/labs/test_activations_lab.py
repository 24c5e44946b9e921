"""The lab of activations: what a function must be like, and what becomes of a network that takes it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import readings

from tui_nn.labs.activations.lab import ActivationsLab
from tui_nn.labs.activations.zoo import FUNCTIONS
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.run_file import as_text
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.formula import formula as drawn


def made(preset: str, ticks: int = 0, **settings: str | float) -> ActivationsLab:
    lab = ActivationsLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("formula", (value,)) if knob == "formula" else Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


@pytest.mark.parametrize(
    ("function", "x", "value", "slope"),
    [
        ("sigmoid", 2, 0.8808, 0.1050),
        ("tanh", 1, 0.7616, 0.4200),
        ("relu", -1, 0, 0),
        ("leaky", -1, -0.1, 0.1),
        ("gauss", 0, 1, 0),
        ("square", 3, 9, 6),
    ],
)
def test_values_and_slopes(function: str, x: float, value: float, slope: float) -> None:
    found = readings(made("quiz", function=function, x=x))
    assert found["y"] == pytest.approx(value, abs=5e-5)
    assert found["slope"] == pytest.approx(slope, abs=5e-5)


def test_elu_is_smooth_at_zero_for_alpha_one_alone() -> None:
    assert readings(made("elu"))["y"] == pytest.approx(-0.632, abs=5e-4)
    for alpha, corner in ((1.0, False), (0.5, True), (2.0, True)):
        found = readings(made("elu", alpha=alpha, x=0.0))
        assert (found["left"] != pytest.approx(found["right"], abs=1e-5)) is corner


@pytest.mark.parametrize(
    ("function", "conditions"),
    [
        ("identity", (False, True, True)),
        ("step", (True, True, False)),
        ("relu", (True, True, True)),
        ("square", (True, True, True)),
    ],
)
def test_the_conditions(function: str, conditions: tuple[bool, ...]) -> None:
    assert made("quiz", function=function).conditions == conditions


def test_a_function_that_is_not_everywhere_fails_the_second_condition() -> None:
    assert made("own", formula="log(x)").conditions == (True, False, True)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_disc_is_learnt_by_all_but_the_line_and_the_step(function: str) -> None:
    lab = made("quiz", 40, function=function)
    assert (lab.accuracies[0] >= 0.995) is (function not in ("identity", "step"))


def test_the_spirals_ask_for_more() -> None:
    found = {name: made("quiz", 60, function=name).accuracies[1] for name in ("identity", "step", "square", "relu")}
    assert max(found["identity"], found["step"]) < 0.7
    assert found["square"] < 0.8
    assert found["relu"] >= 0.995


def test_the_choice_of_the_slope_at_a_corner_changes_nothing() -> None:
    usual, other = made("relu", 5), made("corner", 5)
    assert readings(usual)["slope"] == 0
    assert other.edit(Edit("set", ("x", 0.0))).slope == 1
    for one, two in zip(usual.trainings, other.trainings, strict=True):
        np.testing.assert_array_equal(one.net.params, two.net.params)


def test_votes_are_kept_and_judged_by_the_training() -> None:
    lab = made("quiz", vote="yes")
    for _ in range(10):
        lab = lab.tick()
    lab = lab.edit(Edit("set", ("function", "relu"))).edit(Edit("set", ("vote", "yes")))
    for _ in range(40):
        lab = lab.tick()
    found = readings(lab)
    assert (found["votes"], found["hits"]) == (2, 1)
    assert [(one.function, one.hit) for one in lab.gallery] == [("step", False), ("relu", True)]


def test_a_typed_formula_is_shared_saved_and_said() -> None:
    run = Run.begin("activations", "own", 3).edited(Edit("formula", ("x * tanh( x )",))).forward(2)
    again = restore(share(run))
    assert isinstance(again.lab, ActivationsLab)
    assert str(again.lab.f) == "x * tanh(x)"
    assert again.lab.accuracies == run.lab.accuracies  # type: ignore[attr-defined]
    assert "formula x * tanh( x )" in as_text(run)
    assert Run.begin("activations", "own", 0, [("formula", "abs(x)")]).lab.setting(ActivationsLab.knobs[0]) == 15


@pytest.mark.parametrize(
    "text", ["", "x +", "import os", "y", "x ** 99", "where(x, 1, 2)", "max(x)", "2 × x", "x" * 201]
)
def test_what_is_no_formula_is_refused_in_both_languages_and_nothing_is_lost(text: str) -> None:
    lab = made("own", 1)
    with pytest.raises(Refused) as caught:
        lab.edit(Edit("formula", (text,)))
    for language in LANGUAGES:
        assert Words(language).say(caught.value.says)


@pytest.mark.parametrize(
    "text", ["log(x)", "1/x", "x**x", "exp(exp(x))", "0", "x**64", "x + where(x > 0, where(x < 1, x, 2), -1)"]
)
def test_no_formula_brings_the_lab_down(text: str) -> None:
    lab = made("own", 3, formula=text)
    lab.frame()
    for id in readings(lab):
        why = lab.why(id)
        assert drawn(why.formula)


@given(st.sampled_from(FUNCTIONS), st.floats(-4, 4))
def test_every_explanation_can_be_drawn(function: str, x: float) -> None:
    lab = made("quiz", function=function, x=x)
    for id in ("y", "slope"):
        why = lab.why(id)
        assert drawn(why.formula)
        assert drawn(why.numbers)


def test_a_formula_that_is_longer_when_written_anew_is_taken_as_it_was_typed() -> None:
    typed = "max(x," * 28 + "x" + ")" * 28  # a space more after each comma would be too many letters
    lab = ActivationsLab.start("own", 0).edit(Edit("formula", (f" {typed} ",)))
    assert lab.own == typed
    assert lab.tick().epoch > 0
