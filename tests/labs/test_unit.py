"""One unit, three models: what its activation makes of it, and whether descent can teach it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import readings

from tui_nn.labs.frame import Curves
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.labs.unit.lab import UnitLab
from tui_nn.labs.unit.state import FUNCTIONS, KNOBS
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(UnitLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=5)
numbers = st.floats(-2, 2).map(lambda value: round(value, 2))


def made(preset: str, ticks: int = 0, **settings: str | float) -> UnitLab:
    lab = UnitLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def key(lab: UnitLab) -> str:
    says = lab.frame().says
    assert says is not None
    return says.key.rpartition(".")[2]


def test_without_activation_it_learns_the_line_of_the_normal_equation() -> None:
    gap = made("line", 200).gap
    assert gap is not None
    assert gap < 1e-12
    assert made("line", function="tanh").gap is None


@given(
    st.sampled_from([name for name in FUNCTIONS if name not in ("step", "relu")]),
    st.sampled_from(["mse", "bce"]),
    numbers,
    numbers,
)
def test_its_slopes_are_those_of_its_loss(function: str, loss: str, w: float, b: float) -> None:
    lab = made("logistic", function=function, loss=loss, w=w, b=b)
    step = 1e-6
    for name, slope in zip(("w", "b"), lab.gradient, strict=True):
        here = lab.setting(next(knob for knob in KNOBS if knob.id == name))
        up, down = (lab.edit(Edit("set", (name, here + sign * step))).value for sign in (1, -1))
        assert (up - down) / (2 * step) == pytest.approx(slope, abs=1e-6)


def test_the_step_teaches_nothing_and_a_soft_step_does() -> None:
    hard = made("step", 50)
    assert (hard.w, hard.b) == (1.0, 1.5)
    assert key(hard) == "flat"
    assert made("step", 50, function="sigmoid").value < hard.value


def test_far_out_the_squares_hardly_move_and_the_cross_entropy_does() -> None:
    assert made("saturated").followed[1] == pytest.approx(0.982, abs=5e-4)
    squares, entropy = made("saturated", 50), made("saturated", 50, loss="bce")
    assert squares.followed[1] > 0.96
    assert entropy.followed[1] < 0.1
    assert key(squares) == "saturated"


def test_the_cross_entropy_needs_the_sigmoid() -> None:
    assert made("line", loss="bce").function_name == "sigmoid"
    assert not made("logistic", function="relu").entropy


def test_too_large_a_rate_ends_in_a_sentence_and_keeps_the_last_numbers() -> None:
    lost = made("line", 2000, rate=1.0)
    assert lost.finished
    assert key(lost) == "lost"
    assert np.isfinite([lost.w, lost.b]).all()
    assert not lost.edit(Edit("set", ("rate", 0.1))).finished


@given(presets, turns, st.integers(0, 3))
def test_every_number_is_explained(preset: str, settings: list[tuple[str, float]], ticks: int) -> None:
    lab = made(preset, 0, **dict(settings))
    for _ in range(ticks):
        lab = lab.tick()
    for id in readings(lab):
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key


def test_a_shared_run_comes_back_as_it_was() -> None:
    run = Run.begin("unit", "logistic", 0).forward(5).edited(Edit("set", ("w", -2.5))).forward(3)
    assert restore(share(run)).lab.frame().readings == run.lab.frame().readings


def test_where_slopes_cancel_the_bias_is_zero_and_no_dust() -> None:
    lab = Run.begin("unit", "logistic", 0).forward(6).lab
    shown = {reading.id: reading.value for reading in lab.frame().readings}
    bias = next(knob for knob in lab.knobs if knob.id == "b")
    assert shown["b"] == lab.setting(bias) == 0


def test_no_curve_tells_the_value_at_its_end() -> None:
    """The numbers of the input that is followed stand above; others beside them would be taken for those."""
    pictures = Run.begin("unit", "logistic", 0, [("w", "1")]).lab.frame().pictures
    assert not any(picture.valued for picture in pictures if isinstance(picture, Curves))
