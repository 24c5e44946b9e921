"""A transcript: who said what, wrapped, the newest last."""

from __future__ import annotations

import textwrap
import unicodedata

from tui_nn.labs.frame import Line, Lines
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say
from tui_nn.plots.ink import Drawing, Ink, Row, Span

# Each mark has a sign of its own, so that colour never stands alone.
_MARKS = {
    "": ("  ", Ink.TEXT),
    "current": ("▶ ", Ink.STRONG),
    "good": ("✓ ", Ink.GOOD),
    "bad": ("✗ ", Ink.BAD),
    "dim": ("· ", Ink.DIM),
}


def draw_lines(lab_name: str, lines: Lines, words: Words, width: int, height: int) -> Drawing:
    """Exactly `height` rows of exactly `width` cells; where there is no room the oldest lines are left out."""
    title: Row = (Span(say.table_title(lab_name, lines.id, words), Ink.STRONG),)
    shown: list[Row] = []
    for line in reversed(lines.lines):
        rows = _rows(line, words, width)
        if shown and len(shown) + len(rows) > height - 1:
            break  # no end of a sentence without its beginning
        shown[:0] = rows
    return fit.fitted([title, *shown[max(0, len(shown) - height + 1) :]], width, height)


def lines_told(lab_name: str, lines: Lines, words: Words, width: int) -> list[str]:
    """The same as plain text."""
    told = [say.table_title(lab_name, lines.id, words)]
    return told + ["".join(span.text for span in row) for line in lines.lines for row in _rows(line, words, width)]


def _rows(line: Line, words: Words, width: int) -> list[Row]:
    """The sign, the speaker, and what they said; further rows stand below what was said."""
    sign, ink = _MARKS[line.mark]
    speaker = _text(line.speaker, words)
    head = f"{sign}{speaker}: " if speaker else sign
    room = max(8, width - fit.cells(head))
    pieces = textwrap.wrap(_text(line.text, words), room, break_on_hyphens=False) or [""]
    rows: list[Row] = [(Span(head, Ink.STRONG if speaker else ink), Span(pieces[0], ink))]
    return rows + [(Span(" " * fit.cells(head)), Span(piece, ink)) for piece in pieces[1:]]


def _text(text: Phrase | str, words: Words) -> str:
    """Words of ours, or what a learner typed, which may steer no terminal."""
    if isinstance(text, Phrase):
        return words.say(text)
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith("C"))
