"""The gradebook: for each student and page what was done, folded from the facts; see docs/gradebook.md."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields

from tui_nn.classroom.store import Store
from tui_nn.classroom.student import Student, folded
from tui_nn.course.course import Course
from tui_nn.course.problem import BadLesson
from tui_nn.progress.record import Fact
from tui_nn.progress.standing import Standing

PAUSE = 180.0  # seconds: a longer gap between two facts was no work
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take what begins so for a formula


@dataclass(frozen=True)
class Grade:
    """One student on one page. These names are the columns, in this order; none is ever renamed or moved."""

    student: str
    lesson: str
    page: str
    visited: int  # 1 or 0
    finished: int  # 1 or 0
    exercises: int  # on the page
    solved: int  # of them
    first_try: int  # solved with the first answer and without a hint
    attempts: int  # answers in all
    hints: int  # rungs of hints taken in all
    seconds: int  # at work, pauses of more than three minutes left out
    score: float  # 0 … 1: solved / exercises; of a page without exercises, finished


COLUMNS = tuple(field.name for field in fields(Grade))


@dataclass(frozen=True)
class PageOf:
    """What the gradebook has to know of a page."""

    lesson: str
    page: str
    exercises: tuple[str, ...]


def gradebook(
    course: str, pages: Sequence[PageOf], students: Sequence[Student], facts: Mapping[str, Iterable[Fact]]
) -> list[Grade]:
    """A row for each student and page, students by name, pages as in the course."""
    rows = []
    for student in sorted(students, key=lambda each: each.name.casefold()):
        own = sorted({fact.uid: fact for fact in facts.get(student.id, ())}.values(), key=lambda fact: fact.at)
        standing = Standing.of(own, course)
        seconds = _seconds(fact for fact in own if fact.course == course)
        rows += [_grade(student.name, page, standing, seconds) for page in pages]
    return rows


def of_class(
    store: Store, course: Course, language: str, merged: Mapping[str, Sequence[Fact]] | None = None
) -> list[Grade]:
    """The gradebook of a class; facts in `merged`, by a student's name, count as if they had been done in it.

    Raises:
        StoreDown: the class cannot be read.
    """
    students = list(store.students())
    facts: dict[str, list[Fact]] = {student.id: list(store.facts_of(student.id)) for student in students}
    for name, own in (merged or {}).items():
        found = next((student for student in students if folded(student.name) == folded(name)), None)
        if found is None:
            found = Student(name)
            students.append(found)
        facts.setdefault(found.id, []).extend(own)
    return gradebook(course.id, _pages(course, language), students, facts)


def _pages(course: Course, language: str) -> list[PageOf]:
    """In the order of the course; lessons that cannot be read are left out."""
    pages: list[PageOf] = []
    for entry in course.entries:
        with suppress(BadLesson):
            lesson = course.lesson(entry.id, language)
            pages += [PageOf(lesson.id, page.id, tuple(each.id for each in page.exercises)) for page in lesson.pages]
    return pages


def as_csv(rows: Iterable[Grade]) -> str:
    """RFC 4180, with a header; a text that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_harmless(value) if isinstance(value, str) else value for value in asdict(row).values()])
    return out.getvalue()


def as_json(rows: Iterable[Grade]) -> str:
    """A list of objects, one a row."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


def _grade(name: str, of: PageOf, standing: Standing, seconds: Mapping[tuple[str, str], float]) -> Grade:
    key = (of.lesson, of.page)
    tried = [standing.attempts.get((*key, item)) for item in of.exercises]
    attempts = [attempt for attempt in tried if attempt]
    solved = sum(attempt.solved for attempt in attempts)
    finished = key in standing.finished
    return Grade(
        name,
        of.lesson,
        of.page,
        int(key in standing.visits),
        int(finished),
        len(of.exercises),
        solved,
        sum(attempt.first_try and not attempt.hints for attempt in attempts),
        sum(attempt.tries for attempt in attempts),
        sum(attempt.hints for attempt in attempts),
        round(seconds.get(key, 0.0)),
        round(solved / len(of.exercises), 3) if of.exercises else float(finished),
    )


def _seconds(facts: Iterable[Fact]) -> dict[tuple[str, str], float]:
    """Time on each page: from each fact to the next, on the page of the first, unless the gap was a pause."""
    spent: dict[tuple[str, str], float] = {}
    before: Fact | None = None
    for fact in facts:
        if before and before.lesson and 0 <= fact.at - before.at <= PAUSE:
            key = (before.lesson, before.page)
            spent[key] = spent.get(key, 0.0) + fact.at - before.at
        before = fact
    return spent


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text
