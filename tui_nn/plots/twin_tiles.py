"""Tiles told in characters: one for each value, row by row."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Reading, Tile, Tiles
from tui_nn.locale.words import Words
from tui_nn.plots import say
from tui_nn.plots.telling import WIDTH, rest, wrapped
from tui_nn.plots.tiles import on_off

_MOST = 12  # tiles
_LARGEST = 32  # rows and columns of a tile that is written out
_OFF, _ON, _NONE = "░█?"


def tiles_told(lab_name: str, picture: Tiles, words: Words) -> list[str]:
    """Each tile's caption and rows; of one that is too large for that, its mean and its ends."""
    binary = on_off(picture)
    low, high = (words.number(end) for end in picture.limits)
    told = wrapped(
        [
            say.table_title(lab_name, picture.id, words),
            words("plots.twin.tiles.binary") if binary else words("plots.twin.tiles.values", low=low, high=high),
        ]
    )
    for number, tile in enumerate(picture.tiles[:_MOST], 1):
        told += wrapped([f"{number}. {_caption(lab_name, tile, words)}".rstrip(". ")])
        told += _rows(tile.values, picture.limits, words, binary)
    return [*told, *rest(len(picture.tiles), "plots.twin.tiles.more", words, _MOST)]


def _caption(lab_name: str, tile: Tile, words: Words) -> str:
    if isinstance(tile.caption, Reading):
        return f"{say.reading_name(lab_name, tile.caption, words)}: {say.value(tile.caption, words)}"
    return say.cell(tile.caption, words)


def _rows(values: Floats, limits: tuple[float, float], words: Words, binary: bool) -> list[str]:
    rows, columns = values.shape
    if rows > _LARGEST or columns > min(_LARGEST, WIDTH):
        ends = {"low": words.number(float(values.min())), "high": words.number(float(values.max()))}
        return wrapped(
            [words("plots.twin.tiles.large", rows=rows, columns=columns, mean=float(values.mean()), **ends)]
        )
    low, high = limits
    shares = (values - low) / (high - low)
    if binary:
        return ["".join(_ON if on else _OFF for on in row) for row in (shares > 0.5).tolist()]
    digits = np.where(np.isnan(shares), -1, np.clip(shares * 10, 0, 9))
    return ["".join(_NONE if value < 0 else str(int(value)) for value in row) for row in digits.tolist()]
