"""How sure are you? Asked between an answer and its verdict."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui_nn.locale.words import Words
from tui_nn.widgets.answer_area import AnswerArea

LEVELS = (35, 60, 80, 95)  # per cent; of three options a third is luck


class Sureness(AnswerArea):
    """Four levels: Space, Enter or a click tells one, and so do the digits."""

    class Told(Message):
        """So sure is the answer that was given."""

        def __init__(self, sureness: Sureness, percent: int) -> None:
            super().__init__()
            self.sureness, self.percent = sureness, percent

    def __init__(self, given: Any, words: Words) -> None:
        super().__init__(len(LEVELS), None)
        self.given, self._words = given, words

    def compose(self) -> ComposeResult:
        yield Static(self._words("app.sure.ask"), classes="ask", markup=False)
        yield from super().compose()

    def row(self, index: int) -> Content:
        level = LEVELS[index]
        return Content(f"{index + 1}  {self._words(f'app.sure.level-{level}')}")

    def press(self, key: str) -> bool:
        if key in ("space", "enter"):
            self.post_message(self.Told(self, LEVELS[self.cursor]))
        elif key.isdigit() and 0 < int(key) <= len(LEVELS):
            self.post_message(self.Told(self, LEVELS[int(key) - 1]))
        else:
            return False
        return True
