"""A plane in cells is exact: its size, its places, its line and its shade."""

from __future__ import annotations

import timeit
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planes import OR, SIZES, grid, planes, windows
from rich.cells import cell_len

from tui_nn.labs.frame import Boundary, Plane, Residuals
from tui_nn.locale.words import Words
from tui_nn.plots.glyphs import ASCII, BRAILLE, Glyphs
from tui_nn.plots.ink import Ink, plain
from tui_nn.plots.plane import draw_plane, on_plane, to_cell, to_data

OR_IN_RUSSIAN = """\
 1,5┤         ┊
  x₂│  +     +┊    +     +     +     +     +
    │         ┊
    │     +   ┊ +     +     +     +     +
   1┤⠑⠤⡀      ■                   ■
    │  ⠈⠢⢄   +┊    +     +     +     +     +
    │     ⠑⢄⡀ ┊
    │       ⠈⠢⡀ +     +     +     +     +
 0,5┤         ⠈⠑⢄
    │         ┊  ⠉⠢⡀     +     +     +     +
    │         ┊    ⠈⠒⢄
    │         ┊       ⠑⠢⡀   +     +     +
   0┤┈┈┈┈┈┈┈┈┈○┈┈┈┈┈┈┈┈┈⠈⠢⢄┈┈┈┈┈┈[⊠]┈┈┈┈┈┈┈┈
    │         ┊            ⠑⠤⡀ +     +     +
    │         ┊              ⠈⠢⣀
−0,5┤         ┊                 ⠑⢄+     +
    └┬────────┬─────────┬─────────┬────────┬
    −0,5      0        0,5        1       x₁"""


def test_the_or_plane_looks_so() -> None:
    assert plain(draw_plane(OR, 44, 18, words=Words("ru"))) == OR_IN_RUSSIAN


@settings(max_examples=40, deadline=None)
@given(planes(), SIZES, st.sampled_from((BRAILLE, ASCII)), st.booleans())
def test_a_plane_fills_its_cells_exactly(plane: Plane, size: tuple[int, int], glyphs: Glyphs, cursor: bool) -> None:
    width, height = size
    drawing = draw_plane(plane, width, height, cursor=plane.window[::2] if cursor else None, glyphs=glyphs)
    assert len(drawing) == height
    assert {sum(cell_len(span.text) for span in row) for row in drawing} == {width}


@settings(max_examples=40, deadline=None)
@given(planes(), SIZES)
def test_neighbours_of_one_ink_are_one_span(plane: Plane, size: tuple[int, int]) -> None:
    for row in draw_plane(plane, *size):
        assert all(row)
        assert all((a.ink, a.shaded) != (b.ink, b.shaded) for a, b in pairwise(row))


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (3, 2), (19, 7)])
def test_even_a_sliver_is_drawn(size: tuple[int, int]) -> None:
    drawing = draw_plane(OR, *size)
    assert len(drawing) == size[1]
    assert all(sum(len(span.text) for span in row) == size[0] for row in drawing)


@given(windows(), SIZES, st.data())
def test_the_place_of_a_cell_lies_in_that_cell(
    window: tuple[float, float, float, float], size: tuple[int, int], data: st.DataObject
) -> None:
    column, row = data.draw(st.integers(0, size[0] - 1)), data.draw(st.integers(0, size[1] - 1))
    x, y = to_data(window, *size, column, row)
    found = to_cell(window, *size, x, y)
    assert found is not None
    if on_plane(window, *size, column, row):
        assert found == (column, row)


def test_pointing_near_a_round_number_means_it() -> None:
    column, row = to_cell(OR.window, 44, 18, 1.0, 0.0) or (0, 0)
    assert to_data(OR.window, 44, 18, column, row) == (1.0, 0.0)


def test_a_place_outside_the_window_has_no_cell() -> None:
    assert to_cell(OR.window, 44, 18, 1.6, 0.0) is None


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 6.3), st.floats(-1, 1), SIZES)
def test_every_dot_of_the_line_is_on_the_line(angle: float, bias: float, size: tuple[int, int]) -> None:
    """No dot of a braille line is further from w·x + b = 0 than the size of a dot."""
    weights = np.array([np.cos(angle), np.sin(angle)])
    window = (-2.0, 2.0, -2.0, 2.0)
    empty = Plane(np.empty((0, 2)), np.empty(0, int), window, (Boundary(weights, bias),))
    places = _dots(empty, *size)
    across, down = _dot_size(window, *size)
    assert places
    for x, y in places:
        assert abs(weights @ (x, y) + bias) <= 0.51 * (abs(weights[0]) * across + abs(weights[1]) * down)


def _dots(plane: Plane, width: int, height: int) -> list[tuple[float, float]]:
    """Where the dots in LINE ink are, in data units."""
    left, right, bottom, top = plane.window
    across, down = _dot_size(plane.window, width, height)
    x_first, y_first = _corner(plane.window, width, height)
    order = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
    found = []
    drawing = grid(draw_plane(plane, width, height))
    for row in range(height):
        for column in range(width):
            here = drawing[row][column]
            if here.ink is Ink.LINE:
                bits = ord(here.text) - 0x2800
                for bit, (i, j) in enumerate(order):
                    if bits >> bit & 1:
                        x = left + across * (2 * (column - x_first) + i + 0.5)
                        y = top - down * (4 * (row - y_first) + j + 0.5)
                        assert left < x < right
                        assert bottom < y < top
                        found.append((x, y))
    return found


def _corner(window: tuple[float, float, float, float], width: int, height: int) -> tuple[int, int]:
    """The first cell of the picture."""
    return to_cell(window, width, height, window[0], window[3]) or (0, 0)


def _dot_size(window: tuple[float, float, float, float], width: int, height: int) -> tuple[float, float]:
    first = _corner(window, width, height)
    last = to_cell(window, width, height, window[1], window[2]) or (0, 0)
    columns, rows = last[0] - first[0] + 1, last[1] - first[1] + 1
    return (window[1] - window[0]) / columns / 2, (window[3] - window[2]) / rows / 4


@settings(max_examples=40, deadline=None)
@given(planes(), SIZES)
def test_the_shade_is_the_side_where_the_sum_is_above_zero(plane: Plane, size: tuple[int, int]) -> None:
    """Cell by cell, at the cell's middle; of several lines the last solid one counts."""
    solid = [boundary for boundary in plane.boundaries if not boundary.faded]
    x0, _, _, y1 = plane.window
    column0, row0 = _corner(plane.window, *size)
    across, down = _dot_size(plane.window, *size)
    drawing = grid(draw_plane(plane, *size))
    for row in range(row0, size[1], 3):
        for column in range(column0, size[0], 5):
            if on_plane(plane.window, *size, column, row):
                x, y = x0 + 2 * across * (column - column0 + 0.5), y1 - 4 * down * (row - row0 + 0.5)
                terms = [solid[-1].weights[0] * x, solid[-1].weights[1] * y, solid[-1].bias] if solid else [-1.0]
                # On the line itself either answer is right.
                if abs(sum(terms)) > 1e-9 * sum(map(abs, terms)):
                    assert drawing[row][column].shaded == (sum(terms) > 0)


def test_without_colour_the_positive_side_has_plus_signs() -> None:
    drawing = draw_plane(replace(OR, points=OR.points[:0], classes=OR.classes[:0], current=None), 44, 18)
    pluses = [span for row in grid(drawing) for span in row if span.text == "+"]
    assert len(pluses) > 20
    assert all(span.shaded for span in pluses)


def test_zero_weights_draw_no_line_and_shade_all_or_nothing() -> None:
    for bias, shaded in ((1.0, True), (0.0, False)):
        drawing = draw_plane(replace(OR, boundaries=(Boundary(np.zeros(2), bias),)), 44, 18)
        spans = [span for row in grid(drawing)[:16] for span in row[5:]]
        assert all(span.ink is not Ink.LINE for span in spans)
        assert all(span.shaded == shaded for span in spans)


def test_points_are_told_apart_by_shape_alone() -> None:
    """Class, wrong side, several in a cell, both classes in a cell: seven shapes."""
    where = [(0.1, 0.5), (0.3, 0.5), (0.5, 0.5), (0.7, 0.5), *[(0.1, 0.9)] * 2, *[(0.5, 0.9)] * 2, *[(0.9, 0.9)] * 2]
    classes = [0, 1, 0, 1, 0, 0, 1, 1, 0, 1]
    plane = Plane(np.array(where), np.array(classes), (0.0, 1.0, 0.0, 1.0), wrong=(2, 3))
    for glyphs in (BRAILLE, ASCII):
        text = plain(draw_plane(plane, 44, 18, glyphs=glyphs))
        shapes = glyphs.points[:2] + glyphs.wrong[:2] + glyphs.several + glyphs.mixed
        assert len(set(shapes)) == 7
        assert all(text.count(shape) == 1 for shape in shapes if shape not in "o")


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_a_wrong_example_is_never_hidden_by_right_ones_in_its_cell(wrong: int) -> None:
    plane = Plane(np.full((3, 2), 0.5), np.array([0, 1, 0]), (0.0, 1.0, 0.0, 1.0), wrong=(wrong,))
    assert BRAILLE.wrong[plane.classes[wrong]] in plain(draw_plane(plane, 44, 18))


def test_the_current_example_stands_in_brackets_and_the_cursor_above_all() -> None:
    text = plain(draw_plane(OR, 44, 18))
    assert text.count("[⊠]") == 1
    column, row = to_cell(OR.window, 44, 18, 1.0, 0.0) or (0, 0)
    pointed = grid(draw_plane(OR, 44, 18, cursor=(1.0, 0.0)))[row][column]
    assert (pointed.text, pointed.ink) == ("┼", Ink.ACCENT)


def test_a_faded_line_is_dotted_and_below_the_solid_one() -> None:
    line = Boundary(np.array([0.0, 1.0]), -0.5)
    alone = plain(draw_plane(replace(OR, boundaries=(replace(line, faded=True),)), 44, 18))
    both = plain(draw_plane(replace(OR, boundaries=(replace(line, faded=True), line)), 44, 18))
    only = plain(draw_plane(replace(OR, boundaries=(line,)), 44, 18))
    assert sum(_bits(alone)) < sum(_bits(only)) / 2
    assert both == only


def _bits(text: str) -> list[int]:
    return [(ord(sign) - 0x2800).bit_count() for sign in text if 0x2800 <= ord(sign) < 0x2900]


def test_ascii_is_ascii_and_blocks_have_no_braille() -> None:
    assert plain(draw_plane(OR, 44, 18, glyphs=ASCII)).replace("−", "-").isascii()


def test_lines_that_are_not_finite_or_enormous_draw_nothing() -> None:
    for weights, bias in (((np.nan, 1.0), 0.0), ((np.inf, 1.0), 0.0), ((1e-300, 1e-300), 1e300)):
        plane = replace(OR, boundaries=(Boundary(np.array(weights), bias),))
        assert len(draw_plane(plane, 44, 18)) == 18


def test_a_plane_of_ninety_points_and_twenty_faded_lines_takes_a_fraction_of_a_frame() -> None:
    """About 0.4 ms, with twenty faded lines 0.8 ms here; the bound leaves room for a busy machine."""
    rng = np.random.default_rng(1)
    points = rng.normal(size=(90, 2))
    faded = tuple(Boundary(np.array([np.cos(t), np.sin(t)]), 0.1, faded=True) for t in np.linspace(0.5, 1.5, 20))
    plane = Plane(points, (points[:, 0] > 0).astype(int), (-3.0, 3.0, -3.0, 3.0), (*faded, Boundary(points[0], 0.1)))
    assert min(timeit.repeat(lambda: draw_plane(plane, 44, 18), number=1, repeat=20)) < 0.008


def test_residuals_are_sticks_to_the_line_and_squares_as_wide_as_high() -> None:
    points = np.array([[2.0, 4.0], [8.0, 1.0]])
    plane = Plane(points, np.zeros(2, dtype=int), (0.0, 10.0, 0.0, 5.0), axes=("x", "y"))
    bare = plain(draw_plane(plane, 60, 22))
    assert "y" in bare.split("\n")[0] + bare.split("\n")[1]
    assert "x₁" not in bare
    sticks = replace(plane, residuals=Residuals(np.array([2.0, 3.0])))
    rows = grid(draw_plane(sticks, 60, 22))
    begin, end = (to_cell(plane.window, 60, 22, 2.0, y) or (0, 0) for y in (4.0, 2.0))
    assert {rows[row][begin[0]].ink for row in range(begin[1] + 1, end[1] + 1)} == {Ink.BAD}
    squares = replace(plane, residuals=Residuals(np.array([2.0, 3.0]), squares=True))
    high = end[1] - begin[1]
    cells = [cell for row in grid(draw_plane(squares, 60, 22)) for cell in row if cell.ink is Ink.OLD]
    assert len(cells) >= 2 * high * (high + 1)
    assert len(draw_plane(replace(plane, residuals=Residuals(np.array([np.nan, 1e300]))), 60, 22)) == 22


def test_squares_stand_on_one_side_where_they_can() -> None:
    """The last point has no room on its right: the middle one turns to the left with it, and they stay apart."""
    points = np.array([[1.0, 3.0], [2.0, 5.0], [3.0, 7.0]])
    residuals = Residuals(np.array([3.0, 4.0, 5.0]), squares=True)
    plane = Plane(points, np.zeros(3, dtype=int), (0.8, 3.2, -0.5, 7.5), axes=("x", "y"), residuals=residuals)
    rows = grid(draw_plane(plane, 60, 22))
    middle = to_cell(plane.window, 60, 22, 2.0, 5.0) or (0, 0)
    painted = {column for row in rows for column, cell in enumerate(row) if cell.ink is Ink.OLD}
    assert painted & set(range(middle[0] - 2, middle[0]))
    assert not painted & set(range(middle[0] + 1, middle[0] + 3))
