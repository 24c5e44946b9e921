"""Sheets come and go: in one picture, laid out once, and what was read is still there."""

from __future__ import annotations

import pytest
from pages import LARGE, SMALL, lesson, open_page
from rich.console import RenderableType
from textual._compositor import Compositor, ReflowResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from tui_nn.app import TuiNN
from tui_nn.course.course import open_course, own_lessons
from tui_nn.screens.desk import Desk
from tui_nn.widgets.lab_view import LabView
from tui_nn.widgets.prose import Prose


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_sheet_gives_way_to_the_next_without_a_blank_in_between(
    app: TuiNN, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken away and put up in two pictures, a page would flicker and cost twice; half of a class presses keys."""
    async with app.run_test(size=size) as pilot:
        screen = await open_page(pilot, "run")
        shown: list[str] = []
        display = app._display

        def noted(of: Screen[object], picture: RenderableType | None) -> None:
            if picture is not None:
                shown.append("\n".join(strip.text for strip in screen._compositor.render_strips()))
            display(of, picture)

        monkeypatch.setattr(app, "_display", noted)
        await pilot.press("2")
        await pilot.pause()
        assert shown
        assert all("says how much" in picture or "How many corrections?" in picture for picture in shown)


async def test_a_lab_is_begun_when_there_is_a_place_to_see_it(app: TuiNN) -> None:
    """Whoever turns pages in a small window does not wait for labs behind them."""
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run")
        assert not screen.query(LabView)
        await pilot.resize_terminal(*LARGE)
        await pilot.pause()
        assert screen.lab_view() is screen.query_one(LabView)
        await pilot.resize_terminal(*SMALL)
        await pilot.press("3")
        await pilot.pause()
        assert screen.lab_view() is screen.query_one(LabView)


async def test_a_sheet_that_was_only_read_is_still_there_when_one_goes_back(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run")
        (idea,) = screen.query(Prose)
        await pilot.press("2")
        assert not idea.is_on_screen
        await pilot.press("shift+tab")
        await pilot.pause()
        assert idea.is_on_screen
        assert screen.focused is None
        await pilot.press("]")
        await pilot.pause()
        assert not idea.is_attached
        await pilot.press("[")
        await app.action_language()
        await pilot.pause()
        assert "Вес" in "\n".join(strip.text for strip in screen._compositor.render_strips())


async def test_a_sheet_that_is_hidden_has_no_keys(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run")
        await pilot.press("2")
        guess = screen.focused
        assert guess
        await screen.action_next_sheet()
        assert screen.focused is not guess


async def test_a_sheet_with_a_question_is_laid_out_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.course = open_course(own_lessons())
    app = TuiNN(desk)
    async with app.run_test(size=SMALL) as pilot:
        app.open_lesson("perceptron")
        await pilot.pause()
        layouts = counted(monkeypatch, lesson(pilot)._compositor)
        for sheet in "2121":
            await pilot.press(sheet)
            await pilot.pause(0.1)
        assert len(layouts) == 4


def counted(monkeypatch: pytest.MonkeyPatch, compositor: Compositor) -> list[Size]:
    """Grows by one with each layout."""
    layouts: list[Size] = []
    reflow = compositor.reflow

    def noted(parent: Widget, size: Size) -> ReflowResult:
        layouts.append(size)
        return reflow(parent, size)

    monkeypatch.setattr(compositor, "reflow", noted)
    return layouts
