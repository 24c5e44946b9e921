"""The timeline under keys: alone on a screen, on a lesson's page, and in a seat of a class."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tui_nn.app import TuiNN
from tui_nn.course.course import open_course, own_lessons
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.progress.journal import Journal
from tui_nn.screens.contents import Contents
from tui_nn.screens.desk import Desk
from tui_nn.screens.lab import LabScreen
from tui_nn.screens.lesson import LessonScreen
from tui_nn.screens.overlay import TextOverlay
from tui_nn.screens.pick import Pick
from tui_nn.screens.timeline import TimelineScreen
from tui_nn.screens.timeline_quiz import TimelineQuiz
from tui_nn.screens.timeline_room import WalkedTimeline
from tui_nn.seat.app import SeatApp
from tui_nn.widgets.ordering import Ordering

COURSE = """\
format = 1
id = "past"
title = { en = "The past", ru = "Прошлое" }
[[lesson]]
id = "past"
folder = "01-past"
minutes = 5
title = { en = "The past", ru = "Прошлое" }
[[lesson]]
id = "perceptron"
folder = "02-perceptron"
minutes = 5
title = { en = "The perceptron", ru = "Перцептрон" }
"""
LESSON = """\
# The past

## Early {#early}

Walk.

```predict
id = "guess"
ask = "How many?"
answer = 3
says = "Three."
```

```timeline
from = 1943
to = 1976
```

This is what was seen.

```card
id = "c"
front = "?"
back = "!"
```

## Later {#later}

Later.
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The program's own timeline beside a lesson that shows a part of it."""
    folder = tmp_path / "past"
    (folder / "01-past").mkdir(parents=True)
    (folder / "course.toml").write_text(COURSE, "utf-8")
    for name in ("timeline.toml", "glossary.toml"):
        shutil.copy(own_lessons() / name, folder)
    shutil.copytree(own_lessons() / "02-perceptron", folder / "02-perceptron")
    for language in LANGUAGES:
        (folder / "01-past" / f"lesson.{language}.md").write_text(LESSON, "utf-8")
    return folder


@pytest.fixture
def desk(course: Path, data_folder: Path) -> Iterator[Desk]:
    journal = Journal.open(data_folder)
    yield Desk(open_course(course), journal, Words("en"))
    journal.close()


def at(app: TuiNN) -> str:
    return app.screen.query_one(WalkedTimeline).walk.at


async def test_y_opens_it_from_anywhere_and_the_arrows_walk(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Y")
        await pilot.pause()
        assert isinstance(app.screen, TimelineScreen)
        assert at(app) == "formal-neuron"
        await pilot.press("right", "right")
        assert at(app) == "imitation-game"
        await pilot.press("down")
        assert at(app) == "dartmouth"
        await pilot.press("left", "end")
        assert at(app) == "turing-award"
        await pilot.press("home", "Y")
        assert at(app) == "formal-neuron"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Contents)


async def test_the_contents_have_an_entry_for_it(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one(OptionList).action_last()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TimelineScreen)


async def test_zoom_search_and_themes(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Y")
        await pilot.pause()
        view = app.screen.query_one(WalkedTimeline)
        await pilot.press("plus", "plus")
        assert view.walk.span == 20
        await pilot.press("minus")
        assert view.walk.span == 40
        await pilot.press("slash", *"viruses", "enter")
        await pilot.pause()
        assert at(app) == "mycin"
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        assert view.walk.theme == "founders"
        await pilot.press("home")
        assert at(app) == "information"
        await pilot.press("f", "up", "up", "up", "enter")
        await pilot.pause()
        assert view.walk.theme == ""


async def test_the_source_and_the_words_lie_over_it(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Y")
        await pilot.pause()
        for key, said in (("s", "Bulletin of Mathematical Biophysics"), ("t", "28.4 BLEU")):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, TextOverlay)
            assert said in str(app.screen._text)
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, TimelineScreen)


async def test_enter_opens_the_machine_and_escape_comes_back_to_the_same_place(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Y")
        await pilot.pause()
        await pilot.press("slash", *"mistakes Rosenblatt", "enter", "plus")
        await pilot.pause()
        assert at(app) == "perceptron"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LabScreen)
        assert (app.screen.run_now.lab_name, app.screen.run_now.preset) == ("perceptron", "clouds")
        await pilot.press("full_stop", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TimelineScreen)
        assert at(app) == "perceptron"
        assert app.screen.walk.span == 40
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.page.id == "idea"
        await pilot.press("escape", "L")
        await pilot.pause()
        assert at(app) == "perceptron"


async def test_a_card_without_a_machine_says_so_and_enter_tells_it_whole(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Y", "right")
        await pilot.pause()
        await pilot.press("r", "l")
        assert isinstance(app.screen, TimelineScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TextOverlay)


async def test_the_quiz_goes_from_round_to_round(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Y", "o")
        await pilot.pause()
        quiz = app.screen
        assert isinstance(quiz, TimelineQuiz)
        await pilot.press("enter")
        assert quiz.attempt.verdict
        assert not quiz.attempt.verdict.right
        area = quiz.query_one(Ordering)
        area.draft(sorted(area.answer, key=[card.id for card in quiz.walk.all].index))
        await pilot.press("L")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert (quiz.round, quiz.solved) == (1, 1)
        before = quiz.query_one(Ordering).items.keys()
        await pilot.press("enter")
        await pilot.pause()
        assert quiz.round == 2
        assert quiz.query_one(Ordering).items.keys() != before
        await pilot.press("n", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TimelineScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_page_shows_its_part_and_keeps_the_place(app: TuiNN, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        app.open_lesson("past", "early", 2)
        await pilot.pause()
        lesson = app.screen
        assert isinstance(lesson, LessonScreen)
        assert [sheet.kind for sheet in lesson.sheets] == ["idea", "guess", "timeline", "why", "card"]
        view = lesson.query_one(WalkedTimeline)
        assert view.has_focus
        assert view.size.width >= size[0] - 2
        assert view.size.height >= 20
        await pilot.press("right", "right", "plus")
        assert at(app) == "imitation-game"
        await pilot.press("end")
        assert at(app) == "speech"
        await pilot.press("tab", "shift+tab", "L")
        await pilot.pause()
        assert at(app) == "speech"
        await pilot.press("enter")  # goes on, as on every page
        await pilot.pause()
        assert lesson.sheet.kind == "why"


async def test_a_machine_opened_from_a_page_comes_back_to_the_page(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_lesson("past", "early", 2)
        await pilot.pause()
        await pilot.press("slash", *"Rosenblatt mistakes", "enter", "r")
        await pilot.pause()
        assert isinstance(app.screen, LabScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LessonScreen)
        assert at(app) == "perceptron"


async def test_a_course_without_a_timeline_says_so(course: Path, app: TuiNN) -> None:
    (course / "timeline.toml").unlink()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Y")
        await pilot.pause()
        assert isinstance(app.screen, Contents)
        app.open_lesson("past", "early", 2)
        await pilot.pause()
        assert not app.screen.query(WalkedTimeline)


async def test_a_click_goes_to_a_card(app: TuiNN) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Y", "end")
        await pilot.pause()
        view = app.screen.query_one(WalkedTimeline)
        row = next(y for y, spans in enumerate(view.drawing) if "The first" in "".join(s.text for s in spans))
        await pilot.click(WalkedTimeline, offset=(4, row))
        await pilot.pause()
        assert at(app) == "formal-neuron"


async def test_in_a_seat_of_a_class_it_works_too(desk: Desk) -> None:
    app = SeatApp(desk, "A class")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.pop_screen()
        await pilot.press("Y", "right", "slash")
        await pilot.pause()
        app.screen.query_one(Input).value = "Rosenblatt mistakes"
        await pilot.press("enter", "r")
        await pilot.pause()
        assert isinstance(app.screen, LabScreen)
        await pilot.press("escape", "o")
        await pilot.pause()
        assert isinstance(app.screen, TimelineQuiz)
