"""Where the tiles of a picture stand, and which of their values a cell of the screen shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from tui_nn.labs.frame import Tiles

_HEAD = 1  # rows for the title
_GAP = 2  # columns between two tiles
_CAPTION = 8  # columns for the narrowest caption
_SPREAD = 12  # columns that a caption may have beyond its tile, where there is room

Shape = tuple[int, int]  # rows and columns of values


@dataclass(frozen=True)
class Place:
    """One tile in the drawing: every value is `scale` columns wide and as many half rows high."""

    left: int
    top: int
    shape: Shape
    scale: int
    pitch: int  # columns for the tile and its caption
    captioned: bool  # whether there is a row for one below

    @property
    def width(self) -> int:
        return self.shape[1] * self.scale

    @property
    def height(self) -> int:
        """Rows of the screen; the last one may be half empty."""
        return (self.shape[0] * self.scale + 1) // 2

    @property
    def bottom(self) -> int:
        """The first row below it and its caption."""
        return self.top + self.height + self.captioned

    def cell_of(self, row: int, column: int) -> tuple[int, int]:
        """The (column, row) of the drawing where a value begins: its first column, its middle row."""
        return self.left + column * self.scale, self.top + (row * self.scale + (self.scale - 1) // 2) // 2

    def values_at(self, column: int, row: int) -> tuple[tuple[int, int], ...]:
        """The (row, column) of each value that a cell of the drawing shows: one, or of the smallest two; or none."""
        across = (column - self.left) // self.scale
        first = 2 * (row - self.top) // self.scale
        last = first + 1 if self.scale == 1 else first
        if not 0 <= across < self.shape[1]:
            return ()
        return tuple((down, across) for down in range(first, last + 1) if 0 <= down < self.shape[0])


Places = tuple[Place, ...]


def places(picture: Tiles, width: int, height: int, *, whole_rows: bool = False) -> Places:
    """The tiles in reading order below a title, as large as all have room; those without room are missing.

    The very first tile is always there, though it may reach beyond the drawing. With `whole_rows` no row of the
    screen shows two values where values are larger than one cell.
    """
    shapes = tuple((tile.values.shape[0], tile.values.shape[1]) for tile in picture.tiles)
    return _places(shapes, any(tile.caption for tile in picture.tiles), width, height, whole_rows)


@lru_cache(maxsize=64)  # the same in every picture of a run
def _places(shapes: tuple[Shape, ...], captioned: bool, width: int, height: int, whole_rows: bool) -> Places:
    """With captions, unless there is room for more tiles without them."""
    found = _largest(shapes, captioned, width, height, whole_rows)
    if captioned and len(found) < len(shapes):
        bare = _largest(shapes, False, width, height, whole_rows)
        return bare if len(bare) > len(found) else found
    return found


def _largest(shapes: tuple[Shape, ...], captioned: bool, width: int, height: int, whole_rows: bool) -> Places:
    def fits(found: Places) -> bool:
        return all(place.left + place.width <= width and place.bottom <= height for place in found)

    found, scale = _laid(shapes, captioned, 1, width), 1
    while shapes:
        scale += 2 if whole_rows and scale > 1 else 1
        larger = _laid(shapes, captioned, scale, width)
        if not fits(larger):
            break
        found = larger
    return tuple(place for place in found if place is found[0] or fits((place,)))


def _laid(shapes: tuple[Shape, ...], captioned: bool, scale: int, width: int) -> Places:
    """All tiles at one scale, in rows as full as the width allows, in the middle of it."""
    least = _CAPTION if captioned else 0
    found: list[Place] = []
    rows: list[list[Place]] = []
    for shape in shapes:
        pitch = max(shape[1] * scale, least)
        left = rows[-1][-1].left + rows[-1][-1].pitch + _GAP if rows else width + 1
        if left + pitch > width:
            rows.append([])
            left = 0
        rows[-1].append(Place(left, 0, shape, scale, pitch, captioned))
    spread = _spread(rows, width) if captioned else 0
    margin = max(0, width - max((_end(row) + spread * len(row) for row in rows), default=0)) // 2
    top = _HEAD
    for row in rows:
        for k, place in enumerate(row):
            found.append(replace(place, left=margin + place.left + k * spread, top=top, pitch=place.pitch + spread))
        top += max(place.height for place in row) + captioned
    return tuple(found)


def _end(row: list[Place]) -> int:
    return row[-1].left + row[-1].pitch


def _spread(rows: list[list[Place]], width: int) -> int:
    """The columns that each tile gets besides, so that captions have room; the fullest row decides."""
    return min((min(_SPREAD, max(0, width - _end(row)) // len(row)) for row in rows), default=0)
