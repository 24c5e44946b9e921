"""The timeline on the screen: the line of years above, the card one stands at below."""

from __future__ import annotations

import os

from textual import events
from textual.message import Message

from tui_nn.course.walk import Walk
from tui_nn.locale.words import Words
from tui_nn.plots.glyphs import glyphs_for
from tui_nn.plots.timeline import draw_line, mark_at
from tui_nn.plots.timeline_card import draw_card
from tui_nn.widgets.drawn import Drawn

CARD = 14  # rows that a card is given before the line gets more
LOW, HIGH = 8, 18  # rows of the line


class TimelineView(Drawn, can_focus=True):
    """Shows a walk. Keys belong to the screen; a click goes to the card that was pointed at."""

    class Moved(Message):
        """The walk is now another; whoever keeps it should keep this one."""

        def __init__(self, walk: Walk) -> None:
            super().__init__()
            self.walk = walk

    def __init__(self, walk: Walk, words: Words) -> None:
        super().__init__()
        self.walk, self.words = walk, words
        self._glyphs = glyphs_for(os.environ.get("TERM", ""))

    def go(self, walk: Walk) -> None:
        """The only place where the walk on screen changes."""
        if walk is not self.walk:
            self.walk = walk
            self.post_message(self.Moved(walk))
            self.draw()

    def speak(self, words: Words) -> None:
        """The same place in another language."""
        self.words = words
        self.draw()

    def on_resize(self) -> None:
        self.draw()

    def draw(self) -> None:
        width, height = self.size
        if width < 20 or height < 10:
            return
        line = draw_line(self.walk, self.words.language, width, self._rows, self._glyphs)
        self.show((*line, *draw_card(self.walk, self.words, width, height - self._rows)))

    @property
    def _rows(self) -> int:
        """Rows of the line: more only where the card has all it wants."""
        return max(LOW, min(HIGH, self.size.height - CARD))

    def on_click(self, event: events.Click) -> None:
        where = event.get_content_offset(self)
        if where is not None:
            self.focus()
            language, width = self.words.language, self.size.width
            found = mark_at(self.walk, language, width, self._rows, where.x, where.y)
            if found:
                self.go(self.walk.to(found))
