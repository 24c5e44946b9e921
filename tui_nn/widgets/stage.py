"""Where the pictures of a lab stand, and what a cell of them means: a place, a value to paint, a part, an epoch."""

from __future__ import annotations

from dataclasses import dataclass

from tui_nn.labs.frame import Curves, Frame, Map, Network, Picture, Plane, Tiles
from tui_nn.plots import curves, heat, mosaic, network, plane, tiles
from tui_nn.plots.glyphs import Glyphs

Board = Plane | Map  # pictures with points of their own


@dataclass(frozen=True, eq=False)
class Placed:
    """A picture and the cells of the stage that it has."""

    picture: Picture
    left: int
    top: int
    width: int
    height: int

    def holds(self, column: int, row: int) -> bool:
        return 0 <= column - self.left < self.width and 0 <= row - self.top < self.height


Stage = tuple[Placed, ...]


def shown(frame: Frame, view: int) -> tuple[Picture, ...]:
    """The pictures of a view; of a lab without views the first one."""
    if not frame.views:
        return frame.pictures[:1]
    return tuple(frame.pictures[place] for place in frame.views[view].pictures)


def stage(frame: Frame, view: int, width: int, height: int) -> Stage:
    """The pictures of a view where they stand."""
    pictures = shown(frame, view)
    if not frame.views:
        return (Placed(pictures[0], 0, 0, width, height),)
    return tuple(Placed(pictures[index], *place) for index, *place in mosaic.place(pictures, width, height))


def board(stage: Stage) -> Placed | None:
    """The first picture that one can draw points in."""
    return next((placed for placed in stage if isinstance(placed.picture, Board)), None)


def is_painted(picture: Picture) -> bool:
    """Whether one may paint on it."""
    return isinstance(picture, Tiles) and picture.painted is not None


def easel(stage: Stage) -> Placed | None:
    """The first picture that one can paint on."""
    return next((placed for placed in stage if is_painted(placed.picture)), None)


def values_at(placed: Placed, column: int, row: int, glyphs: Glyphs) -> tuple[tuple[int, int], ...]:
    """The values of the painted tile, by row and column, that a cell of the stage shows; none beside it."""
    picture = placed.picture
    assert isinstance(picture, Tiles)
    stand = tiles.stood(picture, placed.width, placed.height, glyphs)
    if not placed.holds(column, row) or picture.painted is None or picture.painted >= len(stand):
        return ()
    return stand[picture.painted].values_at(column - placed.left, row - placed.top)


def window(placed: Placed) -> tuple[float, float, float, float]:
    assert isinstance(placed.picture, Board)
    return placed.picture.window


def cell_of(placed: Placed, x: float, y: float) -> tuple[int, int] | None:
    """The cell of the stage where a place in data units is; None outside the picture's window."""
    to_cell = plane.to_cell if isinstance(placed.picture, Plane) else heat.to_cell
    found = to_cell(window(placed), placed.width, placed.height, x, y)
    return (found[0] + placed.left, found[1] + placed.top) if found else None


def data_at(placed: Placed, column: int, row: int) -> tuple[float, float] | None:
    """The place in data units that a cell of the stage shows; None outside the picture."""
    column, row = column - placed.left, row - placed.top
    size = placed.width, placed.height
    if not (0 <= column < placed.width and 0 <= row < placed.height):
        return None
    if isinstance(placed.picture, Plane):
        on = plane.on_plane(window(placed), *size, column, row)
        return plane.to_data(window(placed), *size, column, row) if on else None
    on = heat.on_map(window(placed), *size, column, row)
    return heat.to_data(window(placed), *size, column, row) if on else None


def net_of(frame: Frame, view: int) -> Network | None:
    """The network of a view."""
    return next((picture for picture in shown(frame, view) if isinstance(picture, Network)), None)


def curves_of(frame: Frame, view: int) -> Curves | None:
    """The curves of a view."""
    return next((picture for picture in shown(frame, view) if isinstance(picture, Curves)), None)


def part_at(stage: Stage, column: int, row: int, selected: str | None) -> str | None:
    """The part of the network that a cell shows."""
    for placed in stage:
        if isinstance(placed.picture, Network) and placed.holds(column, row):
            place = placed.width, placed.height, column - placed.left, row - placed.top
            return network.at(placed.picture, *place, selected=selected)
    return None


def across_at(stage: Stage, column: int, row: int) -> float | None:
    """The place on the axis of the curves that a cell shows."""
    for placed in stage:
        if isinstance(placed.picture, Curves) and placed.holds(column, row):
            return curves.x_at(placed.picture, placed.width, placed.height, column - placed.left)
    return None
