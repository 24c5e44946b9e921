"""Many small maps in a grid, with a number below each: the same network from many seeds."""

from __future__ import annotations

from tui_nn.labs.frame import Multiples, Reading
from tui_nn.locale.words import Words
from tui_nn.plots import fit, heat, say
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing, Ink, Row, Span

_DIGITS = 3  # of a number below a map


def draw_multiples(
    lab_name: str, picture: Multiples, words: Words, width: int, height: int, *, glyphs: Glyphs = BRAILLE
) -> Drawing:
    """The maps in reading order in exactly `height` rows of exactly `width` cells, as large as all have room.

    Above them stands how many have arrived; a map that has bears a tick. Maps without room are left out.
    """
    count = len(picture.captions)
    head = (
        Span(say.table_title(lab_name, picture.id, words) + "  ", Ink.STRONG),
        Span(words("plots.multiples.head", good=sum(picture.good), n=count), Ink.GOOD),
    )
    across, side = _grid(count, width, height - 1)
    if side < 1:
        return fit.fitted([head], width, height)
    maps = heat.thumbnails(picture.fields(2 * side, 2 * side), picture.limits, glyphs=glyphs)
    pitch = width // across
    rows: list[Row] = [head]
    for begin in range(0, count, across):
        shown = range(begin, min(count, begin + across))
        rows += [tuple(span for k in shown for span in _padded(maps[k][row], 2 * side, pitch)) for row in range(side)]
        rows.append(tuple(span for k in shown for span in _caption(picture, k, words, pitch, glyphs)))
    return fit.fitted(rows, width, height)


def _grid(count: int, width: int, height: int) -> tuple[int, int]:
    """How many maps stand side by side, and the rows of each, for the largest maps."""

    def side(across: int) -> int:
        down = -(-count // across)
        return min((width // across - 1) // 2, height // down - 1)

    best = max(range(1, max(1, count) + 1), key=side)
    return best, side(best)


def _padded(row: Row, used: int, pitch: int) -> Row:
    return (*row, Span(" " * (pitch - used)))


def _caption(picture: Multiples, k: int, words: Words, pitch: int, glyphs: Glyphs) -> Row:
    """The tick of a map that has arrived, and its number."""
    reading: Reading = picture.captions[k]
    good = picture.good[k]
    text = f"{glyphs.arrived if good else ' '}{say.value(reading, words, _DIGITS)}"
    return (Span(fit.left(text, pitch), Ink.GOOD if good else Ink.DIM),)
