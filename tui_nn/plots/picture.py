"""Any picture of a frame as a Drawing."""

from __future__ import annotations

from tui_nn.labs.frame import (
    Bars,
    Curves,
    Diagram,
    Histogram,
    Lines,
    Map,
    Multiples,
    Network,
    Picture,
    Plane,
    Table,
    Tiles,
)
from tui_nn.locale.words import Words
from tui_nn.plots.charts import draw_bars
from tui_nn.plots.curves import draw_curves
from tui_nn.plots.diagram import draw_diagram
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.heat import draw_map
from tui_nn.plots.histogram import draw_histogram
from tui_nn.plots.ink import Drawing
from tui_nn.plots.lines import draw_lines
from tui_nn.plots.multiples import draw_multiples
from tui_nn.plots.network import draw_network
from tui_nn.plots.plane import draw_plane
from tui_nn.plots.table import draw_table
from tui_nn.plots.tiles import draw_tiles


def draw(
    lab_name: str,
    picture: Picture,
    words: Words,
    width: int,
    height: int,
    *,
    cursor: tuple[float, float] | None = None,
    selected: str | None = None,
    at: float | None = None,
    glyphs: Glyphs = BRAILLE,
) -> Drawing:
    """The picture in exactly `height` rows of exactly `width` cells.

    A plane or a map marks the place `cursor` in data units, tiles mark a value by its column and row, a network its
    part `selected`, and curves the place `at` on their axis.
    """
    match picture:
        case Plane():
            return draw_plane(picture, width, height, cursor=cursor, glyphs=glyphs, words=words)
        case Map():
            return draw_map(lab_name, picture, words, width, height, cursor=cursor, glyphs=glyphs)
        case Network():
            return draw_network(lab_name, picture, words, width, height, selected=selected, glyphs=glyphs)
        case Curves():
            return draw_curves(lab_name, picture, words, width, height, at=at, glyphs=glyphs)
        case Histogram():
            return draw_histogram(lab_name, picture, words, width, height, glyphs=glyphs)
        case Multiples():
            return draw_multiples(lab_name, picture, words, width, height, glyphs=glyphs)
        case Lines():
            return draw_lines(lab_name, picture, words, width, height)
        case Tiles():
            return draw_tiles(lab_name, picture, words, width, height, cursor=cursor, glyphs=glyphs)
        case Diagram():
            return draw_diagram(picture, words, width, height, glyphs=glyphs)
        case Bars():
            return draw_bars(lab_name, picture, words, width, height)
        case Table():
            return draw_table(lab_name, picture, words, width, height)
