"""The names of a lab's views in one line, and its readings in short: what stands above the pictures."""

from __future__ import annotations

from collections.abc import Sequence

from tui_nn.labs.frame import Reading, View
from tui_nn.locale.words import Words
from tui_nn.plots.fit import cells, left
from tui_nn.plots.ink import Drawing, Ink, Row, Span
from tui_nn.plots.say import reading_name, value

VALUE = 7  # cells of a value, so that what follows it stands still
DIGITS = 4


def draw_tabs(lab_name: str, views: Sequence[View], current: int, words: Words, aside: Row, width: int) -> Drawing:
    """The views with the digits that choose them, the current one in brackets; something else at the right end."""
    names = _names(lab_name, views, current, words)
    spans = [Span(name, Ink.ACCENT if k == current else Ink.TEXT) for k, name in enumerate(names)]
    used = sum(map(cells, names))
    room = width - used - sum(cells(span.text) for span in aside)
    return ((*spans, Span(" " * room), *aside),) if room > 0 else (tuple(spans),)


def tab_at(lab_name: str, views: Sequence[View], current: int, words: Words, column: int) -> int | None:
    """The view whose name stands in that column."""
    for k, name in enumerate(_names(lab_name, views, current, words)):
        column -= cells(name)
        if column < 0:
            return k
    return None


def _names(lab_name: str, views: Sequence[View], current: int, words: Words) -> list[str]:
    named = (f"{k} {words(f'labs.{lab_name}.views.{view.id}')}" for k, view in enumerate(views, 1))
    return [f"[{name}]" if k == current else f" {name} " for k, name in enumerate(named)]


def draw_strip(lab_name: str, readings: Sequence[Reading], words: Words, width: int) -> Row:
    """As many of the first readings as have room in `width` cells, each standing still while its value changes."""
    spans: list[Span] = []
    for reading in readings:
        name = f" {reading_name(lab_name, reading, words)} "
        room = VALUE if reading.value is None or isinstance(reading.value, float) else VALUE - 1
        if cells(name) + room > width:
            break
        width -= cells(name) + room
        spans += [Span(name, Ink.DIM), Span(left(_short(reading, words, room), room), Ink.STRONG)]
    return tuple(spans)


def _short(reading: Reading, words: Words, room: int) -> str:
    """The value with as many digits as have room."""
    texts = (value(reading, words, digits) for digits in range(DIGITS, 0, -1))
    return next((text for text in texts if cells(text) <= room), value(reading, words, 1))
