"""Whether a lesson's pages fit 80×24: every sheet is laid out for real and measured, none of it on a screen."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

from textual.app import App
from textual.containers import Vertical

from tui_nn.course.answers import Verdict
from tui_nn.course.course import Course
from tui_nn.course.lesson import Choice, Code, Exercise, Lesson, Match, Numeric, Order, Page, Reach, Trace
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.locale.words import Words
from tui_nn.progress.journal import Journal
from tui_nn.screens.desk import Desk
from tui_nn.screens.lesson import LessonScreen
from tui_nn.screens.room import SMALLEST
from tui_nn.screens.sheets import Sheet
from tui_nn.widgets.answer_area import Row
from tui_nn.widgets.question import Question
from tui_nn.widgets.themes import THEMES
from tui_nn.widgets.tracing import Tracing


def page_problems(course: Course, lesson: Lesson) -> dict[str, Phrase]:
    """What does not fit, by page id: the first sheet of a page that is too tall, and by how many rows."""
    return asyncio.run(_measured(course, lesson))


async def _measured(course: Course, lesson: Lesson) -> dict[str, Phrase]:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(course, Journal.open(Path(folder)), Words(lesson.language))
        measure = _Measure()
        async with measure.run_test(size=SMALLEST) as pilot:
            screen = LessonScreen(desk, lesson, calm=True)
            await measure.push_screen(screen)
            found: dict[str, Phrase] = {}
            for page in lesson.pages:
                await screen.open_page(page.id)
                async for trouble in _sheets(screen, page, pilot.pause):
                    found.setdefault(page.id, trouble)
        desk.journal.close()
    return found


class _Measure(App[None]):
    """The look of the app and nothing else."""

    CSS_PATH = "../app.tcss"

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name


async def _sheets(screen: LessonScreen, page: Page, settle: Callable[[], Awaitable[None]]) -> AsyncIterator[Phrase]:
    """What does not fit, sheet by sheet; `settle` waits until the layout has come to rest."""
    for index, sheet in enumerate(screen.sheets):
        if sheet.kind in ("lab", "timeline"):
            continue  # it draws itself to the room there is
        screen.visit.turned |= {card.id for card in page.cards}
        await screen.action_go_sheet(index)
        await settle()
        for _ in _fullest(screen, sheet):
            await settle()
            place = screen.query_one("#sheet", Vertical)
            over = place.virtual_size.height - place.size.height
            wide = any(row.size.height > 1 for area in screen.query(Tracing) for row in area.query(Row))
            if over > 0 or wide:
                name = screen.desk.words(f"app.sheets.{sheet.kind}")
                key = "problems.fit.tall" if over > 0 else "problems.fit.wide"
                yield phrase(key, sheet=f"{index + 1} {name}", rows=max(over, 1))


def _fullest(screen: LessonScreen, sheet: Sheet) -> Iterator[None]:
    """The sheet as it stands; then, for an exercise, with its longest feedback and hint, and with its solution."""
    yield
    if not isinstance(sheet.item, Exercise):
        return
    question = screen.query_one(Question)
    says = sorted(_feedback(sheet.item), key=len, reverse=True)
    several = 2 if isinstance(sheet.item, Match) or (isinstance(sheet.item, Choice) and sheet.item.many) else 1
    hints = sheet.item.hints
    question.attempt.hint = 1 + max(range(len(hints)), key=lambda k: len(hints[k])) if hints else 0
    question.attempt.verdict = Verdict(False, tuple(says[:several]), None, frozenset())
    question.redraw()
    yield
    right = (
        tuple(option.says for option in sheet.item.options if option.right) if isinstance(sheet.item, Choice) else ()
    )
    question.attempt.verdict = Verdict(True, right, None, frozenset())
    question.redraw()
    yield


def _feedback(exercise: Exercise) -> list[str]:
    match exercise:
        case Choice():
            return [option.says for option in exercise.options if not option.right]
        case Numeric():
            return [mistake.says for mistake in exercise.mistakes] + [exercise.otherwise]
        case Order():
            return [item.says for item in exercise.items]
        case Match():
            return [pair.says for pair in exercise.pairs]
        case Trace():
            return [column.says for column in exercise.columns]
        case Code():
            return [check.says for check in exercise.checks]
        case Reach():
            return [exercise.otherwise]
    return []
