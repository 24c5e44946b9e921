"""The twin tells in words whatever the picture shows, in both languages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from nets import net, nets
from planes import OR, planes
from rich.cells import cell_len

from tui_nn.labs.frame import (
    Bars,
    Boundary,
    Curve,
    Curves,
    Frame,
    Histogram,
    Map,
    Multiples,
    Network,
    Picture,
    Plane,
    Reading,
    Table,
)
from tui_nn.labs.lab import Lab
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


def told(picture: Picture, language: str = "en") -> list[str]:
    lines = twin("playground", Frame((picture,), ()), Words(language)).rstrip("\n").split("\n")
    assert max(map(cell_len, lines)) <= WIDTH
    assert not [line for line in lines if "labs." in line or "plots." in line]
    return lines[2:]


def a_map(classes: int = 2, scale: float = 1.0) -> Map:
    """Rising from left to right; four points, one of those for testing answered wrongly."""
    return Map(
        "output",
        lambda columns, rows: np.tile(np.linspace(-scale, scale, columns), (rows, 1)),
        (-6.0, 6.0, -6.0, 6.0),
        (-1.0, 1.0),
        np.array([[-3.0, 1.0], [3.0, 1.0], [-2.0, -1.0], [2.5, -0.5]]),
        np.array([0.0, 1.0, 0.0, 0.0]),
        np.array([False, False, False, True]),
        wrong=(3,),
        classes=classes,
    )


def test_a_map_is_told_by_a_grid_of_its_values_and_what_is_wrong() -> None:
    lines = told(a_map())
    assert "Answers on a grid: above 0 class 1 wins, below it class 0." in lines
    assert lines[2].split() == ["x₂", "\\", "x₁", "−5.1", "−3.4", "−1.7", "0", "1.7", "3.4", "5.1"]
    assert lines[3].split() == ["5.1", "−1", "−0.67", "−0.33", "0", "0.33", "0.67", "1"]
    assert lines[10:] == [
        "3 training points, 0 of them answered wrongly",
        "1 test point, 1 of them answered wrongly",
        "Answered wrongly at (x₁; x₂): (2.5; −0.5)",
    ]
    assert ">999" in told(a_map(scale=1e250))[3]
    assert "Кто побеждает на сетке, классы от 0 до 3:" in told(a_map(classes=4), "ru")
    assert "3 training points" in told(a_map(classes=0))


def test_a_network_is_told_unit_by_unit() -> None:
    picture = net(2, 2, 1)
    picture.weights[0][:, 1] = 0.25, -1.5
    picture.biases[0][1] = 0.125
    picture.frozen[0][1, 1] = True
    lines = told(replace(picture, ailing={"u-1-2": "dead"}))
    assert lines[0] == "the network: 2 → 2 → 1"
    assert "Layer 1, tanh:" in lines
    assert "u-1-2 (dead): b = 0.125; w = 0.25·x₁; −1.5*·x₂" in lines
    assert "Слой 2, выход, tanh:" in told(picture, "ru")
    long = "\n".join(told(net(2, 64, 64, 1)))
    assert long.count("… and 44 more units") == 2
    assert "… and 52 more" in long


@settings(max_examples=20, deadline=None)
@given(nets(most=30))
def test_no_network_is_told_wider_than_a_terminal(picture: Network) -> None:
    assert told(picture)
    assert told(picture, "ru")


def test_curves_are_told_at_nine_places_the_last_among_them() -> None:
    x = np.arange(1001.0)
    late = Curve("rival-train", x[500:], np.full(501, 7.0))
    lines = told(Curves("losses", (Curve("train", x, 1000 - x), late)))
    assert lines[1].split() == ["epoch", "training", "rival,", "training"]
    assert [row.split()[0] for row in lines[2:]] == ["0", "125", "250", "375", "500", "625", "750", "875", "1000"]
    assert lines[2].split() == ["0", "1000", "–"]
    assert lines[-1].split() == ["1000", "0", "7"]
    assert told(Curves("losses", (Curve("train", x[:0], x[:0]),))) == ["loss: nothing yet"]
    points = np.array([[0.5, -1.0]])
    fit = Curves("fit", (Curve("net", x[:2], x[:2]),), across="x", points=points)
    assert told(fit)[-1] == "1 point: (0.5; −1)"


def test_a_histogram_is_told_by_its_ends_and_what_is_near_zero() -> None:
    counts = np.array([1, 0, 4, 4, 0, 1])
    lines = told(Histogram("gradients", ("1", "2"), (counts, 0 * counts), ((-3.0, 3.0), (0.0, 1e250))))
    assert lines[2].split() == ["1", "−3", "3", "80", "%", "20", "%", "10"]
    assert lines[3].split() == ["2", "0", "10²⁵⁰", "–", "–", "0"]


def test_small_multiples_are_told_by_how_many_have_arrived() -> None:
    captions = tuple(Reading(f"seed-{k}", k / 10) for k in range(1, 4))
    picture = Multiples(
        "seeds", lambda columns, rows: np.zeros((3, rows, columns)), (-1, 1), captions, (True, False, True)
    )
    lines = told(picture)
    assert lines[1] == "2 of 3 have arrived."
    assert [row.endswith("arrived") for row in lines[2:]] == [True, False, True]
    assert "Дошло: 2 из 3." in told(picture, "ru")
