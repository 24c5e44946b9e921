"""The playground on a page: its digits before and after the guess, and the numbers that the page's goals name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_nn.app import TuiNN
from tui_nn.course.course import open_course, own_lessons
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.say import reading_name
from tui_nn.progress.journal import Journal
from tui_nn.screens.desk import Desk
from tui_nn.screens.lesson import LessonScreen
from tui_nn.widgets.drawn import Drawn
from tui_nn.widgets.lab_view import LabView


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_has_the_digits_until_the_guess_and_goals_come_first(data_folder: Path, language: str) -> None:
    words = Words(language)
    journal = Journal.open(data_folder)
    desk = Desk(open_course(own_lessons()), journal, words)
    app = TuiNN(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_lesson("playground", "xor-luck", 2)
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        view = screen.query_one(LabView)
        assert view.locked
        await pilot.press("2")
        assert screen.sheet.kind == "guess"
        await pilot.press("space", "enter")
        assert screen.sheet.kind == "lab"
        await pilot.press("2")
        assert (screen.sheet.kind, view.view) == ("lab", 1)
        strip = "".join(span.text for row in view.query_one("#strip", Drawn).drawing for span in row)
        parameters = next(reading for reading in view.frame.readings if reading.id == "parameters")
        assert reading_name("playground", parameters, words) in strip
    journal.close()
