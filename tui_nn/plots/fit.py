"""Text and drawings cut and padded to an exact number of cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from unicodedata import combining, east_asian_width

from tui_nn.plots.ink import Drawing, Ink, Row, Span


@lru_cache(maxsize=4096)  # the same labels are measured in every picture
def cells(text: str) -> int:
    """How many terminal cells a text takes: none for a combining mark, two for a wide character."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def clip(text: str, width: int) -> str:
    """The text if it fits, else its beginning with an ellipsis; never wider than `width`."""
    if cells(text) <= width:
        return text
    kept = ""
    for character in text:
        if cells(kept) + _cell(character) > width - 1:
            break
        kept += character
    return (kept.rstrip(" ,;") + "…") if width > 0 else ""


def left(text: str, width: int) -> str:
    """The text at the left of exactly `width` cells."""
    text = clip(text, width)
    return text + " " * (width - cells(text))


def right(text: str, width: int) -> str:
    """The text at the right of exactly `width` cells."""
    text = clip(text, width)
    return " " * (width - cells(text)) + text


def fitted(rows: Iterable[Row], width: int, height: int) -> Drawing:
    """Exactly `height` rows of exactly `width` cells: what is over is cut, what is missing is blank."""
    drawn = [_fitted_row(row, width) for row in rows][:height]
    return (*drawn, *[(Span(" " * width),)] * (height - len(drawn)))


def _fitted_row(row: Row, width: int) -> Row:
    kept: list[Span] = []
    free = width
    for span in row:
        took = cells(span.text)
        if took > free:
            span = replace(span, text=clip(span.text, free))
            took = cells(span.text)
        if span.text:
            kept.append(span)
            free -= took
    if free:
        kept.append(Span(" " * free, Ink.TEXT))
    return tuple(kept)


def _cell(character: str) -> int:
    if combining(character) or character == "\u200b":
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
