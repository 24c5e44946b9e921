"""What a poll asks: the teacher's own words, or a lesson's question in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from tui_nn.classroom.command import Poll
from tui_nn.course.course import Course
from tui_nn.course.lesson import Choice, Option
from tui_nn.course.problem import BadLesson


@dataclass(frozen=True)
class Ballot:
    """The question, and its options; of a typed one nobody knows which is right."""

    ask: str
    options: tuple[Option, ...]


def ballot(poll: Poll, course: Course, language: str) -> Ballot:
    """The poll as text. Where its lesson cannot be read, what was typed with it, which may be nothing."""
    typed = Ballot(poll.text, tuple(Option(id, text, "") for id, text in poll.options))
    if not poll.lesson:
        return typed
    try:
        lesson = course.lesson(poll.lesson, language)
    except (BadLesson, KeyError):
        return typed
    exercises = (
        exercise
        for page in lesson.pages
        for exercise in page.exercises
        if (page.id, exercise.id) == (poll.page, poll.exercise) and isinstance(exercise, Choice)
    )
    found = next(exercises, None)
    return Ballot(found.ask, found.options) if found else typed
