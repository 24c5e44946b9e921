"""A Map drawn in cells: a value over the plane as colours, two values a cell, and the points on it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from tui_nn.engine.arrays import Bools, Floats, Ints
from tui_nn.labs.frame import Map
from tui_nn.locale.words import Words
from tui_nn.plots import axes, map_head, sheet
from tui_nn.plots.axes import Area, Window
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import NO_TONE, Drawing, Ink
from tui_nn.plots.margins import draw_axes
from tui_nn.plots.sheet import Sheet
from tui_nn.plots.tones import TWO, levels, of_classes, of_targets

_HEADED = (30, 9)  # from so many columns and rows on there is a head
_STRETCH = 1.5  # no length is drawn so much longer than another one


def draw_map(
    lab_name: str,
    picture: Map,
    words: Words,
    width: int,
    height: int,
    *,
    cursor: tuple[float, float] | None = None,
    glyphs: Glyphs = BRAILLE,
) -> Drawing:
    """The map in exactly `height` rows of exactly `width` cells.

    Args:
        lab_name: where the words are.
        picture: what to show, in data units. Points outside its window are not drawn.
        words: the language.
        width: cells across.
        height: rows.
        cursor: a place in data units to mark with a cross-hair; without one it is the picture's own.
        glyphs: the characters of this terminal; those with a ramp show values without colours.
    """
    if width < 1 or height < 1:
        return ((),) * max(0, height)
    drawn = sheet.written(
        _margins(picture.window, picture.axes, width, height, glyphs, words.number(0.5)[1]), Ink.DIM
    )
    there = area(picture.window, width, height)
    drawn.lay(_plane(picture, there, cursor or picture.at, glyphs), there.left, there.top)
    head = map_head.draw_head(lab_name, picture, words, width, glyphs) if _has_head(width, height) else None
    return (head, *drawn.rows()[1:]) if head else drawn.rows()


def area(window: Window, width: int, height: int) -> Area:
    """Where the plane lies in a map of `width` × `height` cells: in the middle, its proportions nearly kept."""
    return _areas(window, width, height)[0]


def thumbnail(field: Floats, limits: tuple[float, float], *, glyphs: Glyphs = BRAILLE) -> Drawing:
    """A small map alone: values of shape (2·rows, columns), the top row first."""
    return thumbnails(field[None], limits, glyphs=glyphs)[0]


def thumbnails(fields: Floats, limits: tuple[float, float], *, glyphs: Glyphs = BRAILLE) -> tuple[Drawing, ...]:
    """Many small maps at once, which is much cheaper than one by one: (maps, 2·rows, columns)."""
    maps, halves, columns = fields.shape
    rows = coloured(fields.reshape(maps * halves, columns), limits, glyphs).rows()
    height = halves // 2
    return tuple(rows[k * height : (k + 1) * height] for k in range(maps))


def coloured(values: Floats, limits: tuple[float, float], glyphs: Glyphs) -> Sheet:
    """Values of shape (2·rows, columns) as colours, or as shades where there are none."""
    if glyphs.ramp:
        return sheet.shaded(_shares(values, limits), glyphs.ramp)
    return sheet.painted(levels(values, limits))


def _has_head(width: int, height: int) -> bool:
    return width >= _HEADED[0] and height >= _HEADED[1]


@lru_cache(maxsize=64)
def _areas(window: Window, width: int, height: int) -> tuple[Area, Area]:
    """Where the plane lies in the drawing, and where it lies in the part that it and its axes fill."""
    head = int(_has_head(width, height))
    room = axes.area(window, width, height - head)
    x0, x1, y0, y1 = window
    square = 2 * (x1 - x0) / (y1 - y0)  # columns a row when nothing is stretched: a cell is twice as high as wide
    free_columns = max(0, room.width - max(1, round(_STRETCH * square * room.height)))
    free_rows = max(0, room.height - max(1, round(_STRETCH * room.width / square)))
    part = axes.area(window, width - free_columns, height - head - free_rows)
    return replace(part, left=part.left + free_columns // 2, top=head + free_rows // 2), part


@lru_cache(maxsize=16)
def _margins(window: Window, names: tuple[str, str], width: int, height: int, glyphs: Glyphs, mark: str) -> Ints:
    """The characters around the plane as code points, (height, width)."""
    there, part = _areas(window, width, height)
    framed = [[" "] * (part.left + part.width) for _ in range(part.height + 2 * bool(part.left))]
    draw_axes(framed, part, glyphs, mark, names)
    signs = np.full((height, width), ord(" "), dtype=np.int64)
    left, top = there.left - part.left, there.top
    signs[top : top + len(framed), left : left + len(framed[0])] = [[ord(sign) for sign in row] for row in framed]
    return signs


def _plane(picture: Map, there: Area, cursor: tuple[float, float] | None, glyphs: Glyphs) -> Sheet:
    """The map without its margins."""
    here = Area(0, there.width, there.height, picture.window)
    values = picture.field(here.width, 2 * here.height)
    tones = _tones(picture, values)
    drawn = sheet.shaded(_steps(picture, values), glyphs.ramp) if glyphs.ramp else sheet.painted(tones)
    if picture.contours:
        _contours(drawn, picture, values, glyphs)
    _points(drawn, here, picture, glyphs)
    if not glyphs.ramp:
        drawn.ground(tones)
    cell = here.cell(*cursor) if cursor else None
    if cell:
        column, row = np.array(cell[:1]), np.array(cell[1:])
        drawn.put(row, column, ord(glyphs.cursor), Ink.ACCENT)
        drawn.grounds[row, column] = NO_TONE
    return drawn


def _tones(picture: Map, values: Floats) -> Ints:
    if picture.classes > 2:
        return of_classes(values)
    if picture.discrete:
        low, high = picture.limits
        return np.where(values > (low + high) / 2, TWO[1], TWO[0])
    return levels(values, picture.limits)


def _steps(picture: Map, values: Floats) -> Floats:
    """What stands for the tones where there are no colours: shares of a ramp."""
    if picture.classes > 2:
        return (values + 0.5) / picture.classes
    shares = _shares(values, picture.limits)
    return np.where(shares > 0.5, 0.7, 0.1) if picture.discrete else shares


def _shares(values: Floats, limits: tuple[float, float]) -> Floats:
    low, high = limits
    return (values - low) / (high - low)


def _contours(drawn: Sheet, picture: Map, values: Floats, glyphs: Glyphs) -> None:
    """Lines where the value passes each of the contours, finer than the cells."""
    low, high = picture.limits
    tame = np.nan_to_num(np.clip(values, 2 * low - high, 2 * high - low))
    rows, columns = drawn.signs.shape
    finer = _between(len(tame), rows * glyphs.dots.down) @ tame
    finer = finer @ _between(tame.shape[1], columns * glyphs.dots.across).T
    lines = np.zeros(finer.shape, dtype=np.bool_)
    for contour in picture.contours:
        above = finer >= contour
        lines[:, :-1] |= above[:, :-1] != above[:, 1:]
        lines[:-1] |= above[:-1] != above[1:]
    drawn.put(*sheet.dotted(lines, glyphs.dots), Ink.LINE)


@lru_cache(maxsize=64)
def _between(count: int, wanted: int) -> Floats:
    """What takes `count` values at even places to `wanted` ones between them, in straight lines: (wanted, count)."""
    places = np.clip((np.arange(wanted) + 0.5) * (count / wanted) - 0.5, 0, count - 1)
    return np.asarray(np.clip(1 - np.abs(places[:, None] - np.arange(count)), 0, 1), dtype=np.float64)


def _points(drawn: Sheet, here: Area, picture: Map, glyphs: Glyphs) -> None:
    """Points that are not learnt from lie below the others, and the wrong ones above all."""
    x0, x1, y0, y1 = picture.window
    x, y = picture.points[:, 0], picture.points[:, 1]
    wrong = np.zeros(len(x), dtype=np.bool_)
    wrong[list(picture.wrong)] = True
    order = np.argsort(np.where(wrong, 2, np.where(picture.tested, 0, 1)), kind="stable")
    seen = order[((x >= x0) & (x <= x1) & (y >= y0) & (y <= y1))[order]]
    columns = np.minimum((x[seen] - x0) / (x1 - x0) * here.width, here.width - 1).astype(np.int64)
    rows = np.minimum((y1 - y[seen]) / (y1 - y0) * here.height, here.height - 1).astype(np.int64)
    signs = _signs(picture, wrong, glyphs)[seen]
    drawn.put(rows, columns, signs, Ink.MARK, of_targets(picture.targets[seen], picture.limits, picture.classes))


def _signs(picture: Map, wrong: Bools, glyphs: Glyphs) -> Ints:
    """The character of each point, as a code point."""
    if not picture.classes:
        learnt, tested = map(ord, glyphs.values)
        return np.where(picture.tested, tested, learnt)
    middle = sum(picture.limits) / 2
    classes = picture.targets.astype(np.int64) if picture.classes > 2 else (picture.targets > middle).astype(np.int64)
    shapes = np.array([[ord(sign) for sign in row] for row in (glyphs.points, glyphs.tested, glyphs.wrong)])
    return np.asarray(shapes[np.where(wrong, 2, picture.tested.astype(np.int64)), classes % shapes.shape[1]])


def to_cell(window: Window, width: int, height: int, x: float, y: float) -> tuple[int, int] | None:
    """The (column, row) of the drawing where a place in data units is; None when it is outside the window."""
    return area(window, width, height).cell(x, y)


def to_data(window: Window, width: int, height: int, column: int, row: int) -> tuple[float, float]:
    """The roundest place in data units that lies in a cell; a cell of the margins counts as the nearest one."""
    return area(window, width, height).place(column, row)


def on_map(window: Window, width: int, height: int, column: int, row: int) -> bool:
    """Whether a cell of the drawing is part of the plane, not of its margins."""
    return area(window, width, height).holds(column, row)
