"""Drawing one's own points: a cursor in data units and the edits that its keys ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tui_nn.labs.lab import Edit
from tui_nn.widgets.stage import Board, Placed, cell_of, data_at, window

ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}  # columns, rows
REACH = 0.04  # of the window: how near the mouse has to come to a point


@dataclass(frozen=True)
class Pencil:
    """Where the cursor is, and the point it carries, if any."""

    x: float
    y: float
    held: int | None = None

    @staticmethod
    def on(placed: Placed) -> Pencil:
        """At the middle of the picture."""
        left, right, bottom, top = window(placed)
        return Pencil((left + right) / 2, (bottom + top) / 2)

    def moved(self, arrow: str, placed: Placed) -> Pencil:
        """One cell further, where that is still in the picture."""
        across, down = ARROWS[arrow]
        column, row = cell_of(placed, self.x, self.y) or (0, 0)
        place = data_at(placed, column + across, row + down)
        return replace(self, x=place[0], y=place[1]) if place else self


def nearest(board: Board, x: float, y: float, reach: float | None = None) -> int | None:
    """The point nearest to a place, measured in windows; None when none is within `reach` of it."""
    left, right, bottom, top = board.window
    if not len(board.points):
        return None
    away = (board.points - np.array([x, y])) / np.array([right - left, top - bottom])
    distances = np.hypot(away[:, 0], away[:, 1])
    index = int(np.argmin(distances))
    return index if reach is None or distances[index] <= reach else None


def keys_of(classes: int) -> tuple[str, ...]:
    """The keys that add a point, one a class."""
    return tuple(map(str, range(classes)))


def edit_of(key: str, pencil: Pencil, board: Board) -> tuple[Pencil, Edit | None]:
    """What a key does: a digit adds a point, m takes the nearest and puts it down, delete removes it."""
    x, y = pencil.x, pencil.y
    if key.isdigit():
        return pencil, Edit("add", (x, y, float(key)))
    if key == "m" and pencil.held is None:
        return replace(pencil, held=nearest(board, x, y)), None
    if key == "m":
        return replace(pencil, held=None), Edit("move", (float(pencil.held or 0), x, y))
    index = nearest(board, x, y)
    return replace(pencil, held=None), None if index is None else Edit("delete", (float(index),))
