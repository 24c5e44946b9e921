"""A Diagram drawn in cells: framed nodes with their numbers, joined by arrows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui_nn.labs.frame import Diagram, Node, Reading
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say, sheet
from tui_nn.plots.canvas import ASCII_DOTS
from tui_nn.plots.diagram_layout import Box, Layout, laid_out, short
from tui_nn.plots.diagram_wires import Way, draw_ways, ways
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing, Ink

_SLOPE = Ink.LINE  # the second colour
_WEIGHT = 6  # cells of a number at a wire
_PLACES = {True: (0.5, 0.35, 0.65), False: (0.3, 0.7, 0.5, 0.2, 0.8)}  # where on a level or sloping wire numbers go
_INKS = {"current": Ink.ACCENT, "done": Ink.GOOD, "waiting": Ink.DIM, "on": Ink.ONE, "off": Ink.DIM}


@dataclass(frozen=True)
class Signs:
    """What has a shape of its own, so that colour never stands alone; each sign is one cell wide.

    A frame is its corners from the top left clockwise, its level and its upright side.
    """

    marks: dict[str, str]
    frames: dict[str, str]
    frame: str
    heads: dict[str, str]
    leftwards: str
    itself: str
    slope: str


_FULL = Signs(
    marks={"current": "◆", "done": "✓", "waiting": "·", "on": "●", "off": "○"},
    frames={"current": "╔╗╝╚═║", "waiting": "┌┐┘└┄┊", "on": "┏┓┛┗━┃"},
    frame="┌┐┘└─│",
    heads={"excites": "▸", "inhibits": "⊖", "faded": "›"},
    leftwards="◂",
    itself="↺",
    slope="∂",
)
_PLAIN = Signs(
    marks={"current": "*", "done": "+", "waiting": ".", "on": "#", "off": "-"},
    frames={"current": "++++=|", "waiting": ".....:", "on": "####=#"},
    frame="++++-|",
    heads={"excites": ">", "inhibits": "o", "faded": ">"},
    leftwards="<",
    itself="@",
    slope="d",
)


def draw_diagram(picture: Diagram, words: Words, width: int, height: int, *, glyphs: Glyphs = BRAILLE) -> Drawing:
    """The diagram in exactly `height` rows of exactly `width` cells.

    Where room is short the numbers of wires are left out first, then frames are, then digits.
    """
    if width <= 0 or height <= 0:
        return fit.fitted([], width, height)
    pen = _Pen(words, glyphs, laid_out(picture, words, width, height), width, height)
    lines = ways(picture, pen.layout, height)
    draw_ways(pen.sheet, lines, glyphs.dots)
    for node in picture.nodes:
        pen.node(node, any(wire.start == wire.end == node.id for wire in picture.wires))
    for way in lines:
        pen.head(way)
    if pen.layout.style.weights:
        for way in lines:
            pen.weight(way)
    return pen.sheet.rows()


class _Pen:
    """One drawing in the making."""

    def __init__(self, words: Words, glyphs: Glyphs, layout: Layout, width: int, height: int) -> None:
        self.words, self.layout = words, layout
        self.width, self.height = width, height
        self.signs = _PLAIN if glyphs.dots is ASCII_DOTS else _FULL
        self.sheet = sheet.blank(height, width)
        self.taken = np.zeros((height, width), dtype=np.bool_)  # by nodes, heads and numbers

    def write(self, column: int, row: int, text: str, ink: Ink) -> None:
        """Text as far as the drawing reaches; marks that have no cell of their own are left out."""
        signs = [ord(sign) for sign in text if fit.cells(sign) == 1]
        begin, end = max(column, 0), min(column + len(signs), self.width)
        if begin < end and 0 <= row < self.height:
            cells = np.arange(begin, end)
            self.sheet.put(np.full(end - begin, row), cells, np.array(signs[begin - column : end - column]), ink)
            self.taken[row, cells] = True

    def node(self, node: Node, itself: bool) -> None:
        """A node in its frame, or in a line or two."""
        box, style = self.layout.boxes[node.id], self.layout.style
        ink = _INKS.get(node.mark, Ink.TEXT)
        label = say.node_label(node, self.words)
        mark = self.signs.marks.get(node.mark, "")
        loop = self.signs.itself if itself else ""
        if box.rows == 3:
            self._framed(node, box, ink, label, mark, loop)
            return
        head = (mark or " ") + fit.clip(label, style.label) + loop
        self.write(box.left, box.top, fit.clip(head, box.width), ink if node.mark else Ink.STRONG)
        at = box.left + fit.cells(head) + 1
        if node.value:
            text = self._number(node.value, box.right - at if box.rows == 2 else style.number)
            self.write(at, box.top, text, Ink.STRONG)
            at += fit.cells(text) + 1
        if node.slope:
            left, row = (box.left + 1, box.top + 1) if box.rows == 2 else (at, box.top)
            self.write(left, row, self._slope(node.slope, style.number), _SLOPE)

    def _framed(self, node: Node, box: Box, ink: Ink, label: str, mark: str, loop: str) -> None:
        corner, inner = self.signs.frames.get(node.mark, self.signs.frame), box.width - 2
        side = Ink.TEXT if node.mark in ("", "done") else ink
        for row, ends, line in (
            (0, corner[:2], corner[4]),
            (1, corner[5] * 2, " "),
            (2, corner[3] + corner[2], corner[4]),
        ):
            self.write(box.left, box.top + row, ends[0] + line * inner + ends[1], side)
        bare = node.value is None and node.slope is None
        head = mark if bare else mark + fit.clip(label, inner - len(mark) - len(loop)) + loop
        self.write(box.left + 1, box.top, head, ink if node.mark else Ink.STRONG)
        if bare:
            text = fit.clip(label, inner - len(loop)) + loop
            self._centred(box, 1, text, ink if node.mark else Ink.STRONG)
        if node.value:
            self._centred(box, 1, self._number(node.value, inner), Ink.STRONG)
        if node.slope:
            self._centred(box, 2, self._slope(node.slope, inner - 1), _SLOPE)

    def _centred(self, box: Box, row: int, text: str, ink: Ink) -> None:
        self.write(box.left + 1 + (box.width - 2 - fit.cells(text)) // 2, box.top + row, text, ink)

    def _number(self, reading: Reading, room: int) -> str:
        return short(reading, self.words, room)

    def _slope(self, reading: Reading, room: int) -> str:
        return self.signs.slope + short(reading, self.words, room)

    def head(self, way: Way) -> None:
        """The end of a wire; one that goes both ways is a plain line."""
        kind = way.wire.kind
        if kind == "both":
            return
        sign = self.signs.leftwards if way.leftwards and kind != "inhibits" else self.signs.heads[kind]
        ink = {"excites": Ink.TEXT, "inhibits": Ink.BAD, "faded": Ink.OLD}[kind]
        self.write(*way.head, sign, ink)

    def weight(self, way: Way) -> None:
        """A wire's number upon its line, where no other stands already."""
        label = way.wire.label
        text = self._number(label, _WEIGHT) if isinstance(label, Reading) else fit.clip(label, 2 * _WEIGHT)
        if not text:
            return
        level = abs(way.points[0][1] - way.points[-1][1]) < 1
        for share in _PLACES[level]:
            column, row = way.at(share)
            left, down = round(column - fit.cells(text) / 2), int(row)
            right = left + fit.cells(text)
            inside = left >= 1 and right < self.width and 0 <= down < self.height
            if inside and not self.taken[down, left - 1 : right + 1].any():
                self.write(left, down, text, Ink.STRONG if isinstance(label, Reading) else Ink.TEXT)
                return
