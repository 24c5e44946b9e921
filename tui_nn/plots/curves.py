"""Curves drawn in cells while they grow: lines of dots, axes with round ticks, a legend with the values."""

from __future__ import annotations

from math import ceil, floor, log10

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.labs.frame import Curve, Curves
from tui_nn.locale.powers import scientific
from tui_nn.locale.words import Words
from tui_nn.plots import curves_legend, sheet
from tui_nn.plots.axes import Area, Window, tick_label, x_ticks, y_ticks
from tui_nn.plots.curves_legend import PATTERNS, colour
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing, Ink
from tui_nn.plots.sheet import Sheet

__all__ = ["draw_curves", "moved", "x_at"]

_ROOMY = (20, 7)  # below this many columns or rows there are no ticks, only the picture
_MARGIN = 6  # cells at the left; more where a number needs them, so that the axis seldom moves
_STRIDES = 100  # steps of a cursor from one end of the curves to the other
_FAR = 1e300  # beyond it differences overflow
_TALL = 3  # dots of a column that are drawn even in the gap of a dashed line, so that no spike is lost


def draw_curves(
    lab_name: str,
    picture: Curves,
    words: Words,
    width: int,
    height: int,
    *,
    at: float | None = None,
    glyphs: Glyphs = BRAILLE,
) -> Drawing:
    """The curves in exactly `height` rows of exactly `width` cells.

    A column of dots covers all that a curve does within it, so a spike of a single sample stays in sight.

    Args:
        lab_name: where the words are.
        picture: the curves; samples that are not finite leave gaps, as on a logarithmic axis those not above zero.
        words: the language.
        at: a place on the axis across to mark; the legend then tells the values there, otherwise the latest ones.
            Without one it is the picture's own place.
        glyphs: the characters of this terminal.
    """
    at = picture.at if at is None else at
    legend = curves_legend.legend(lab_name, picture, words, width, height, at, glyphs)
    rows = max(0, height - len(legend))
    if width < 1 or not rows:
        return legend[:height]
    there = _area(picture, width, rows)
    pen = sheet.blank(rows, width)
    _axes(pen, there, picture, words, curves_legend.across(lab_name, picture, words), glyphs)
    if at is not None:
        _cursor(pen, there, at, glyphs)
    for k, curve in enumerate(picture.curves):
        _line(pen, there, curve, _drawable(curve.y, picture.logarithmic), k, glyphs)
    if picture.points is not None:
        _points(pen, there, picture.points, picture.logarithmic, glyphs)
    return (*legend, *pen.rows())


def x_at(picture: Curves, width: int, height: int, column: int) -> float:
    """The sample of the longest curve nearest to a column of the drawing, on the axis across."""
    there = _area(picture, width, height)
    x = sum(there.column_edges(column)) / 2
    longest = max((curve.x for curve in picture.curves), key=len, default=np.empty(0))
    return float(longest[np.abs(longest - x).argmin()]) if len(longest) else x


def moved(picture: Curves, at: float, steps: int) -> float:
    """The sample so many hundredths of the longest curve further, as long as there are any; from the nearest one."""
    longest = max((curve.x for curve in picture.curves), key=len, default=np.empty(0))
    if not len(longest):
        return at
    nearest = int(np.abs(longest - at).argmin()) if np.isfinite(at) else len(longest) - 1
    stride = max(1, len(longest) // _STRIDES)
    return float(longest[min(max(0, nearest + steps * stride), len(longest) - 1)])


def _drawable(values: Floats, logarithmic: bool) -> Floats:
    """Numbers as they stand on an axis; nan where there is nothing to draw."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shown = np.log10(values) if logarithmic else values
    usable = np.abs(shown) < _FAR
    return shown if usable.all() else np.where(usable, shown, np.nan)


def _area(picture: Curves, width: int, rows: int) -> Area:
    window = _window(picture)
    if width < _ROOMY[0] or rows < _ROOMY[1] - 1:
        return Area(0, width, rows, window)
    labels = [label for _, label in _ticks_up(window, rows - 2, picture.logarithmic, ".")]
    margin = max(_MARGIN, 1 + max(map(len, labels), default=0))
    return Area(margin, width - margin, rows - 2, window)


def _window(picture: Curves) -> Window:
    """From the first to the last place across, and all heights with a little room; losses stand on zero."""
    across = [_drawable(curve.x[[0, -1]], False) for curve in picture.curves if len(curve.x)]
    up = [_drawable(curve.y, picture.logarithmic) for curve in picture.curves]
    if picture.points is not None:
        across.append(_drawable(picture.points[:, 0], False))
        up.append(_drawable(picture.points[:, 1], picture.logarithmic))
    left, right = _range(across)
    low, high = _range(up)
    if not picture.logarithmic and 0 <= low < high / 2:
        low = 0.0
    rim = 0.05 * (high - low)
    return left, _beyond(left, right), low - rim * bool(low), _beyond(low, high) + rim


def _range(parts: list[Floats]) -> tuple[float, float]:
    """The least and the largest number; 0 and 1 when there is none."""
    lows = [float(np.fmin.reduce(part)) for part in parts if len(part)]
    highs = [float(np.fmax.reduce(part)) for part in parts if len(part)]
    low, high = np.fmin.reduce([*lows, np.nan]), np.fmax.reduce([*highs, np.nan])
    return (float(low), float(high)) if np.isfinite(low) and np.isfinite(high) else (0.0, 1.0)


def _beyond(low: float, high: float) -> float:
    """An upper end that is really above the lower one."""
    least = max(abs(low), abs(high), 1 / _FAR) * 1e-6
    return high if high - low > least else low + (max(1.0, abs(low)) if low else 1.0)


def _line(pen: Sheet, there: Area, curve: Curve, heights: Floats, k: int, glyphs: Glyphs) -> None:
    """One curve; a cell that another one had before is now this one's."""
    dots = glyphs.dots
    columns, rows = there.width * dots.across, there.height * dots.down
    low, high = _covered(curve.x, heights, there, columns, rows)
    on, period = PATTERNS[k % len(PATTERNS)]
    drawn = (low <= high) & ((np.arange(columns) % period < on) | (high - low >= _TALL))
    down = np.arange(rows)[:, None]
    grid = (down >= low) & (down <= high) & drawn
    at_rows, at_columns, signs = sheet.dotted(grid, dots)
    pen.put(at_rows, at_columns + there.left, signs, colour(k))


def _covered(x: Floats, heights: Floats, there: Area, columns: int, rows: int) -> tuple[Ints, Ints]:
    """From which to which row of dots a curve reaches in each column, from the top; 1 to 0 where it has none."""
    low, high = np.ones(columns, dtype=np.int64), np.zeros(columns, dtype=np.int64)
    if not len(x):
        return low, high
    left, right, bottom, top = there.window
    edges = np.linspace(left, right, columns + 1)
    scale = rows / (top - bottom)
    at_edges = (top - np.interp(edges, x, heights, left=np.nan, right=np.nan)) * scale
    least, most = _extremes(x, (top - heights) * scale, edges)
    begin, end = np.floor(at_edges[:-1]), np.floor(at_edges[1:])
    # Of the dots that two columns share the next one draws the last, so that a slope is one dot thick.
    first = np.where(end < begin, end + 1, begin)
    last = np.where(end > begin, end - 1, begin)
    whole = np.isfinite(begin) & np.isfinite(end)
    first = np.fmin(np.where(whole, first, np.nan), np.floor(least))
    last = np.fmax(np.where(whole, last, np.nan), np.floor(most))
    there_is = np.isfinite(first)
    low[there_is] = np.clip(first[there_is], 0, rows - 1)
    high[there_is] = np.clip(last[there_is], 0, rows - 1)
    return low, high


def _extremes(x: Floats, heights: Floats, edges: Floats) -> tuple[Floats, Floats]:
    """The least and the largest of the samples in each column; nan in a column without any."""
    begins = np.searchsorted(x, edges[:-1])
    begins[0] = 0
    ends = np.append(begins[1:], len(x))
    some = begins < ends
    least, most = np.full(len(begins), np.nan), np.full(len(begins), np.nan)
    if some.any():
        least[some] = np.fmin.reduceat(heights, begins[some])
        most[some] = np.fmax.reduceat(heights, begins[some])
    return least, most


def _points(pen: Sheet, there: Area, points: Floats, logarithmic: bool, glyphs: Glyphs) -> None:
    left, right, bottom, top = there.window
    up = _drawable(points[:, 1], logarithmic)
    places = _drawable(points[:, 0], False)
    seen = np.isfinite(up) & np.isfinite(places)
    columns = ((places[seen] - left) / (right - left) * there.width).astype(np.int64)
    rows = ((top - up[seen]) / (top - bottom) * there.height).astype(np.int64)
    columns, rows = np.clip(columns, 0, there.width - 1), np.clip(rows, 0, there.height - 1)
    pen.put(rows, columns + there.left, ord(glyphs.values[0]), Ink.ONE)


def _cursor(pen: Sheet, there: Area, at: float, glyphs: Glyphs) -> None:
    left, right, bottom, _ = there.window
    column, _ = there.cell(min(max(at, left), right), bottom) or (there.left, 0)
    rows = np.arange(there.height)
    pen.put(rows, np.full(there.height, column), ord(glyphs.axes[0]), Ink.ACCENT)


def _axes(pen: Sheet, there: Area, picture: Curves, words: Words, name: str, glyphs: Glyphs) -> None:
    """The two axes, their ticks, and the name of the one across."""
    if not there.left:
        return
    mark = words.number(0.5)[1]
    upright, level, corner, left_tick, bottom_tick = tuple(glyphs.axes)
    axis, bottom = there.left - 1, there.height
    signs = pen.signs
    signs[:bottom, axis] = ord(upright)
    signs[bottom, axis:] = ord(level)
    signs[bottom, axis] = ord(corner)
    for value, text in _ticks_up(there.window, there.height, picture.logarithmic, mark):
        _, row = there.cell(there.window[0], value) or (0, 0)
        signs[row, axis] = ord(left_tick)
        _write(signs[row], axis - len(text), text)
    numbers = signs[bottom + 1]
    _write(numbers, len(numbers) - len(name), name)
    for value in x_ticks(there.window, there.width):
        column, _ = there.cell(value, there.window[2]) or (0, 0)
        signs[bottom, column] = ord(bottom_tick)
        text = _label(value, mark)
        start = max(0, column - (len(text) - 1) // 2)
        around = numbers[max(0, start - 1) : start + len(text) + 1]
        if start + len(text) <= len(numbers) and (around == ord(" ")).all():
            _write(numbers, start, text)
    rows, columns = np.nonzero(signs != ord(" "))
    pen.put(rows, columns, signs[rows, columns], Ink.DIM)


def _write(row: Ints, column: int, text: str) -> None:
    text = text[max(0, -column) :]
    row[max(0, column) : max(0, column) + len(text)] = [ord(sign) for sign in text]


def _ticks_up(window: Window, rows: int, logarithmic: bool, mark: str) -> list[tuple[float, str]]:
    """Where ticks stand on the axis up, in its own units, and their numbers."""
    if not logarithmic:
        return [(value, _label(value, mark)) for value in y_ticks(window, rows)]
    low, high = window[2:]
    if high - low < 2:
        decades = range(floor(low), ceil(high) + 1)
        heights = [exponent + log10(factor) for exponent in decades for factor in (1, 2, 5)]
    else:
        step = max(1, round((high - low) / max(1.0, rows / 3)))
        heights = [float(exponent) for exponent in range(ceil(low), floor(high) + 1, step)]
    return [
        (height, _label(float(f"{10**height:.3g}"), mark))
        for height in heights
        if max(low, -300) <= height <= min(high, 300)
    ]


def _label(value: float, mark: str) -> str:
    """A tick's number; a power of ten where zeros would fill the margin."""
    return tick_label(value, mark) if not value or 1e-4 <= abs(value) < 1e6 else scientific(value, 3, mark)
