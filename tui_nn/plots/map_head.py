"""The line above a map: its title, and what its characters and colours mean."""

from __future__ import annotations

from dataclasses import replace

from tui_nn.labs.frame import Map
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say
from tui_nn.plots.glyphs import Glyphs
from tui_nn.plots.ink import Ink, Row, Span
from tui_nn.plots.tones import CLASSES, FIRST_CLASS, LEVELS

_SCALE = range(0, LEVELS, 2)


def draw_head(lab_name: str, picture: Map, words: Words, width: int, glyphs: Glyphs) -> Row:
    """Exactly `width` cells; where not all has room the title is left out, then what comes last."""
    title: Row = (Span(say.table_title(lab_name, picture.id, words) + "  ", Ink.STRONG),)
    meanings = [*(_classes(picture, glyphs) if picture.classes else _scale(picture, words, glyphs))]
    if picture.tested.any():
        sample = glyphs.tested[: picture.classes] if picture.classes else glyphs.values[1]
        meanings.append(_named(sample, words("plots.map.test")))
    if picture.classes:
        wrong = words("plots.map.wrong", n=len(picture.wrong))
        meanings.append(_named(glyphs.wrong[: picture.classes], wrong))
    parts = [title, *meanings] if _cells([title, *meanings]) <= width else meanings
    while _cells(parts) > width:
        parts.pop()
    *spans, last = (span for part in parts or [title] for span in part)
    return fit.fitted([(*spans, replace(last, text=last.text.rstrip()))], width, 1)[0]


def _cells(parts: list[Row]) -> int:
    """How wide they are, without the gap at the end."""
    return fit.cells("".join(span.text for part in parts for span in part).rstrip())


def _named(sample: str, name: str) -> Row:
    return Span(f"{sample} ", Ink.TEXT), Span(f"{name}  ", Ink.DIM)


def _classes(picture: Map, glyphs: Glyphs) -> list[Row]:
    """The shape and the colour of each class."""
    tones = [FIRST_CLASS + k % CLASSES for k in range(picture.classes)] if picture.classes > 2 else [0, LEVELS - 1]
    return [
        (Span(glyphs.points[k % CLASSES], Ink.MARK, tone=tone), Span(f" {k}  ", Ink.DIM))
        for k, tone in enumerate(tones)
    ]


def _scale(picture: Map, words: Words, glyphs: Glyphs) -> list[Row]:
    """The colours from the lowest value to the highest."""
    low, high = (say.number(limit, words, 2) for limit in picture.limits)
    colours = (Span(glyphs.ramp, Ink.DIM),) if glyphs.ramp else tuple(Span(" ", ground=tone) for tone in _SCALE)
    return [(Span(f"{low} ", Ink.DIM), *colours, Span(f" {high}  ", Ink.DIM))]
