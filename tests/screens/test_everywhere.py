"""What is the same on every screen: help, palette, themes, motion, review, search."""

from __future__ import annotations

import time

import pytest
from textual.app import App, ComposeResult
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from tui_nn.app import Deeds, TuiNN
from tui_nn.course.course import open_course, own_lessons
from tui_nn.locale.words import Words
from tui_nn.progress.record import Fact, Kind
from tui_nn.screens.desk import Desk
from tui_nn.screens.lesson import LessonScreen
from tui_nn.screens.pick import Pick
from tui_nn.screens.review import Review
from tui_nn.screens.room import Room
from tui_nn.widgets.showpiece import ROUNDS, Showpiece

DAY = 86400.0


class Host(App[None]):
    """One piece alone."""

    def __init__(self, piece: Showpiece) -> None:
        super().__init__()
        self._piece = piece

    def compose(self) -> ComposeResult:
        yield self._piece


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_palette_finds_a_key_by_its_word_and_presses_it(desk: Desk, language: str) -> None:
    desk.words = Words(language)
    app = TuiNN(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        assert isinstance(app.screen, CommandPalette)
        assert app.screen.query_one(Input).placeholder == desk.words("app.pick.filter")
        app.screen.query_one(Input).value = desk.words("app.keys.theme.long")
        await pilot.pause(0.6)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert app.theme == "light"


async def test_the_palette_of_the_contents_offers_no_key_of_a_lab(app: TuiNN, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        offered = [str(hit.text) async for hit in Deeds(app.screen_stack[-2]).discover()]
        assert desk.words("app.keys.theme.long") in offered
        assert desk.words("app.keys.back.long") not in offered


async def test_the_whole_course_is_in_sight_in_the_smallest_window(desk: Desk) -> None:
    desk.course = open_course(own_lessons())
    for language in ("en", "ru"):
        desk.words = Words(language)
        app = TuiNN(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            lessons = app.screen.query_one("#lessons", OptionList)
            assert lessons.option_count == 14  # thirteen and the timeline
            assert lessons.max_scroll_y == 0
            assert not any("…" in str(lessons.get_option_at_index(k).prompt) for k in range(14))


async def test_themes_go_round_and_are_remembered(app: TuiNN, desk: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in range(3):
            await pilot.press("T")
            seen.append(app.theme)
        assert seen == ["light", "contrast", "dark"]
        await pilot.press("T")
    assert TuiNN(Desk(desk.course, desk.journal, desk.words)).theme == "light"


async def test_motion_can_be_reduced_while_a_lab_is_open(app: TuiNN) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_lesson("toy", "run", 2)
        await pilot.pause()
        await pilot.press("M")
        assert app.calm
        room = app.screen
        assert isinstance(room, Room)
        assert room.calm


async def test_due_cards_are_asked_and_move_on(app: TuiNN, desk: Desk) -> None:
    long_ago = time.time() - 2 * DAY
    desk.journal.append(Fact(Kind.REVIEWED, "toy", "run", "rule", {"knew": True}, at=long_ago, course=desk.course.id))
    app.desk = Desk(desk.course, desk.journal, desk.words)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, Review)
        await pilot.press("y")  # not turned yet: nothing happens
        assert app.desk.due_cards(time.time())
        await pilot.press("enter", "y")
        await pilot.pause()
        assert not app.desk.due_cards(time.time())
        assert app.desk.due_cards(time.time() + 3.1 * DAY)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, Review)


async def test_search_opens_the_page_it_found(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"every kind", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        assert screen.page.id == "every"


async def test_a_term_of_the_glossary_leads_to_the_pages_that_speak_of_it(desk: Desk) -> None:
    app = TuiNN(Desk(open_course(own_lessons()), desk.journal, desk.words))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g", *"softmax", "enter")
        await pilot.pause()
        places = app.screen
        assert isinstance(places, Pick)
        assert {"softmax/by-hand", "revolution/transformer"} & {id for id, _, _ in places.choices}
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LessonScreen)
        assert f"{app.screen.lesson.id}/{app.screen.page.id}" == places.choices[0][0]


async def test_escape_on_the_contents_does_not_quit(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        assert app.is_running
        await pilot.press("q")
    assert not app.is_running


async def test_the_first_screens_perceptron_learns_only_while_it_is_in_front(app: TuiNN) -> None:
    """A class of a hundred reads lessons: what nobody sees must cost nothing."""
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(0.4)
        piece = app.screen.query_one(Showpiece)
        app.open_lesson("toy")
        await pilot.pause()
        still = piece.run
        await pilot.pause(0.5)
        assert piece.run is still
        await pilot.press("escape")
        await pilot.pause(0.5)
        assert piece.run is not still


async def test_the_first_screens_perceptron_comes_to_rest() -> None:
    piece = Showpiece(Words("en"))
    async with Host(piece).run_test(size=(80, 24)):
        piece.stay()
        for _ in range(3000):
            piece.beat()
        assert piece.run.lab.finished
        assert piece.run.seed == ROUNDS
