"""A drawing in the making as arrays, so that NumPy can paint it and merge equal neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from tui_nn.engine.arrays import Bools, Floats, Ints
from tui_nn.plots.canvas import Dots
from tui_nn.plots.ink import NO_TONE, Drawing, Ink, Span
from tui_nn.plots.tones import LEVELS

_INKS = tuple(Ink)
_NUMBER = {ink: number for number, ink in enumerate(_INKS)}
_BLANK, _UPPER = ord(" "), ord("▀")
_STEP = 64  # more than there are tones, and than there are inks


@dataclass(frozen=True, eq=False)
class Sheet:
    """Each cell's character, ink, tone and ground; arrays of shape (rows, columns)."""

    signs: Ints  # code points, uint32
    inks: Ints  # places in `Ink`
    tones: Ints
    grounds: Ints

    def put(self, rows: Ints, columns: Ints, signs: Ints | int, ink: Ink, tones: Ints | int = NO_TONE) -> None:
        """Write characters on the ground that is there; of two in one cell the later one stays."""
        self.signs[rows, columns] = signs
        self.inks[rows, columns] = _NUMBER[ink]
        self.tones[rows, columns] = tones

    def ground(self, tones: Ints) -> None:
        """Give what has been written on painted cells one ground each, between the two tones that the cell had."""
        upper, lower = tones[::2], tones[1::2]
        between = np.where(np.maximum(upper, lower) < LEVELS, (upper + lower + 1) // 2, lower)
        written = (self.signs != _UPPER) & (self.signs != _BLANK)
        np.copyto(self.grounds, between, where=written)

    def lay(self, part: Sheet, left: int, top: int) -> None:
        """Lay a smaller sheet on this one."""
        rows, columns = part.signs.shape
        here = slice(top, top + rows), slice(left, left + columns)
        self.signs[here], self.inks[here] = part.signs, part.inks
        self.tones[here], self.grounds[here] = part.tones, part.grounds

    def part(self, begin: int, end: int) -> Sheet:
        """The rows from `begin` to `end` alone."""
        rows = slice(begin, end)
        return Sheet(self.signs[rows], self.inks[rows], self.tones[rows], self.grounds[rows])

    def rows(self) -> Drawing:
        """Neighbours of one look as one span; that is what makes a drawing cheap to paint."""
        height: int = self.signs.shape[0]
        width: int = self.signs.shape[1]
        if not width:
            return ((),) * height
        looks = (self.inks * _STEP + self.tones + 1) * _STEP + self.grounds + 1
        new = np.ones(looks.shape, dtype=np.bool_)
        np.not_equal(looks[:, 1:], looks[:, :-1], out=new[:, 1:])
        starts: Ints = np.flatnonzero(new)
        text: str = np.ascontiguousarray(self.signs, dtype="<u4").tobytes().decode("utf-32-le")
        begins = starts.tolist()
        ends = [*begins[1:], height * width]
        spans: list[Span] = list(
            map(_span, map(text.__getitem__, map(slice, begins, ends)), looks.flat[starts].tolist())
        )
        of_row: list[int] = np.searchsorted(starts, np.arange(0, height * width + 1, width)).tolist()
        drawn: Drawing = tuple(tuple(spans[begin:end]) for begin, end in pairwise(of_row))
        return drawn


def blank(rows: int, columns: int) -> Sheet:
    """Nothing but blanks."""
    shape = rows, columns
    return Sheet(
        np.full(shape, _BLANK, dtype=np.uint32),
        np.full(shape, _NUMBER[Ink.TEXT], dtype=np.int64),
        np.full(shape, NO_TONE, dtype=np.int64),
        np.full(shape, NO_TONE, dtype=np.int64),
    )


def written(signs: Ints, ink: Ink) -> Sheet:
    """Code points of shape (rows, columns) in one ink."""
    sheet = blank(*signs.shape)
    sheet.signs[:] = signs
    sheet.inks[:] = _NUMBER[ink]
    return sheet


def dotted(grid: Bools, dots: Dots) -> tuple[Ints, Ints, Ints]:
    """The cells of a grid of dots that hold any: their rows, their columns and their characters' code points.

    The grid has the shape (rows · dots.down, columns · dots.across).
    """
    down, across = dots.down, dots.across
    cells = grid.reshape(grid.shape[0] // down, down, grid.shape[1] // across, across)
    bits = np.einsum("rdca,da->rc", cells.astype(np.int64), np.array(dots.bits))
    rows, columns = np.nonzero(bits)
    return rows, columns, np.array([ord(sign) for sign in dots.patterns])[bits[rows, columns]]


def painted(tones: Ints) -> Sheet:
    """Two tones a cell, the upper over the lower, from tones of shape (2·rows, columns); equal ones become ground."""
    upper, lower = tones[::2], tones[1::2]
    plain = upper == lower
    return Sheet(
        np.where(plain, _BLANK, _UPPER).astype(np.uint32),
        np.full(upper.shape, _NUMBER[Ink.TEXT], dtype=np.int64),
        np.where(plain, NO_TONE, upper),
        lower.copy(),
    )


def shaded(shares: Floats, ramp: str) -> Sheet:
    """The same without colours: shares between 0 and 1 of shape (2·rows, columns), a character of the ramp a cell."""
    both = np.nan_to_num((shares[::2] + shares[1::2]) / 2, nan=0.5)
    steps = np.clip(both * len(ramp), 0, len(ramp) - 1).astype(np.int64)
    sheet = blank(*both.shape)
    sheet.signs[:] = np.array([ord(sign) for sign in ramp])[steps]
    sheet.inks[:] = _NUMBER[Ink.DIM]
    return sheet


@lru_cache(maxsize=8192)  # the same few looks come back in every picture
def _span(text: str, look: int) -> Span:
    rest, ground = divmod(look, _STEP)
    ink, tone = divmod(rest, _STEP)
    return Span(text, _INKS[ink], False, tone - 1, ground - 1)
