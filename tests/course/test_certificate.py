"""The certificate says what was done, when, how surely and how rightly, and claims no more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tui_nn.course.certificate import certificate
from tui_nn.course.course import open_course
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.progress.record import Fact, Kind

TOY = Path(__file__).parents[1] / "screens" / "toy"
DAY, NOON = 86_400.0, 1_700_000_000.0


def fact(kind: Kind, item: str = "", day: int = 0, page: str = "run", **data: object) -> Fact:
    return Fact(kind, "toy", page, item, data, at=NOON + day * DAY, course="toy")


def told(facts: Sequence[Fact], language: str = "en") -> str:
    return certificate(open_course(TOY), facts, Words(language))


def test_who_has_done_nothing_is_told_where_to_begin() -> None:
    assert told([]) == "Nothing has been done yet: open a lesson, make a guess, answer."


def test_pages_exercises_hints_and_days() -> None:
    facts = [
        fact(Kind.VISITED, sheet=0),
        fact(Kind.ANSWERED, "a", right=True),
        fact(Kind.ANSWERED, "b", 1, right=False),
        fact(Kind.HINTED, "b", 1, step=2),
        fact(Kind.ANSWERED, "b", 1, right=True),
        fact(Kind.ANSWERED, "c", 2, right=False),
        fact(Kind.FINISHED, day=2),
    ]
    text = told(facts)
    assert "From 2023-11-14 to 2023-11-16." in text
    assert "Toys: 1 of " in text
    assert "solved 2 of 3 tried, 1 at the first try, 1 with hints" in text
    assert "Nobody looked on" in text


def test_how_sure_is_held_against_how_right() -> None:
    facts = [fact(Kind.ANSWERED, f"x{k}", right=k != 3, sure=95) for k in range(4)]
    facts += [fact(Kind.ANSWERED, "y", right=False, sure=60), fact(Kind.ANSWERED, "y", right=True, sure=95)]
    text = told(facts)
    assert "said 95 %: 3 of 4 right, that is 75 %" in text
    assert "said 60 %: 0 of 1 right, that is 0 %" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_both_languages(language: str) -> None:
    text = told([fact(Kind.ANSWERED, "a", right=True, sure=80)], language)
    assert "keepsake." not in text
    assert "80 %" in text
    assert {"en": "All on one day, 2023-11-14.", "ru": "Всё за один день, 14.11.2023."}[language] in text


def test_other_courses_do_not_count() -> None:
    alien = Fact(Kind.ANSWERED, "toy", "run", "a", {"right": True}, course="other")
    assert told([alien]) == told([])
