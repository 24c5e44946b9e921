"""The pictures of a view side by side in one drawing."""

from __future__ import annotations

from collections.abc import Sequence

from tui_nn.labs.lab import Bars, Curves, Histogram, Map, Multiples, Network, Picture, Plane, Table
from tui_nn.locale.words import Words
from tui_nn.plots import heat
from tui_nn.plots.curves import draw_curves
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.histogram import draw_histogram
from tui_nn.plots.ink import Drawing, Span
from tui_nn.plots.network import draw_network
from tui_nn.plots.picture import draw

Placed = tuple[int, int, int, int, int]  # which picture, left, top, width, height


def place(pictures: Sequence[Picture], width: int, height: int) -> tuple[Placed, ...]:
    """Equal columns over the whole height."""
    each = width // len(pictures)
    return tuple((index, index * each, 0, each, height) for index in range(len(pictures)))


def draw_view(
    lab_name: str,
    pictures: Sequence[Picture],
    words: Words,
    width: int,
    height: int,
    *,
    selected: str | None = None,
    cursor: tuple[float, float] | None = None,
    at: float | None = None,
    glyphs: Glyphs = BRAILLE,
) -> Drawing:
    """The pictures in exactly `height` rows of exactly `width` cells; a cursor marks a place of planes alone."""
    drawn = []
    for index, _, _, across, down in place(pictures, width, height):
        picture = pictures[index]
        match picture:
            case Network():
                part = draw_network(lab_name, picture, words, across, down, selected=selected, glyphs=glyphs)
            case Curves():
                part = draw_curves(lab_name, picture, words, across, down, at=at, glyphs=glyphs)
            case Histogram():
                part = draw_histogram(lab_name, picture, words, across, down, glyphs=glyphs)
            case Map():
                part = heat.thumbnail(picture.field(across, 2 * down), picture.limits, glyphs=glyphs)
            case Multiples():
                part = heat.thumbnail(picture.fields(across, 2 * down)[0], picture.limits, glyphs=glyphs)
            case Plane() | Table() | Bars():
                part = draw(lab_name, picture, words, across, down, cursor=cursor, glyphs=glyphs)
        drawn.append(part)
    rest = width - sum(across for _, _, _, across, _ in place(pictures, width, height))
    margin = (Span(" " * rest),) if rest else ()
    return tuple((*(span for part in drawn for span in part[row]), *margin) for row in range(height))
