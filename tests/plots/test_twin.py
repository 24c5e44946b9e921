"""The twin tells in words whatever the picture shows, in both languages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from planes import OR, planes
from rich.cells import cell_len

from tui_nn.labs.lab import Bars, Boundary, Frame, Lab, Plane, Reading, Table
from tui_nn.labs.shelf import SHELF, take
from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots import say
from tui_nn.plots.twin import WIDTH, twin

OR_IN_WORDS = """\
The perceptron
No example has been shown yet

bias b: −0.5

Line: x₁ + x₂ − 0.5 = 0. Class 1 is above it and to the right.
4 points: 1 of class 0, 3 of class 1.
Shown now: point 3, x₁ = 1, x₂ = 0.
On the wrong side: point 3.
no.  x₁  x₂  class
  1   0   0      0
  2   0   1      1
  3   1   0      1  shown now, on the wrong side
  4   1   1      1
"""


def states() -> list[tuple[str, Lab]]:
    """Each lab and preset at its start, on the way, and far on."""
    labs = []
    for name in SHELF:
        for preset in take(name).presets:
            lab = take(name).start(preset, 1)
            for steps in (0, 7, 300):
                for _ in range(steps):
                    lab = lab.tick()
                labs.append((f"{name}-{preset}-{steps}", lab))
    return labs


STATES = states()


def test_the_or_plane_is_told_so() -> None:
    frame = Frame((OR,), (Reading("bias", -0.5, "b"),), phrase("labs.perceptron.says.start"))
    assert twin("perceptron", frame, Words("en")) == OR_IN_WORDS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "lab"), STATES, ids=[name for name, _ in STATES])
def test_every_reading_of_every_lab_is_told_in_its_language(name: str, lab: Lab, language: str) -> None:
    words = Words(language)
    frame = lab.frame()
    lines = twin(lab.name, frame, words).split("\n")
    for reading in frame.readings:
        assert f"{say.reading_name(lab.name, reading, words)}: {say.value(reading, words)}" in lines, name
    assert not [line for line in lines if "labs." in line or "plots." in line]
    assert max(map(cell_len, lines)) <= WIDTH


def test_numbers_of_a_russian_twin_have_commas() -> None:
    frame = Frame((OR,), (Reading("bias", -0.5, "b"),))
    text = twin("perceptron", frame, Words("ru"))
    assert "x₁ + x₂ − 0,5 = 0. Класс 1 – выше и правее неё." in text
    assert "0.5" not in text


@pytest.mark.parametrize(
    ("weights", "bias", "says"),
    [
        ((2.0, -1.0), -1.0, "2·x₁ − x₂ − 1 = 0. Class 1 is below it and to the right."),
        ((-1.0, 0.0), 0.25, "−x₁ + 0.25 = 0. Class 1 is to the left of it."),
        ((0.0, 3.0), 0.0, "3·x₂ = 0. Class 1 is above it."),
        ((0.0, 0.0), 1.0, "No line: both weights are zero, so every point is taken for class 1."),
        ((0.0, 0.0), 0.0, "No line: both weights are zero, so every point is taken for class 0."),
    ],
)
def test_a_line_is_its_equation_and_its_side(weights: tuple[float, float], bias: float, says: str) -> None:
    plane = Plane(OR.points, OR.classes, OR.window, (Boundary(np.array(weights), bias),))
    assert says in twin("perceptron", Frame((plane,), ()), Words("en"))


def test_long_lists_end_in_how_many_more() -> None:
    points = np.arange(180.0).reshape(90, 2)
    faded = tuple(Boundary(np.array([1.0, k]), 0.0, faded=True) for k in range(25))
    plane = Plane(points, np.ones(90, int), (0.0, 200.0, 0.0, 200.0), faded, wrong=tuple(range(40)), current=80)
    table = Table("log", ("shown",), tuple((Reading(f"n{k}", k),) for k in range(31)))
    text = twin("perceptron", Frame((plane, table), ()), Words("en"))
    assert "… and 70 more points" in text
    assert "… and 5 more lines for comparison" in text
    assert "… and 11 more rows" in text
    assert "Shown now: point 81, x₁ = 160, x₂ = 161." in text
    assert "(40): 1, 2, 3" in text


def test_bars_are_a_list_and_an_empty_table_says_so() -> None:
    frame = Frame((Bars("orders", ("1", "2"), (3.0, 7.0)), Table("log", ("y",), ())), ())
    text = twin("perceptron", frame, Words("ru"))
    assert "1: 3\n2: 7" in text
    assert "пока пусто" in text


@settings(max_examples=50, deadline=None)
@given(planes())
def test_no_line_of_a_twin_is_wider_than_a_terminal(plane: Plane) -> None:
    for language in LANGUAGES:
        lines = twin("perceptron", Frame((plane,), ()), Words(language)).split("\n")
        assert max(map(cell_len, lines)) <= WIDTH
