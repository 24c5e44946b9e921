"""Certainty factors combine as published; the stack of goals ends with what plain recursion finds."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.history.certainty import LEAST, Condition, Consultation, Goal, Rule, Try, begun, combined, move

factors = st.floats(-1, 1)
positive = st.floats(0, 1)
unsure = st.floats(-0.99, 0.99)


def test_six_and_five_tenths_make_eight_tenths_exactly() -> None:
    assert combined(0.6, 0.5) == 0.8
    assert combined(0.5, 0.6) == 0.8
    assert combined(-0.6, -0.5) == -0.8
    assert combined(0.8, -0.6) == pytest.approx(0.5)
    assert combined(0.4, -0.4) == 0


@given(positive, positive, positive)
def test_reasons_for_it_add_up_in_any_order_to_no_more_than_one(a: float, b: float, c: float) -> None:
    assert combined(a, b) == pytest.approx(combined(b, a), abs=1e-12)
    assert combined(combined(a, b), c) == pytest.approx(combined(a, combined(b, c)), abs=1e-12)
    assert max(a, b) - 1e-12 <= combined(a, b) <= 1


@given(unsure, unsure, unsure)
def test_for_and_against_in_any_order_too_and_within_the_ends(a: float, b: float, c: float) -> None:
    assert combined(a, b) == pytest.approx(combined(b, a), abs=1e-9)
    assert combined(combined(a, b), c) == pytest.approx(combined(a, combined(b, c)), abs=1e-6)
    assert -1 <= combined(a, b) <= 1


@given(factors)
def test_what_says_nothing_changes_nothing_and_what_is_sure_stays_sure(a: float) -> None:
    assert combined(a, 0.0) == combined(0.0, a) == pytest.approx(a)
    assert combined(-a, -0.0) == pytest.approx(-a)
    if a > -1:
        assert combined(1.0, a) == pytest.approx(1)


@pytest.mark.parametrize(("a", "b"), [(1.0, -1.0), (-1.0, 1.0), (1.1, 0.0), (0.0, -2.0)])
def test_nonsense_is_refused(a: float, b: float) -> None:
    with pytest.raises(ValueError, match=r"sure|from -1 to 1"):
        combined(a, b)


def rule(id: str, conditions: str, concludes: str, strength: float) -> Rule:
    """``"a -b"``: a, and not b."""
    read = tuple(Condition(fact.strip("-"), not fact.startswith("-")) for fact in conditions.split())
    return Rule(id, read, concludes, strength)


RULES = (
    rule("1", "a b", "goal", 0.6),
    rule("2", "c", "goal", 0.5),
    rule("3", "middle", "goal", -0.7),
    rule("4", "a -d", "middle", 0.8),
    rule("5", "e middle", "other", 0.9),
)


def ended(answers: Mapping[str, float]) -> Consultation:
    now = begun(RULES, ("goal", "other"))
    while not now.finished:
        now = move(now, answers.__getitem__)
    return now


def recursive(fact: str, answers: Mapping[str, float]) -> float:
    """The same, without a stack."""
    rules = [rule for rule in RULES if rule.concludes == fact]
    if not rules:
        return answers[fact]
    belief = 0.0
    for rule in rules:
        values = (recursive(c.fact, answers) * (1 if c.holds else -1) for c in rule.conditions)
        if (premise := min(values)) > LEAST:
            belief = combined(belief, premise * rule.strength)
    return belief


@given(st.fixed_dictionaries(dict.fromkeys("abcde", factors)))
def test_the_stack_finds_what_recursion_finds(answers: dict[str, float]) -> None:
    now = ended(answers)
    assert now.known["goal"] == pytest.approx(recursive("goal", answers))
    assert now.known["other"] == pytest.approx(recursive("other", answers))


@given(st.fixed_dictionaries(dict.fromkeys("abcde", factors)))
def test_each_move_changes_the_stack_by_one_and_it_ends_empty(answers: dict[str, float]) -> None:
    now = begun(RULES, ("goal", "other"))
    while not now.finished:
        after = move(now, answers.__getitem__)
        assert abs(len(after.stack) - len(now.stack)) == 1
        assert after.moves == now.moves + 1
        for below, above in zip(after.stack, after.stack[1:], strict=False):
            assert isinstance(below, Goal) != isinstance(above, Goal)
            if isinstance(above, Try):
                assert isinstance(below, Goal)
                assert above.rule.concludes == below.fact
        now = after
    assert now.stack == ()
    assert move(now, answers.__getitem__) is now


def test_nothing_is_asked_that_no_rule_needs_any_more() -> None:
    """Backward chaining: where the first condition fails, the second is not asked."""
    now = ended({"a": 0.0, "c": 1.0, "e": 0.0})  # b and d have no answers
    assert now.known == {"a": 0, "c": 1, "goal": 0.5, "middle": 0, "e": 0, "other": 0}
    assert now.askers["c"] == "2"


def test_facts_that_need_themselves_are_refused() -> None:
    with pytest.raises(ValueError, match="x, y"):
        begun((rule("1", "x", "y", 0.5), rule("2", "y", "x", 0.5), rule("3", "a", "z", 0.5)), ("y",))
