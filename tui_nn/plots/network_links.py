"""Links between two layers as lines of dots: solid or dashed by sign, thin or thick by size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Bools, Floats, Ints
from tui_nn.plots.canvas import Dots
from tui_nn.plots.ink import NO_TONE, Ink
from tui_nn.plots.sheet import Sheet
from tui_nn.plots.tones import LEVELS

STEPS = (0.05, 0.6, 1.5)  # sizes from which on a line is one, two, three dots thick; below, it is a row of points
_STRONGEST = 2.0  # the size whose colour is the fullest
_DASH = (5, 3)  # dots on, dots off
_SPARSE = 4  # of so many dots of a weak link one is set


@dataclass(frozen=True, eq=False)
class Links:
    """Lines across a gap, each from a height at its left to one at its right, in cells; arrays of one shape.

    ``bold`` lines lie over the others and are never weak; ``faint`` ones are told apart by nothing.
    """

    starts: Floats
    ends: Floats
    weights: Floats
    bold: Bools
    faint: Bools
    chosen: Bools  # the selected one

    def only(self, which: Bools | Ints) -> Links:
        """Some of them, in one row."""
        return Links(
            self.starts[which],
            self.ends[which],
            self.weights[which],
            self.bold[which],
            self.faint[which],
            self.chosen[which],
        )


def tones(weights: Floats) -> Ints:
    """The tone of a line or sign: in the half of its sign, never so near to the middle as to vanish."""
    half = LEVELS // 2
    share = np.nan_to_num(np.minimum(np.abs(weights) / _STRONGEST, 1.0), nan=1.0)
    steps = 2 + np.asarray(share * (half - 3), dtype=np.int64)
    return np.where(weights < 0, half - 1 - steps, half + steps)


def kept(weights: Floats, most: int) -> Bools:
    """Which links are drawn of (sources, targets): the strongest, and the strongest into each unit."""
    sizes = np.nan_to_num(np.abs(weights), nan=np.inf)
    if weights.size <= most:
        return np.ones(weights.shape, dtype=np.bool_)
    floor = np.partition(sizes, weights.size - most, axis=None)[weights.size - most]
    return np.asarray((sizes > floor) | (sizes == sizes.max(axis=0)))


def draw_links(sheet: Sheet, left: int, right: int, top: int, bottom: int, links: Links, dots: Dots) -> None:
    """Draw them into the cells from `left` to `right` and from `top` to `bottom`, the ends not counted.

    A cell shows one link, the strongest that crosses it, so that each line keeps its own colour and its dashes.
    """
    if right <= left or not len(links.weights):
        return
    links = _ordered(links)
    across, down = (right - left) * dots.across, (bottom - top) * dots.down
    columns, rows, owners = _traced(links, across, down, top, dots)
    cells = rows // dots.down * (right - left) + columns // dots.across
    owner = np.full((bottom - top) * (right - left), -1)
    owner[cells] = owners  # of several the last stays, which is the strongest
    mine = owner[cells] == owners
    grid = np.zeros((down, across), dtype=np.int64)
    grid[rows[mine], columns[mine]] = 1
    bits = np.einsum("rdca,da->rc", grid.reshape(bottom - top, dots.down, right - left, dots.across), _bits(dots))
    _put(sheet, left, top, bits, owner.reshape(bits.shape), links, dots)


def _ordered(links: Links) -> Links:
    """The weakest first, those in bold last."""
    rank = np.nan_to_num(np.abs(links.weights)) / (1 + np.nan_to_num(np.abs(links.weights))) - links.faint
    order = np.argsort(rank + 2 * links.bold + 4 * links.chosen, kind="stable")
    return links.only(order)


def _traced(links: Links, across: int, down: int, top: int, dots: Dots) -> tuple[Ints, Ints, Ints]:
    """Column and row of every dot, and whose it is; link by link."""
    begin = (links.starts - top) * dots.down
    rise = (links.ends - links.starts) * dots.down
    steps = int(max(across, np.abs(rise).max() + 1))
    share = np.linspace(0.0, 1.0, steps)
    columns = np.rint(share * (across - 1)).astype(np.int64)
    middle = np.floor(begin[:, None] + rise[:, None] * share)
    along = np.asarray(share * np.maximum(across, np.abs(rise))[:, None], dtype=np.int64)
    shown = _pattern(links, along)
    steep = np.abs(rise) > across
    thickness = _thickness(links)
    offsets = np.array([0, 1, -1])
    drawn = shown[:, None, :] & (thickness[:, None] > np.arange(3))[:, :, None]
    at_rows = middle[:, None, :] + np.where(steep[:, None], 0, offsets)[:, :, None]
    at_columns = columns + np.where(steep[:, None], offsets, 0)[:, :, None]
    drawn &= (at_rows >= 0) & (at_rows < down) & (at_columns >= 0) & (at_columns < across)
    owners = np.broadcast_to(np.arange(len(begin))[:, None, None], drawn.shape)
    return at_columns[drawn], at_rows[drawn].astype(np.int64), owners[drawn]


def _thickness(links: Links) -> Ints:
    sizes = np.nan_to_num(np.abs(links.weights), nan=np.inf)
    thick = np.maximum(np.searchsorted(STEPS, sizes, side="right"), 1)
    return np.where(links.faint, 1, np.where(links.bold, np.maximum(thick, 2), thick))


def _pattern(links: Links, along: Ints) -> Bools:
    """Which dots of a line are set, by their number from its start."""
    sparse = links.faint | ((np.abs(links.weights) < STEPS[0]) & ~links.bold)
    dashed = along % sum(_DASH) < _DASH[0]
    solid = np.where((links.weights < 0)[:, None], dashed, True)
    return np.asarray(np.where(sparse[:, None], along % _SPARSE == 0, solid))


def _bits(dots: Dots) -> Ints:
    return np.array(dots.bits)


def _put(sheet: Sheet, left: int, top: int, bits: Ints, owner: Ints, links: Links, dots: Dots) -> None:
    signs = np.array([ord(sign) for sign in dots.patterns])
    own_tones = tones(links.weights)
    for ink, which, toned in (
        (Ink.OLD, links.faint, False),
        (Ink.TEXT, ~links.faint & ~links.chosen, True),
        (Ink.ACCENT, links.chosen, False),
    ):
        rows, columns = np.nonzero((owner >= 0) & (bits > 0) & which[owner])
        if len(rows):
            colours = own_tones[owner[rows, columns]] if toned else NO_TONE
            sheet.put(rows + top, columns + left, signs[bits[rows, columns]], ink, colours)
