"""A Plane drawn in cells: points, lines between them, and the side where the sum is above zero."""

from __future__ import annotations

from itertools import groupby
from math import ceil, isfinite

from tui_nn.labs.frame import Boundary, Plane, Residuals
from tui_nn.locale.words import Words
from tui_nn.plots.axes import Area, Window, area
from tui_nn.plots.canvas import Canvas, Line
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing, Ink, Row, Span
from tui_nn.plots.margins import draw_axes

__all__ = ["draw_plane", "on_plane", "to_cell", "to_data"]

_CLASS_INKS = (Ink.ZERO, Ink.ONE)


def draw_plane(
    plane: Plane,
    width: int,
    height: int,
    *,
    cursor: tuple[float, float] | None = None,
    glyphs: Glyphs = BRAILLE,
    words: Words | None = None,
) -> Drawing:
    """The plane in exactly `height` rows of exactly `width` cells.

    Args:
        plane: what to show, in data units. Points outside its window are not drawn.
        cursor: a place in data units to mark with a cross-hair.
        glyphs: the characters of this terminal.
        words: the language of the ticks' decimal mark; a point without it.
    """
    if width < 1 or height < 1:
        return ((),) * max(0, height)
    grid = _Grid(area(plane.window, width, height), width, height)
    positive = _shading(plane)
    if positive is not None:
        grid.shade(positive, glyphs)
    grid.zero_lines(glyphs)
    if plane.residuals:
        grid.residuals(plane, plane.residuals, glyphs)
    grid.boundaries(plane.boundaries, glyphs)
    grid.points(plane, glyphs)
    if cursor is not None:
        grid.put(cursor, glyphs.cursor, Ink.ACCENT)
    draw_axes(grid.signs, grid.area, glyphs, words.number(0.5)[1] if words else ".", plane.axes)
    return grid.rows()


def to_cell(window: Window, width: int, height: int, x: float, y: float) -> tuple[int, int] | None:
    """The (column, row) of the drawing where a place in data units is; None when it is outside the window."""
    return area(window, width, height).cell(x, y)


def to_data(window: Window, width: int, height: int, column: int, row: int) -> tuple[float, float]:
    """The roundest place in data units that lies in a cell; a cell of the margins counts as the nearest one."""
    return area(window, width, height).place(column, row)


def on_plane(window: Window, width: int, height: int, column: int, row: int) -> bool:
    """Whether a cell of the drawing is part of the picture, not of its margins."""
    return area(window, width, height).holds(column, row)


def _line(boundary: Boundary) -> Line:
    return float(boundary.weights[0]), float(boundary.weights[1]), float(boundary.bias)


def _shading(plane: Plane) -> Line | None:
    """The line whose positive side is shaded: the last one that is not faded."""
    solid = [boundary for boundary in plane.boundaries if not boundary.faded]
    return _line(solid[-1]) if solid and plane.residuals is None else None


class _Grid:
    """The drawing in the making: a character and an ink for each cell, one stretch of shade for each row."""

    def __init__(self, there: Area, width: int, height: int) -> None:
        self.area = there
        self.signs = [[" "] * width for _ in range(height)]
        self.inks = [[Ink.DIM] * width for _ in range(height)]
        self.shades = [(0, 0)] * height

    def put(self, place: tuple[float, float], sign: str, ink: Ink) -> None:
        cell = self.area.cell(*place)
        if cell:
            self._set(*cell, sign, ink)

    def _set(self, column: int, row: int, sign: str, ink: Ink) -> None:
        self.signs[row][column] = sign
        self.inks[row][column] = ink

    def shade(self, line: Line, glyphs: Glyphs) -> None:
        """Tint the cells whose middle is on the positive side, and scatter signs over them."""
        there = self.area
        x0, _, _, _ = there.window
        cell_width = (there.window[1] - x0) / there.width
        a, _, _ = line
        for row in range(there.height):
            low, high = there.row_edges(row)
            first = _score(line, x0 + cell_width / 2, (low + high) / 2)
            start, end = _positive_stretch(first, a * cell_width, there.width)
            self.shades[row] = there.left + start, there.left + end
            if row % 2:
                signs = self.signs[row]
                for column in range(2 + 3 * (row // 2 % 2), there.width, 6):
                    if start <= column < end:
                        signs[there.left + column] = glyphs.positive

    def residuals(self, plane: Plane, residuals: Residuals, glyphs: Glyphs) -> None:
        """From each point a stick to the line, and the square upon it: as wide as it is high on the screen."""
        there, (_, _, y0, y1) = self.area, self.area.window
        sticks = []
        for (x, y), told in zip(plane.points.tolist(), residuals.told.tolist(), strict=True):
            end = min(max(told, y0), y1) if isfinite(told) else y
            begin, last = there.cell(x, y), there.cell(x, end)
            if begin is None or last is None:
                continue
            top, bottom = sorted((begin[1], last[1]))
            sticks.append((begin[0], top, bottom))
        if residuals.squares:
            self._squares(sticks, glyphs)
        for stick, top, bottom in sticks:
            for row in range(top, bottom + 1):
                self._set(stick, row, glyphs.zero[0], Ink.BAD)

    def _squares(self, sticks: list[tuple[int, int, int]], glyphs: Glyphs) -> None:
        """All on one side of their sticks if they have room there, so that two do not run into each other."""
        left, right = self.area.left, self.area.left + self.area.width
        sides = [2 * (bottom - top) for _, top, bottom in sticks]  # a cell is half as wide as high
        fit_right = [stick + side < right for (stick, *_), side in zip(sticks, sides, strict=True)]
        fit_left = [stick - side >= left for (stick, *_), side in zip(sticks, sides, strict=True)]
        to_left = not all(fit_right) and sum(fit_left) >= sum(fit_right)
        for (stick, top, bottom), side, goes_left, goes_right in zip(sticks, sides, fit_left, fit_right, strict=True):
            turned = goes_left if to_left else not goes_right
            columns = (
                range(max(left, stick - side), stick) if turned else range(stick + 1, min(stick + 1 + side, right))
            )
            for row in range(top, bottom + 1):
                for column in columns:
                    self._set(column, row, glyphs.square, Ink.OLD)

    def zero_lines(self, glyphs: Glyphs) -> None:
        """The lines x = 0 and y = 0, where the window has them inside."""
        there, (x0, x1, y0, y1) = self.area, self.area.window
        upright, level, cross = tuple(glyphs.zero)
        zero = there.cell(min(max(0.0, x0), x1), min(max(0.0, y0), y1))
        if zero and y0 < 0 < y1:
            self.signs[zero[1]][there.left : there.left + there.width] = level * there.width
        if zero and x0 < 0 < x1:
            for row in range(there.height):
                self.signs[row][zero[0]] = cross if row == zero[1] and y0 < 0 < y1 else upright

    def boundaries(self, boundaries: tuple[Boundary, ...], glyphs: Glyphs) -> None:
        """Faded lines dotted and below, the others solid and on top."""
        faded = self._canvas(glyphs)
        solid = self._canvas(glyphs)
        for k, boundary in enumerate(boundaries):
            if boundary.faded:
                faded.draw(_line(boundary), every=3, first=k % 3)
            else:
                solid.draw(_line(boundary))
        for canvas, ink in ((faded, Ink.OLD), (solid, Ink.LINE)):
            for (column, row), sign in canvas.cells().items():
                self._set(self.area.left + column, row, sign, ink)

    def _canvas(self, glyphs: Glyphs) -> Canvas:
        return Canvas(self.area.width, self.area.height, self.area.window, glyphs.dots)

    def points(self, plane: Plane, glyphs: Glyphs) -> None:
        """What is in each cell, wrong examples before right ones, and the current example over all of them."""
        wrong = set(plane.wrong)
        met: dict[tuple[int, int], tuple[str, Ink]] = {}
        points: list[list[float]] = plane.points.tolist()
        classes: list[int] = plane.classes.tolist()
        for index, ((x, y), label) in enumerate(zip(points, classes, strict=True)):
            cell = self.area.cell(x, y)
            if cell:
                mark = _mark(label, index in wrong, glyphs)
                met[cell] = _together(met[cell], mark, label, glyphs) if cell in met else mark
        for cell, (sign, ink) in met.items():
            self._set(*cell, sign, ink)
        if plane.current is not None and 0 <= plane.current < len(points):
            x, y = points[plane.current]
            label = classes[plane.current]
            self._current(x, y, _mark(label, plane.current in wrong, glyphs)[0], glyphs)

    def _current(self, x: float, y: float, sign: str, glyphs: Glyphs) -> None:
        cell = self.area.cell(x, y)
        if cell is None:
            return
        column, row = cell
        self._set(column, row, sign, Ink.ACCENT)
        for beside, bracket in ((column - 1, glyphs.brackets[0]), (column + 1, glyphs.brackets[1])):
            if self.area.left <= beside < self.area.left + self.area.width:
                self._set(beside, row, bracket, Ink.ACCENT)

    def rows(self) -> Drawing:
        """Neighbours of one ink and shade as one span."""
        return tuple(
            _row(signs, inks, *shade) for signs, inks, shade in zip(self.signs, self.inks, self.shades, strict=True)
        )


def _row(signs: list[str], inks: list[Ink], start: int, end: int) -> Row:
    spans: list[Span] = []
    if start == end:
        start = end = 0
    for low, high, shaded in ((0, start, False), (start, end, True), (end, len(signs), False)):
        at = low
        for ink, same in groupby(inks[low:high]):
            count = len(list(same))
            spans.append(Span("".join(signs[at : at + count]), ink, shaded))
            at += count
    return tuple(spans)


def _score(line: Line, x: float, y: float) -> float:
    a, b, c = line
    return a * x + b * y + c


def _positive_stretch(first: float, step: float, count: int) -> tuple[int, int]:
    """From which to which k of range(count) the sum first + k·step is above zero."""
    if not isfinite(first) or not isfinite(step):
        return 0, 0
    if step == 0 or not isfinite(first / step):
        return (0, count) if first > 0 else (0, 0)
    root = -first / step
    if step > 0:
        return min(max(int(root // 1) + 1, 0), count), count
    return 0, min(max(ceil(root), 0), count)


def _mark(label: int, wrong: bool, glyphs: Glyphs) -> tuple[str, Ink]:
    return (glyphs.wrong[label], Ink.BAD) if wrong else (glyphs.points[label], _CLASS_INKS[label])


def _together(there: tuple[str, Ink], mark: tuple[str, Ink], label: int, glyphs: Glyphs) -> tuple[str, Ink]:
    """One mark for the points of one cell: a wrong one wins, two classes are mixed, one class is several."""
    if there[1] == Ink.BAD:
        return there
    if mark[1] == Ink.BAD:
        return mark
    return (glyphs.several[label], mark[1]) if there[1] == mark[1] else (glyphs.mixed, Ink.STRONG)
