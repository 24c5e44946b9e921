"""What a map promises: values as colours or shades, points above them, lines at the contours, and the way back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Map
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.glyphs import ASCII, BRAILLE, MONOCHROME
from tui_nn.plots.heat import area, draw_map, on_map, thumbnails, to_cell, to_data
from tui_nn.plots.ink import NO_TONE, Drawing, Ink, Span, plain
from tui_nn.plots.tones import FIRST_CLASS, LEVELS

EN = Words("en")


def slope(columns: int, rows: int) -> Floats:
    """From −1 at the left to 1 at the right."""
    return np.tile(np.linspace(-1, 1, 2 * columns + 1)[1::2], (rows, 1))


SLOPE = Map(
    id="output",
    field=slope,
    window=(-6.0, 6.0, -6.0, 6.0),
    limits=(-1.0, 1.0),
    points=np.array([[-3.0, 2.0], [3.0, 2.0], [-3.0, -2.0], [3.0, -2.0]]),
    targets=np.array([-1.0, 1.0, 1.0, -1.0]),
    tested=np.array([False, False, False, True]),
    wrong=(2, 3),
)


def drawn(picture: Map, width: int = 60, height: int = 24, **choices: object) -> list[list[Span]]:
    """Each cell as a span of one character."""
    drawing = draw_map("playground", picture, EN, width, height, **choices)  # type: ignore[arg-type]
    return [[replace(span, text=sign) for span in row for sign in span.text] for row in drawing]


def at(cells: list[list[Span]], x: float, y: float) -> Span:
    column, row = to_cell(SLOPE.window, len(cells[0]), len(cells), x, y) or (0, 0)
    return cells[row][column]


def texts(drawing: Drawing) -> str:
    return "".join(plain(drawing).split("\n")[1:])


@given(st.integers(1, 130), st.integers(1, 50), st.sampled_from([0, 2, 3]), st.booleans())
def test_a_map_fills_its_room_exactly(width: int, height: int, classes: int, discrete: bool) -> None:
    picture = replace(SLOPE, targets=np.abs(SLOPE.targets), classes=classes, discrete=discrete, contours=(0.0,))
    for glyphs in (BRAILLE, MONOCHROME, ASCII):
        rows = drawn(picture, width, height, glyphs=glyphs)
        assert [len(row) for row in rows] == [width] * height


def test_colours_rise_with_the_values_from_the_low_end_to_the_high_one() -> None:
    bare = replace(SLOPE, points=np.empty((0, 2)), targets=np.empty(0), tested=np.empty(0, dtype=bool), wrong=())
    cells = drawn(bare)
    there = area(SLOPE.window, 60, 24)
    grounds = [span.ground for span in cells[there.top][there.left : there.left + there.width]]
    assert grounds == sorted(grounds)
    assert (grounds[0], grounds[-1]) == (0, LEVELS - 1)


def test_two_tones_meet_at_the_middle() -> None:
    cells = drawn(replace(SLOPE, discrete=True))
    assert at(cells, -0.5, 5).ground == at(cells, -5, 5).ground < at(cells, 0.5, 5).ground == at(cells, 5, 5).ground


def test_of_many_classes_each_has_a_colour_of_its_own() -> None:
    thirds = replace(
        SLOPE, field=lambda columns, rows: np.round(slope(columns, rows)) + 1, classes=3, targets=np.arange(4.0) % 3
    )
    cells = drawn(thirds)
    assert [at(cells, x, 5).ground for x in (-5, 0, 5)] == [FIRST_CLASS, FIRST_CLASS + 1, FIRST_CLASS + 2]


def test_points_are_told_apart_by_class_by_being_tested_and_by_being_wrong() -> None:
    right = replace(SLOPE, wrong=())
    for glyphs in (BRAILLE, MONOCHROME, ASCII):
        cells = drawn(right, glyphs=glyphs)
        seen = [at(cells, *point).text for point in SLOPE.points.tolist()]
        assert seen == [glyphs.points[0], glyphs.points[1], glyphs.points[1], glyphs.tested[0]]
        wrong = [at(drawn(SLOPE, glyphs=glyphs), *point).text for point in SLOPE.points[2:].tolist()]
        assert wrong == [glyphs.wrong[1], glyphs.wrong[0]]


def test_a_wrong_point_is_never_hidden_by_others_in_its_cell() -> None:
    crowd = replace(SLOPE, points=np.zeros((4, 2)), wrong=(1,))
    assert at(drawn(crowd), 0, 0).text == BRAILLE.wrong[1]


def test_a_point_stands_on_one_colour_and_shows_its_target_by_another() -> None:
    wrong = at(drawn(SLOPE), -3.0, -2.0)
    assert (wrong.ink, wrong.tone) == (Ink.MARK, LEVELS - 1)
    assert 0 <= wrong.ground < LEVELS / 2


def test_a_contour_runs_where_the_value_passes_it() -> None:
    cells = drawn(replace(SLOPE, contours=(0.0,)))
    there = area(SLOPE.window, 60, 24)
    rows = cells[there.top : there.top + there.height]
    marked = {column for row in rows for column, span in enumerate(row) if span.ink is Ink.LINE}
    middle = there.left + there.width / 2
    assert marked
    assert marked <= {int(middle) - 1, int(middle)}
    assert all(any(span.ink is Ink.LINE for span in row) for row in rows)


def test_values_that_are_no_numbers_are_drawn_as_the_middle_and_break_nothing() -> None:
    lost = replace(SLOPE, field=lambda columns, rows: np.full((rows, columns), np.nan), contours=(0.0,))
    for glyphs in (BRAILLE, MONOCHROME):
        assert len(drawn(lost, glyphs=glyphs)) == 24
    huge = replace(SLOPE, field=lambda columns, rows: 1e300 * slope(columns, rows), contours=(0.0,))
    assert at(drawn(huge), -5, 5).ground == 0


def test_without_colours_a_value_is_a_shade_and_no_cell_has_a_ground() -> None:
    cells = drawn(SLOPE, glyphs=MONOCHROME)
    assert all(span.ground == NO_TONE for row in cells for span in row)
    ramp = MONOCHROME.ramp
    assert ramp.index(at(cells, -5, 5).text) < ramp.index(at(cells, 5, 5).text)


def test_the_cursor_is_above_all() -> None:
    cell = at(drawn(SLOPE, cursor=(3.0, 2.0)), 3.0, 2.0)
    assert (cell.text, cell.ink, cell.ground) == (BRAILLE.cursor, Ink.ACCENT, NO_TONE)


def test_a_map_may_mark_a_place_itself_and_the_learners_own_cursor_goes_first() -> None:
    marked = replace(SLOPE, at=(3.0, 2.0))
    assert drawn(marked) == drawn(SLOPE, cursor=(3.0, 2.0))
    assert drawn(marked, cursor=(-3.0, 2.0)) == drawn(SLOPE, cursor=(-3.0, 2.0))


@given(st.integers(4, 120), st.integers(3, 40), st.data())
def test_a_cell_of_the_plane_leads_to_a_place_and_back(width: int, height: int, data: st.DataObject) -> None:
    column, row = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    if on_map(SLOPE.window, width, height, column, row):
        assert to_cell(SLOPE.window, width, height, *to_data(SLOPE.window, width, height, column, row)) == (
            column,
            row,
        )


def test_the_plane_keeps_its_proportions_nearly() -> None:
    for width, height in ((120, 20), (40, 40), (80, 24)):
        there = area(SLOPE.window, width, height)
        assert 1 / 1.6 < there.width / (2 * there.height) < 1.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_says_what_the_signs_mean(language: str) -> None:
    words = Words(language)
    head = plain(draw_map("playground", SLOPE, words, 70, 24)).split("\n")[0]
    assert words("labs.playground.tables.output") in head
    assert BRAILLE.points[:1] + " 0" in head
    assert words("plots.map.wrong", n=2) in head
    assert "…" not in plain(draw_map("playground", SLOPE, words, 36, 14)).split("\n")[0]


def test_a_map_of_values_shows_its_scale() -> None:
    scale = draw_map("playground", replace(SLOPE, classes=0, wrong=()), EN, 60, 24)[0]
    assert "−1" in plain((scale,))
    assert [span.ground for span in scale if span.ground != NO_TONE] == sorted(range(0, LEVELS, 2))


def test_thumbnails_are_the_maps_one_by_one() -> None:
    fields = np.random.default_rng(3).normal(size=(5, 6, 8))
    together = thumbnails(fields, (-1.0, 1.0))
    assert together == tuple(thumbnails(field[None], (-1.0, 1.0))[0] for field in fields)
    assert all(len(rows) == 3 for rows in together)
