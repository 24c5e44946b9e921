"""An exercise on the screen: the question, the place for the answer, feedback, hints and the worked solution."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from tui_nn.course.answers import Verdict, blank, complete, mark, number, shuffled
from tui_nn.course.lesson import Choice, Code, Exercise, Match, Numeric, Order, Reach, Trace
from tui_nn.locale.words import Words
from tui_nn.widgets.answer_area import AnswerArea, Drafted, Submitted
from tui_nn.widgets.coding import Coding, Kept
from tui_nn.widgets.matching import Matching
from tui_nn.widgets.number_field import NumberField
from tui_nn.widgets.options import ManyOptions, OneOption
from tui_nn.widgets.ordering import Ordering
from tui_nn.widgets.prose import Prose
from tui_nn.widgets.sureness import Sureness
from tui_nn.widgets.tracing import Tracing

Area = AnswerArea | NumberField | Coding


@dataclass
class Attempt:
    """Where the learner stands with one exercise; kept while the page is open, in any language."""

    draft: Any = None
    verdict: Verdict | None = None
    given: Any = None  # the answer that the verdict is about
    hint: int = 0  # how many rungs of the ladder are shown
    solved: bool = False  # once solved, always solved
    sure: int = 0  # how sure the first answer was, in per cent; asked once, and only by some exercises


class Question(Vertical):
    """Posts Answered when an answer was given and Hinted when a new rung of the ladder was asked for."""

    class Answered(Message):
        """An answer was marked. Whoever hears it keeps it and then calls `question.redraw()`.

        The verdict is shown only then: what a learner has seen confirmed must survive a crash at that instant.
        """

        def __init__(self, question: Question, exercise: Exercise, answer: Any, verdict: Verdict) -> None:
            super().__init__()
            self.question, self.exercise, self.answer, self.verdict = question, exercise, answer, verdict

    class Hinted(Message):
        """A hint was asked for that had not been shown."""

        def __init__(self, exercise: Exercise, step: int) -> None:
            super().__init__()
            self.exercise, self.step = exercise, step

    class Typed(Message):
        """Something long was typed: keep it, though it is no answer yet."""

        def __init__(self, exercise: Exercise, answer: Any) -> None:
            super().__init__()
            self.exercise, self.answer = exercise, answer

    class Passed(Message):
        """The same right answer was given again: the learner wants to go on."""

    def __init__(self, exercise: Exercise, attempt: Attempt, words: Words, *, runs_code: bool = True) -> None:
        super().__init__(classes="question")
        self.exercise, self.attempt, self.words = exercise, attempt, words
        self._runs_code = runs_code

    def compose(self) -> ComposeResult:
        yield Prose(self.exercise.ask, classes="ask")
        area = area_for(self.exercise, self.attempt, runs_code=self._runs_code)
        if area is not None:
            yield area
            yield Static(self.words(area.how), classes="how", markup=False)
        yield Prose("", id="feedback")
        yield Prose("", id="worked")
        yield Prose("", id="hint")

    def on_mount(self) -> None:
        self.redraw()

    def start_answering(self) -> None:
        """Put the keyboard where the answer goes, at once: `focus()` waits, and a quick Enter would pass it by."""
        for area in (*self.query(AnswerArea), *self.query(NumberField), *self.query(Coding)):
            self.screen.set_focus(area)

    def on_drafted(self, message: Drafted) -> None:
        message.stop()
        self.attempt.draft = message.answer

    def on_kept(self, message: Kept) -> None:
        message.stop()
        self.post_message(self.Typed(self.exercise, message.answer))

    def on_submitted(self, message: Submitted) -> None:
        message.stop()
        verdict = self.attempt.verdict
        if verdict and verdict.right and message.answer == self.attempt.given:
            self.post_message(self.Passed())
        elif isinstance(self.exercise, Choice) and self.exercise.sure and not self.attempt.sure:
            self._ask_how_sure(message.answer)
        else:
            self.give(message.answer)

    def _ask_how_sure(self, answer: Any) -> None:
        """First the confidence, then the verdict: afterwards everyone was sure."""
        for before in self.query(Sureness):
            before.remove()
        sureness = Sureness(answer, self.words)
        self.mount(sureness, before="#feedback")
        self.screen.set_focus(sureness)

    async def on_sureness_told(self, message: Sureness.Told) -> None:
        message.stop()
        self.attempt.sure = message.percent
        await message.sureness.remove()
        self.start_answering()
        self.give(message.sureness.given)

    def give(self, answer: Any) -> None:
        """Have an answer marked; code, which is run for it, behind the screen's back."""
        if isinstance(self.exercise, Code):
            self.query_one("#worked").display = self.query_one("#hint").display = False
            _show(self.query_one("#feedback", Prose), self.words("app.running"))
            self.run_worker(self._run(answer), exclusive=True)
        else:
            self.judge(answer)

    async def _run(self, answer: str) -> None:
        self._judged(answer, await asyncio.to_thread(mark, self.exercise, answer))

    def judge(self, answer: Any) -> None:
        """Mark an answer and report it. A wrong answer may be tried again.

        What is no answer yet (empty, half filled, not a number) is told so and does not count as a try.
        """
        self._judged(answer, mark(self.exercise, answer))

    def _judged(self, answer: Any, verdict: Verdict) -> None:
        self.attempt.verdict, self.attempt.given = verdict, answer
        self.attempt.solved = self.attempt.solved or verdict.right
        if complete(self.exercise, answer) and not (isinstance(self.exercise, Numeric) and number(answer) is None):
            self.post_message(self.Answered(self, self.exercise, answer, verdict))
        else:
            self.redraw()

    def hint(self, steps: int) -> None:
        """Climb the ladder of hints, or walk back down."""
        before = self.attempt.hint
        self.attempt.hint = max(0, min(len(self.exercise.hints), before + steps))
        if self.attempt.hint > before:
            self.post_message(self.Hinted(self.exercise, self.attempt.hint))
        self.redraw()

    def redraw(self) -> None:
        verdict = self.attempt.verdict
        feedback, worked, hint = (self.query_one(f"#{name}", Prose) for name in ("feedback", "worked", "hint"))
        feedback.set_class(bool(verdict and verdict.right), "-right")
        feedback.set_class(bool(verdict and not verdict.right), "-wrong")
        _show(feedback, _told(verdict, self.words) if verdict else "")
        right = bool(verdict and verdict.right)
        _show(worked, f"**{self.words('app.worked')}** {self.exercise.worked}" if right else "")
        _show(hint, "" if right else self._hint())
        for area in self.query(AnswerArea):
            area.mark_wrong(verdict.wrong if verdict else frozenset())

    def _hint(self) -> str:
        step, hints = self.attempt.hint, self.exercise.hints
        if not step:
            return f"*{self.words('app.hint_offer', n=len(hints))}*" if hints and self.attempt.verdict else ""
        return f"**{self.words('app.hint', n=step, of=len(hints))}** {hints[step - 1]}"


def _show(prose: Prose, markdown: str) -> None:
    prose.display = bool(markdown)
    if markdown:
        prose.show(markdown)


def _told(verdict: Verdict, words: Words) -> str:
    notice = (words.say(verdict.notice),) if verdict.notice else ()
    sign = words("app.right") if verdict.right else words("app.wrong")
    return " ".join((f"**{sign}**", *notice, *verdict.says))


def area_for(exercise: Exercise, attempt: Attempt, *, runs_code: bool = True) -> Area | None:
    """The place for an answer of this kind; a lab's goal is answered by the lab itself.

    Where no code is run, the solution is there to read.
    """
    answer = blank(exercise) if attempt.draft is None else attempt.draft
    match exercise:
        case Choice(many=False):
            return OneOption(exercise.options, answer)
        case Choice():
            return ManyOptions(exercise.options, answer)
        case Numeric():
            return NumberField(answer or "")
        case Order():
            return Ordering(exercise.items, answer or list(shuffled(exercise)))
        case Match():
            return Matching(exercise.pairs, shuffled(exercise), answer)
        case Trace():
            return Tracing(exercise, answer)
        case Code():
            return Coding(answer) if runs_code else Coding(exercise.solution, reading=True)
        case Reach():
            return None
    raise TypeError(f"no place for the answer to {type(exercise).__name__}")
