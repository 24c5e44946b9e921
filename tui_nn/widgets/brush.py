"""Painting on tiles: a cursor on a value and the edits that its keys ask for."""

from __future__ import annotations

from dataclasses import dataclass

from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Tiles
from tui_nn.labs.lab import Edit
from tui_nn.widgets.pencil import ARROWS

KEYS = ("0", "1", "space")


@dataclass(frozen=True)
class Brush:
    """The value that the cursor is on."""

    row: int
    column: int

    @staticmethod
    def on(picture: Tiles) -> Brush:
        """In the middle of the tile."""
        rows, columns = canvas(picture).shape
        return Brush(rows // 2, columns // 2)

    def moved(self, arrow: str, picture: Tiles) -> Brush:
        """One value further, where there is one."""
        across, down = ARROWS[arrow]
        rows, columns = canvas(picture).shape
        return Brush(min(max(self.row + down, 0), rows - 1), min(max(self.column + across, 0), columns - 1))


def canvas(picture: Tiles) -> Floats:
    """The values that are painted on, (rows, columns)."""
    assert picture.painted is not None
    return picture.tiles[picture.painted].values


def is_on(picture: Tiles, row: int, column: int) -> bool:
    """Whether a value is nearer to the upper of the two that may be painted, 0 and 1."""
    return bool(canvas(picture)[row, column] > 0.5)


def edit_of(key: str, brush: Brush, picture: Tiles) -> Edit | None:
    """What a key paints: 0 and 1 themselves, Space the other one; None where it stands there already."""
    there = is_on(picture, brush.row, brush.column)
    wanted = not there if key == "space" else key == "1"
    return None if wanted == there else paint(brush.row, brush.column, on=wanted)


def paint(row: int, column: int, *, on: bool) -> Edit:
    return Edit("paint", (float(row), float(column), float(on)))
