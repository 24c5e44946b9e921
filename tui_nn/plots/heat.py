"""A Map drawn in cells: a value over the plane as colours, two values a cell."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.plots import sheet
from tui_nn.plots.axes import Area, Window, roundest
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing
from tui_nn.plots.tones import levels


def thumbnail(field: Floats, limits: tuple[float, float], *, glyphs: Glyphs = BRAILLE) -> Drawing:
    """A small map: values of shape (2·rows, columns), the top first, as `rows` rows of `columns` cells."""
    return thumbnails(field[np.newaxis], limits, glyphs=glyphs)[0]


def thumbnails(fields: Floats, limits: tuple[float, float], *, glyphs: Glyphs = BRAILLE) -> tuple[Drawing, ...]:
    """Many small maps at once, which is much cheaper than one by one: (maps, 2·rows, columns)."""
    maps, halves, columns = fields.shape
    stacked = fields.reshape(maps * halves, columns)
    low, high = limits
    drawn = (
        sheet.shaded((stacked - low) / (high - low), glyphs.ramp)
        if glyphs.ramp
        else sheet.painted(levels(stacked, limits))
    )
    rows = drawn.rows()
    height = halves // 2
    return tuple(rows[k * height : (k + 1) * height] for k in range(maps))


def to_cell(window: Window, width: int, height: int, x: float, y: float) -> tuple[int, int] | None:
    """The (column, row) of a map's drawing where a place in data units is; None when it is outside the window."""
    return Area(0, width, height, window).cell(x, y)


def to_data(window: Window, width: int, height: int, column: int, row: int) -> tuple[float, float]:
    """The roundest place in data units that lies in a cell of a map's drawing."""
    there = Area(0, width, height, window)
    low, high = there.row_edges(row)
    return roundest(*there.column_edges(column)), 0.0 - roundest(-high, -low)


def on_map(window: Window, width: int, height: int, column: int, row: int) -> bool:
    """Whether a cell is part of the map."""
    return 0 <= column < width and 0 <= row < height
