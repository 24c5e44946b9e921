"""The lines above curves: each curve's name, its look, and its value at the cursor or at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tui_nn.labs.frame import Curve, Curves
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say
from tui_nn.plots.glyphs import Glyphs
from tui_nn.plots.ink import Drawing, Ink, Row, Span

PATTERNS = ((1, 1), (4, 6), (1, 3), (8, 10))  # dots on, of so many: solid, dashed, dotted, long dashes
_INKS = (Ink.LINE, Ink.ONE, Ink.ZERO, Ink.STRONG)
_SAMPLE = 5  # cells
_VALUE = 7  # cells kept for a value, so that nothing moves while it changes
_GAP = 2  # cells between two entries
_MOST_ROWS = 4  # of the legend, at most a fifth of the height


def colour(k: int) -> Ink:
    """The ink of curve k; with its pattern it tells it from the others."""
    return _INKS[k % len(_INKS)]


def across(lab_name: str, picture: Curves, words: Words) -> str:
    """The name of the axis across."""
    return say.axis_name(lab_name, picture.across, words)


@dataclass(frozen=True)
class _Entry:
    sample: str
    name: str
    value: str
    ink: Ink

    @property
    def width(self) -> int:
        value = max(_VALUE, fit.cells(self.value)) if self.value else 0
        return _SAMPLE + fit.cells(self.name) + value + 2

    def spans(self) -> Row:
        value = fit.left(self.value, max(_VALUE, fit.cells(self.value))) if self.value else ""
        return Span(self.sample, self.ink), Span(f" {self.name} ", Ink.DIM), Span(value, Ink.STRONG)


def legend(
    lab_name: str, picture: Curves, words: Words, width: int, height: int, at: float | None, glyphs: Glyphs
) -> Drawing:
    """As many rows of exactly `width` cells as the names need and the height allows; none in a low drawing."""
    most = min(_MOST_ROWS, height // 5)
    valued = picture.valued or at is not None
    entries = [_entry(lab_name, curve, k, words, at, valued, glyphs) for k, curve in enumerate(picture.curves)]
    if valued and at is None and len(_packed(entries, width, 0, len(entries))) > most:
        entries = [replace(entry, value="") for entry in entries]  # what each curve is goes before how high it ends
    head = _head(lab_name, picture, words, at, width - sum(_GAP + entry.width for entry in entries))
    first, *others = _packed(entries, width, fit.cells(head.text), most)
    rows = [_row(first, (head,) if head.text else ()), *map(_row, others)][:most]
    return fit.fitted(rows, width, len(rows))


def _packed(entries: Sequence[_Entry], width: int, used: int, most: int) -> list[list[_Entry]]:
    """The entries row by row, in `most` rows at most; so many cells of the first are used already."""
    rows: list[list[_Entry]] = [[]]
    for entry in entries:
        if used and used + _GAP + entry.width > width and len(rows) < most:
            rows.append([])
            used = 0
        rows[-1].append(entry)
        used += entry.width + (_GAP if used else 0)
    return rows


def _row(entries: Sequence[_Entry], before: Row = ()) -> Row:
    for entry in entries:
        before = (*before, Span(" " * _GAP), *entry.spans()) if before else entry.spans()
    return before


def _entry(
    lab_name: str, curve: Curve, k: int, words: Words, at: float | None, valued: bool, glyphs: Glyphs
) -> _Entry:
    name = say.curve_name(lab_name, curve.id, words)
    value = say.number(value_at(curve, at), words) if valued else ""
    return _Entry(_sample(k, glyphs), name, value, colour(k))


def _head(lab_name: str, picture: Curves, words: Words, at: float | None, room: int) -> Span:
    """The place of the cursor; without one the title, if it has room beside all curves."""
    if at is not None:
        return Span(f"{across(lab_name, picture, words)} {say.number(at, words)}", Ink.ACCENT)
    title = say.table_title(lab_name, picture.id, words)
    return Span(title if fit.cells(title) <= room else "", Ink.STRONG)


def _sample(k: int, glyphs: Glyphs) -> str:
    """A short piece of the line."""
    on, period = PATTERNS[k % len(PATTERNS)]
    dots = glyphs.dots
    row = dots.bits[(dots.down - 1) // 2]
    sets = [
        sum(row[i] for i in range(dots.across) if (cell * dots.across + i) % period < on) for cell in range(_SAMPLE)
    ]
    return "".join(dots.patterns[bits] if bits else " " for bits in sets)


def value_at(curve: Curve, at: float | None) -> float:
    """The curve's value at its sample nearest to a place, or its last one; nan where it has none."""
    if not len(curve.x):
        return float("nan")
    if at is None:
        return float(curve.y[-1])
    if not curve.x[0] <= at <= curve.x[-1]:
        return float("nan")
    after = int(np.searchsorted(curve.x, at))
    nearest = after if after == 0 or curve.x[after] - at < at - curve.x[after - 1] else after - 1
    return float(curve.y[nearest])
