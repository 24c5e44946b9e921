"""Tiles: small pictures side by side, as large as there is room, readable with and without colours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.labs.frame import Frame, Reading, Tile, Tiles
from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.glyphs import ASCII, BRAILLE, MONOCHROME, Glyphs
from tui_nn.plots.ink import NO_TONE, Drawing, Ink, Span, plain
from tui_nn.plots.tiles import draw_tiles, stood
from tui_nn.plots.tones import LEVELS
from tui_nn.plots.twin import WIDTH, twin

LAB = "perceptron"  # whose words give the title
EN = Words("en")
STAIRS = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 1.0, 1.0]])
ALONE = Tiles("log", (Tile(STAIRS),), (0.0, 1.0), painted=0)
DIGITS = Tiles(
    "log",
    tuple(Tile(np.linspace(0, 1, 64).reshape(8, 8), Reading(f"epoch-{k}", k / 3)) for k in range(7)),
    (0.0, 1.0),
)
RETINA = Tiles("log", (Tile(np.zeros((20, 20)), "E"), Tile(np.ones((16, 32)), "A")), (-1.0, 1.0), painted=0)


def drawn(
    picture: Tiles, width: int, height: int, *, glyphs: Glyphs = BRAILLE, cursor: tuple[float, float] | None = None
) -> Drawing:
    return draw_tiles(LAB, picture, EN, width, height, glyphs=glyphs, cursor=cursor)


def at(rows: Drawing, column: int, row: int) -> Span:
    """The one cell there."""
    for span in rows[row]:
        if column < len(span.text):
            return replace(span, text=span.text[column])
        column -= len(span.text)
    raise AssertionError("outside the drawing")


@pytest.mark.parametrize("glyphs", [BRAILLE, MONOCHROME, ASCII])
@pytest.mark.parametrize("picture", [ALONE, DIGITS, RETINA, replace(ALONE, tiles=())])
def test_every_drawing_is_exactly_as_large_as_its_room(picture: Tiles, glyphs: Glyphs) -> None:
    for width, height in ((1, 1), (3, 2), (20, 6), (34, 12), (80, 20), (132, 40)):
        rows = drawn(picture, width, height, glyphs=glyphs, cursor=(1.0, 2.0))
        assert [sum(len(span.text) for span in row) for row in rows] == [width] * height


def test_tiles_grow_by_whole_numbers_and_all_alike() -> None:
    small, large = stood(RETINA, 60, 13), stood(RETINA, 132, 40)
    assert {place.scale for place in small} == {1}
    assert {place.scale for place in large} == {2}
    assert (large[0].width, large[0].height) == (40, 20)


@given(st.integers(30, 140), st.integers(6, 50))
def test_tiles_never_overlap_and_none_is_cut_but_the_first(width: int, height: int) -> None:
    places = stood(DIGITS, width, height)
    taken: set[tuple[int, int]] = set()
    for place in places:
        cells = {
            (column, row)
            for column in range(place.left, place.left + place.width)
            for row in range(place.top, place.bottom)
        }
        assert not cells & taken
        assert max(column for column, _ in cells) < width
        assert place is places[0] or max(row for _, row in cells) < height
        taken |= cells


def test_where_there_is_no_room_for_all_their_number_is_told() -> None:
    assert "4 more" in plain(drawn(DIGITS, 34, 7))
    assert "more" not in plain(drawn(DIGITS, 80, 20))


def test_captions_give_way_before_tiles_do() -> None:
    pair = replace(RETINA, tiles=(Tile(np.zeros((20, 20)), "first"), Tile(np.zeros((20, 20)), "second")))
    assert "first" in plain(drawn(pair, 60, 12))
    text = plain(drawn(pair, 60, 11))
    assert "first" not in text
    assert "more" not in text
    assert len(stood(pair, 60, 11)) == 2


def test_colours_are_the_palettes_levels() -> None:
    places, rows = stood(ALONE, 20, 4), drawn(ALONE, 20, 4)
    assert places[0].scale == 2
    left, top = places[0].left, places[0].top
    assert at(rows, left, top).ground == 0
    assert at(rows, left + 4, top).ground == LEVELS - 1
    smallest = drawn(ALONE, 3, 3)
    # The second column, its first two values: the lower one is on.
    cell = at(smallest, 1, 1)
    assert (cell.text, cell.tone, cell.ground) == ("▀", 0, LEVELS - 1)


def test_on_and_off_are_told_apart_without_colours_value_by_value() -> None:
    assert plain(drawn(ALONE, 3, 3, glyphs=MONOCHROME)).split("\n")[1:] == ["·▄█", "▀▀▀"]
    assert plain(drawn(ALONE, 3, 3, glyphs=ASCII)).split("\n")[1:] == [".,#", "'''"]
    large = plain(drawn(ALONE, 6, 4, glyphs=MONOCHROME)).split("\n")[1:]
    assert large == ["····██", "··████", "██████"]


def test_other_values_are_shades_without_colours() -> None:
    rows = drawn(DIGITS, 80, 20, glyphs=MONOCHROME)
    place = stood(DIGITS, 80, 20, MONOCHROME)[0]
    shades = "".join(at(rows, place.left, place.top + row).text for row in range(place.height))
    assert shades[0] == " "
    assert list(shades) == sorted(shades, key=MONOCHROME.ramp.index)
    assert all(span.ground == NO_TONE for row in rows for span in row)


def test_a_caption_is_a_name_and_a_number_or_the_number_alone() -> None:
    picture = replace(DIGITS, tiles=(Tile(STAIRS, Reading("mistakes", 7)), Tile(STAIRS, phrase("plots.twin.class"))))
    name = EN("labs.perceptron.readings.mistakes")
    assert f"{name}: 7" in plain(drawn(picture, 60, 10))
    narrow = plain(drawn(picture, 9, 10))
    assert name not in narrow
    assert "7" in narrow
    assert EN("plots.twin.class") in plain(drawn(picture, 60, 10))


@given(st.integers(1, 80), st.integers(2, 40), st.integers(0, 19), st.integers(0, 19))
def test_a_value_leads_to_a_cell_and_back(width: int, height: int, row: int, column: int) -> None:
    place = stood(RETINA, width, height)[0]
    assert (row, column) in place.values_at(*place.cell_of(row, column))


def test_a_cell_of_the_smallest_shows_two_values_and_beside_the_tile_there_is_none() -> None:
    small = stood(RETINA, 60, 13)[0]
    assert small.values_at(small.left, small.top) == ((0, 0), (1, 0))
    assert small.values_at(small.left - 1, small.top) == ()
    assert small.values_at(small.left, small.top - 1) == ()
    assert small.values_at(small.left, small.top + 10) == ()


def test_the_cursor_points_at_the_half_that_is_meant_and_leaves_the_other_as_it_is() -> None:
    for down, sign in ((0, "▀"), (1, "▄")):
        cell = at(drawn(ALONE, 3, 3, cursor=(1.0, float(down))), 1, 1)
        assert (cell.text, cell.ink) == (sign, Ink.ACCENT)
        assert cell.ground == (LEVELS - 1 if down == 0 else 0)
    assert at(drawn(ALONE, 3, 3, glyphs=MONOCHROME, cursor=(1.0, 1.0)), 1, 1).text == "v"


def test_on_larger_values_the_cursor_is_a_pair_of_brackets() -> None:
    rows = drawn(ALONE, 6, 4, cursor=(1.0, 2.0))
    assert plain((rows[3],)) == "  []"
    assert at(rows, 2, 3).ground == LEVELS - 1


def test_numbers_in_captions_are_numbers_of_the_frame() -> None:
    frame = Frame((DIGITS,), (Reading("mistakes", 1),))
    assert [reading.id for reading in frame.numbers()] == ["mistakes", *(f"epoch-{k}" for k in range(7))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_twin_writes_tiles_in_characters(language: str) -> None:
    words = Words(language)
    text = twin(LAB, Frame((ALONE,), ()), words)
    assert "░░█\n░██\n███" in text
    assert words("plots.twin.tiles.binary") in text
    graded = twin(LAB, Frame((DIGITS,), ()), words)
    assert "00000001\n11111222" in graded
    assert f"3. epoch-2: {words.number(2 / 3)}" in graded
    large = replace(ALONE, tiles=(Tile(np.eye(40)),) * 14)
    told = twin(LAB, Frame((large,), ()), words)
    assert "40 × 40" in told
    assert words("plots.twin.tiles.more", n=2) in told
    assert max(map(len, "".join((text, graded, told)).split("\n"))) <= WIDTH
    hole = replace(ALONE, tiles=(Tile(np.array([[0.5, np.nan], [-9.0, 9.0]])),))
    assert "5?\n09" in twin(LAB, Frame((hole,), ()), words)
