"""Between an answer and its verdict stands the question how sure one is: once, and before anything is given away."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tui_nn.course.lesson import Choice, Option
from tui_nn.locale.words import Words
from tui_nn.widgets.question import Attempt, Question
from tui_nn.widgets.sureness import LEVELS, Sureness

OPTIONS = (Option("a", "one", "no"), Option("b", "two", "yes", right=True))
EXERCISE = Choice("q", "Which?", "Two.", 1, options=OPTIONS, sure=True)


class Host(App[None]):
    """One question, and what it reports."""

    def __init__(self) -> None:
        super().__init__()
        self.attempt, self.heard = Attempt(), list[tuple[bool, int]]()

    def compose(self) -> ComposeResult:
        yield Question(EXERCISE, self.attempt, Words("en"))

    def on_question_answered(self, message: Question.Answered) -> None:
        self.heard.append((message.verdict.right, message.question.attempt.sure))
        message.question.redraw()


@pytest.mark.parametrize("n", range(len(LEVELS)))
async def test_the_verdict_waits_for_the_confidence(n: int) -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.query_one(Question).start_answering()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.heard == []
        assert app.attempt.verdict is None
        await pilot.press(*["down"] * n, "enter")
        await pilot.pause()
        assert app.heard == [(True, LEVELS[n])]
        assert not app.query(Sureness)


async def test_a_wrong_answer_is_tried_again_without_being_asked_again() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.query_one(Question).start_answering()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.heard == [(False, 95), (True, 95)]
