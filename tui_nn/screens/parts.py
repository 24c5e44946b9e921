"""What each sheet of a page holds, as widgets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui_nn.course.answers import number
from tui_nn.course.lesson import Formula, Page, Prediction
from tui_nn.course.lesson import Prose as Paragraphs
from tui_nn.locale.words import Words
from tui_nn.screens.sheets import Sheet
from tui_nn.screens.visit import Visit, guess_words
from tui_nn.widgets.answer_area import Drafted, Submitted
from tui_nn.widgets.number_field import NumberField
from tui_nn.widgets.options import OneOption
from tui_nn.widgets.prose import Displayed, Prose
from tui_nn.widgets.put_up import put_up
from tui_nn.widgets.question import Question


def part(sheet: Sheet, page: Page, visit: Visit, words: Words, *, runs_code: bool = True) -> list[Widget]:
    """The widgets of a sheet; the lab itself is not among them."""
    if sheet.kind == "idea":
        return [*prose(page.idea), Static(words("app.go_on"), classes="how", markup=False)]
    if sheet.kind == "guess" and page.prediction:
        return [GuessQuestion(page.prediction, visit, words)]
    if sheet.kind == "why":
        return [*outcome(page, visit, words), *prose(page.explanation)]
    if sheet.kind == "check" and sheet.item is not None:
        return [
            Question(exercise, visit.attempt(exercise), words, runs_code=runs_code)
            for exercise in page.exercises
            if exercise is sheet.item
        ]
    if sheet.kind == "card":
        return [Cards(page, visit, words)]
    # Beside the lab, where there is room for both: the idea again; the guess stands in the lab.
    return [*prose(page.idea), Static(words("app.lab.how"), classes="how", markup=False)]


def prose(blocks: Iterable[Paragraphs | Formula]) -> list[Widget]:
    return [Prose(block.markdown) if isinstance(block, Paragraphs) else Displayed(block.latex) for block in blocks]


def outcome(page: Page, visit: Visit, words: Words) -> list[Widget]:
    """The guess, and what the author says to it."""
    prediction = page.prediction
    if prediction is None or visit.guess is None:
        return []
    guessed = words("app.guessed", guess=guess_words(prediction, visit.guess))
    option = next((option for option in prediction.options if option.id == visit.guess), None)
    says = option.says if option else prediction.says
    return [Prose(f"**{guessed}** {says}", classes="outcome")]


class GuessQuestion(Vertical):
    """A prediction: not marked, only committed. A guess once made stays made."""

    class Guessed(Message):
        """The learner has committed to a guess."""

        def __init__(self, guess: Any) -> None:
            super().__init__()
            self.guess = guess

    def __init__(self, prediction: Prediction, visit: Visit, words: Words) -> None:
        super().__init__(classes="question")
        self.prediction, self.visit, self.words = prediction, visit, words

    def compose(self) -> ComposeResult:
        yield Prose(self.prediction.ask, classes="ask")
        made = self.visit.guess
        if made is not None:
            yield Prose(f"**{self.words('app.guessed', guess=guess_words(self.prediction, made))}**")
            yield Static(self.words("app.guess_stays"), classes="how", markup=False)
            return
        if self.prediction.options:
            yield OneOption(self.prediction.options, self.visit.draft_guess)
        else:
            yield NumberField(self.visit.draft_guess or "")
        yield Static(self.words("app.guess_how"), classes="how", markup=False)
        yield Static("", id="feedback", markup=False)

    def start_answering(self) -> None:
        """Put the keyboard where the guess goes, before the next key comes."""
        for area in (*self.query(OneOption), *self.query(NumberField)):
            self.screen.set_focus(area)

    def on_drafted(self, message: Drafted) -> None:
        message.stop()
        self.visit.draft_guess = message.answer
        self._complain("")

    def on_submitted(self, message: Submitted) -> None:
        message.stop()
        if not self.prediction.options and number(message.answer) is None:
            self._complain(self.words("answers.number"))
            return
        self.post_message(self.Guessed(message.answer))

    def _complain(self, text: str) -> None:
        put_up(self.query_one("#feedback", Static), text)


class Cards(Vertical):
    """The page's retrieval cards, face down until asked for, and links for the curious."""

    def __init__(self, page: Page, visit: Visit, words: Words) -> None:
        super().__init__()
        self.page, self.visit, self.words = page, visit, words

    def compose(self) -> ComposeResult:
        for card in self.page.cards:
            yield Prose(card.front, classes="front")
            if card.id in self.visit.turned:
                yield Prose(card.back, classes="back")
            else:
                yield Static(self.words("app.card.turn"), classes="back how", markup=False)
                break
        else:
            yield Static(self.words("app.card.done"), classes="how", markup=False)
            if self.page.deeper:
                links = (f"{link.title}: {link.about}. `{link.url}`" for link in self.page.deeper.links)
                yield Prose(
                    f"**{self.words('app.deeper')}**\n" + "\n".join(f"- {link}" for link in links), classes="ask"
                )
