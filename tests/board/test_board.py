"""The teacher at the board: keys in, commands to the room out, and what students do on the screen."""

from __future__ import annotations

import csv
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tui_nn.board.app import BoardApp
from tui_nn.classroom.seat_journal import BlankJournal
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import Presence, StoreDown
from tui_nn.classroom.student import Student
from tui_nn.course.course import open_course
from tui_nn.locale.words import Words
from tui_nn.progress.record import Fact, Kind
from tui_nn.screens.desk import Desk
from tui_nn.screens.lesson import LessonScreen

TOY = Path(__file__).parents[1] / "screens" / "toy"


class Class:
    """Two students in a class on disk, and a board that is open on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = SqliteStore(folder)
        self.store.set("name", "Our [class]")
        self.store.set("line", "ssh -p 2222 host")
        self.store.set("code", "abcd-efgh")
        self.anna, self.boris = Student("Анна"), Student("[red]Boris[/]")
        for student in (self.anna, self.boris):
            self.store.enrol(student)
            self.store.beat([Presence(student.name, student.id, lesson="toy", page="run")])
        desk = Desk(open_course(TOY), BlankJournal(), Words("en"))
        self.app = BoardApp(desk, SqliteStore(folder), folder)

    def does(self, student: Student, kind: Kind, page: str = "every", item: str = "one", **data: object) -> None:
        self.store.add(student.id, [Fact(kind, "toy", page, item, data, course="toy")])

    def commands(self) -> list[tuple[str, dict[str, object]]]:
        return [(command.kind, dict(command.data)) for command in self.store.commands()]

    def text(self) -> str:
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())


@pytest.fixture
def school(tmp_path: Path) -> Class:
    return Class(tmp_path / "class")


@asynccontextmanager
async def at_board(school: Class) -> AsyncIterator[Pilot[None]]:
    async with school.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield pilot
    school.store.close()
    school.app.store.close()


async def seen(pilot: Pilot[None], school: Class) -> str:
    """The screen after the next look at the class."""
    school.app.look()
    await pilot.pause()
    return school.text()


async def test_the_room_stands_on_the_board(school: Class) -> None:
    async with at_board(school) as pilot:
        screen = school.text()
        assert "Our [class] · ssh -p 2222 host · code abcd-efgh" in screen
        assert "2 here · 0 stuck" in screen
        assert "[red]Boris[/]" in screen
        for _ in range(3):
            school.does(school.anna, Kind.ANSWERED, right=False)
        school.does(school.boris, Kind.ASKED, item="", text="Why?")
        screen = await seen(pilot, school)
        assert "1 stuck" in screen
        assert "! stuck" in next(line for line in screen.splitlines() if "Анна" in line)
        assert "? [red]Boris[/]" in screen
        await pilot.press("i")
        await pilot.pause()
        assert "Why?" in school.text()
        await pilot.press("enter")
        assert "? [red]" not in await seen(pilot, school)
        assert school.commands()[-1][0] == "heard"


async def test_leading_takes_the_room_through_the_lesson(school: Class) -> None:
    async with at_board(school) as pilot:
        await pilot.press("f", "l")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.2)
        await seen(pilot, school)
        await pilot.press("right_square_bracket")
        await pilot.pause(0.2)
        await seen(pilot, school)
        await seen(pilot, school)  # nothing new: nothing is said twice
        follow = {"lesson": "toy", "sheet": 0}
        assert school.commands() == [("follow", {**follow, "page": "run"}), ("follow", {**follow, "page": "every"})]
        await pilot.press("escape", "escape")
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause()
        assert school.commands()[-1] == ("release", {})


async def test_the_teachers_notes_are_the_teachers_alone(school: Class) -> None:
    async with at_board(school) as pilot:
        await pilot.press("N")
        await pilot.pause()
        school.app.push_screen(LessonScreen(school.app.desk, school.app.desk.course.lesson("toy", "en")))
        await pilot.pause()
        assert "Let them guess aloud first." not in school.text()
        await pilot.press("N")
        await pilot.pause()
        assert "Let them guess aloud first." in school.text()
        assert "Next:" in school.text()
        await pilot.press("N", "right_square_bracket", "N")
        await pilot.pause()
        assert "This page has no notes" in school.text()


async def test_a_lessons_question_is_asked_shown_and_asked_again(school: Class) -> None:
    async with at_board(school) as pilot:
        school.app.open_lesson("toy", "every", 1)
        await pilot.pause(0.2)
        await pilot.press("P")
        await pilot.pause()
        kind, poll = school.commands()[-1]
        assert (kind, poll["lesson"], poll["page"], poll["exercise"]) == ("poll", "toy", "every", "one")
        id = str(poll["id"])
        for student, choice in ((school.anna, "no"), (school.boris, "no"), (school.boris, "yes")):
            school.does(student, Kind.VOTED, item=id, round=1, choice=choice)
        screen = await seen(pilot, school)
        assert "2 have voted of 2 here" in screen
        assert "Because no." in screen  # what whoever chose it believes
        assert "hidden from the class" in screen
        await pilot.press("r")
        await pilot.pause()
        assert school.commands()[-1] == ("reveal", {"id": id, "counts": [{"no": 1, "yes": 1}]})
        await pilot.press("v")
        school.does(school.anna, Kind.VOTED, item=id, round=2, choice="yes")
        screen = await seen(pilot, school)
        assert "vote 1" in screen
        assert "vote 2" in screen
        await pilot.press("c")
        await pilot.pause()
        assert [kind for kind, _ in school.commands()] == ["poll", "reveal", "poll", "close"]


async def test_a_question_may_be_typed_on_the_spot(school: Class) -> None:
    async with at_board(school) as pilot:
        await pilot.press("p")
        await pilot.pause()
        await pilot.press(*"Why", "enter", *"a", "enter", *"b", "ctrl+s")
        await pilot.pause()
        ((kind, poll),) = school.commands()
        options = [{"id": "1", "text": "a"}, {"id": "2", "text": "b"}]
        assert (kind, poll["text"], poll["options"]) == ("poll", "Why", options)


async def test_messages_timer_and_locks(school: Class) -> None:
    async with at_board(school) as pilot:
        for keys in (["m", *"All", "enter"], ["down", "w", *"You", "enter"], ["t", "5", "enter"], ["k", "enter"]):
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
        told = school.commands()
        assert told[0] == ("message", {"text": "All", "to": ""})
        assert told[1][0] == "message"
        assert told[1][1]["to"] in (school.anna.id, school.boris.id)
        assert float(str(told[2][1]["ends"])) == pytest.approx(time.time() + 300, abs=30)
        assert told[3] == ("lock", {"lessons": ["toy"]})


async def test_a_students_screen_is_looked_at(school: Class) -> None:
    async with at_board(school) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        student = str(school.commands()[-1][1]["student"])
        seat = next(seat for seat in school.store.present() if seat.student == student)
        school.store.beat([Presence(seat.seat, student, screen="\x1b[1mtheir page\x1b[0m\nrow two")])
        await seen(pilot, school)
        await pilot.pause(0.6)
        assert "their page" in school.text()
        await pilot.press("escape")
        await pilot.pause()
        assert school.commands()[-1] == ("peek", {"student": student, "on": False})


async def test_the_gradebook_is_written_beside_the_class(school: Class) -> None:
    async with at_board(school) as pilot:
        school.does(school.anna, Kind.ANSWERED, right=True)
        await pilot.press("x")
        await pilot.pause()
    with (school.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    own = next(row for row in rows if row["student"] == "Анна" and row["page"] == "every")
    assert (own["solved"], own["first_try"], own["attempts"]) == ("1", "1", "1")


async def test_a_store_that_goes_away_is_told_and_comes_back(school: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_board(school) as pilot:

        def gone(*_: object) -> None:
            raise StoreDown("away")

        with monkeypatch.context() as patched:
            patched.setattr(school.app.store, "after", gone)
            patched.setattr(school.app.store, "setting", gone)
            screen = await seen(pilot, school)
            assert "does not answer" in screen
            assert "Our [class] · ssh -p 2222 host · code abcd-efgh" in screen
        assert "2 here" in await seen(pilot, school)


async def test_two_hundred_students_fit_and_the_cursor_stays_with_its_student(school: Class) -> None:
    for n in range(200):
        school.store.enrol(Student(f"Student {n:03}"))
    async with at_board(school) as pilot:
        assert "202 in the class" in school.text()
        await pilot.press(*["down"] * 5)
        chosen = next(screen for screen in school.app.screen_stack if hasattr(screen, "chosen")).chosen()
        assert chosen is not None
        await pilot.press("s")
        await pilot.pause()
        screen = next(screen for screen in school.app.screen_stack if hasattr(screen, "chosen"))
        assert screen.chosen().student == chosen.student
        await pilot.press("a", "a")
        assert "Student 000" not in await seen(pilot, school)


async def test_one_slip_of_a_finger_closes_no_class(school: Class) -> None:
    async with at_board(school) as pilot:
        await pilot.press("escape", "q")
        await pilot.pause(0.3)
        assert any("once more" in notice.message for notice in school.app._notifications)
        assert not school.app._exit
        await pilot.press("q")
        assert school.app._exit
