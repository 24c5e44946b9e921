"""A line or a text to type: the path of a file, a note on a page."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from tui_nn.locale.words import Words
from tui_nn.screens.overlay import Overlay
from tui_nn.widgets.fields import LineField, TextField


class AskLine(Overlay[str]):
    """One line. `accept` answers the complaints about it; with none, the line is the answer."""

    def __init__(
        self, words: Words, title: str, explain: str, accept: Callable[[str], tuple[str, ...]], text: str = ""
    ) -> None:
        super().__init__(words, title)
        self._explain, self._accept, self._begun = explain, accept, text

    def inside(self) -> ComposeResult:
        yield Static(self._explain, markup=False)
        yield LineField(self._begun, compact=True, select_on_focus=False)
        yield Static(id="complaints", markup=False)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        complaints = self._accept(message.value)
        if complaints:
            self.query_one("#complaints", Static).update("\n".join(complaints))
        else:
            self.dismiss(message.value)


class AskNote(Overlay[str]):
    """A note of one's own on a page; Escape keeps it, so that no word is lost."""

    BINDINGS = [Binding("escape,ctrl+s", "close", show=False)]

    def __init__(self, words: Words, title: str, text: str) -> None:
        super().__init__(words, title, words("app.note.foot"))
        self._text = text

    def inside(self) -> ComposeResult:
        yield TextField(self._text, soft_wrap=True, tab_behavior="focus")

    def action_close(self) -> None:
        self.dismiss(self.query_one(TextField).text.strip())
