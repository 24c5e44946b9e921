"""Boxes that lie over a screen for a moment: Escape puts them away."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_nn.locale.words import Words

Result = TypeVar("Result")


class Overlay(ModalScreen[Result | None]):
    """A titled box. Subclasses give its inside in `inside` and answer by `dismiss`."""

    BINDINGS = [Binding("escape,q", "close", show=False)]

    def __init__(self, words: Words, title: str, foot: str = "") -> None:
        super().__init__()
        self.words, self._title, self._foot = words, title, foot

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = self._title[:1].upper() + self._title[1:]
            box.border_subtitle = self._foot or self.words("app.close")
            yield from self.inside()

    def inside(self) -> ComposeResult:
        """The widgets of the box."""
        raise NotImplementedError

    def action_close(self) -> None:
        self.dismiss(None)


class TextOverlay(Overlay[bool]):
    """A text to read, scrolled with the arrows; `c` copies `copied` to the terminal's clipboard.

    One that can be kept as a file is left with `S` too, and answers True then.
    """

    BINDINGS = [Binding("c", "copy", show=False), Binding("S", "save", show=False)]

    def __init__(
        self, words: Words, title: str, text: str | Content, *, copied: str = "", key: str = "", kept: bool = False
    ) -> None:
        foot = words("app.close_copy_or_save" if kept else "app.close_or_copy") if copied else ""
        super().__init__(words, title, foot)
        self._text, self._copied, self._key, self._kept = text, copied, key, kept

    def inside(self) -> ComposeResult:
        with VerticalScroll(can_focus=True):
            yield Static(self._text, markup=False, id="text")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        if self._key:  # the key that opened it closes it too
            self._bindings.bind(self._key, "close", show=False)

    def action_save(self) -> None:
        if self._kept:
            self.dismiss(True)

    def action_copy(self) -> None:
        if self._copied:
            self.app.copy_to_clipboard(self._copied)
            self.notify(self.words("app.copied"), markup=False)
