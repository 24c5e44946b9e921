"""When a card comes back: after 1, 3, 7 and 21 days, and at once after a lapse."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tui_nn.course.review import DAY, due, next_time

NOW = 1_800_000_000.0
PAST = st.floats(NOW - 400 * DAY, NOW)
FAR_AHEAD = st.floats(NOW + 30 * DAY, NOW + 4000 * DAY)
HISTORIES = st.lists(st.tuples(PAST | FAR_AHEAD, st.booleans()), max_size=12)


def _known_whenever_due(times: int) -> list[tuple[float, bool]]:
    history = [(NOW, True)]
    while len(history) < times:
        history.append((next_time(history) or 0.0, True))
    return history


def test_a_card_always_known_is_asked_after_1_3_7_and_21_days_and_then_learnt() -> None:
    history = _known_whenever_due(5)
    waits = [(later - earlier) / DAY for (earlier, _), (later, _) in pairwise(history)]
    assert waits == [1, 3, 7, 21]
    assert next_time(history) is None
    assert not due(history, NOW + 1000 * DAY)


def test_a_card_never_met_is_not_due() -> None:
    assert next_time([]) is None
    assert not due([], NOW)


def test_a_card_is_due_from_its_time_on() -> None:
    assert not due([(NOW, True)], NOW + DAY - 1)
    assert due([(NOW, True)], NOW + DAY)


def test_an_early_review_that_goes_well_changes_nothing() -> None:
    history = _known_whenever_due(3)
    early = [*history, (history[-1][0] + DAY, True)]
    assert next_time(early) == next_time(history)


def test_not_knowing_goes_back_to_one_day_from_any_rung() -> None:
    for times in range(1, 6):
        history = _known_whenever_due(times)
        lapse = history[-1][0] + DAY / 2
        assert next_time([*history, (lapse, False)]) == lapse + DAY


def test_after_a_lapse_the_ladder_is_climbed_again() -> None:
    history = [*_known_whenever_due(4), (NOW + 100 * DAY, False)]
    history.append((NOW + 101 * DAY, True))
    assert next_time(history) == NOW + 104 * DAY


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_arrive_is_of_no_account(history: list[tuple[float, bool]], random: Random) -> None:
    mixed = list(history)
    random.shuffle(mixed)
    assert next_time(mixed) == next_time(history)


@given(HISTORIES)
def test_a_card_not_known_comes_back_in_a_day_whatever_the_clock_did_before(
    history: list[tuple[float, bool]],
) -> None:
    answered = [*history, (NOW, False)]
    assert not due(answered, NOW)
    assert due(answered, NOW + DAY)


def test_a_review_under_a_clock_years_ahead_does_not_lock_the_card() -> None:
    ahead = (NOW + 3650 * DAY, True)
    assert due([ahead], NOW)
    assert not due([ahead, (NOW, True)], NOW)
    assert due([ahead, (NOW, True)], NOW + DAY)


def test_a_clock_some_seconds_behind_does_not_ask_again_at_once() -> None:
    assert not due([(NOW, True)], NOW - 5)
