"""Tiles drawn in half-blocks: small pictures side by side, two values a cell, larger where there is room."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Bools, Floats
from tui_nn.labs.frame import Reading, Tile, Tiles
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say, sheet
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import NO_TONE, Drawing, Ink, Row, Span
from tui_nn.plots.sheet import Sheet
from tui_nn.plots.tiles_layout import Place, Places, places
from tui_nn.plots.tones import levels

_DIGITS = 4


def draw_tiles(
    lab_name: str,
    picture: Tiles,
    words: Words,
    width: int,
    height: int,
    *,
    cursor: tuple[float, float] | None = None,
    glyphs: Glyphs = BRAILLE,
) -> Drawing:
    """The tiles in exactly `height` rows of exactly `width` cells, in reading order, a caption below each.

    Args:
        lab_name: where the words are.
        picture: what to show.
        words: the language.
        width: cells across.
        height: rows.
        cursor: the (column, row) of a value of the painted tile to mark.
        glyphs: the characters of this terminal; those with a ramp show values without colours.
    """
    if width < 1 or height < 1:
        return ((),) * max(0, height)
    stand = stood(picture, width, height, glyphs)
    drawn = sheet.blank(height, width)
    for tile, place in zip(picture.tiles, stand, strict=False):
        _lay(drawn, _values(tile.values, place.scale, picture, glyphs), place)
        if place.captioned:
            _caption(drawn, _told(lab_name, tile, words, place.pitch), place)
    if cursor and picture.painted is not None and picture.painted < len(stand):
        _mark(drawn, stand[picture.painted], (int(cursor[1]), int(cursor[0])), glyphs)
    head = _head(lab_name, picture, words, len(picture.tiles) - len(stand), width)
    return (*fit.fitted([head], width, 1), *drawn.rows()[1:])


def _head(lab_name: str, picture: Tiles, words: Words, missing: int, width: int) -> Row:
    """The title, and how many tiles there is no room for."""
    more = "  " + words("plots.tiles.more", n=missing) if missing else ""
    title = fit.clip(say.table_title(lab_name, picture.id, words), max(1, width - fit.cells(more)))
    return (Span(title, Ink.STRONG), Span(more, Ink.DIM)) if more else (Span(title, Ink.STRONG),)


def stood(picture: Tiles, width: int, height: int, glyphs: Glyphs = BRAILLE) -> Places:
    """Where the tiles stand in a drawing of `width` × `height` cells."""
    return places(picture, width, height, whole_rows=bool(glyphs.ramp))


def on_off(picture: Tiles) -> bool:
    """Whether there are no more than two values in all the tiles, so that each is simply on or off."""
    seen: set[float] = set()
    for tile in picture.tiles:
        seen.update(np.unique(tile.values).tolist())
        if len(seen) > 2:
            return False
    return True


def _values(values: Floats, scale: int, picture: Tiles, glyphs: Glyphs) -> Sheet:
    """A tile alone; below an odd number of half rows stands an empty one."""
    large = np.repeat(np.repeat(values, scale, axis=0), scale, axis=1)
    low, high = picture.limits
    if not glyphs.ramp:
        tones = levels(large, picture.limits)
        return sheet.painted(np.vstack([tones, np.full((len(tones) % 2, tones.shape[1]), NO_TONE)]))
    shares = (large - low) / (high - low)
    if on_off(picture):
        return _in_halves(shares > 0.5, glyphs)
    return sheet.shaded(np.vstack([shares, shares[-1:][: len(shares) % 2]]), glyphs.ramp)


def _in_halves(on: Bools, glyphs: Glyphs) -> Sheet:
    """Two values a cell without colours, each on or off."""
    both = np.vstack([on, np.zeros((len(on) % 2, on.shape[1]), dtype=np.bool_)]).astype(np.int64)
    signs = np.array([ord(sign) for sign in glyphs.halves])
    return sheet.written(signs[both[::2] + 2 * both[1::2]], Ink.TEXT)


def _lay(drawn: Sheet, part: Sheet, place: Place) -> None:
    """As much of a tile as the drawing has room for."""
    rows, columns = drawn.signs.shape
    height, width = min(place.height, rows - place.top), min(place.width, columns - place.left)
    if height > 0 and width > 0:
        here = slice(None, height), slice(None, width)
        cut = Sheet(part.signs[here], part.inks[here], part.tones[here], part.grounds[here])
        drawn.lay(cut, place.left, place.top)


def _told(lab_name: str, tile: Tile, words: Words, width: int) -> str:
    """The caption: of a number its name too, where that fits."""
    if not isinstance(tile.caption, Reading):
        return fit.clip(say.cell(tile.caption, words), width)
    value = say.value(tile.caption, words, _DIGITS)
    named = f"{say.reading_name(lab_name, tile.caption, words)}: {value}"
    return named if fit.cells(named) <= width else fit.clip(value, width)


def _caption(drawn: Sheet, text: str, place: Place) -> None:
    row = place.top + place.height
    if row < len(drawn.signs):  # the first tile may reach below the drawing
        letters = np.array([ord(letter) for letter in text[: drawn.signs.shape[1] - place.left]], dtype=np.int64)
        columns = place.left + np.arange(len(letters))
        drawn.put(np.full(len(letters), row), columns, letters, Ink.DIM)


def _mark(drawn: Sheet, place: Place, at: tuple[int, int], glyphs: Glyphs) -> None:
    """The cursor on a value: brackets around it, or where two values share a cell the half that is meant."""
    column, row = place.cell_of(*at)
    lower = place.scale == 1 and at[0] % 2
    signs = glyphs.pointers[bool(lower)] if place.scale == 1 else _bracketed(place.scale, glyphs)
    columns = np.arange(column, min(column + len(signs), drawn.signs.shape[1]))
    if not len(columns) or row >= len(drawn.signs):
        return
    rows = np.full(len(columns), row)
    tones = drawn.tones[rows, columns]
    drawn.put(rows, columns, np.array([ord(sign) for sign in signs[: len(columns)]]), Ink.ACCENT)
    if lower:  # the upper half goes on showing its own value
        drawn.grounds[rows, columns] = np.where(tones == NO_TONE, drawn.grounds[rows, columns], tones)


def _bracketed(scale: int, glyphs: Glyphs) -> str:
    return glyphs.brackets[0] + " " * (scale - 2) + glyphs.brackets[1]
