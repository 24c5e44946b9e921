"""Pictures come as often as is wanted; on a busy machine they come so rarely that keys have their turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.widgets.governor import ALONE, IN_CLASS, Governor, Tempo
from tui_nn.widgets.pace import LONGEST_LATE, LONGEST_REST, REST, SPEEDS, Pace

seconds = st.floats(0, 2)


def test_where_nothing_is_late_pictures_come_as_often_as_is_wanted() -> None:
    governor = Governor(Tempo(10, 0.25))
    for _ in range(50):
        governor.painted(0.01)
    assert governor.period == 0.1


@given(seconds, st.sampled_from([ALONE, IN_CLASS]))
def test_late_pictures_never_take_more_than_their_share(late: float, tempo: Tempo) -> None:
    governor = Governor(tempo)
    for _ in range(100):
        governor.painted(late)
    assert late / governor.period <= tempo.share + 1e-6


def test_when_the_machine_is_calm_again_pictures_are_quick_again() -> None:
    governor = Governor(Tempo(20, 0.25))
    for late in [1.0] * 20 + [0.0] * 40:
        governor.painted(late)
    assert governor.period == 1 / 20


def test_learning_yields_where_others_wait() -> None:
    """A seat that trains as fast as it goes leaves as much time as it was made to wait, within bounds."""
    pace = Pace(6)
    assert pace.fastest
    assert pace.rest(0.0) == REST
    for _ in range(50):
        pace.woke(0.08)
    assert pace.rest(0.0) == pytest.approx(0.08, rel=1e-3)
    for _ in range(50):
        pace.woke(30.0)
    assert pace.rest(0.0) == LONGEST_LATE


def test_ticks_that_nobody_would_see_one_by_one_are_taken_together() -> None:
    """A clock that wakes a seat for each of thirty ticks a second costs as much as the ticks."""
    pace = Pace(SPEEDS.index(30))
    pace.begin(0)
    assert pace.rest(0.08) == REST  # the first tick is owed with the key
    assert pace.due() == 1
    assert pace.rest(0.08) == 0.08
    assert pace.rest(5.0) == LONGEST_REST


def test_a_slow_run_waits_for_its_tick_where_a_picture_would_show_nothing_new() -> None:
    pace = Pace(SPEEDS.index(10))
    pace.begin(0)
    assert pace.due() == 1
    assert 0.09 < pace.rest(0.01) <= LONGEST_REST
