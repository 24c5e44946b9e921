"""A Map drawn in cells: a value over the plane as colours, two values a cell."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.plots import sheet
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
