"""The graph lab: formulas become graphs, and what flows back through them is what finite differences find."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import readings

from tui_nn.labs.frame import Diagram, Table
from tui_nn.labs.graph.lab import GraphLab
from tui_nn.labs.graph.language import LETTERS
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.formula import problem

presets = st.sampled_from(GraphLab.presets)
FORMULAS = (
    "sin(x)*exp(-x) + tanh(x*w)",
    "(w*x + b)**3 / (1 + x**2)",
    "abs(x) + max(x, w) * min(x, w) - log(x**2 + 1)",
    "neuron(x1, x2, w1, w2, b)*cos(x1)",
    "ce(0, z1, z2*z1)",
    "2**x - x**w",
    "-x",
    "x",
    "bce(sigmoid(x), 0.3)",
)


def typed(text: str, ticks: int = 0) -> GraphLab:
    lab = GraphLab.start("neuron", 0).edit(Edit("expression", (text,)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def to_the_end(lab: GraphLab) -> GraphLab:
    while not lab.finished:
        lab = lab.tick()
    return lab


def test_a_neuron_is_six_nodes_and_a_letter_used_twice_is_one() -> None:
    assert (readings(GraphLab.start("neuron", 0))["nodes"], readings(GraphLab.start("neuron", 0))["operations"]) == (
        6,
        3,
    )
    assert readings(typed("x*x + x"))["nodes"] == 3
    assert readings(typed("(x + 1)**2"))["operations"] == 2


def test_values_come_one_by_one_then_slopes_one_by_one() -> None:
    lab, shown = GraphLab.start("square", 0), []
    for _ in range(lab.length + 1):
        numbers = readings(lab)
        shown.append({id for id in ("t1", "f", "d-f", "d-t1", "d-x") if numbers.get(id) is not None})
        lab = lab.tick()
    assert shown == [
        set(),
        {"t1"},
        {"t1", "f"},
        {"t1", "f", "d-f"},
        {"t1", "f", "d-f", "d-t1"},
        {"t1", "f", "d-f", "d-t1", "d-x"},
    ]
    assert lab.finished
    assert lab.tick() is lab
    assert readings(lab)["d-x"] == 6


def test_slopes_add_up_where_a_node_is_used_twice() -> None:
    lab = GraphLab.start("fan-out", 0).tick().tick().tick().tick()
    assert readings(lab)["d-x"] == 5
    lab = to_the_end(lab)
    assert readings(lab)["d-x"] == 7
    why = lab.why("d-x")
    assert why.numbers == r"1 \cdot 5 + 2 \cdot 1 = 7"


@given(presets, st.integers(0, 20))
@settings(max_examples=40, deadline=None)
def test_every_slope_agrees_with_its_finite_difference(preset: str, seed: int) -> None:
    lab = to_the_end(GraphLab.start(preset, seed))
    if preset == "own":  # whose author errs on purpose
        assert lab.worst is not None
        assert lab.worst > 1e-3
    elif preset not in ("relu", "step"):  # a corner may lie under the difference
        assert lab.worst is not None
        assert lab.worst < 1e-6


@given(st.sampled_from(FORMULAS), st.lists(st.floats(-2, 2), min_size=len(LETTERS), max_size=len(LETTERS)))
@settings(max_examples=60, deadline=None)
def test_what_is_typed_is_worked_out_and_explained(text: str, values: list[float]) -> None:
    lab = typed(text)
    for name, value in zip(LETTERS, values, strict=True):
        if name in lab.formula.given:
            lab = lab.edit(Edit("set", (name, round(value, 2))))
    sound(lab)
    for _ in range(lab.length):
        lab = lab.tick()
        sound(lab)


@given(presets, st.integers(0, 30), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_every_number_is_explained_and_every_sentence_fits(preset: str, ticks: int, seed: int) -> None:
    lab = GraphLab.start(preset, seed)
    for _ in range(ticks):
        lab = lab.tick()
    sound(lab)
    with pytest.raises(KeyError):
        lab.why("accuracy")


def sound(lab: GraphLab) -> None:
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        assert problem(why.formula) is None, why.formula
        assert problem(why.numbers) is None, why.numbers
        tail = why.numbers.rpartition("=")[2]
        if value is not None and "10^" not in tail:
            assert float(tail) == pytest.approx(value, rel=1e-3, abs=1e-9)
    says = lab.frame().says
    assert says is not None
    for language in LANGUAGES:
        assert Words(language).has(says.key)
        assert len(Words(language).say(says)) <= 80, Words(language).say(says)


def test_a_block_of_ones_own_is_mended() -> None:
    run = Run.begin("graph", "own", 0).forward(99)
    assert {reading.id: reading.value for reading in run.lab.frame().readings}["gap"] == pytest.approx(
        1 / 3, abs=1e-6
    )
    mended = to_the_end(typed("own(w*x); own = x**3; slope = 3*x**2"))
    assert mended.worst is not None
    assert mended.worst < 1e-9


def test_the_step_lets_nothing_back_and_says_so() -> None:
    lab = to_the_end(GraphLab.start("step", 0))
    assert [readings(lab)[f"d-{name}"] for name in "wxb"] == [0, 0, 0]
    assert readings(lab)["d-y"] == 4
    stopped = to_the_end(GraphLab.start("relu", 0).edit(Edit("set", ("b", -3.0))))
    assert [readings(stopped)[f"d-{name}"] for name in "wxb"] == [0, 0, 0]


def test_turning_a_letter_turns_everything_and_resets_nothing() -> None:
    lab = to_the_end(GraphLab.start("square", 0)).edit(Edit("set", ("x", 3.0)))
    assert lab.finished
    assert (readings(lab)["result"], readings(lab)["d-x"]) == (16, 8)


def test_letters_keep_their_values_when_the_formula_changes() -> None:
    lab = GraphLab.start("neuron", 0).edit(Edit("set", ("x", 3.0)))
    assert readings(lab.edit(Edit("expression", ("x*b",))))["x"] == 3
    assert readings(lab.edit(Edit("expression", ("x*b; x = -1",))))["x"] == -1
    assert {knob.id for knob in lab.edit(Edit("expression", ("x*b",))).useful} == {"x", "b", "h"}


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("", "empty", 1),
        ("x + q", "name", 5),
        (" x + q", "name", 6),
        ("x = 2; y + k", "name", 12),
        ("x; y", "twice", 3),
        ("x; k = 2", "name", 3),
        ("x; x = two", "value", 7),
        ("x; x = 1e99", "value", 7),
        ("x; x = nan", "value", 7),
        ("own(x); own = y", "name", 15),
        ("1 + 2", "letters", 13),
        ("+".join("x" * 18), "many", 16),
        ("neuron(x, w)", "neuron", 1),
        ("neuron(x, w*x, b)", "neuron", 1),
        ("ce(x, x, w)", "choice", 1),
        ("ce(3, x, w)", "choice", 1),
        ("bce(x)", "call", 1),
        ("neuron(*x)", "call", 1),
        ("x < 1", "compare", 1),
        ("__import__('os')", "name", 1),
        ("x.real", "syntax", 1),
        ("x**99", "power", 4),
        ("x" * 400, "long", 301),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, reason: str, place: int) -> None:
    lab = GraphLab.start("neuron", 0)
    with pytest.raises(Refused) as refused:
        lab.edit(Edit("expression", (text,)))
    assert (refused.value.says.key, refused.value.says.values["place"]) == (f"labs.graph.refused.{reason}", place)
    assert all(Words(language).has(refused.value.says.key) for language in LANGUAGES)


def test_a_letter_that_is_not_there_cannot_be_turned() -> None:
    for preset in ("neuron", "attention"):
        with pytest.raises(Refused):
            GraphLab.start(preset, 0).edit(Edit("set", ("z3", 1.0)))


@given(st.sampled_from((*FORMULAS, "own(x)*w; own = sin(x); slope = cos(x)")), st.integers(0, 40))
@settings(max_examples=25, deadline=None)
def test_the_program_comes_to_the_labs_own_numbers(text: str, steps: int) -> None:
    lab = typed(text)
    printed: list[str] = []
    exec(lab.program(steps), {"print": lambda *words: printed.append(" ".join(map(str, words)))})
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert len(printed) >= 4
    for id, value in (line.split(" = ") for line in printed):
        assert ast.literal_eval(value) == pytest.approx(
            expected.get(id, ast.literal_eval(value)), rel=1e-6, abs=1e-8
        ), id


def test_no_two_nodes_stand_in_one_place_and_wires_lead_to_the_right() -> None:
    for lab in (*(GraphLab.start(preset, 0) for preset in GraphLab.presets), *map(typed, FORMULAS)):
        diagram, table = lab.frame().pictures
        assert isinstance(diagram, Diagram)
        assert isinstance(table, Table)
        places = {node.id: (node.column, node.row) for node in diagram.nodes}
        assert len(set(places.values())) == len(places) <= 13
        assert all(places[wire.start][0] < places[wire.end][0] for wire in diagram.wires)
        assert len(table.rows) <= 13


def test_a_run_with_a_typed_formula_is_restored() -> None:
    run = Run.begin("graph", "neuron", 0, [("expression", "x*w;w=3")]).forward(2)
    again = restore(share(run)).lab
    assert isinstance(again, GraphLab)
    assert again.typed_text == "x*w;w=3"
    assert readings(again) == readings(run.lab)
