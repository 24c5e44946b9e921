"""`tui-nn preview FILE`: an author's lesson as learners will see it, shown again each time the file is saved."""

from __future__ import annotations

import tempfile
from pathlib import Path

from textual.screen import Screen

from tui_nn.course.course import Course, course_folder, open_course
from tui_nn.course.lesson import Lesson
from tui_nn.course.problem import BadLesson
from tui_nn.locale.words import Words
from tui_nn.progress.journal import Journal
from tui_nn.screens.desk import Desk
from tui_nn.screens.lesson import LessonScreen
from tui_nn.screens.problem import ProblemScreen

LOOK = 0.5  # seconds between looks at the file


class Preview(LessonScreen):
    """A lesson screen that watches its file; the page and the sheet are kept when it changes."""

    def __init__(self, desk: Desk, path: Path, lesson: Lesson) -> None:
        super().__init__(desk, lesson)
        self._path, self._saved = path, path.stat().st_mtime_ns

    async def on_mount(self) -> None:
        self.set_interval(LOOK, self.look)

    async def look(self) -> None:
        """Read the file again when it was saved; a bad one is told and the last good one stays."""
        try:
            saved = self._path.stat().st_mtime_ns
        except OSError:
            return  # an editor is replacing the file; the next look will find it
        if saved == self._saved:
            return
        self._saved = saved
        try:
            lesson = self.desk.course.lesson(self.lesson.id, self.desk.words.language)
        except BadLesson as bad:
            self.app.push_screen(ProblemScreen(self.desk, str(self._path), bad.problems))
            return
        while isinstance(self.app.screen, ProblemScreen):
            await self.app.pop_screen()
        await self.reread(lesson)


def preview_screen(path: Path) -> tuple[Desk, Screen[None]]:
    """The desk and the screen for a lesson file inside a course folder. Nothing is recorded in the learner's log.

    Raises:
        BadLesson: the course cannot be read.
        ValueError: the file is no lesson of it; `tui-nn preview` asks first.
    """
    course = open_course(course_folder(path))
    place = course.holds(path)
    if place is None:
        raise ValueError(f"{path} is no lesson of {course.root}")
    entry, language = place
    desk = Desk(course, Journal.open(Path(tempfile.mkdtemp(prefix="tui-nn-preview-"))), Words(language))
    return desk, _screen(desk, course, entry.id, path, language)


def _screen(desk: Desk, course: Course, lesson: str, path: Path, language: str) -> Screen[None]:
    try:
        return Preview(desk, path, course.lesson(lesson, language))
    except BadLesson as bad:
        return ProblemScreen(desk, str(path), bad.problems)
