"""A sentence that may be another in every picture: broken into rows here, painted as the drawings beside it are."""

from __future__ import annotations

import textwrap

from textual.geometry import Size

from tui_nn.plots.ink import Span
from tui_nn.widgets.drawn import Drawn


class Sentence(Drawn):
    """As much of a sentence as its place has rows for."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said: tuple[str, Size] = ("", Size())

    @property
    def text(self) -> str:
        """What is said, whole."""
        return self._said[0]

    def say(self, text: str) -> None:
        """Put a sentence up."""
        if self.size and self._said != (text, self.size):
            self._said = (text, self.size)
            width, height = self.size
            rows = textwrap.wrap(text, width, max_lines=height, placeholder="…", break_on_hyphens=False)
            self.show(tuple((Span(row),) for row in rows))
