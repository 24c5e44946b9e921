"""A diagram in cells shows every node and wire, and what matters has a shape as well as a colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_nn.labs.frame import Diagram, Frame, Node, Reading, Wire
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.diagram import draw_diagram
from tui_nn.plots.glyphs import ASCII, BRAILLE, Glyphs
from tui_nn.plots.ink import Ink, plain
from tui_nn.plots.twin import twin

EN = Words("en")
MARKS = ("", "current", "done", "waiting", "on", "off")
NUMBERS = st.one_of(st.none(), st.integers(-3, 99), st.floats(-1e12, 1e12))


def number(draw: st.DrawFn, id: str) -> Reading | None:
    return Reading(id, draw(NUMBERS)) if draw(st.booleans()) else None


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Any nodes, any wires, loops too."""
    nodes = []
    for column in range(draw(st.integers(1, 5))):
        for row in range(draw(st.integers(1, 4))):
            name = f"{column}-{row}"
            value, slope = (number(draw, f"{kind}-{name}") for kind in ("value", "slope"))
            label = draw(st.sampled_from(("×", "x₁", "softmax + CE", "")))
            nodes.append(Node(name, label, column, row * 1.5, value, slope, draw(st.sampled_from(MARKS))))
    ids = st.sampled_from([node.id for node in nodes])
    kinds = st.sampled_from(("excites", "inhibits", "faded", "both"))
    labels = st.sampled_from(("", "w", Reading("weight", -0.25)))
    wires = draw(st.lists(st.builds(Wire, ids, ids, labels, kinds), max_size=12))
    return Diagram("graph", tuple(nodes), tuple(wires))


NEURON = Diagram(
    "graph",
    (
        Node("x", "x", 0, 0, Reading("x", 2.0), Reading("d-x", -0.1235), "done"),
        Node("w", "w", 0, 2, Reading("w", -1.5), Reading("d-w", 0.25)),
        Node("times", "×", 1, 1, Reading("times", -3.0), Reading("d-times", 0.125), "current"),
        Node("b", "b", 1, 3, Reading("b", 0.5), None),
        Node("plus", "+", 2, 2, Reading("plus", -2.5), None, "waiting"),
        Node("y", "σ", 3, 2, None, None, "waiting"),
    ),
    (Wire("x", "times"), Wire("w", "times"), Wire("times", "plus"), Wire("b", "plus"), Wire("plus", "y")),
)


def pair(kind: str = "excites", label: Reading | str = "", *marks: str) -> Diagram:
    first, second = marks or ("", "")
    nodes = Node("a", "A", 0, 0, Reading("a", 1), mark=first), Node("b", "≥ 2", 1, 0, Reading("b", 0), mark=second)
    return Diagram("graph", nodes, (Wire("a", "b", label, kind),))


def text(picture: Diagram, width: int = 76, height: int = 14, glyphs: Glyphs = BRAILLE) -> str:
    return plain(draw_diagram(picture, EN, width, height, glyphs=glyphs))


@settings(max_examples=80, deadline=None)
@given(
    diagrams(),
    st.tuples(st.integers(1, 120), st.integers(1, 40)),
    st.sampled_from((BRAILLE, ASCII)),
    st.sampled_from(LANGUAGES),
)
def test_a_diagram_fills_its_cells_exactly(
    picture: Diagram, size: tuple[int, int], glyphs: Glyphs, language: str
) -> None:
    drawing = draw_diagram(picture, Words(language), *size, glyphs=glyphs)
    assert len(drawing) == size[1]
    assert {sum(cell_len(span.text) for span in row) for row in drawing} == {size[0]}


def test_every_number_and_label_is_in_the_picture() -> None:
    shown = text(NEURON)
    for part in ("x", "w", "×", "b", "+", "σ", "2", "−1.5", "−3", "0.5", "−2.5", "∂−0.1235", "∂0.25", "∂0.125"):
        assert part in shown, part


def test_where_there_is_less_room_digits_are_fewer_and_nothing_is_lost() -> None:
    shown = text(NEURON, 34, 8)
    for part in ("✓x", "−1.5", "◆×", "−3", "0.5", "−2.5", "·σ", "∂−0.1", "∂0.12"):
        assert part in shown, part


def test_slopes_have_a_sign_and_an_ink_of_their_own() -> None:
    spans = [span for row in draw_diagram(NEURON, EN, 76, 14) for span in row if "∂" in span.text]
    assert len(spans) == 3
    values = {span.ink for row in draw_diagram(NEURON, EN, 76, 14) for span in row if "−1.5" in span.text}
    assert {span.ink for span in spans} == {Ink.LINE} != values


@pytest.mark.parametrize("glyphs", [BRAILLE, ASCII])
@pytest.mark.parametrize("size", [(60, 9), (24, 1)])
def test_each_mark_and_each_kind_of_wire_has_a_shape(glyphs: Glyphs, size: tuple[int, int]) -> None:
    assert len({text(pair("excites", "", mark, ""), *size, glyphs) for mark in MARKS}) == len(MARKS)
    assert len({text(pair(kind), *size, glyphs) for kind in ("excites", "inhibits", "faded", "both")}) == 4


def test_what_inhibits_ends_in_a_circle_and_what_excites_in_an_arrow() -> None:
    assert "⊖" in text(pair("inhibits"))
    assert "▸" not in text(pair("inhibits"))
    assert "▸" in text(pair("excites"))


def test_the_numbers_of_wires_are_the_first_to_go() -> None:
    weighed = pair("excites", Reading("weight", -0.25))
    assert "−0.25" in text(weighed, 30, 3)
    narrow = text(weighed, 18, 3)
    assert "−0.25" not in narrow
    assert all(part in narrow for part in ("A", "≥ 2", "1", "0", "┌"))


def test_no_braille_and_no_lines_where_the_console_has_none() -> None:
    for width in (76, 34):
        drawn = text(NEURON, width, 12, ASCII)
        assert not re.search("[⠀-⣿─-╿▸⊖◆✓●○↺]", drawn)


def test_a_wire_that_leaps_a_column_passes_its_nodes() -> None:
    nodes = tuple(Node(str(k), "+", k, 0) for k in range(3))
    plainly = text(Diagram("graph", nodes, (Wire("0", "1"), Wire("1", "2"))), 60, 7)
    leaping = text(Diagram("graph", nodes, (Wire("0", "1"), Wire("1", "2"), Wire("0", "2"))), 60, 7)
    middle = leaping.split("\n")[2:5]
    assert [row[27:33] for row in middle] == [row[27:33] for row in plainly.split("\n")[2:5]]
    assert leaping.count("▸") == 2
    assert leaping != plainly


def test_loops_go_around() -> None:
    one = Diagram("graph", (Node("h", "h", 0, 0),), (Wire("h", "h"),))
    assert "↺" in text(one)
    nodes = Node("a", "a", 0, 0), Node("b", "b", 1, 0), Node("c", "c", 1, 1)
    both = text(Diagram("graph", nodes, (Wire("a", "b"), Wire("b", "a"), Wire("b", "c"))), 40, 10)
    assert both.count("▸") == 2
    assert both.count("◂") == 1


def test_numbers_of_nodes_and_wires_count_as_the_frames() -> None:
    frame = Frame((pair("excites", Reading("weight", -0.25)),), (Reading("steps", 0),))
    assert [reading.id for reading in frame.numbers()] == ["steps", "a", "b", "weight"]


TOLD = """\
1 x: value 2, ∂ −0.1235, done
2 w: value −1.5, ∂ 0.25
3 ×: value −3, ∂ 0.125, at work now
    from 1 x
    from 2 w
4 b: value 0.5
5 +: value −2.5, waiting
    from 3 ×
    from 4 b
6 σ: waiting
    from 5 +
"""


def test_the_twin_lists_nodes_with_their_inputs() -> None:
    told = twin("graph", Frame((NEURON,), ()), EN)
    assert told.endswith(TOLD)
    both = twin("graph", Frame((pair("inhibits", Reading("weight", -0.25)),), ()), Words("ru"))
    assert "    из 1 A, вес −0,25, тормозит" in both


@settings(max_examples=40, deadline=None)
@given(diagrams(), st.sampled_from(LANGUAGES))
def test_the_twin_fits_its_width(picture: Diagram, language: str) -> None:
    assert all(len(row) <= 78 for row in twin("graph", Frame((picture,), ()), Words(language)).split("\n"))
