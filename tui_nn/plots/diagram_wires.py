"""The ways of a diagram's wires: from node to node in lines of dots, around what stands between."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tui_nn.engine.arrays import Bools
from tui_nn.labs.frame import Diagram, Wire
from tui_nn.plots.canvas import Dots
from tui_nn.plots.diagram_layout import Box, Layout
from tui_nn.plots.ink import Ink
from tui_nn.plots.sheet import Sheet, dotted

_CLEAR = 0.4  # rows that a wire keeps from a node that it passes
_SPARSE = 3  # of so many dots of a faded wire one is set
_AROUND = 1.5  # cells that a loop keeps from the nodes

Point = tuple[float, float]  # column and row, in cells


@dataclass(frozen=True)
class Way:
    """A wire's line, and the cell of its head."""

    wire: Wire
    points: tuple[Point, ...]
    head: tuple[int, int]
    leftwards: bool = False  # the head enters from the right

    def at(self, share: float) -> Point:
        """The place that so much of the way leads to."""
        lengths = [abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in pairwise(self.points)]
        left = share * sum(lengths)
        for (a, b), length in zip(pairwise(self.points), lengths, strict=True):
            if left <= length:
                part = left / length if length else 0.0
                return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
            left -= length
        return self.points[-1]


def ways(diagram: Diagram, layout: Layout, height: int) -> list[Way]:
    """The way of each wire; a wire from a node to itself has none."""
    columns = {node.id: node.column for node in diagram.nodes}
    found = []
    for wire in diagram.wires:
        start, end = layout.boxes[wire.start], layout.boxes[wire.end]
        first, last = columns[wire.start], columns[wire.end]
        if wire.start == wire.end:
            continue
        if first < last:
            found.append(_forward(wire, start, end, layout.columns[first + 1 : last]))
        elif first == last:
            found.append(_between(wire, start, end, layout.columns[first]) or _beside(wire, start, end))
        else:
            found.append(_back(wire, start, end, layout.columns[last : first + 1], height))
    return found


def _forward(wire: Wire, start: Box, end: Box, between: tuple[tuple[Box, ...], ...]) -> Way:
    head = end.left - 1, _entry(wire, start, end)
    target: Point = (head[0] + 0.5, head[1] + 0.5)
    points: list[Point] = [(float(start.right), start.middle)]
    for boxes in between:
        if boxes:
            left, right = min(box.left for box in boxes), max(box.right for box in boxes)
            before = points[-1]
            share = ((left + right) / 2 - before[0]) / (target[0] - before[0])
            row = _past(boxes, before[1] + (target[1] - before[1]) * share)
            points += [(left - 1.0, row), (right + 1.0, row)]
    return Way(wire, (*points, target), head)


def _entry(wire: Wire, start: Box, end: Box) -> int:
    """The row where a wire arrives: what inhibits comes in beside what excites."""
    middle = int(end.middle)
    if wire.kind != "inhibits" or end.rows < 2:
        return middle
    return end.top if start.middle < end.middle else end.top + end.rows - 1


def _past(boxes: tuple[Box, ...], row: float) -> float:
    """The nearest row that leads past these nodes."""
    walls = [(box.top - _CLEAR, box.top + box.rows + _CLEAR) for box in boxes]
    rows = [row, *(edge for wall in walls for edge in wall)]
    free = [y for y in rows if y > 0 and not any(top < y < bottom for top, bottom in walls)]
    return min(free, key=lambda y: abs(y - row), default=row)


def _between(wire: Wire, start: Box, end: Box, column: tuple[Box, ...]) -> Way | None:
    """Straight up or down, for what goes both ways between neighbours of a column."""
    upper, lower = sorted((start, end), key=lambda box: box.top)
    apart = any(upper.top < box.top < lower.top for box in column)
    if wire.kind != "both" or apart:
        return None
    middle = start.left + start.width / 2
    top = float(upper.top + upper.rows)
    bottom = max(top, lower.top - 0.1)
    return Way(wire, ((middle, top), (middle, bottom)), (int(middle), int(top)))


def _beside(wire: Wire, start: Box, end: Box) -> Way:
    """Up or down within a column: out at the right and in again."""
    head = end.right, int(end.middle)
    turn = max(start.right, end.right) + _AROUND
    points = (
        (float(start.right), start.middle),
        (turn, start.middle),
        (turn, end.middle),
        (head[0] + 0.5, end.middle),
    )
    return Way(wire, points, head, leftwards=True)


def _back(wire: Wire, start: Box, end: Box, passed: tuple[tuple[Box, ...], ...], height: int) -> Way:
    """To the left: out at the right, below the nodes, and in again from the left."""
    lowest = max(box.top + box.rows for boxes in passed for box in boxes)
    low = min(lowest + 0.5, height - 0.3)
    out, into = start.right + _AROUND, end.left - _AROUND - 0.5
    head = end.left - 1, int(end.middle)
    points = (
        (float(start.right), start.middle),
        (out, start.middle),
        (out, low),
        (into, low),
        (into, head[1] + 0.5),
        (head[0] + 0.5, head[1] + 0.5),
    )
    return Way(wire, points, head)


def draw_ways(sheet: Sheet, found: list[Way], dots: Dots) -> None:
    """The lines alone, faded ones first."""
    height, width = sheet.signs.shape
    for ink, faded in ((Ink.OLD, True), (Ink.DIM, False)):
        grid = np.zeros((height * dots.down, width * dots.across), dtype=np.bool_)
        for way in found:
            if (way.wire.kind == "faded") is faded:
                _trace(grid, way, dots, _SPARSE if faded else 1)
        rows, columns, signs = dotted(grid, dots)
        sheet.put(rows, columns, signs, ink)


def _trace(grid: Bools, way: Way, dots: Dots, every: int) -> None:
    """Set the dots of a line as far as the grid goes."""
    for a, b in pairwise(way.points):
        steps = int(max(abs(b[0] - a[0]) * dots.across, abs(b[1] - a[1]) * dots.down)) + 1
        share = np.linspace(0, 1, steps + 1)[::every]
        columns = np.floor((a[0] + (b[0] - a[0]) * share) * dots.across).astype(np.int64)
        rows = np.floor((a[1] + (b[1] - a[1]) * share) * dots.down).astype(np.int64)
        inside = (rows >= 0) & (rows < grid.shape[0]) & (columns >= 0) & (columns < grid.shape[1])
        grid[rows[inside], columns[inside]] = True
