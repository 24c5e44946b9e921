"""Where the parts of a network stand in a drawing. Only sizes count, so nothing moves while weights do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_LARGEST = 6  # rows of a thumbnail
_WIDEST_GAP = 26  # cells between two layers; what is over stays free at both sides
_ROOMY_GAP = 4  # thumbnails shrink until links have this much, or the width of a thumbnail
_LEAST_GAP = 2
_LEAST = (12, 3)  # a drawing smaller than this is cut out of one of this size
_HEADED = 10  # rows from which on there is a line above the layers
_BIAS = 7  # cells of ``b +0.31``


@dataclass(frozen=True)
class Column:
    """A layer: thumbnails of `width` × `rows` cells below each other, those of the units from `first` on."""

    layer: int
    left: int
    width: int
    rows: int
    first: int  # counted from 1
    tops: tuple[int, ...]
    count: int  # of all units
    numbered: bool  # biases are numbers below the thumbnails; otherwise a sign at the left of each

    @property
    def units(self) -> range:
        """The units shown, from 1."""
        return range(self.first, self.first + len(self.tops))

    @property
    def right(self) -> int:
        """The first cell after a thumbnail, where links begin."""
        return self.left + self.width

    @property
    def entry(self) -> int:
        """The first cell that belongs to a unit: links end before it."""
        return self.left - (0 if self.numbered or not self.layer else 1)

    @property
    def hidden(self) -> int:
        """How many units come after those shown."""
        return self.count - self.units[-1]

    @property
    def bias_width(self) -> int:
        """Cells of a bias: its number below a thumbnail, or one sign."""
        return min(_BIAS, max(self.width, 5)) if self.numbered else 1

    def row(self, unit: int) -> int:
        """The middle row of a unit's thumbnail."""
        return self.tops[unit - self.first] + (self.rows - 1) // 2

    def bias(self, unit: int) -> tuple[int, int]:
        """The (column, row) where the mark of a unit's bias begins."""
        top = self.tops[unit - self.first]
        return (self.left, top + self.rows) if self.numbered else (self.left - 1, self.row(unit))


@dataclass(frozen=True)
class Layout:
    """All places, in cells. The last row is free for a line about the selected part."""

    width: int
    height: int
    top: int  # rows above the layers: 1 with the names of the activations
    label: int  # cells of the inputs' signs
    columns: tuple[Column, ...]
    layers: int  # of the network, the inputs counted; there may be more than columns

    @property
    def bottom(self) -> int:
        return self.height - 1

    @property
    def pitch(self) -> int:
        """Cells from the middle of one layer to that of the next."""
        first, *rest = self.columns
        return rest[0].left - first.left if rest else self.width


@lru_cache(maxsize=64)
def laid_out(
    sizes: tuple[int, ...], label: int, width: int, height: int, focus: tuple[tuple[int, int], ...]
) -> Layout:
    """The largest thumbnails that leave the links room.

    Args:
        sizes: units of the inputs and of each layer.
        label: cells of the widest input's sign.
        width, height: the drawing in cells.
        focus: (layer, unit) pairs that have to be in sight where not all have room.
    """
    width, height = max(width, _LEAST[0]), max(height, _LEAST[1])
    top = int(height >= _HEADED)
    rows = height - 1 - top
    label = min(label, max(1, width - 4 * len(sizes)))
    room = max(2, 1 + (width - label - 3) // (2 + _LEAST_GAP))
    begin, end = window(len(sizes), room, max((layer for layer, _ in focus), default=0))
    layers = range(begin, end)
    wanted = dict(focus)
    spans = {layer: _in_sight(sizes[layer], rows, wanted.get(layer, 1)) for layer in layers}
    edge = 2 if sizes[-1] > 1 else 1  # a bracket or a class's number at the right
    for most in range(_LARGEST, -2, -1):
        heights = _heights([spans[layer][1] for layer in layers], rows, most, layers[-1] == len(sizes) - 1)
        widths = [_wide(high, most) for high in heights]
        numbered = [bool(layer) and high > 1 for layer, high in zip(layers, heights, strict=True)]
        signs = sum(bool(layer) and not below for layer, below in zip(layers, numbered, strict=True))
        free = width - label - 1 - edge - sum(widths) - signs
        gap = min(_WIDEST_GAP, free // max(1, len(layers) - 1))
        if gap >= max(_ROOMY_GAP, min(widths)):
            break
    gap = max(1, gap)
    left = label + 1 + max(0, free - gap * (len(layers) - 1)) // 2
    columns = []
    for layer, high, wide, below in zip(layers, heights, widths, numbered, strict=True):
        left += int(bool(layer) and not below)
        start, shown = spans[layer]
        columns.append(_column(layer, left, wide, high, start, shown, sizes[layer], below, top, rows))
        left += wide + gap
    return Layout(width, height, top, label, tuple(columns), len(sizes))


def window(count: int, room: int, focus: int) -> tuple[int, int]:
    """From which to which of `count` things are shown where `room` fit: the first ones, or those up to the focus."""
    begin = max(0, min(focus + 1, count) - room)
    return begin, min(count, begin + room)


def _in_sight(count: int, rows: int, focus: int) -> tuple[int, int]:
    """The first unit shown, from 1, and how many; a row is left for saying how many more there are."""
    if count <= rows:
        return 1, count
    room = max(1, rows - 1)
    begin, end = window(count, room, focus - 1)
    return begin + 1, end - begin


def _heights(shown: Sequence[int], rows: int, most: int, has_output: bool) -> list[int]:
    """Rows of each layer's thumbnails: alike where that costs little, the output's the largest."""
    last = len(shown) - 1 if has_output else -1
    caps = [max(most, 1) + (min(2, most + 1) if k == last else 0) for k in range(len(shown))]
    heights = [min(cap, max(1, rows // count - 1)) for cap, count in zip(caps, shown, strict=True)]
    common = min((high for k, high in enumerate(heights) if k != last), default=heights[-1])
    return [min(high, common + (2 if k == last else 1)) for k, high in enumerate(heights)]


def _wide(high: int, most: int) -> int:
    """Cells of a thumbnail: square for two rows or more, and for one row what there is room for."""
    return 2 * high if high > 1 else min(3, most + 2)


def _column(
    layer: int,
    left: int,
    wide: int,
    high: int,
    first: int,
    shown: int,
    count: int,
    numbered: bool,
    top: int,
    rows: int,
) -> Column:
    slot = rows // shown
    if shown < count:  # the last row tells how many more there are
        tops = tuple(range(top, top + shown))
    elif slot < 2:
        tops = tuple(top + k * rows // shown for k in range(shown))
    else:  # even steps, the whole in the middle
        start = top + (rows - slot * shown) // 2 + (slot - high - numbered) // 2
        tops = tuple(range(start, start + slot * shown, slot))
    return Column(layer, left, wide, high, first, tops, count, numbered)
