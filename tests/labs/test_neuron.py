"""The neuron lab: every product and the sum, in the open."""

from __future__ import annotations

import ast
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.labs.frame import Boundary, Plane, Table
from tui_nn.labs.lab import Edit, Lab, Refused
from tui_nn.labs.neuron import NeuronLab

presets = st.sampled_from(NeuronLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in NeuronLab.knobs for value in knob.values]), max_size=5)


def made(preset: str, ticks: int = 0, settings: tuple[tuple[str, float], ...] = ()) -> NeuronLab:
    lab = NeuronLab.start(preset, 0)
    for setting in settings:
        lab = lab.edit(Edit("set", setting))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def readings(lab: Lab) -> dict[str, float | int | None]:
    return {reading.id: reading.value for reading in lab.frame().readings}


def boundary(lab: Lab) -> Boundary:
    plane = lab.frame().pictures[0]
    assert isinstance(plane, Plane)
    return plane.boundaries[-1]


def table(lab: Lab) -> Table:
    picture = lab.frame().pictures[1]
    assert isinstance(picture, Table)
    return picture


def test_the_lessons_neuron_answers_one() -> None:
    """w = (2, −1), b = −1, x = (1, 0): t = 1 > 0."""
    seen = readings(made("lesson", ticks=4))
    assert (seen["sum"], seen["output"]) == (1, 1)


def test_a_sum_of_exactly_zero_answers_zero() -> None:
    seen = readings(made("blank", ticks=4))
    assert (seen["sum"], seen["output"]) == (0, 0)


def test_each_tick_works_out_one_more_number_and_marks_its_row() -> None:
    lab = made("lesson")
    for stage, row in zip(("product-1", "product-2", "sum", "output"), (0, 1, 3, 4), strict=True):
        assert readings(lab)[stage] is None
        lab = lab.tick()
        assert readings(lab)[stage] is not None
        assert table(lab).current == row
    assert lab.finished
    assert lab.tick() is lab


@pytest.mark.parametrize(("preset", "targets"), [("or", "0111"), ("and", "0001")])
def test_the_gates_answer_their_truth_tables(preset: str, targets: str) -> None:
    corners = [(x1, x2) for x1 in (0.0, 1.0) for x2 in (0.0, 1.0)]
    answers = [readings(made(preset, 4, (("x1", x1), ("x2", x2))))["output"] for x1, x2 in corners]
    assert "".join(map(str, answers)) == targets


@given(presets, turns, st.sampled_from([0.5, 2.0, 4.0]))
def test_scaling_all_weights_and_the_bias_moves_no_line(
    preset: str, settings: list[tuple[str, float]], scale: float
) -> None:
    plain = made(preset, 4, (*settings, ("scale", 1.0)))
    scaled = plain.edit(Edit("set", ("scale", scale)))
    np.testing.assert_array_equal(scale * boundary(plain).weights, boundary(scaled).weights)
    assert scale * boundary(plain).bias == boundary(scaled).bias
    assert readings(plain)["output"] == readings(scaled)["output"]


def test_turning_a_knob_keeps_the_stage_and_moves_the_line_at_once() -> None:
    lab = made("lesson", ticks=3)
    turned = lab.edit(Edit("set", ("bias", "0,5")))
    assert turned.stage == lab.stage
    assert boundary(turned).bias == 0.5
    assert readings(turned)["sum"] == 2.5


@pytest.mark.parametrize("edit", [Edit("set", ("w1", 9)), Edit("set", ("w3", 1)), Edit("add", (0, 0, 1))])
def test_senseless_edits_are_refused(edit: Edit) -> None:
    with pytest.raises(Refused):
        made("lesson").edit(edit)


def test_an_unknown_preset_is_refused_with_a_list() -> None:
    with pytest.raises(Refused) as refusal:
        NeuronLab.start("nor", 0)
    assert refusal.value.says.values["possible"] == "lesson, or, and, diagonal, blank"


@given(presets, turns, st.integers(0, 4))
def test_every_number_is_explained_and_ends_in_its_value(
    preset: str, settings: list[tuple[str, float]], ticks: int
) -> None:
    lab = made(preset, ticks, tuple(settings))
    for reading in lab.frame().numbers():
        numbers = lab.why(reading.id).numbers
        if reading.value is None:
            assert numbers == r"\dots"
        else:
            assert float(numbers.rpartition("=")[2]) == pytest.approx(reading.value, rel=1e-3)


def test_an_unknown_reading_has_no_explanation() -> None:
    with pytest.raises(KeyError):
        made("lesson").why("loss")


@given(presets, turns, st.integers(0, 4), st.integers(0, 6))
def test_the_program_prints_the_labs_own_numbers(
    preset: str, settings: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = made(preset, ticks, tuple(settings))
    printed: list[str] = []
    exec(lab.program(steps), {"print": lambda *words: printed.append(" ".join(map(str, words)))})
    expected = readings(made(preset, min(ticks + steps, 4), tuple(settings)))
    assert {k: ast.literal_eval(v) for k, v in (line.split(" = ") for line in printed)} == expected


def test_the_program_runs_by_itself() -> None:
    run = subprocess.run(
        [sys.executable, "-c", made("lesson").program(4)], capture_output=True, text=True, check=True
    )
    assert run.stdout.endswith("sum = 1.0\noutput = 1\n")
