"""Where a plane's cells lie in data units: the margins, the ticks, and the way there and back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, log10

Window = tuple[float, float, float, float]  # x from, x to, y from, y to

_ROOMY = (20, 8)  # below this many columns or rows there are no ticks, only the picture


@dataclass(frozen=True)
class Area:
    """The cells of a drawing that hold the picture; the rest are margins with ticks."""

    left: int  # columns before it
    width: int
    height: int  # rows
    window: Window
    top: int = 0  # rows above it

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The (column, row) of the drawing that holds a place; None when it is outside the window."""
        x0, x1, y0, y1 = self.window
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            return None
        column = min(self.width - 1, int((x - x0) / (x1 - x0) * self.width))
        row = min(self.height - 1, int((y1 - y) / (y1 - y0) * self.height))
        return self.left + column, self.top + row

    def holds(self, column: int, row: int) -> bool:
        """Whether a cell of the drawing is part of the picture, not of its margins."""
        return 0 <= column - self.left < self.width and 0 <= row - self.top < self.height

    def place(self, column: int, row: int) -> tuple[float, float]:
        """The roundest place in data units that lies in a cell; a cell of the margins counts as the nearest one."""
        left, right = self.column_edges(column)
        low, high = self.row_edges(row)
        # A cell owns its left and its upper edge.
        x, y = roundest(left, right), 0.0 - roundest(-high, -low)
        # A round place on an edge may by rounding belong to the neighbour; the middle never does.
        middle = (left + right) / 2, (low + high) / 2
        return (x, y) if self.cell(x, y) == self.cell(*middle) else middle

    def column_edges(self, column: int) -> tuple[float, float]:
        """From where to where on x a column of the drawing reaches; margins count as the nearest column."""
        x0, x1, _, _ = self.window
        return _edges(x0, (x1 - x0) / self.width, min(max(column - self.left, 0), self.width - 1))

    def row_edges(self, row: int) -> tuple[float, float]:
        """From where to where on y a row of the drawing reaches; margins count as the nearest row."""
        _, _, y0, y1 = self.window
        return _edges(y0, (y1 - y0) / self.height, self.height - 1 - min(max(row - self.top, 0), self.height - 1))


@lru_cache(maxsize=64)
def area(window: Window, width: int, height: int) -> Area:
    """Where the picture goes in a drawing of `width` × `height` cells."""
    if width < _ROOMY[0] or height < _ROOMY[1]:
        return Area(0, width, height, window)
    labels = [tick_label(value) for value in y_ticks(window, height - 2)]
    margin = max(map(len, labels), default=1) + 1
    return Area(margin, width - margin, height - 2, window)


def x_ticks(window: Window, columns: int) -> tuple[float, ...]:
    """Round numbers on x, about one every ten columns."""
    return ticks(window[0], window[1], columns / 10)


def y_ticks(window: Window, rows: int) -> tuple[float, ...]:
    """Round numbers on y, about one every four rows."""
    return ticks(window[2], window[3], rows / 4)


def ticks(low: float, high: float, about: float) -> tuple[float, ...]:
    """About so many round numbers from low to high, at even steps of 1, 2 or 5 times a power of ten.

    Two at least: a single number on an axis does not tell its scale.
    """
    rough = (high - low) / max(1.0, about)
    decade = 10.0 ** floor(log10(rough))
    wide = next(k for k, step in enumerate(_steps(decade)) if step >= 0.75 * rough)
    found = (_at_even_steps(low, high, step) for step in reversed(_steps(decade)[: wide + 1]))
    return next(numbers for numbers in found if len(numbers) > 1)


def _at_even_steps(low: float, high: float, step: float) -> tuple[float, ...]:
    digits = max(0, 2 - floor(log10(step)))
    return tuple(round(k * step, digits) + 0.0 for k in range(ceil(low / step), floor(high / step) + 1))


def tick_label(value: float, mark: str = ".") -> str:
    """A tick's number with a true minus and the language's decimal mark; as long in every language."""
    return f"{value:.6g}".replace("-", "−").replace(".", mark)


def roundest(low: float, high: float) -> float:
    """The number with the fewest digits in [low, high): what a person pointing there would have written."""
    middle = (low + high) / 2
    for digits in range(-floor(log10(high - low)) - 1, 17):
        value = round(middle, digits)
        if low <= value < high:
            return value + 0.0  # never −0
    return middle


def _edges(start: float, size: float, index: int) -> tuple[float, float]:
    return start + index * size, start + (index + 1) * size


def _steps(decade: float) -> tuple[float, ...]:
    """From small to large; the first two for an axis on which the others would hit one number only."""
    return decade / 5, decade / 2, decade, 2 * decade, 5 * decade, 10 * decade
