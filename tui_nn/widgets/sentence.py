"""A sentence that may be another in every picture: broken into rows here, painted as the drawings beside it are."""

from __future__ import annotations

import textwrap

from tui_nn.plots.ink import Span
from tui_nn.widgets.drawn import Drawn


class Sentence(Drawn):
    """As much of a sentence as its place has rows for."""

    def say(self, text: str) -> None:
        """Put a sentence up."""
        width, height = self.size
        if width and height:
            rows = textwrap.wrap(text, width, max_lines=height, placeholder="…", break_on_hyphens=False)
            self.show(tuple((Span(row),) for row in rows))
