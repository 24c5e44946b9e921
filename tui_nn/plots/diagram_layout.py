"""Where the nodes of a diagram stand. Only names and places count, so nothing moves while numbers change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tui_nn.labs.frame import Diagram, Node, Reading
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say

_WIDEST_GAP = 18  # cells between two columns; what is over stays free at both sides
_COUNT = 3  # cells of a whole number
_LOOP = 2  # cells beside the diagram for wires that go back


@dataclass(frozen=True)
class Style:
    """One way to write a node, and how much stands between columns."""

    rows: int  # 3 in a frame, 2 with the slope below the value, 1 with all in a line
    number: int  # cells of a number
    label: int  # cells of a label, at most
    gap: int  # cells between two columns, at least
    weights: bool  # whether wires have their numbers

    def width(self, node: Node, words: Words) -> int:
        """Cells of the node, its frame and its mark included."""
        label = min(fit.cells(say.node_label(node, words)), self.label)
        value, slope = (_room(reading, self.number) for reading in (node.value, node.slope))
        slope += bool(slope)  # its sign ∂
        if self.rows == 3:
            return max(label + 1, value, slope, 3) + 2
        aside = value and 1 + value
        return max(1 + label + aside, 1 + slope) if self.rows == 2 else 1 + label + aside + (slope and 1 + slope)


# The first that fits: numbers of wires go first, then digits and frames, then words.
STYLES = (
    Style(3, 8, 16, 10, True),
    Style(3, 6, 16, 8, True),
    Style(3, 8, 16, 5, False),
    Style(3, 6, 12, 4, False),
    Style(2, 8, 16, 9, True),
    Style(2, 8, 16, 4, False),
    Style(3, 5, 8, 3, False),
    Style(2, 6, 12, 3, False),
    Style(1, 6, 12, 3, False),
    Style(2, 5, 8, 3, False),
    Style(1, 5, 6, 3, False),
    Style(2, 4, 4, 2, False),
    Style(1, 4, 4, 2, False),
)


@dataclass(frozen=True)
class Box:
    """The cells of a node."""

    left: int
    top: int
    width: int
    rows: int

    @property
    def right(self) -> int:
        """The first cell after it."""
        return self.left + self.width

    @property
    def middle(self) -> float:
        """The height at which wires come and go, in rows: that of its value."""
        return self.top + (1.5 if self.rows == 3 else 0.5)


@dataclass(frozen=True)
class Layout:
    style: Style
    boxes: dict[str, Box]
    columns: tuple[tuple[Box, ...], ...]


def laid_out(diagram: Diagram, words: Words, width: int, height: int) -> Layout:
    """The nodes' cells in the first style that has room for all of them, else in the shortest, cut off."""
    loops = _loops(diagram)
    room = width - 2 * _LOOP * loops, height - loops
    style = next((style for style in STYLES if _fits(diagram, words, style, *room)), STYLES[-1])
    lefts, widths = _across(diagram, words, style, room[0])
    tops = _down(diagram, style, room[1])
    boxes = {
        node.id: Box(lefts[node.column] + _LOOP * loops, top, widths[node.column], style.rows)
        for node, top in zip(diagram.nodes, tops, strict=True)
    }
    columns = tuple(
        tuple(boxes[node.id] for node in diagram.nodes if node.column == column) for column in range(len(lefts))
    )
    return Layout(style, boxes, columns)


def _loops(diagram: Diagram) -> bool:
    """Whether a wire goes back, or up or down, and so around the nodes."""
    columns = {node.id: node.column for node in diagram.nodes}
    return any(
        wire.start != wire.end
        and (
            columns[wire.end] < columns[wire.start]
            or (columns[wire.end] == columns[wire.start] and wire.kind != "both")
        )
        for wire in diagram.wires
    )


def _room(reading: Reading | None, number: int) -> int:
    if reading is None:
        return 0
    return min(number, _COUNT) if isinstance(reading.value, int) else number


def _widths(diagram: Diagram, words: Words, style: Style) -> list[int]:
    columns = max((node.column for node in diagram.nodes), default=-1) + 1
    widths = [0] * columns
    for node in diagram.nodes:
        widths[node.column] = max(widths[node.column], style.width(node, words))
    return widths


def _fits(diagram: Diagram, words: Words, style: Style, width: int, height: int) -> bool:
    widths = _widths(diagram, words, style)
    if sum(widths) + style.gap * (len(widths) - 1) > width or height < style.rows:
        return False
    span, least = _steps(diagram.nodes)
    return not span or (height - style.rows) * least / span >= style.rows


def _steps(nodes: Sequence[Node]) -> tuple[float, float]:
    """From the first to the last row, and the least step between two nodes of a column."""
    rows = [node.row for node in nodes]
    span = max(rows, default=0.0) - min(rows, default=0.0)
    places = sorted((node.column, node.row) for node in nodes)
    least = min((after[1] - before[1] for before, after in pairwise(places) if before[0] == after[0]), default=span)
    return span, least


def _across(diagram: Diagram, words: Words, style: Style, width: int) -> tuple[list[int], list[int]]:
    """The columns' first cells and widths, in the middle of the width."""
    widths = _widths(diagram, words, style)
    gaps = len(widths) - 1
    gap = min(_WIDEST_GAP, max(style.gap, (width - sum(widths)) // gaps)) if gaps > 0 else 0
    left = max(0, (width - sum(widths) - gap * gaps) // 2)
    lefts = []
    for across in widths:
        lefts.append(left)
        left += across + gap
    return lefts, widths


def _down(diagram: Diagram, style: Style, height: int) -> list[int]:
    """The nodes' first rows, in the middle of the height."""
    span, least = _steps(diagram.nodes)
    first = min((node.row for node in diagram.nodes), default=0.0)
    step = (height - style.rows) / span if span else 0.0
    if least:
        step = min(step, (style.rows + 2) / least)
    top = max(0.0, (height - style.rows - step * span) / 2)
    return [max(0, round(top + step * (node.row - first))) for node in diagram.nodes]


def short(number: Reading, words: Words, room: int) -> str:
    """A number in at most so many cells, with as many digits as go in."""
    for digits in (4, 3, 2, 1):
        text = say.value(number, words, digits)
        if fit.cells(text) <= room:
            return text
    zero = words.number(0.5)[:2]
    text = text.replace(zero, zero[1], 1) if text.lstrip("−").startswith(zero) else text
    return fit.clip(text, room)
