"""Text whose lines break only where a reader would break them: no short formula in two, no dash at a beginning."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.content import Content
from textual.selection import Selection
from textual.strip import Strip
from textual.widgets import Static

GLUE = "\ue000"  # stands for a space that must not break a line: Textual breaks at no-break spaces too
FORMULA = "$ink-formula"  # the look of formulas and code in the line
LONGEST = 20  # cells: a longer formula may be broken
_STUCK = re.compile(r"(?<=\d) (?=[%°×])|(?<=×) (?=\d)|(?<=\S) (?=[—–] )")


class Glued(Static):
    """Shows content with its glue as spaces; what is copied has spaces too."""

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if GLUE not in strip.text:
            return strip
        pieces = (Segment(piece.text.replace(GLUE, " "), piece.style, piece.control) for piece in strip)
        return Strip(pieces, strip.cell_length)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        found = super().get_selection(selection)
        return (found[0].replace(GLUE, " "), found[1]) if found else None


def glued(text: Content) -> Content:
    """The content with glue inside short formulas, before a dash, and between a number and its per cent."""
    signs = list(_STUCK.sub(GLUE, text.plain))
    for span in text.spans:
        if span.style == FORMULA and span.end - span.start <= LONGEST:
            signs[span.start : span.end] = [GLUE if sign == " " else sign for sign in signs[span.start : span.end]]
    return Content("".join(signs), list(text.spans))
