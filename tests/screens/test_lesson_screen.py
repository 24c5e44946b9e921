"""A lesson under a learner's keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import LARGE, SMALL, lesson, open_page
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from tui_nn.app import TuiNN
from tui_nn.course.answers import shuffled
from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.lesson import Code, Order
from tui_nn.labs.run import Run
from tui_nn.locale.words import Words
from tui_nn.progress.journal import Journal
from tui_nn.progress.record import Fact, Kind
from tui_nn.screens.contents import Contents
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import KEYS
from tui_nn.screens.lesson import LessonScreen
from tui_nn.widgets.drawn import Drawn
from tui_nn.widgets.key_line import KeyLine
from tui_nn.widgets.lab_view import LabView
from tui_nn.widgets.question import Question


def attempt(pilot: Pilot[None]) -> Question:
    return lesson(pilot).query_one(Question)


def readings(view: LabView) -> str:
    return "".join(span.text for row in view.query_one("#readings", Drawn).drawing for span in row)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_lab_is_locked_until_the_guess_is_made(app: TuiNN, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await open_page(pilot, "run", 2)
        view = screen.query_one(LabView)
        await pilot.press("full_stop", "full_stop", "space")
        assert view.run.step == 0
        assert "27" not in readings(view)  # the picture may be looked at, the answer not read off
        await pilot.press("2", "7", "enter")
        assert screen.visit.guess == "7"
        assert "27" in readings(view)  # the bound (R/γ)²
        assert screen.sheet.kind == "lab"
        await pilot.press("full_stop", "full_stop", "comma")
        assert view.run.step == 1
        assert "7" in view.guess


async def test_formulas_in_a_guess_are_read_out_beside_the_lab(desk: Desk) -> None:
    app = TuiNN(Desk(open_course(own_lessons()), desk.journal, desk.words))
    async with app.run_test(size=SMALL) as pilot:
        app.open_lesson("perceptron", "formula", 1)
        await pilot.pause()
        await pilot.press("enter")
        assert lesson(pilot).query_one(LabView).guess == "w₁ becomes −2"


async def test_a_quick_enter_answers_and_does_not_pass_the_question_by(app: TuiNN) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await open_page(pilot, "every")
        await screen.action_go_sheet(1)
        await app.on_event(events.Key("down", None))
        await app.on_event(events.Key("enter", None))
        await pilot.pause()
        assert screen.visit.attempts["one"].solved


async def test_a_guess_must_be_a_number_where_one_is_asked_for(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run", 1)
        await pilot.press("minus", "enter")
        assert screen.visit.guess is None
        assert screen.sheet.kind == "guess"


async def test_reaching_the_goal_in_the_lab_answers_the_exercise(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run", 4)
        assert screen.sheet.kind == "check"
        await pilot.press(*["full_stop"] * 15)
        assert not screen.visit.attempts["learnt"].solved
        await pilot.press("full_stop")
        await pilot.pause()
        assert screen.visit.attempts["learnt"].solved


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_lab_of_an_exercise_is_whole_on_the_screen(app: TuiNN, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await open_page(pilot, "run", 4)
        lab = screen.query_one("#lab").region
        assert lab.right == size[0]
        assert lab.bottom == size[1] - 1
        assert screen.query_one(LabView).region.width >= 69


async def test_a_wrong_choice_says_why_and_may_be_tried_again(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await open_page(pilot, "every", 1)
        await pilot.press("enter")
        verdict = attempt(pilot).attempt.verdict
        assert verdict
        assert verdict.says == ("Because no.",)
        await pilot.press("down", "enter")
        assert attempt(pilot).attempt.solved


async def test_what_is_no_answer_does_not_count_as_a_try(app: TuiNN, desk: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await open_page(pilot, "every", 3)
        await pilot.press("enter", "slash", "enter")
        assert ("toy", "every", "third") not in desk.standing.attempts
        await pilot.press("backspace", "2", "enter")
        assert desk.standing.attempts["toy", "every", "third"].tries == 1


async def test_letters_in_a_number_field_are_still_keys_of_the_page(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "every", 1)
        await open_page(pilot, "every", 3)
        await pilot.press("1", "h", "b", "L")
        await pilot.pause()
        assert lesson(pilot).visit.attempts["third"].draft == "1"
        assert lesson(pilot).lesson.language == "ru"
        assert screen.lesson.language == "ru"


async def test_a_verdict_is_shown_only_after_it_has_been_kept(
    app: TuiNN, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []
    append = desk.journal.append

    def watched(fact: Fact) -> None:
        if fact.kind is Kind.ANSWERED:
            shown.append(bool(attempt(pilot).query_one("#feedback").display))
        append(fact)

    monkeypatch.setattr(desk.journal, "append", watched)
    async with app.run_test(size=SMALL) as pilot:
        await open_page(pilot, "every", 1)
        await pilot.press("enter")
        await pilot.pause()
        assert shown == [False]
        assert attempt(pilot).query_one("#feedback").display


async def test_hints_climb_and_walk_back(app: TuiNN, desk: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await open_page(pilot, "every", 1)
        await pilot.press("h", "h", "h")
        assert attempt(pilot).attempt.hint == 2
        await pilot.press("H")
        assert attempt(pilot).attempt.hint == 1
        hints = [fact for fact in desk.journal.facts() if fact.kind is Kind.HINTED]
        assert [fact.data["step"] for fact in hints] == [1, 2]


async def test_every_kind_of_exercise_is_solved_with_keys_alone(app: TuiNN, desk: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "every", 1)
        await pilot.press("down", "enter", "enter")  # choice; the second Enter goes on
        await pilot.press("space", "down", "down", "space", "enter", "enter")  # multi
        await pilot.press("1", "slash", "3", "enter", "enter")  # numeric
        ordering = screen.page.exercises[3]
        assert isinstance(ordering, Order)
        order = list(shuffled(ordering))
        for place, wanted in enumerate("abc"):  # carry each item up to its place
            at = order.index(wanted)
            await pilot.press(*["up"] * 3, *["down"] * at, "space", *["up"] * (at - place), "space")
            order.insert(place, order.pop(at))
        await pilot.press("enter", "enter")
        assert screen.visit.attempts["abc"].solved
        for pair, row in (("x", 0), ("y", 1)):
            for _ in range(4):
                if (
                    screen.visit.attempts.get("pairs")
                    and (screen.visit.attempts["pairs"].draft or {}).get(pair) == pair
                ):
                    break
                await pilot.press(*["up"] * 2, *["down"] * row, "right")
        await pilot.press("enter", "enter")
        assert screen.visit.attempts["pairs"].solved
        await pilot.press("2", "down", "4", "enter")  # trace
        assert screen.visit.attempts["sums"].solved
        await pilot.press("enter", "enter")  # on to the card, and turn it
        await pilot.pause()
        assert ("toy", "every") in desk.standing.finished


async def test_the_language_changes_live_and_nothing_typed_is_lost(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "every", 6)
        await pilot.press("2", "L")
        await pilot.pause()
        assert screen.lesson.language == "ru"
        assert screen.visit.attempts["sums"].draft == {"0,1": "2"}
        await pilot.press("down", "4", "enter")
        assert screen.visit.attempts["sums"].solved


async def test_resizing_keeps_the_state(app: TuiNN) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await open_page(pilot, "run", 1)
        await pilot.press("4", "enter", "full_stop", "full_stop")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert screen.has_class("-too-small")
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert not screen.has_class("-too-small")
        assert screen.query_one(LabView).run.step == 2


async def test_tomorrow_the_page_is_as_it_was_left(app: TuiNN, data_folder: Path, desk: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await open_page(pilot, "run", 1)
        await pilot.press("4", "enter")
        await open_page(pilot, "every", 1)
        await pilot.press("down", "enter")
    again = Journal.open(data_folder)
    tomorrow = TuiNN(Desk(desk.course, again, Words("en")))
    async with tomorrow.run_test(size=SMALL) as pilot:
        await pilot.press("enter")  # the first entry is "continue"
        await pilot.pause()
        screen = lesson(pilot)
        assert (screen.page.id, screen.sheet.kind) == ("every", "check")
        assert screen.visit.attempts["one"].solved
        await pilot.press("left_square_bracket")
        assert screen.visit.guess == "4"
    again.close()


async def test_a_note_and_a_bookmark_stay_with_their_page(app: TuiNN, desk: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await open_page(pilot, "run")
        await pilot.press("b", "n", "a", "h", "a", "escape")
        await pilot.pause()
        assert desk.standing.notes[("toy", "run")] == "aha"
        assert ("toy", "run") in desk.standing.marks
        await pilot.press("b")
        assert ("toy", "run") not in desk.standing.marks


async def test_a_broken_lesson_shows_its_problem_and_the_others_work(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        app.open_lesson("broken")
        await pilot.pause()
        shown = "\n".join(str(widget.render()) for widget in app.screen.query("Static"))
        assert "lesson.en.md:3" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Contents)
        await open_page(pilot, "run")


async def test_each_lab_key_does_something_on_a_lab_page(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run", 1)
        await pilot.press("4", "enter")
        for key in ("e", "t", "s", "x", "p", "o", "question_mark", "g", "slash"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is not screen, key
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is screen, key
        view = screen.query_one(LabView)
        speed = view.pace.speed
        await pilot.press("plus")
        assert view.pace.speed == speed + 1
        await pilot.press("R")
        assert view.run.seed == 1
        await pilot.press("d", "1")
        assert len(view.run.lab.frame().pictures[0].points) == 5  # type: ignore[union-attr,arg-type]


async def test_the_words_of_a_lesson_name_their_term(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run")
        screen.action_term("weight")
        await pilot.pause()
        await pilot.pause()
        assert app.screen is not screen


def test_a_toy_course_is_read() -> None:
    assert [entry.id for entry in open_course(Path(__file__).parent / "toy").entries] == ["toy", "broken"]


@pytest.mark.parametrize("preset", ["lesson", "layer"])
async def test_the_small_window_has_room_for_every_row_of_the_softmax_table(app: TuiNN, preset: str) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run", 2)
        view = screen.query_one(LabView)
        view.unlock("7")
        view.take_up(Run.begin("softmax", preset, 0))
        await pilot.pause()
        await pilot.pause()
        assert view.query_one("#tables").size.height >= 5  # title, head, three classes


async def test_a_complaint_about_a_guess_goes_with_the_next_key(app: TuiNN, desk: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run")
        await pilot.press("2", "enter")
        told = screen.query_one("#feedback", Static)
        assert told.content == desk.words("answers.number")
        await pilot.press("7")
        assert told.content == ""


def offered(screen: LessonScreen) -> set[str]:
    """The keys that the last line of the screen shows."""
    line = str(screen.query_one(KeyLine).render())
    return {key.shown for key in KEYS.values() if f" {key.shown} " in line}


async def test_where_letters_are_text_only_the_keys_of_the_editor_are_offered(desk: Desk) -> None:
    desk.course = open_course(own_lessons())
    app = TuiNN(desk)
    async with app.run_test(size=SMALL) as pilot:
        app.open_lesson("thinking-machine", "one-unit", 6)
        await pilot.pause()
        screen = lesson(pilot)
        assert isinstance(screen.sheet.item, Code)
        assert offered(screen) == {"^R", "Esc"}
        await pilot.press("escape")
        assert {"Tab", "Enter", "?"} <= offered(screen)
        assert "^R" not in offered(screen)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_narrow_lab_still_tells_the_way_on(app: TuiNN, desk: Desk, language: str) -> None:
    desk.speak(language)
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_page(pilot, "run", 2)
        assert "Enter" in offered(screen)


async def test_a_guess_is_told_once_beside_its_lab(app: TuiNN) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await open_page(pilot, "run", 1)
        await pilot.press("7", "enter")
        await pilot.pause()
        assert screen.sheet.kind == "lab"
        guess = screen.desk.words("app.guessed", guess="7").rstrip(".")
        told = [str(widget.render()) for widget in screen.query(Static) if widget.is_on_screen]
        assert sum(guess in text for text in told) == 1


async def test_a_lab_beside_the_idea_does_not_have_the_keys(app: TuiNN) -> None:
    async with app.run_test(size=LARGE) as pilot:
        screen = await open_page(pilot, "run")
        await pilot.pause()
        assert not screen.query_one(LabView).has_focus
