"""Put these eight in order: rounds of cards from the timeline, as long as one likes."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Vertical
from textual.widget import Widget

from tui_nn.course.timeline_quiz import quiz
from tui_nn.course.walk import Walk
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import bindings
from tui_nn.screens.room import Room
from tui_nn.widgets.question import Attempt, Question


class TimelineQuiz(Room):
    """A game: nothing of it is recorded. Each round has a seed of its own, so all learners meet the same rounds."""

    BINDINGS = bindings(("go_on", "next_round"))

    def __init__(self, desk: Desk, walk: Walk) -> None:
        super().__init__(desk)
        self.walk = walk
        self.round, self.solved = 1, 0
        self.attempt = Attempt()

    def body(self) -> Iterable[Widget]:
        yield Vertical(id="round")

    async def on_mount(self) -> None:
        await self.show()

    async def retell(self) -> None:
        await super().retell()
        await self.show()

    async def show(self) -> None:
        """The round in the language of the desk, as far as it has got."""
        asked = quiz(self.walk, self.desk.words, self.round)
        place = self.query_one("#round", Vertical)
        await place.remove_children()
        if asked:
            question = Question(asked, self.attempt, self.desk.words)
            await place.mount(question)
            question.start_answering()
        self.tell_title_and_keys()

    def on_question_answered(self, message: Question.Answered) -> None:
        if message.verdict.right:
            self.solved += 1
            self.set_focus(None)  # Enter goes on
        message.question.redraw()
        self.tell_title_and_keys()

    async def on_question_passed(self) -> None:
        await self.action_next_round()

    async def action_go_on(self) -> None:
        if self.attempt.solved:
            await self.action_next_round()

    async def action_next_round(self) -> None:
        """Other cards."""
        self.round += 1
        self.attempt = Attempt()
        await self.show()

    def title_words(self) -> tuple[str, str]:
        words, asked = self.desk.words, quiz(self.walk, self.desk.words, self.round)
        title = words("timeline.quiz.title", n=len(asked.items) if asked else 0)
        return f" {title}", f"{words('timeline.quiz.round', n=self.round, solved=self.solved)} "

    def keys_now(self) -> Iterable[str]:
        return ("go_on", "next_round", "language", "leave")
