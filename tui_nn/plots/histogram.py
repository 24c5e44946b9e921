"""A Histogram drawn in cells: for each layer a row of bars, high where many values are."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.labs.frame import Histogram
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say
from tui_nn.plots.canvas import ASCII_DOTS
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing, Ink, Row, Span
from tui_nn.plots.network_marks import sign_tone

_BARS = " ▁▂▃▄▅▆▇█"
_PLAIN_BARS = " ..::||##"  # the same where there are no eighths of a block
_EIGHTHS = 8
_TALLEST = 6  # rows of bars


def draw_histogram(
    lab_name: str, picture: Histogram, words: Words, width: int, height: int, *, glyphs: Glyphs = BRAILLE
) -> Drawing:
    """The bars in exactly `height` rows of exactly `width` cells, a group of rows for each layer.

    A bar's height is log(1 + count) of the fullest bin's, so that a single value among thousands can be seen. The
    layer's values are told at the ends of its axis; a group of one row has them beside its bars.
    """
    count = len(picture.labels)
    titled = height > count and height > 2
    room = height - titled
    each = room // max(1, count)
    shown = count if each else max(0, room - 1)
    rows: list[Row] = [_title(lab_name, picture, words)] if titled else []
    label = max((fit.cells(text) for text in picture.labels), default=0) + 1
    for k in range(shown):
        rows += _group(picture, k, words, label, width, min(each or 1, _TALLEST + 1), glyphs)
    if shown < count:
        rows.append((Span(words("plots.network.more", n=count - shown), Ink.DIM),))
    return fit.fitted(rows, width, height)


def _title(lab_name: str, picture: Histogram, words: Words) -> Row:
    title = say.table_title(lab_name, picture.id, words)
    return Span(title, Ink.STRONG), Span(f"  {words('plots.histogram.heights')}", Ink.DIM)


def _group(
    picture: Histogram, k: int, words: Words, label: int, width: int, height: int, glyphs: Glyphs
) -> list[Row]:
    """One layer: its bars, and below them the axis with its ends."""
    low, high = picture.ends[k]
    ends = say.number(low, words, 2), say.number(high, words, 2)
    margin = Span(fit.left(picture.labels[k], label), Ink.STRONG)
    if height == 1:
        # As wide in every layer and at every moment, so that bars stand below bars.
        left, right = (Span(fit.right(ends[0], 8) + " ", Ink.DIM), Span(" " + fit.left(ends[1], 8), Ink.DIM))
        bars = _bars(picture.counts[k], (low, high), max(1, width - label - 18), 1, glyphs)
        return [(margin, left, *bars[0], right)]
    bars = _bars(picture.counts[k], (low, high), max(1, width - label), height - 1, glyphs)
    blank = Span(" " * label)
    drawn: list[Row] = [(margin if row == height - 2 else blank, *bars[row]) for row in range(height - 1)]
    return [*drawn, (blank, Span(_axis(ends, low, high, max(1, width - label), glyphs), Ink.DIM))]


def _bars(counts: Ints, ends: tuple[float, float], width: int, height: int, glyphs: Glyphs) -> list[Row]:
    """The bars row by row from the top; negative values in the tone of negative weights, positive ones in theirs."""
    heights, centres = _columns(counts, ends, width, height)
    signs = _PLAIN_BARS if glyphs.dots is ASCII_DOTS else _BARS
    border = int(np.searchsorted(centres, 0.0))
    rows: list[Row] = []
    for row in range(height):
        filled = np.clip(heights - (height - 1 - row) * _EIGHTHS, 0, _EIGHTHS)
        text = "".join(signs[eighths] for eighths in filled.tolist())
        halves = (Span(text[:border], tone=sign_tone(-1.0)), Span(text[border:], tone=sign_tone(1.0)))
        rows.append(tuple(span for span in halves if span.text))
    return rows


def _columns(counts: Ints, ends: tuple[float, float], width: int, height: int) -> tuple[Ints, Floats]:
    """For each column how many eighths are filled, and the value at its middle."""
    middles = (np.arange(width) + 0.5) / width
    if len(counts) <= width:
        per_column = counts[(middles * len(counts)).astype(np.int64)]
    else:
        per_column = np.add.reduceat(counts, (np.arange(width) * len(counts)) // width)
    peak = float(per_column.max(initial=0))
    share = np.log1p(per_column) / np.log1p(peak) if peak else np.zeros(width)
    heights = np.where(per_column > 0, np.maximum(1, np.rint(share * height * _EIGHTHS)), 0).astype(np.int64)
    low, high = ends
    return heights, low * (1 - middles) + high * middles


def _axis(ends: tuple[str, str], low: float, high: float, width: int, glyphs: Glyphs) -> str:
    """``−1──────0──────1``."""
    left, right = (fit.clip(text, max(1, width // 3)) for text in ends)
    line = list(left + glyphs.axes[1] * (width - len(left) - len(right)) + right)[:width]
    if low < 0 < high:
        place = int(-low / (high - low) * width) if np.isfinite(high - low) else width // 2
        if len(left) < place < width - len(right) - 1:
            line[place] = "0"
    return "".join(line)
