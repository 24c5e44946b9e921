"""What the teacher asks of the room reaches the seats, and what students answer reaches the teacher."""

from __future__ import annotations

import time
from collections.abc import Callable

from class_runs import PATIENCE, RunningClass

from tui_nn.classroom.command import Ask
from tui_nn.progress.record import Kind


def _wait(seen: Callable[[], object], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < until, f"waited for {what}"
        time.sleep(0.05)


def test_all_screens_go_to_the_teachers_page_and_back(room: RunningClass) -> None:
    with room.join("anna") as anna, room.join("boris") as boris:
        anna.press("enter")
        anna.wait_for("Toys › A run")
        anna.press("g")  # something lies over the page: nobody is torn away from it
        anna.wait_for("Glossary")
        store = room.store
        store.command(Ask.FOLLOW, lesson="toy", page="every", sheet=1)
        boris.wait_for("Toys › Every kind", "☛", "One?")
        assert "Every kind" not in anna.text()
        anna.press("esc")
        anna.wait_for("Toys › Every kind", "☛")
        store.command(Ask.FOLLOW, lesson="toy", page="run")
        anna.wait_for("Toys › A run")
        boris.wait_for("Toys › A run")
        store.command(Ask.RELEASE)
        anna.wait_gone("☛")
        boris.wait_for("You are free again")
        # Who comes later is taken along too.
        store.command(Ask.FOLLOW, lesson="toy", page="every")
        with room.join("vera") as vera:
            vera.wait_for("Toys › Every kind")


def test_messages_timers_and_locks(room: RunningClass) -> None:
    with room.join("anna") as anna, room.join("boris") as boris:
        store = room.store
        one, _ = store.students()
        store.command(Ask.MESSAGE, text="Hello \x1b[31mall", to="")
        anna.wait_for("From your teacher", "Hello [31mall")
        boris.wait_for("Hello [31mall")
        store.command(Ask.MESSAGE, text="You alone", to=one.id)
        anna.wait_for("You alone")
        assert "You alone" not in boris.text()
        store.command(Ask.TIMER, ends=time.time() + 61)
        boris.wait_for("⏱ 1:0")
        store.command(Ask.TIMER, ends=time.time() + 1)
        boris.wait_for("Time is up")
        store.command(Ask.LOCK, lessons=["toy"])
        boris.wait_for("closed for now")
        boris.press("enter")
        boris.wait_for("has not opened")
        store.command(Ask.LOCK, lessons=[])
        boris.wait_gone("closed for now")
        boris.press("enter")
        boris.wait_for("Toys › A run")


def test_a_poll_is_voted_on_shown_and_voted_on_again(room: RunningClass) -> None:
    with room.join("anna") as anna:
        store = room.store
        (student,) = store.students()

        def votes() -> list[object]:
            return [fact.data for fact in store.facts_of(student.id) if fact.kind == Kind.VOTED]

        poll = {"id": "p", "lesson": "toy", "page": "every", "exercise": "one"}
        store.command(Ask.POLL, round=1, **poll)
        anna.wait_for("A question to all", "One?", "Votes stay hidden")
        anna.press("enter")
        anna.wait_for("Your vote is in", "(•) no")
        _wait(lambda: votes() == [{"round": 1, "choice": "no"}], "the vote")
        anna.press("esc")
        anna.wait_gone("A question to all")
        store.command(Ask.REVEAL, id="p", counts=[{"no": 3, "yes": 1}])
        anna.wait_for("░ 3", "░ 1", "vote 1")
        anna.press("esc")
        anna.wait_gone("░ 3")
        store.command(Ask.POLL, round=2, **poll)
        anna.wait_for("Vote again")
        anna.press("down", "enter")
        _wait(lambda: len(votes()) == 2, "the second vote")
        store.command(Ask.REVEAL, id="p", counts=[{"no": 3, "yes": 1}, {"no": 1, "yes": 3}])
        anna.wait_for("vote 2")
        store.command(Ask.CLOSE, id="p")
        anna.wait_gone("A question to all")
        anna.press("P")
        anna.wait_for("There is no poll now")


def test_a_question_to_the_teacher_is_kept_with_its_page(room: RunningClass) -> None:
    with room.join("anna") as anna:
        anna.press("enter")
        anna.wait_for("Toys › A run")
        anna.press("I")
        anna.wait_for("Interrupt and ask")
        anna.press("Why zero?", "enter")
        anna.wait_for("with your teacher")
    (student,) = room.store.students()
    asked = [fact for fact in room.store.facts_of(student.id) if fact.kind == Kind.ASKED]
    assert [(fact.lesson, fact.page, fact.data) for fact in asked] == [("toy", "run", {"text": "Why zero?"})]


def test_the_board_sees_who_sits_where_and_what_is_on_their_screen(room: RunningClass) -> None:
    with room.join("anna") as anna:
        store = room.store
        (student,) = store.students()
        anna.press("enter")
        anna.wait_for("Toys › A run")
        _wait(lambda: [seat.page for seat in store.present()] == ["run"], "the place")
        (seat,) = store.present()
        assert (seat.student, seat.lesson, seat.screen) == (student.id, "toy", "")
        store.command(Ask.PEEK, student=student.id, on=True)
        anna.wait_for("◉")
        _wait(lambda: "says how much an input counts" in store.present()[0].screen, "the screen")
        store.command(Ask.PEEK, student=student.id, on=False)
        anna.wait_gone("◉")
    _wait(lambda: store.present() == (), "the empty seat")


def test_in_a_class_no_file_of_the_server_is_opened_or_written(room: RunningClass) -> None:
    with room.join("anna") as anna:
        anna.press("enter")
        anna.wait_for("Toys › A run")
        anna.press("2")
        anna.wait_for("How many corrections?")
        anna.press("4", "enter")
        anna.wait_for("Your guess")
        anna.press("S")
        anna.wait_for("Files stay closed")
        anna.press("O")
        anna.wait_for("can be pasted here")
        anna.press("/etc/passwd.csv", "enter")
        anna.wait_for("Files stay closed")
