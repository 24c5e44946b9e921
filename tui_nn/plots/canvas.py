"""A grid of dots finer than the cells, for lines: braille has 2×4 dots a cell, half-blocks 1×2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, isfinite


@dataclass(frozen=True)
class Dots:
    """How the dots of one cell are written.

    ``bits[row][column]`` is the bit of that dot, counted from the top left; ``patterns`` maps the sum of the bits
    that are set to a character.
    """

    bits: tuple[tuple[int, ...], ...]
    patterns: str

    @property
    def across(self) -> int:
        return len(self.bits[0])

    @property
    def down(self) -> int:
        return len(self.bits)


BRAILLE_DOTS = Dots(
    bits=((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80)),
    patterns="".join(chr(0x2800 + bits) for bits in range(256)),
)
ASCII_DOTS = Dots(bits=((1,), (2,)), patterns=" '.:")

Line = tuple[float, float, float]  # a, b, c of the line a·x + b·y + c = 0


class Canvas:
    """Lines over a window of data units, `width` × `height` cells. y grows upwards, rows grow downwards."""

    def __init__(self, width: int, height: int, window: tuple[float, float, float, float], dots: Dots) -> None:
        self.width, self.height = width, height
        self.dots = dots
        x0, x1, y0, y1 = window
        self._left, self._top = x0, y1
        self._dot_width = (x1 - x0) / (width * dots.across)
        self._dot_height = (y1 - y0) / (height * dots.down)
        self._bits: dict[tuple[int, int], int] = {}

    def draw(self, line: Line, every: int = 1, first: int = 0) -> None:
        """Draw a line as far as the window goes, all of its dots or, from the `first`, one of `every` so many.

        Each dot is the one nearest to the line in its column, or in its row where the line is steep. A line without
        a direction (a = b = 0), or one that is not finite, draws nothing.
        """
        a, b, c = line
        # The same line counted in dots from the top left corner: across·i + down·j + start = 0 at dot centres.
        across = a * self._dot_width
        down = -b * self._dot_height
        start = a * self._left + b * self._top + c + (across + down) / 2
        steepest = max(abs(across), abs(down))
        if not steepest or not isfinite((across + down + start) / steepest):
            return
        if abs(across) <= abs(down):
            self._walk_columns(-start / down, -across / down, first, every)
        else:
            self._walk_rows(-start / across, -down / across, first, every)

    def _walk_columns(self, offset: float, slope: float, first: int, every: int) -> None:
        rows, bits, height = self.dots.down, self.dots.bits, self.height * self.dots.down
        for i in range(first, self.width * self.dots.across, every):
            j = floor(offset + slope * i + 0.5)
            if 0 <= j < height:
                self._set(i // self.dots.across, j // rows, bits[j % rows][i % self.dots.across])

    def _walk_rows(self, offset: float, slope: float, first: int, every: int) -> None:
        columns, bits, width = self.dots.across, self.dots.bits, self.width * self.dots.across
        for j in range(first, self.height * self.dots.down, every):
            i = floor(offset + slope * j + 0.5)
            if 0 <= i < width:
                self._set(i // columns, j // self.dots.down, bits[j % self.dots.down][i % columns])

    def _set(self, column: int, row: int, bit: int) -> None:
        self._bits[column, row] = self._bits.get((column, row), 0) | bit

    def cells(self) -> Mapping[tuple[int, int], str]:
        """The cells that hold dots, by (column, row), as characters."""
        patterns = self.dots.patterns
        return {place: patterns[bits] for place, bits in self._bits.items()}
