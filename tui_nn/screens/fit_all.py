"""A whole course measured at once: each lesson in each language is laid out in a process of its own.

Laying out is half waiting for screens to come to rest, so that there are twice as many processes as cores.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from tui_nn.course.check import PageProblems
from tui_nn.course.course import Course, open_course
from tui_nn.course.lesson import Lesson
from tui_nn.course.problem import BadLesson
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.words import LANGUAGES
from tui_nn.screens.fit import page_problems

FEW = 3  # lessons that are measured sooner than processes start


@contextmanager
def measuring(root: Path) -> Iterator[PageProblems]:
    """What does not fit, lesson by lesson, as `check_course` asks for it; a large course is under way at once."""
    try:
        entries = open_course(root).entries
    except BadLesson:
        entries = ()  # that the course itself is bad is for its check to say
    if len(entries) <= FEW:
        yield page_problems
        return
    with ProcessPoolExecutor(2 * (os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        found: dict[tuple[str, str], Future[Mapping[str, Phrase]]] = {
            (entry.id, language): pool.submit(_measured, root, entry.id, language)
            for entry in entries
            for language in LANGUAGES
        }

        def told(course: Course, lesson: Lesson) -> Mapping[str, Phrase]:
            return found[lesson.id, lesson.language].result()

        yield told


def _measured(root: Path, entry: str, language: str) -> Mapping[str, Phrase]:
    """One lesson, in a process that has only the folder; nothing of one that cannot be read."""
    try:
        course = open_course(root)
        return page_problems(course, course.lesson(entry, language))
    except BadLesson:
        return {}
