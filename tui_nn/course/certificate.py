"""What a learner has done, in words that claim no more than was seen."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence

from tui_nn.course.course import Course, Entry
from tui_nn.course.problem import BadLesson
from tui_nn.locale.words import Words
from tui_nn.progress.record import Fact, Kind
from tui_nn.progress.standing import Attempt, Standing


def certificate(course: Course, facts: Sequence[Fact], words: Words) -> str:
    """The whole text: when, lesson by lesson, how sure and how right, and what it does not prove."""
    standing = Standing.of(facts, course.id)
    lessons = [line for entry in course.entries for line in _lesson(course, entry, standing, words)]
    if not lessons:
        return words("keepsake.nothing")
    parts = [
        [words("keepsake.head", course=course.titles[words.language])],
        [_when(course, facts, words)],
        lessons,
        [*_calibration(standing.attempts.values(), words)],
        [words("keepsake.honest")],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _when(course: Course, facts: Iterable[Fact], words: Words) -> str:
    times = [fact.at for fact in facts if fact.course == course.id and fact.kind in (Kind.ANSWERED, Kind.VISITED)]
    first, last = (
        time.strftime(words("keepsake.day"), time.localtime(moment)) for moment in (min(times), max(times))
    )
    return words("keepsake.one_day", day=first) if first == last else words("keepsake.when", first=first, last=last)


def _lesson(course: Course, entry: Entry, standing: Standing, words: Words) -> Iterator[str]:
    """Nothing of a lesson that was never begun."""
    try:
        pages = [page.id for page in course.outline(entry.id, words.language)]
    except BadLesson:
        return
    attempts = [attempt for key, attempt in standing.attempts.items() if key[0] == entry.id]
    done = sum((entry.id, page) in standing.finished for page in pages)
    if not (done or attempts):
        return
    yield words("keepsake.lesson", title=entry.titles[words.language], done=done, n=len(pages))
    if attempts:
        yield words(
            "keepsake.exercises",
            solved=sum(attempt.solved for attempt in attempts),
            n=len(attempts),
            first=sum(attempt.first_try for attempt in attempts),
            hinted=sum(attempt.hints > 0 for attempt in attempts),
        )


def _calibration(attempts: Iterable[Attempt], words: Words) -> Iterator[str]:
    """Of the answers that were this sure, how many were right: the learner's own calibration diagram."""
    said: dict[int, list[bool]] = {}
    for attempt in attempts:
        if attempt.sure:
            said.setdefault(attempt.sure, []).append(attempt.first_try)
    if said:
        yield words("keepsake.sure")
    for level, right in sorted(said.items()):
        share = round(100 * sum(right) / len(right))
        yield words("keepsake.level", level=level, right=sum(right), n=len(right), share=share)
