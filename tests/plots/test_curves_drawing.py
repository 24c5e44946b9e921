"""Curves in cells lose no spike, leave gaps where there are no numbers, and tell their values."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planes import grid
from rich.cells import cell_len

from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Curve, Curves
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.curves import draw_curves, x_at
from tui_nn.plots.glyphs import ASCII, BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing, Ink, plain

EN = Words("en")
NAMES = ("train", "test", "rival-train", "rival-test")


def losses(*ys: Floats, logarithmic: bool = False) -> Curves:
    curves = (Curve(name, np.arange(len(y), dtype=float), y) for name, y in zip(NAMES, ys, strict=False))
    return Curves("losses", tuple(curves), logarithmic=logarithmic)


def drawn(picture: Curves, width: int = 60, height: int = 12, at: float | None = None) -> Drawing:
    return draw_curves("playground", picture, EN, width, height, at=at)


def columns_of(drawing: Drawing, ink: Ink = Ink.LINE) -> dict[int, set[int]]:
    """The rows that a curve has dots in, by column."""
    found: dict[int, set[int]] = {}
    for row, cells in enumerate(grid(drawing)[1:]):
        for column, cell in enumerate(cells):
            if cell.ink is ink and "⠀" < cell.text <= "⣿":
                found.setdefault(column, set()).add(row)
    return found


numbers = st.floats(allow_nan=True, allow_infinity=True)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.lists(numbers, max_size=40), max_size=4),
    st.none() | st.lists(st.tuples(numbers, numbers), max_size=5),
    st.booleans(),
    st.none() | st.floats(-10, 50),
    st.tuples(st.integers(1, 120), st.integers(1, 40)),
    st.sampled_from((BRAILLE, ASCII)),
    st.sampled_from(LANGUAGES),
)
def test_curves_fill_their_cells_exactly(
    ys: list[list[float]],
    points: list[tuple[float, float]] | None,
    logarithmic: bool,
    at: float | None,
    size: tuple[int, int],
    glyphs: Glyphs,
    language: str,
) -> None:
    curves = losses(*(np.array(y) for y in ys), logarithmic=logarithmic).curves
    scattered = None if points is None else np.array(points).reshape(-1, 2)
    picture = Curves("losses", curves, logarithmic=logarithmic, points=scattered)
    drawing = draw_curves("playground", picture, Words(language), *size, at=at, glyphs=glyphs)
    assert len(drawing) == size[1]
    assert {sum(cell_len(span.text) for span in row) for row in drawing} == {size[0]}
    assert np.isfinite(x_at(picture, *size, size[0] // 2))


def test_a_spike_of_one_sample_among_a_hundred_thousand_is_seen() -> None:
    for place in (12_345, 12_346, 99_999):
        y = np.ones(100_000)
        y[place] = 9.0
        high = {column for column, rows in columns_of(drawn(losses(y))).items() if min(rows) <= 1}
        assert len(high) == 1


def test_a_slope_is_one_unbroken_line() -> None:
    for y in (np.arange(9.0), np.arange(9.0)[::-1], np.arange(900.0)):
        there = columns_of(drawn(losses(y)))
        assert set(there) == set(range(6, 60))
        rows = [there[column] for column in range(6, 60)]
        assert all(min(a) - 1 <= max(b) and max(a) + 1 >= min(b) for a, b in pairwise(rows))


def test_a_slope_is_one_dot_thick() -> None:
    """Down as well as up: as many dots as columns or rows of dots, whichever are more."""
    for y in (np.array([0.0, 1.0]), np.array([1.0, 0.0])):
        cells = [cell.text for row in grid(drawn(losses(y), 60, 31))[1:] for cell in row if cell.ink is Ink.LINE]
        assert sum((ord(sign) - 0x2800).bit_count() for sign in cells) <= 2 * 54 + 2


def test_a_jump_is_a_whole_line_up_or_down() -> None:
    step = np.repeat([0.0, 1.0], 3)
    for y in (step, step[::-1]):
        rows = set().union(*columns_of(drawn(losses(y), 60, 31)).values())
        assert rows == set(range(min(rows), 28))


def test_what_is_not_a_number_leaves_a_gap() -> None:
    y = np.ones(100)
    y[40:60] = np.nan
    y[50] = 1.0  # one number alone is a dot
    there = columns_of(drawn(losses(y)))
    missing = set(range(6, 60)) - set(there)
    alone = 6 + 54 * 50 // 99
    assert 8 <= len(missing) <= 11
    assert alone in there
    assert {alone - 1, alone + 1} <= missing


@pytest.mark.parametrize(("y", "shown"), [([], 0), ([0.5], 1), ([0.5, 0.5], 54)])
def test_few_samples_are_drawn_too(y: list[float], shown: int) -> None:
    assert len(columns_of(drawn(losses(np.array(y, dtype=float))))) == shown


def test_the_latest_values_are_told_and_those_at_the_cursor() -> None:
    picture = losses(np.array([0.9, 0.5, 0.25]), np.array([0.95, 0.75, np.nan]))
    latest = plain(drawn(picture)).split("\n")[0]
    assert " ".join(latest.split()) == "loss ⠒⠒⠒⠒⠒ training 0.25 ⠒⠒ ⠒⠒ test –"
    told = plain(drawn(picture, at=1.1)).split("\n")
    assert " ".join(told[0].split()) == "epoch 1.1 ⠒⠒⠒⠒⠒ training 0.5 ⠒⠒ ⠒⠒ test 0.75"
    cursor = [cell.text for row in grid(drawn(picture, at=1.0)) for cell in row if cell.ink is Ink.ACCENT]
    assert cursor.count("│") > 4


def test_curves_differ_in_shape_and_in_ink() -> None:
    picture = losses(*(np.full(50, float(k)) for k in range(4)))
    inks = {cell.ink for row in grid(drawn(picture, 110, 20))[1:] for cell in row if "⠀" < cell.text <= "⣿"}
    assert len(inks) == 4
    rows = plain(drawn(picture, 110, 20)).split("\n")[1:]
    shapes = {"".join(sign for sign in row if "⠀" <= sign <= "⣿" or sign == " ").strip() for row in rows}
    assert len({shape[:12] for shape in shapes if any("⠀" < sign <= "⣿" for sign in shape)}) == 4


def test_a_logarithmic_axis_makes_a_decay_a_line_and_names_its_decades() -> None:
    picture = losses(10.0 ** -np.linspace(0, 4, 200), logarithmic=True)
    text = plain(drawn(picture, 60, 16))
    for decade in ("1┤", "0.1┤", "0.01┤", "0.001┤"):
        assert decade in text
    middles = [np.mean(list(rows)) for _, rows in sorted(columns_of(drawn(picture, 60, 16)).items())]
    steps = np.diff(middles)
    assert np.abs(middles - np.linspace(middles[0], middles[-1], len(middles))).max() < 1
    assert steps.min() >= 0
    zero = losses(np.array([1.0, 0.0, -1.0, 1.0]), logarithmic=True)
    assert 0 < len(columns_of(drawn(zero))) < 10


def test_a_column_means_the_sample_whose_cursor_stands_there() -> None:
    picture = losses(np.linspace(1, 0, 500))
    for column in range(6, 60):
        x = x_at(picture, 60, 12, column)
        assert x == round(x)
        cells = grid(drawn(picture, at=x))
        assert {k for row in cells[1:] for k, cell in enumerate(row) if cell.ink is Ink.ACCENT} == {column}


def test_points_lie_over_the_curve_that_is_to_pass_them() -> None:
    points = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 0.0]])
    picture = Curves("fit", (Curve("net", np.array([0.0, 2.0]), np.array([0.0, 0.0])),), across="x", points=points)
    assert plain(drawn(picture)).count("•") == 3


def test_a_loss_stands_on_zero() -> None:
    text = plain(draw_curves("playground", losses(np.linspace(8, 1, 30)), EN, 26, 12))
    rows = text.split("\n")
    assert rows[0].split() == ["⠒⠒⠒⠒⠒", "training", "1"]
    assert rows[-3].startswith("    0┤")


def test_a_picture_may_mark_a_place_itself_and_the_learners_own_cursor_goes_first() -> None:
    marked = Curves("losses", losses(np.arange(11.0)).curves, at=4.0)
    assert drawn(marked) == drawn(losses(np.arange(11.0)), at=4.0)
    assert drawn(marked, at=7.0) == drawn(losses(np.arange(11.0)), at=7.0)


def test_a_legend_without_values_has_only_names() -> None:
    named = Curves("losses", losses(np.arange(11.0)).curves, valued=False)
    assert "training 10" in plain(drawn(losses(np.arange(11.0)))).split("\n")[0]
    assert "10" not in plain(drawn(named)).split("\n")[0]


def test_a_legend_takes_a_fourth_row_before_a_value_is_cut() -> None:
    x = np.arange(5.0)
    four = Curves("function", tuple(Curve(name, x, x + 0.25) for name in ("f", "slope", "beside", "tangent")), "x")
    rows = plain(draw_curves("activations", four, Words("ru"), 36, 22, at=1.0)).split("\n")
    assert "касательная 1,25" in rows[3]
    assert not any("…" in row for row in rows)


def test_where_a_legend_has_one_row_the_names_come_before_the_values() -> None:
    x = np.arange(5.0)
    two = Curves("losses", (Curve("train", x, x + 0.25), Curve("test", x, x + 0.5)), "epoch")
    low = plain(draw_curves("playground", two, EN, 29, 7)).split("\n")[0]
    assert "training" in low
    assert low.rstrip().endswith("test")
    assert "4.25" in plain(draw_curves("playground", two, EN, 60, 7)).split("\n")[0]
