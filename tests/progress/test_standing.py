"""Standings are folded from facts: no more, no less, and never twice."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tui_nn.progress.record import Fact, Kind
from tui_nn.progress.standing import Attempt, Standing

KINDS = [*Kind, "from-the-future"]
DATA = st.sampled_from(
    [
        {},
        {"sheet": 2},
        {"guess": "or"},
        {"guess": 4},
        {"answer": "a", "right": True},
        {"answer": ["b"], "right": False},
        {"step": 2},
        {"knew": True},
        {"knew": False},
        {"text": "mind the bias"},
        {"text": ""},
        {"on": True},
        {"on": False},
        {"value": "ru"},
        {"sheet": None, "step": "x", "right": 7},
    ]
)
FACTS = st.builds(
    Fact,
    st.sampled_from(KINDS),
    st.sampled_from(["", "neuron", "perceptron"]),
    st.sampled_from(["", "rule", "xor"]),
    st.sampled_from(["", "q"]),
    DATA,
    at=st.floats(0, 2e9),
    course=st.sampled_from(["nn", "tides"]),
)


def _everything(standing: Standing) -> tuple[Any, ...]:
    return standing, standing.place


@given(st.lists(FACTS, max_size=30), st.integers(0, 30))
def test_a_standing_carried_on_is_the_standing_folded_anew(facts: list[Fact], cut: int) -> None:
    carried = Standing.of(facts[:cut], "nn")
    for fact in facts[cut:]:
        carried = carried.after(fact)
    assert _everything(carried) == _everything(Standing.of(facts, "nn"))


@given(st.lists(FACTS, max_size=30), st.sampled_from(["neuron", "perceptron"]), st.sampled_from(["", "rule", "xor"]))
def test_what_was_forgotten_is_as_if_it_had_never_happened(facts: list[Fact], lesson: str, page: str) -> None:
    forgot = Fact(Kind.FORGOT, lesson, page, course="nn")
    scope = (lesson, page) if page else (lesson,)
    kept = [fact for fact in facts if fact.kind == Kind.SET or (fact.lesson, fact.page)[: len(scope)] != scope]
    assert _everything(Standing.of([*facts, forgot], "nn")) == _everything(Standing.of(kept, "nn"))


@given(st.lists(FACTS, max_size=30))
def test_forgetting_everything_leaves_the_settings_only(facts: list[Fact]) -> None:
    forgotten = Standing.of([*facts, Fact(Kind.FORGOT, course="nn")], "nn")
    settings = [fact for fact in facts if fact.kind == Kind.SET]
    assert _everything(forgotten) == _everything(Standing.of(settings, "nn"))


@given(st.lists(FACTS, max_size=30))
def test_another_course_leaves_nothing_but_settings(facts: list[Fact]) -> None:
    own = [fact for fact in facts if fact.course == "nn" or fact.kind == Kind.SET]
    assert _everything(Standing.of(facts, "nn")) == _everything(Standing.of(own, "nn"))


def _of(*facts: Fact) -> Standing:
    return Standing.of(facts, "nn")


def _fact(kind: Kind, page: str = "rule", item: str = "q", **data: Any) -> Fact:
    return Fact(kind, "perceptron", page, item, data, course="nn")


def test_the_place_is_the_page_visited_last_with_its_sheet() -> None:
    standing = _of(
        _fact(Kind.VISITED, "rule", sheet=1),
        _fact(Kind.VISITED, "xor", sheet=0),
        _fact(Kind.VISITED, "rule", sheet=3),
    )
    assert standing.place == ("perceptron", "rule", 3)
    assert standing.after(_fact(Kind.FORGOT, "rule")).place == ("perceptron", "xor", 0)
    assert _of().place is None


def test_the_first_guess_stays() -> None:
    standing = _of(_fact(Kind.PREDICTED, guess=4), _fact(Kind.PREDICTED, guess=9))
    assert standing.guesses == {("perceptron", "rule", "q"): 4}


def test_an_attempt_counts_tries_and_hints_and_stays_solved() -> None:
    facts = [
        _fact(Kind.ANSWERED, answer="a", right=False),
        _fact(Kind.HINTED, step=1),
        _fact(Kind.HINTED, step=2),
        _fact(Kind.HINTED, step=1),
        _fact(Kind.ANSWERED, answer="b", right=True),
        _fact(Kind.ANSWERED, answer="c", right=False),
    ]
    assert _of(*facts).attempts == {("perceptron", "rule", "q"): Attempt(3, True, False, 2, "c")}


def test_right_at_the_first_answer_is_remembered_whatever_follows() -> None:
    attempts = _of(_fact(Kind.ANSWERED, right=True), _fact(Kind.ANSWERED, right=False)).attempts
    assert attempts["perceptron", "rule", "q"].first_try


def test_an_empty_note_takes_the_note_away_and_a_bookmark_can_be_lifted() -> None:
    noted = _of(_fact(Kind.NOTED, text="mind the bias"), _fact(Kind.MARKED, on=True))
    assert noted.notes == {("perceptron", "rule"): "mind the bias"}
    assert noted.marks == {("perceptron", "rule")}
    cleared = noted.after(_fact(Kind.NOTED, text="")).after(_fact(Kind.MARKED, on=False))
    assert (cleared.notes, cleared.marks) == ({}, frozenset())


def test_a_card_remembers_every_review() -> None:
    met = Fact(Kind.REVIEWED, "perceptron", "rule", "card", {"knew": True}, 10.0, course="nn")
    lapsed = Fact(Kind.REVIEWED, "perceptron", "rule", "card", {"knew": False}, 20.0, course="nn")
    assert _of(met, lapsed).cards == {("perceptron", "rule", "card"): ((10.0, True), (20.0, False))}


def test_settings_are_those_of_any_course() -> None:
    assert _of(Fact(Kind.SET, item="language", data={"value": "ru"}, course="tides")).settings == {"language": "ru"}
