"""Any picture of a frame as a Drawing."""

from __future__ import annotations

from tui_nn.labs.lab import Bars, Picture, Plane
from tui_nn.locale.words import Words
from tui_nn.plots.charts import draw_bars
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing
from tui_nn.plots.plane import draw_plane
from tui_nn.plots.table import draw_table


def draw(
    lab_name: str,
    picture: Picture,
    words: Words,
    width: int,
    height: int,
    *,
    cursor: tuple[float, float] | None = None,
    glyphs: Glyphs = BRAILLE,
) -> Drawing:
    """The picture in exactly `height` rows of exactly `width` cells; only a plane has a cursor and glyphs."""
    if isinstance(picture, Plane):
        return draw_plane(picture, width, height, cursor=cursor, glyphs=glyphs, words=words)
    if isinstance(picture, Bars):
        return draw_bars(lab_name, picture, words, width, height)
    return draw_table(lab_name, picture, words, width, height)
