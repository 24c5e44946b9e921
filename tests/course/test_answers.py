"""What marking promises a learner, for every kind of exercise."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.course.answers import Verdict, blank, complete, mark, number, reached, shuffled, solution, solved
from tui_nn.course.lesson import (
    Choice,
    Column,
    Exercise,
    Goal,
    Item,
    LabSetup,
    Match,
    Mistake,
    Numeric,
    Option,
    Order,
    Pair,
    Reach,
    Trace,
    TraceCell,
)
from tui_nn.labs.lab import Refused
from tui_nn.locale.words import LANGUAGES, Words

ZERO = Choice(
    "zero",
    "t = 0?",
    "",
    1,
    options=(Option("one", "1", "strict!"), Option("nil", "0", "yes", right=True), Option("half", "½", "no halves")),
)
LINES = Choice(
    "lines",
    "Which can one line do?",
    "",
    1,
    options=(
        Option("or", "OR", "or: yes", right=True),
        Option("and", "AND", "and: yes", right=True),
        Option("xor", "XOR", "xor: no"),
        Option("xnor", "XNOR", "xnor: no"),
    ),
    many=True,
)
SCORE = Numeric(
    "score", "?", "", 1, answer=1 / 3, tolerance=0.001, unit="", mistakes=(Mistake(3.0, "inverted"),), otherwise="no"
)
STEPS = Order("steps", "?", "", 1, items=tuple(Item(id, id, f"{id}!") for id in ("predict", "compare", "correct")))
PARTS = Match(
    "parts",
    "?",
    "",
    1,
    pairs=(
        Pair("w", "weights", "turn", "watch w"),
        Pair("b", "bias", "shift", "watch b"),
        Pair("x", "input", "moves", "watch x"),
    ),
)


def _row(*cells: str) -> tuple[TraceCell, ...]:
    return tuple(TraceCell(cell.removeprefix("="), cell.startswith("=")) for cell in cells)


BY_HAND = Trace(
    "by-hand",
    "?",
    "",
    1,
    columns=(Column("x", ""), Column("y", "above zero?"), Column("b", "b moves by y − ŷ")),
    rows=(_row("0", "=0", "=0"), _row("1", "=0", "=-0.5"), _row("1", "=yes", "1")),
)
SOLVE_OR = Reach(
    "solve-or",
    "?",
    "",
    1,
    setup=LabSetup("perceptron", "or", 0, (), 1),
    goals=(Goal("mistakes", ">=", 0), Goal("finished", "=", 1)),
    otherwise="go on",
    solution=("step 200",),
)
ALL: tuple[Exercise, ...] = (ZERO, LINES, SCORE, STEPS, PARTS, BY_HAND)


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_every_exercise_is_unsolved_at_the_start_and_solved_by_its_solution(exercise: Exercise) -> None:
    assert not mark(exercise, blank(exercise)).right
    verdict = mark(exercise, solution(exercise))
    assert verdict.right
    assert complete(exercise, solution(exercise))
    assert verdict.notice is None
    assert verdict.wrong == frozenset()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats()
    | st.sampled_from(["", "one", "or", "w", "1", "x,y"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["w", "b", "x", "0,1"]), inner),
    max_leaves=8,
)


@given(st.sampled_from(ALL), JSON)
def test_an_answer_of_any_shape_gets_a_verdict(exercise: Exercise, answer: Any) -> None:
    """Lessons change; an old answer from the journal must not stop one."""
    assert isinstance(mark(exercise, answer), Verdict)


def test_an_incomplete_answer_hears_that_something_is_missing_and_no_more() -> None:
    for exercise, answer in ((ZERO, "gone"), (LINES, []), (SCORE, " "), (STEPS, ["predict"]), (PARTS, {"w": "w"})):
        verdict = mark(exercise, answer)
        assert verdict.notice is not None
        assert (verdict.notice.key, verdict.says, verdict.wrong) == ("answers.missing", (), frozenset())
    assert not complete(BY_HAND, {"0,1": "0"})


def test_a_choice_answers_with_the_words_of_the_option_chosen() -> None:
    assert mark(ZERO, "one") == Verdict(False, ("strict!",), None, frozenset({"one"}))
    assert mark(ZERO, "nil") == Verdict(True, ("yes",))


def test_a_wrong_multi_tells_of_wrong_options_and_does_not_give_the_missed_ones_away() -> None:
    verdict = mark(LINES, ["or", "xor"])
    assert verdict.says == ("xor: no",)
    assert verdict.wrong == {"xor"}
    assert verdict.notice is not None
    assert verdict.notice.key == "answers.missed"
    only_missed = mark(LINES, ["or"])
    assert (only_missed.right, only_missed.says, only_missed.wrong) == (False, (), frozenset())


def test_the_order_in_which_options_were_ticked_is_of_no_account() -> None:
    assert mark(LINES, ["or", "and"]).right
    assert mark(LINES, ["and", "or"]).right


@pytest.mark.parametrize("text", ["1/3", "0.333", "0,333", ".3333", "2/6", "1 / 3", "3333·10^-4"])
def test_a_number_is_right_however_it_is_written(text: str) -> None:
    assert mark(SCORE, text).right


def test_a_wrong_number_hears_of_its_own_mistake() -> None:
    assert mark(SCORE, "3").says == ("inverted",)
    assert mark(SCORE, "7").says == ("no",)
    notice = mark(SCORE, "one third").notice
    assert notice is not None
    assert notice.key == "answers.number"


def test_without_a_tolerance_binary_fractions_do_no_harm() -> None:
    assert mark(replace(SCORE, answer=0.1 + 0.2, tolerance=0.0), "0.3").right


def test_an_order_tells_of_the_first_item_that_stands_wrong() -> None:
    verdict = mark(STEPS, ["predict", "correct", "compare"])
    assert verdict.says == ("correct!",)
    assert verdict.wrong == {"correct", "compare"}
    assert _said(verdict, "en") == "1 of 3 is in its place."


def test_a_match_tells_of_every_wrong_pair() -> None:
    verdict = mark(PARTS, {"w": "b", "b": "w", "x": "x"})
    assert verdict.says == ("watch w", "watch b")
    assert verdict.wrong == {"w", "b"}


def test_right_sides_that_read_the_same_are_interchangeable() -> None:
    twins = replace(
        PARTS, pairs=(Pair("a", "OR", "one line", "-"), Pair("b", "AND", "one line", "-"), PARTS.pairs[2])
    )
    assert mark(twins, {"a": "b", "b": "a", "x": "x"}).right


def test_a_trace_compares_numbers_as_numbers_and_tells_of_the_columns() -> None:
    right = {"0,1": "0", "0,2": "0.0", "1,1": "−0", "1,2": "-1/2", "2,1": " YES "}
    assert mark(BY_HAND, right).right
    verdict = mark(BY_HAND, {**right, "1,2": "1", "0,2": "3"})
    assert verdict.says == ("b moves by y − ŷ",)
    assert verdict.wrong == {"1,2", "0,2"}
    assert _said(verdict, "en") == "3 of 5 cells are right."
    assert _said(verdict, "ru") == "Верных клеток: 3 из 5."


def _said(verdict: Verdict, language: str) -> str:
    assert verdict.notice is not None
    return Words(language).say(verdict.notice)


@given(st.lists(st.text("abcdefghij-", min_size=1), min_size=2, max_size=8, unique=True), st.text("abc", min_size=1))
def test_what_is_shuffled_holds_the_same_ids_but_never_in_the_right_order(ids: list[str], name: str) -> None:
    exercise = Order(name, "", "", 1, items=tuple(Item(id, id, "") for id in ids))
    assert sorted(shuffled(exercise)) == sorted(ids)
    assert list(shuffled(exercise)) != ids


def test_the_shuffle_is_the_same_in_every_process() -> None:
    code = (
        "from tui_nn.course.answers import shuffled; from tui_nn.course.lesson import Item, Order;"
        "print(*shuffled(Order('steps', '', '', 1, items=tuple(Item(i, i, '') for i in 'abcdefgh'))))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {
        " ".join(shuffled(Order("steps", "", "", 1, items=tuple(Item(i, i, "") for i in "abcdefgh")))) + "\n"
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/3", 1 / 3),
        ("0.333", 0.333),
        (".5", 0.5),
        ("5.", 5.0),
        ("0,333", 0.333),
        ("−1", -1.0),
        ("- 1", -1.0),
        ("+2", 2.0),
        ("1e-3", 0.001),
        ("2·10^-3", 0.002),
        ("2 * 10^−3", 0.002),
        ("  7 ", 7.0),
        ("1 234,5", 1234.5),
        ("-3/-4", 0.75),
    ],
)
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", ".", "/", "1/", "/2", "1/0", "1/2/3", "nan", "inf", "1,234.5", "1.234,5", "1e999", "1 2", "0x10",
     "1_000", "٣", "two", "1e", "--1", "1" * 41, "1e308/1e-308"],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    assert number(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_out_in_full_is_read_back_exactly(value: float) -> None:
    assert number(repr(value)) == value
    assert number(repr(value).replace(".", ",").replace("-", "−")) == value


@given(st.text("0123456789.,/-−+eE ·*^", max_size=45))
def test_whatever_is_typed_is_a_finite_number_or_none(text: str) -> None:
    value = number(text)
    assert value is None or math.isfinite(value)


@pytest.mark.parametrize(
    ("relation", "below", "at", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        ("=", False, True, False),
        ("!=", True, False, True),
        (">=", False, True, True),
        (">", False, False, True),
    ],
)
def test_a_goal_means_what_its_relation_says(relation: str, below: bool, at: bool, above: bool) -> None:
    reach = replace(SOLVE_OR, goals=(Goal("margin", relation, 0.3),))
    held = [reached(reach, {"margin": value}) for value in (0.2, 0.1 + 0.2, 0.4)]
    assert held == [below, at, above]


@pytest.mark.parametrize("relation", ["<", "<=", "=", "!=", ">=", ">"])
def test_a_number_that_does_not_exist_reaches_nothing(relation: str) -> None:
    reach = replace(SOLVE_OR, goals=(Goal("margin", relation, 0.3),))
    assert not any(reached(reach, readings) for readings in ({}, {"margin": None}, {"margin": math.nan}))


def test_a_lab_is_brought_to_its_goal_by_the_stored_solution() -> None:
    assert not mark(SOLVE_OR, blank(SOLVE_OR)).right
    assert mark(SOLVE_OR, solution(SOLVE_OR)).right
    assert solved(SOLVE_OR).lab.finished


def test_a_goal_missed_hears_what_to_do_and_how_many_hold() -> None:
    verdict = mark(SOLVE_OR, {"mistakes": 0, "finished": 0})
    assert verdict.says == ("go on",)
    assert verdict.wrong == {"finished"}
    assert _said(verdict, "en") == "1 of 2 conditions holds."


def test_every_line_of_a_solution_is_played() -> None:
    lines = ("preset and", "seed 5", "add 0.5 0.25 1", "move 0 -1 -1", "delete 1", "set rate 0.5", "step 3")
    run = solved(replace(SOLVE_OR, solution=lines))
    assert (run.preset, run.seed, run.step) == ("and", 5, 3)
    assert [edit.verb for _, edit in run.past()] == ["add", "move", "delete", "set"]


def test_a_solution_of_the_playground_adds_five_classes_and_sets_a_rival() -> None:
    drawn = LabSetup("playground", "own-points", 0, (), 1)
    run = solved(replace(SOLVE_OR, setup=drawn, solution=("add 3 3 4", "rival 1", "step 1")))
    assert {"rival-score"} <= {reading.id for reading in run.lab.frame().readings}
    assert [edit.verb for _, edit in run.past()] == ["add", "rival"]


@pytest.mark.parametrize(
    "line", ["", "step", "step x", "jump 3", "add 1 2", "add a b 1", "rival 1", "set rate many", "set size 1"]
)
def test_a_solution_that_makes_no_sense_is_refused_in_words(line: str) -> None:
    with pytest.raises(Refused) as refused:
        solved(replace(SOLVE_OR, solution=(line,)))
    assert isinstance(Words("en").say(refused.value.says), str)


def test_both_languages_know_every_notice() -> None:
    keys = ("missing", "number", "missed", "places", "pairs", "cells", "goals", "line")
    for language in LANGUAGES:
        assert all(Words(language).has(f"answers.{key}") for key in keys)
