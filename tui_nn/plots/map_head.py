"""The line above a map: its title, and what its characters and colours mean."""

from __future__ import annotations

from tui_nn.labs.lab import Map
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say
from tui_nn.plots.glyphs import Glyphs
from tui_nn.plots.ink import Ink, Row, Span
from tui_nn.plots.tones import CLASSES, FIRST_CLASS, LEVELS

_SCALE = range(0, LEVELS, 2)


def draw_head(lab_name: str, picture: Map, words: Words, width: int, glyphs: Glyphs) -> Row:
    """Exactly `width` cells; where not all has room the title is left out."""
    title = Span(say.table_title(lab_name, picture.id, words) + "  ", Ink.STRONG)
    meanings = [*(_classes(picture, glyphs) if picture.classes else _scale(picture, words, glyphs))]
    if picture.tested.any():
        sample = glyphs.tested[: picture.classes] if picture.classes else glyphs.values[1]
        meanings += [Span(f"{sample} ", Ink.TEXT), Span(f"{words('plots.map.test')}  ", Ink.DIM)]
    if picture.classes:
        wrong = words("plots.map.wrong", n=len(picture.wrong))
        meanings += [Span(f"{glyphs.wrong[: picture.classes]} ", Ink.TEXT), Span(wrong, Ink.DIM)]
    used = sum(fit.cells(span.text) for span in (title, *meanings))
    return fit.fitted([(title, *meanings) if used <= width else tuple(meanings)], width, 1)[0]


def _classes(picture: Map, glyphs: Glyphs) -> list[Span]:
    """The shape and the colour of each class."""
    ends = (0, LEVELS - 1)
    spans = []
    for k in range(picture.classes):
        tone = FIRST_CLASS + k % CLASSES if picture.classes > 2 else ends[k]
        spans += [Span(glyphs.points[k % CLASSES], Ink.MARK, tone=tone), Span(f" {k}  ", Ink.DIM)]
    return spans


def _scale(picture: Map, words: Words, glyphs: Glyphs) -> list[Span]:
    """The colours from the lowest value to the highest."""
    low, high = (say.number(limit, words, 2) for limit in picture.limits)
    blocks = [Span(" ", ground=tone) for tone in _SCALE]
    colours = [Span(glyphs.ramp, Ink.DIM)] if glyphs.ramp else blocks
    return [Span(f"{low} ", Ink.DIM), *colours, Span(f" {high}  ", Ink.DIM)]
