"""The last line of every screen: the keys that mean something now, as many as fit; each can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static


class KeyLine(Static):
    """Shows (action, key, word) triples; the last one is always there."""

    auto_links = False  # a key is drawn as a key, not as a link

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._keys: Sequence[tuple[str, str, str]] = ()

    def show(self, keys: Sequence[tuple[str, str, str]]) -> None:
        if keys != self._keys:
            self._keys = keys
            self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        if not self._keys or not self.size.width:
            return
        *others, last = (_piece(*key) for key in self._keys)
        line = Content(" ")
        for piece in others:
            if line.cell_length + piece.cell_length + last.cell_length <= self.size.width:
                line += piece
        self.update(line + last, layout=False)


def _piece(action: str, key: str, word: str) -> Content:
    text = Content.styled(key, "bold $ink-accent") + Content(f" {word}  ")
    return text.stylize(f"@click=screen.key('{action}')")
