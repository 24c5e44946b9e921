"""The pictures of a view together in one drawing."""

from __future__ import annotations

from collections.abc import Sequence

from tui_nn.labs.frame import Network, Picture, Table, Tiles
from tui_nn.locale.words import Words
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing, Span
from tui_nn.plots.picture import draw

Placed = tuple[int, int, int, int, int]  # which picture, left, top, width, height

_TALL = 20  # rows from which pictures stand below each other
_WIDE = 60  # columns from which they stand side by side
_GAP = 1  # columns between two pictures
_NETWORK = 0.58  # the share of the width for a network at the left
_TABLE = 32  # columns enough for a table at the right
_BESIDE_TILES = 24  # columns for a table beside tiles, which need theirs
_UPPER = 0.62  # the share of the height for what stands above something else


def place(pictures: Sequence[Picture], width: int, height: int) -> tuple[Placed, ...]:
    """Where each picture stands; a third one only where there is height for it.

    Beside a network the others stand below each other; otherwise two stand side by side and a third below them.
    """
    if len(pictures) == 1:
        return ((0, 0, 0, width, height),)
    three = len(pictures) > 2 and height >= _TALL
    upper = round(_UPPER * height) if three else height
    if width < _WIDE:
        half = height // 2
        return ((0, 0, 0, width, half), (1, 0, half, width, height - half))
    left = _left(pictures, width)
    right = left + _GAP
    beside = isinstance(pictures[0], Network)
    places = [(0, 0, 0, left, height if beside else upper), (1, right, 0, width - right, upper)]
    if three:
        start = right if beside else 0
        places.append((2, start, upper, width - start, height - upper))
    return tuple(places)


def _left(pictures: Sequence[Picture], width: int) -> int:
    """Columns of the picture at the left."""
    if isinstance(pictures[0], Tiles) and isinstance(pictures[1], Table):
        return width - _BESIDE_TILES - _GAP
    if isinstance(pictures[1], Table):
        return max(width // 2, width - _TABLE - _GAP)
    return round((_NETWORK if isinstance(pictures[0], Network) else 0.5) * (width - _GAP))


def draw_view(
    lab_name: str,
    pictures: Sequence[Picture],
    words: Words,
    width: int,
    height: int,
    *,
    selected: str | None = None,
    cursor: tuple[float, float] | None = None,
    at: float | None = None,
    glyphs: Glyphs = BRAILLE,
) -> Drawing:
    """The pictures in exactly `height` rows of exactly `width` cells; the rest as for `picture.draw`."""
    places = sorted(place(pictures, width, height), key=lambda placed: placed[1])
    rows: list[list[Span]] = [[] for _ in range(height)]
    filled = [0] * height
    for index, left, top, across, down in places:
        picture = pictures[index]
        drawn = draw(lab_name, picture, words, across, down, cursor=cursor, selected=selected, at=at, glyphs=glyphs)
        for row, spans in enumerate(drawn, top):
            if left > filled[row]:
                rows[row].append(Span(" " * (left - filled[row])))
            rows[row] += spans
            filled[row] = left + across
    return tuple(
        (*spans, Span(" " * (width - used))) if used < width else tuple(spans)
        for spans, used in zip(rows, filled, strict=True)
    )
