"""A histogram shows the many and the few, layer by layer."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_nn.engine.arrays import Ints
from tui_nn.labs.frame import Histogram
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.glyphs import ASCII, BRAILLE, Glyphs
from tui_nn.plots.histogram import draw_histogram
from tui_nn.plots.ink import plain

EN = Words("en")
BARS = "▁▂▃▄▅▆▇█"


def histogram(*counts: Ints, ends: tuple[float, float] = (-1.0, 1.0)) -> Histogram:
    labels = tuple(str(k) for k in range(1, len(counts) + 1))
    return Histogram("gradients", labels, counts, (ends,) * len(counts))


def lines(picture: Histogram, width: int = 50, height: int = 12) -> list[str]:
    return plain(draw_histogram("playground", picture, EN, width, height)).split("\n")


def spread(*pairs: tuple[int, int]) -> Ints:
    counts = np.zeros(24, dtype=np.int64)
    for place, count in pairs:
        counts[place] = count
    return counts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 10**6), min_size=24, max_size=24), max_size=8),
    st.tuples(st.floats(-1e300, 1e300), st.floats(0.1, 1e300)),
    st.tuples(st.integers(1, 120), st.integers(1, 40)),
    st.sampled_from((BRAILLE, ASCII)),
    st.sampled_from(LANGUAGES),
)
def test_a_histogram_fills_its_cells_exactly(
    counts: list[list[int]], ends: tuple[float, float], size: tuple[int, int], glyphs: Glyphs, language: str
) -> None:
    picture = histogram(*map(np.array, counts), ends=(ends[0], ends[0] + ends[1] + abs(ends[0])))
    drawing = draw_histogram("playground", picture, Words(language), *size, glyphs=glyphs)
    assert len(drawing) == size[1]
    assert {sum(cell_len(span.text) for span in row) for row in drawing} == {size[0]}


def test_one_value_among_a_hundred_thousand_is_seen() -> None:
    rows = lines(histogram(spread((3, 1), (12, 100_000))))
    base = rows[next(k for k, row in enumerate(rows) if "─" in row) - 1]
    assert set(BARS) & set(base[2:20])
    assert base[26] == "█"


def test_heights_grow_with_the_logarithm() -> None:
    rows = lines(histogram(spread((2, 9), (12, 99))), 50, 10)
    bars = [row for row in rows if set(BARS) & set(row)]
    tall = sum(row[26:27] == "█" for row in bars)
    assert sum(BARS.find(row[6:7]) + 1 for row in bars) == round(tall * 8 * np.log(10) / np.log(100))
    lone = lines(histogram(spread((2, 1), (12, 10**12))), 50, 3)
    assert "▁" in "".join(lone)


def test_values_that_are_all_alike_are_one_bar() -> None:
    rows = lines(histogram(spread((23, 500)), spread((0, 250), (23, 250))))
    bars = [row for row in rows if any(sign in BARS for sign in row)]
    first = bars[: len(bars) // 2]
    assert all(not set(BARS) & set(row[:45]) for row in first)
    assert all(set(BARS) & set(row[2:5]) for row in bars[len(bars) // 2 :])


def test_the_ends_and_zero_are_told_for_each_layer() -> None:
    axes = [row for row in lines(histogram(spread((1, 5)), spread((2, 5)), ends=(-0.25, 0.75))) if "─" in row]
    assert len(axes) == 2
    assert all(row.split("─")[0].strip() == "−0.25" and row.endswith("0.75") and "─0─" in row for row in axes)
    assert all(abs(row.index("─0─") - 2 - 48 / 4) < 2 for row in axes)


def test_the_colour_tells_below_from_above_zero() -> None:
    cells = grid_tones(histogram(spread((2, 9), (20, 9))))
    below, above = {tone for x, tone in cells if x < 26}, {tone for x, tone in cells if x >= 26}
    assert len(below) == len(above) == 1
    assert max(below) < 8 <= min(above)


def grid_tones(picture: Histogram) -> list[tuple[int, int]]:
    found = []
    for row in draw_histogram("playground", picture, EN, 50, 12):
        x = 0
        for span in row:
            found += [(x + k, span.tone) for k, sign in enumerate(span.text) if sign in BARS]
            x += len(span.text)
    return found


def test_where_rows_are_short_each_layer_has_one_and_then_the_first_ones() -> None:
    many = histogram(*(spread((k, 5)) for k in range(8)))
    assert [row[0] for row in lines(many, 50, 8)] == list("12345678")
    assert [row.split()[0] for row in lines(many, 50, 4)] == ["1", "2", "3", "+5"]
