"""Drawing one's own points: a cursor in data units and the edits that its keys ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tui_nn.labs.lab import Edit, Plane

ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}  # columns, rows


@dataclass(frozen=True)
class Pencil:
    """Where the cursor is, and the point it carries, if any."""

    x: float
    y: float
    held: int | None = None

    @staticmethod
    def on(plane: Plane) -> Pencil:
        """At the middle of the plane."""
        left, right, bottom, top = plane.window
        return Pencil((left + right) / 2, (bottom + top) / 2)


def nearest(plane: Plane, x: float, y: float, reach: float | None = None) -> int | None:
    """The point nearest to a place, measured in windows; None when none is within `reach` of it."""
    left, right, bottom, top = plane.window
    away = (plane.points - np.array([x, y])) / np.array([right - left, top - bottom])
    distances = np.hypot(away[:, 0], away[:, 1])
    index = int(np.argmin(distances))
    return index if reach is None or distances[index] <= reach else None


def edit_of(key: str, pencil: Pencil, plane: Plane) -> tuple[Pencil, Edit | None]:
    """What a key does: 0 and 1 add a point, m takes the nearest and puts it down, delete removes it."""
    x, y = pencil.x, pencil.y
    if key in ("0", "1"):
        return pencil, Edit("add", (x, y, float(key)))
    if key == "m" and pencil.held is None:
        return replace(pencil, held=nearest(plane, x, y)), None
    if key == "m":
        return replace(pencil, held=None), Edit("move", (float(pencil.held or 0), x, y))
    index = nearest(plane, x, y)
    return replace(pencil, held=None), None if index is None else Edit("delete", (float(index),))
