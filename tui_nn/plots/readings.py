"""A frame's readings as labels and values, in one column or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tui_nn.labs.frame import Reading
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say
from tui_nn.plots.ink import Drawing, Ink, Row, Span

_MARK = "▶"
_GAP = 2  # between two columns
_NARROW = 16  # below this width there is one column


def draw_readings(
    lab_name: str,
    readings: Sequence[Reading],
    words: Words,
    width: int,
    height: int,
    *,
    selected: str | None = None,
) -> Drawing:
    """The readings in exactly `height` rows of exactly `width` cells.

    They stand below each other if the height allows, else in two columns, the left one filled first. Where both do
    not suffice the page with the selected reading is shown. A label is the word and the sign, or one of them where
    the width is short.
    """
    if len(readings) <= height or width < _NARROW:
        shown = _page(readings, height, selected)
        return fit.fitted(_column(_entries(lab_name, shown, words, 4), width, selected), width, height)
    shown = _page(readings, 2 * height, selected)
    depth = (len(shown) + 1) // 2
    room = width - _GAP
    for digits in (4, 3):
        entries = _entries(lab_name, shown, words, digits)
        first, second = entries[:depth], entries[depth:]
        if _wanted(first) + _wanted(second) <= room:
            break
    left = _share(_wanted(first), _wanted(second), room)
    pairs = zip_longest(_column(first, left, selected), _column(second, room - left, selected), fillvalue=())
    rows = [(*fit.fitted([here], left, 1)[0], Span(" " * _GAP), *there) for here, there in pairs]
    return fit.fitted(rows, width, height)


@dataclass(frozen=True)
class _Entry:
    id: str
    name: str
    symbol: str
    value: str

    @property
    def full(self) -> str:
        """The word and the sign, unless the word names it already."""
        return self.name if self.symbol in self.name else f"{self.name} {self.symbol}"

    def label(self, room: int) -> str:
        """`margin γ` where there is room for both, else the word, else the sign."""
        fitting = (label for label in (self.full, self.name) if fit.cells(label) <= room)
        return next(fitting, fit.clip(self.symbol or self.name, room))


def _entries(lab_name: str, readings: Sequence[Reading], words: Words, digits: int) -> list[_Entry]:
    return [
        _Entry(
            reading.id, say.reading_name(lab_name, reading, words), reading.symbol, say.value(reading, words, digits)
        )
        for reading in readings
    ]


def _share(first: int, second: int, room: int) -> int:
    """The left column's width: what it wants, or half where both want more than half."""
    half = room // 2
    return first if first + second <= room or first <= half else max(half, room - second)


def _wanted(entries: Sequence[_Entry]) -> int:
    """How wide a column is when nothing in it is cut and its values stand below each other."""
    labels = max((fit.cells(entry.full) for entry in entries), default=0)
    return labels + max((fit.cells(entry.value) for entry in entries), default=0) + 2


def _page(readings: Sequence[Reading], room: int, selected: str | None) -> Sequence[Reading]:
    ids = [reading.id for reading in readings]
    at = ids.index(selected) if selected in ids else 0
    start = at // room * room if room > 0 else 0
    return readings[start : start + room]


def _column(entries: Sequence[_Entry], width: int, selected: str | None) -> list[Row]:
    """One reading a row: a mark, the label at the left, the value at the right edge that all have.

    A label is cut only where its own value leaves it no room, not where a longer one of another row would.
    """
    whole = min(_wanted(entries), width)
    labels = [entry.label(max(0, whole - fit.cells(entry.value) - 2)) for entry in entries]
    rooms = [max(0, whole - fit.cells(label) - 2) for label in labels]
    return [
        _row(label, fit.right(entry.value, max(room, fit.cells(entry.value))), entry.id == selected)
        for label, entry, room in zip(labels, entries, rooms, strict=True)
    ]


def _row(label: str, value: str, selected: bool) -> Row:
    if selected:
        return (Span(f"{_MARK}{label} {value}", Ink.ACCENT),)
    return Span(f" {label} "), Span(value, Ink.STRONG)
