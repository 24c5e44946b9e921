"""A network in cells shows every unit, weight and bias, and keeps still while it learns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nets import names, net, nets, one_weight
from planes import grid
from rich.cells import cell_len

from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Network
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.glyphs import ASCII, BRAILLE, MONOCHROME, Glyphs
from tui_nn.plots.ink import Drawing, Ink, plain
from tui_nn.plots.network import at, draw_network
from tui_nn.plots.network_layout import laid_out
from tui_nn.plots.network_links import kept

EN = Words("en")
SIZES = st.tuples(st.integers(1, 120), st.integers(1, 40))


def drawn(picture: Network, width: int = 70, height: int = 30, selected: str | None = None) -> Drawing:
    return draw_network("playground", picture, EN, width, height, selected=selected)


def seen(picture: Network, width: int, height: int, selected: str | None = None) -> dict[tuple[int, int], str]:
    """What each cell means to the mouse."""
    places = ((column, row) for row in range(height) for column in range(width))
    meant = {(column, row): at(picture, width, height, column, row, selected=selected) for column, row in places}
    return {place: part for place, part in meant.items() if part}


@settings(max_examples=60, deadline=None)
@given(nets(), SIZES, st.sampled_from((BRAILLE, ASCII, MONOCHROME)), st.sampled_from(LANGUAGES), st.data())
def test_a_network_fills_its_cells_exactly(
    picture: Network, size: tuple[int, int], glyphs: Glyphs, language: str, data: st.DataObject
) -> None:
    width, height = size
    selected = data.draw(st.none() | st.sampled_from(names(picture)))
    drawing = draw_network("playground", picture, Words(language), width, height, selected=selected, glyphs=glyphs)
    assert len(drawing) == height
    assert {sum(cell_len(span.text) for span in row) for row in drawing} == {width}


@settings(max_examples=30, deadline=None)
@given(nets(most=20), st.tuples(st.integers(36, 110), st.integers(8, 34)))
def test_no_two_parts_share_a_cell_and_none_leaves_the_drawing(picture: Network, size: tuple[int, int]) -> None:
    width, height = size
    sizes = (len(picture.inputs), *map(len, picture.biases))
    places = laid_out(sizes, 2, width, height, ())
    taken: set[tuple[int, int]] = set()
    for column in places.columns:
        for unit, top in zip(column.units, column.tops, strict=True):
            cells = {(x, y) for x in range(column.left, column.right) for y in range(top, top + column.rows)}
            if column.layer:
                assert column.bias(unit) not in cells
                cells.add(column.bias(unit))
            assert not cells & taken
            assert all(0 <= x < width and places.top <= y < places.bottom for x, y in cells)
            taken |= cells


def test_nothing_moves_while_the_weights_do() -> None:
    before, after = net(2, 8, 8, 1, seed=1), net(2, 8, 8, 1, seed=2, scale=300.0)
    for size in ((36, 8), (70, 30)):
        units = [{k: v for k, v in seen(picture, *size).items() if v[0] != "w"} for picture in (before, after)]
        assert units[0] == units[1]


@pytest.mark.parametrize("size", [(36, 8), (60, 20), (70, 30), (100, 34)])
@pytest.mark.parametrize("sizes", [(2, 1), (2, 4, 2, 1), (7, 3, 1), (2, 4, 4, 4, 4, 4, 4, 3)])
def test_every_unit_and_every_bias_is_there_the_outputs_too(sizes: tuple[int, ...], size: tuple[int, int]) -> None:
    picture = net(*sizes)
    parts = set(seen(picture, *size).values())
    assert {name for name in names(picture) if name[0] != "w"} <= parts


@pytest.mark.parametrize("size", [(36, 8), (70, 30)])
@pytest.mark.parametrize(("bias", "sign"), [(0.31, "+"), (-0.31, "−")])
def test_a_bias_shows_its_sign_and_where_there_is_room_its_number(
    bias: float, sign: str, size: tuple[int, int]
) -> None:
    for layers in ((2, 7, 1), (2, 1)):
        picture = net(*layers)
        for biases in picture.biases:
            biases[:] = bias
        text = plain(drawn(picture, *size))
        assert text.count(sign) == sum(layers[1:])
        numbers = 1 if size[1] == 8 else sum(layers[1:])
        assert text.count("0.31") == numbers


def test_the_sign_of_a_weight_has_a_shape() -> None:
    """Without colour too: a positive link is one line, a negative one is dashed."""

    def holes(weight: float) -> int:
        rows = plain(drawn(one_weight(weight), 40, 9)).split("\n")[:-1]
        cells = [[ord(row[x]) - 0x2800 if x < len(row) and braille(row[x]) else 0 for row in rows] for x in range(40)]
        columns = "".join(".#"[any(bits & half for bits in cell)] for cell in cells for half in (0x47, 0xB8))
        return columns.strip(".").count(".")

    assert holes(0.5) == 0
    assert holes(-0.5) > 3


def braille(sign: str) -> bool:
    return "⠀" < sign <= "⣿"


def dots(picture: Network) -> int:
    cells = [cell for row in grid(drawn(picture, 40, 9)[:-1]) for cell in row]
    return sum((ord(cell.text) - 0x2800).bit_count() for cell in cells if braille(cell.text))


def test_a_larger_weight_is_a_thicker_line() -> None:
    counts = [dots(one_weight(weight)) for weight in (0.01, 0.3, 1.0, 3.0)]
    assert counts == sorted(set(counts))
    assert dots(one_weight(-1.0)) > dots(one_weight(-0.3))


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 40), st.integers(0, 9))
def test_of_too_many_links_the_strongest_stay_and_each_unit_keeps_one(
    sources: int, units: int, most: int, seed: int
) -> None:
    weights = np.random.default_rng(seed).normal(size=(sources, units))
    shown = kept(weights, most)
    size = np.abs(weights)
    assert shown.any(axis=0).all()
    assert shown.sum() <= max(most, units) + units
    hidden = size[~shown]
    assert not len(hidden) or size[shown].max() > hidden.max()
    strongest = np.sort(size, axis=None)[::-1][: max(1, most - 1)]
    assert shown[np.isin(size, strongest)].all()


def test_the_selected_unit_is_framed_and_its_weights_are_written() -> None:
    picture = net(2, 4, 2, 1, seed=3)
    picture.weights[0][:, 2] = 0.75, -1.25
    picture.weights[1][2] = -0.5, 2.0
    text = plain(drawn(picture, selected="u-1-3"))
    for number in ("+0.75", "−1.25", "−0.50", "+2.00", "unit 3 of layer 1", "u₁,₃", "┌", "┘"):
        assert number in text
    accents = [cell.text for row in grid(drawn(picture, selected="u-1-3")) for cell in row if cell.ink is Ink.ACCENT]
    assert {"┌", "┐", "└", "┘"} <= set(accents)


def test_the_number_of_the_selected_part_is_told_below() -> None:
    picture = net(2, 4, 1)
    picture.weights[0][0, 2], picture.biases[1][0] = -0.4123456, 12.5
    assert plain(drawn(picture, selected="w-1-1-3")).split("\n")[-1] == "w₁,₁→₃ = −0.4123"
    assert plain(drawn(picture, selected="b-2-1")).split("\n")[-1] == "b₂,₁ = 12.5"
    assert plain(drawn(picture, selected="u-0-2")).split("\n")[-1] == "x₂  an input"
    assert plain(drawn(picture, selected="u-9-9")) == plain(drawn(picture))


def test_what_is_frozen_has_a_star_and_what_ails_a_sign() -> None:
    picture = net(2, 3, 1)
    healthy = plain(drawn(picture))
    assert not set("*✕‖") & set(healthy)
    picture.frozen[0][0, 1] = picture.frozen[0][-1, 2] = True
    ill = replace(picture, ailing={"u-1-1": "dead", "u-1-3": "saturated"})
    assert plain(drawn(ill)).count("*") == plain(drawn(ill, 36, 8)).count("*") == 2
    bad = {cell.text for row in grid(drawn(ill)) for cell in row if cell.ink is Ink.BAD}
    assert bad == {"✕", "‖"}
    assert "dead" in plain(drawn(ill, selected="u-1-1"))
    assert plain(drawn(ill, selected="w-1-1-2")).endswith("frozen")
    picture.frozen[0][:] = True
    assert "tanh *" in plain(drawn(picture)).split("\n")[0]


def test_of_more_units_than_rows_the_first_are_shown_with_the_count_of_the_others() -> None:
    picture = net(2, 64, 64, 1)
    rows = plain(drawn(picture)).split("\n")
    units = {part for part in seen(picture, 70, 30).values() if part.startswith("u-1-")}
    assert units == {f"u-1-{unit}" for unit in range(1, 28)}
    assert rows[-2].count("+37") == 2
    scrolled = seen(picture, 70, 30, "u-1-64")
    assert _grounds(drawn(picture, selected="u-1-64"), scrolled, "u-1-64") == {15}
    assert "w-2-60-61" not in seen(picture, 70, 30).values()
    assert {"u-1-60", "u-2-61"} <= set(seen(picture, 70, 30, "w-2-60-61").values())


def test_of_more_layers_than_fit_those_up_to_the_selected_part_are_shown() -> None:
    picture = net(2, *[2] * 30, 1)
    assert "u-1-1" in seen(picture, 60, 20).values()
    assert "u-31-1" in seen(picture, 60, 20, "u-31-1").values()


def test_all_thumbnails_come_from_one_call_for_fields() -> None:
    calls = []
    picture = net(2, 8, 3, 1)

    def fields(columns: int, rows: int) -> tuple[Floats, ...]:
        calls.append((columns, rows))
        return picture.fields(columns, rows)

    drawn(replace(picture, fields=fields))
    assert len(calls) == 1


def test_a_thumbnail_has_the_tones_of_its_unit() -> None:
    picture = net(2, 2, 1)
    parts = seen(picture, 70, 30)
    assert _grounds(drawn(picture), parts, "u-1-1") == {0}
    assert _grounds(drawn(picture), parts, "u-1-2") == {15}


def _grounds(drawing: Drawing, parts: dict[tuple[int, int], str], part: str) -> set[int]:
    found = set()
    for y, row in enumerate(drawing):
        x = 0
        for span in row:
            found |= {span.ground for k in range(len(span.text)) if parts.get((x + k, y)) == part}
            x += len(span.text)
    return found


def test_the_mouse_finds_the_link_under_it() -> None:
    picture = one_weight(0.4)
    cells = grid(drawn(picture, 40, 9)[:-1])
    lines = [(x, y) for y, row in enumerate(cells) for x, cell in enumerate(row) if braille(cell.text)]
    assert lines
    assert {at(picture, 40, 9, *place) for place in lines} == {"w-1-1-1"}
    assert at(picture, 40, 9, 0, 8) is None
