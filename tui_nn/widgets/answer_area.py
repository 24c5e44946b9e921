"""What every place for an answer shares: rows to walk, a draft that is kept, an answer that is given."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from tui_nn.widgets.glued import Glued, glued
from tui_nn.widgets.put_up import put_up


class Drafted(Message):
    """The answer so far; whoever shows the question keeps it, so that nothing typed is lost."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


class Submitted(Message):
    """The learner's answer, to be marked."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


class Row(Glued):
    """One row to stand on; it knows its number, so that a click finds it."""

    def __init__(self, index: int) -> None:
        super().__init__(classes="row")
        self.index = index


class AnswerArea(Vertical, can_focus=True):
    """Rows walked with the arrows. A kind of exercise says what a row looks like and what the keys do."""

    how = ""  # the key of the words that say which keys to press

    def __init__(self, count: int, answer: Any) -> None:
        super().__init__(classes="answer")
        self.count = count
        self.answer = answer
        self.cursor = 0
        self.wrong: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        yield from (Row(index) for index in range(self.count))

    def on_mount(self) -> None:
        self.redraw()

    def row(self, index: int) -> Content:
        """What row `index` shows."""
        raise NotImplementedError

    def press(self, key: str) -> bool:
        """A key other than up and down; answers whether it meant something here."""
        raise NotImplementedError

    def mark_wrong(self, wrong: frozenset[str]) -> None:
        """Show which parts of the last answer were wrong."""
        self.wrong = wrong
        self.redraw()

    def redraw(self) -> None:
        for row in self.query(Row):
            put_up(row, glued(self.row(row.index)))
            row.set_class(row.index == self.cursor and self.has_focus, "-current")

    def draft(self, answer: Any) -> None:
        """Another answer, not given yet."""
        self.answer = answer
        self.post_message(Drafted(answer))
        self.redraw()

    def submit(self) -> None:
        self.post_message(Submitted(self.answer))

    def walk(self, steps: int) -> None:
        self.cursor = max(0, min(self.count - 1, self.cursor + steps))
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down"):
            self.walk(-1 if event.key == "up" else 1)
        elif not self.press(event.key):
            return
        event.stop()
        event.prevent_default()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The row to stand on tells it; no style depends on it, so Textual's look at all of them is left out."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        if isinstance(event.widget, Row):
            self.focus()
            self.pick(event.widget.index)

    def pick(self, index: int) -> None:
        """A click on a row: stand on it and do what Space does."""
        self.cursor = index
        self.press("space")
        self.redraw()
