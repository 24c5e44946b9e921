"""Pages of the toy course, as a Pilot opens them."""

from __future__ import annotations

from textual.pilot import Pilot

from tui_nn.app import TuiNN
from tui_nn.screens.lesson import LessonScreen

SMALL = (80, 24)
LARGE = (120, 36)


def lesson(pilot: Pilot[None]) -> LessonScreen:
    screen = pilot.app.screen
    assert isinstance(screen, LessonScreen)
    return screen


async def open_page(pilot: Pilot[None], page: str, sheet: int = 0) -> LessonScreen:
    app = pilot.app
    assert isinstance(app, TuiNN)
    app.open_lesson("toy", page, sheet)
    await pilot.pause()
    return lesson(pilot)
