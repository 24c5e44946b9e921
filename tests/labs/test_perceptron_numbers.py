"""Every number of the perceptron lab can be explained, and its program gives the same ones."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from perceptron_runs import finished, readings, ticked, walked, walks

from tui_nn.labs.lab import Edit
from tui_nn.labs.perceptron.lab import PerceptronLab


def value_at_the_end(numbers: str) -> float:
    """The number that a line of LaTeX ends with."""
    ending = numbers.rpartition("=")[2].strip()
    return float(re.sub(r" \\cdot 10\^\{(-?\d+)\}", r"e\1", ending))


@given(walks)
@settings(max_examples=60, deadline=None)
def test_every_number_is_explained_and_ends_in_its_value(walk: tuple[str, int, list[int | Edit]]) -> None:
    lab = walked(walk)
    for reading in lab.frame().numbers():
        why = lab.why(reading.id)
        if reading.value is None:
            assert why.numbers == r"\dots"
            assert ".absent." in why.says.key
        else:
            assert value_at_the_end(why.numbers) == pytest.approx(reading.value, rel=1e-3, abs=1e-9)


def test_a_weight_is_explained_by_its_latest_correction() -> None:
    why = ticked(PerceptronLab.start("or", 0), 2).why("w2")
    assert why.formula == r"w_2 \leftarrow w_2 + \eta (y - \hat y) x_2"
    assert why.numbers == r"0 + 1 \cdot (1 - 0) \cdot 1 = 1"


def test_the_score_is_explained_with_the_weights_before_the_correction() -> None:
    why = ticked(PerceptronLab.start("or", 0), 5).why("score")
    assert why.numbers == r"0 \cdot 0 + 1 \cdot 0 + 1 = 1"


def test_the_margin_names_the_line_and_its_nearest_point() -> None:
    assert PerceptronLab.start("or", 0).why("margin").numbers == (
        r"\frac{|2 \cdot 0 + 2 \cdot 0 + (-1)|}{|(-1; 2; 2)|} = 0.3333"
    )


def test_the_weights_after_an_epoch_are_explained_from_its_beginning() -> None:
    """In epoch 2 of XOR b goes from 0 to 1 and w1 stays at −1."""
    lab = ticked(PerceptronLab.start("xor", 0), 8)
    assert lab.why("state-2-bias").numbers == "0 + 1 = 1"
    assert lab.why("state-2-w1").numbers == "-1 + 0 = -1"


def test_a_correction_keeps_its_number_when_older_ones_are_forgotten() -> None:
    """AND takes ten corrections and six are remembered."""
    shown = {reading.id for reading in finished("and").frame().numbers()}
    assert {f"log-{number}-bias" for number in range(5, 11)} <= shown
    assert "log-4-bias" not in shown


def test_numbers_that_are_not_shown_have_no_explanation() -> None:
    lab = PerceptronLab.start("or", 0)
    for reading in ("loss", "fewest", "log-1-bias", "state-1-bias"):
        with pytest.raises(KeyError):
            lab.why(reading)


def same(printed: str, lab: PerceptronLab) -> None:
    """The program's numbers are the lab's own, bit for bit."""
    values = {k: ast.literal_eval(v) for k, v in (line.split(" = ") for line in printed.splitlines())}
    assert {"bias", "w1", "w2", "score", "shown", "epoch", "mistakes", "accuracy", "finished"} <= set(values)
    seen = readings(lab)
    assert values == {id: seen[id] for id in values}


def output_of(program: str) -> str:
    lines: list[str] = []
    exec(program, {"print": lambda *words: lines.append(" ".join(map(str, words)))})
    return "\n".join(lines)


@given(walks, st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_the_program_gives_the_labs_own_numbers(walk: tuple[str, int, list[int | Edit]], steps: int) -> None:
    """From the start, from the middle of a run and after edits."""
    lab = walked(walk)
    same(output_of(lab.program(steps)), ticked(lab, steps))


@pytest.mark.parametrize("preset", ["and", "shuffles"])
def test_the_program_goes_to_the_very_end(preset: str) -> None:
    end = finished(preset)
    same(output_of(PerceptronLab.start(preset, 0).program(5000)), end)
    same(output_of(end.program(5)), end)


def test_the_program_runs_by_itself() -> None:
    lab = ticked(PerceptronLab.start("clouds", 3), 50)
    run = subprocess.run([sys.executable, "-c", lab.program(75)], capture_output=True, text=True, check=True)
    same(run.stdout, ticked(lab, 75))
