"""Tables, readings and charts fit any room exactly and keep what matters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_nn.labs.frame import Bars, Frame, Reading, Table
from tui_nn.locale.words import Words
from tui_nn.plots import fit
from tui_nn.plots.charts import draw_bars
from tui_nn.plots.ink import Drawing, Ink, plain
from tui_nn.plots.readings import draw_readings
from tui_nn.plots.table import draw_table

EN, RU = Words("en"), Words("ru")
ROOMS = st.tuples(st.integers(1, 90), st.integers(1, 30))
VALUES = st.none() | st.integers(-9999, 9999) | st.floats(-1e6, 1e6)


def size(drawing: Drawing) -> tuple[set[int], int]:
    return {sum(cell_len(span.text) for span in row) for row in drawing}, len(drawing)


def log(rows: int, current: int | None = None) -> Table:
    """A log like the perceptron's, with a number in each row that tells which it is."""
    row = (1.25, -0.71569, 1, 0, -1, 1.1573, 3.8962)
    return Table(
        "log",
        ("shown", "x₁", "x₂", "y", "ŷ", "b", "w₁", "w₂"),
        tuple(
            (Reading(f"n{k}", 1000 + k), *(Reading(f"r{k}{j}", value) for j, value in enumerate(row)))
            for k in range(rows)
        ),
        current,
    )


def test_a_table_has_its_title_its_heads_and_its_numbers_at_the_right() -> None:
    assert plain(draw_table("perceptron", log(3, current=1), RU, 50, 6)).split("\n") == [
        RU("labs.perceptron.tables.log"),
        "     №    x₁       x₂  y  ŷ   b     w₁     w₂",
        "  1000  1,25  −0,7157  1  0  −1  1,157  3,896",
        "▶ 1001  1,25  −0,7157  1  0  −1  1,157  3,896",
        "  1002  1,25  −0,7157  1  0  −1  1,157  3,896",
        "",
    ]


def test_a_table_of_one_row_has_a_title_too_where_there_is_room() -> None:
    title, _, row = plain(draw_table("perceptron", log(1), EN, 50, 3)).split("\n")
    assert title == EN("labs.perceptron.tables.log")
    assert row.startswith("  1000")
    assert EN("labs.perceptron.tables.log") not in plain(draw_table("perceptron", log(2), EN, 50, 3))


def test_a_narrow_table_gives_up_decimals_then_gaps_then_columns() -> None:
    def row(width: int) -> str:
        return plain(draw_table("perceptron", log(1), EN, width, 2)).split("\n")[1]

    assert row(47) == "  1000  1.25  −0.7157  1  0  −1  1.157  3.896"
    assert row(43) == "  1000  1.25  −0.716  1  0  −1  1.16  3.9"
    assert row(36) == "  1000 1.25 −0.716 1 0 −1 1.16 3.9"
    assert row(32) == "  1000 1.2 −0.72 1 0 −1 1.2 3.9"
    assert row(24) == "  1000 1.2 −0.72 1 0 …"


@pytest.mark.parametrize(("current", "shown"), [(None, "1019"), (19, "1019"), (4, "1004"), (0, "1000")])
def test_the_newest_rows_or_the_current_one_stay_in_sight(current: int | None, shown: str) -> None:
    drawing = draw_table("perceptron", log(20, current), EN, 60, 8)
    assert shown in plain(drawing)
    marked = [row for row in drawing if row[0].text.startswith("▶")]
    assert len(marked) == (current is not None)
    assert all(row[0].ink is Ink.ACCENT for row in marked)


def test_a_label_is_cut_only_where_its_own_value_leaves_it_no_room() -> None:
    readings = [Reading("seconds", 1), Reading("positions", 35.0**80), Reading("level", 5), Reading("digits", 124)]
    lines = plain(draw_readings("explosion", readings, RU, 31, 2)).split("\n")
    assert [line.split()[0] for line in lines] == ["секунд", "всего"]
    assert "3,35·10¹²³" in lines[1]
    assert [line.split()[2] for line in lines] == ["уровень", "цифр"]


def test_a_number_that_does_not_exist_yet_is_a_dash() -> None:
    table = Table("log", ("t",), ((Reading("t", None),),))
    assert "–" in plain(draw_table("perceptron", table, EN, 20, 4))
    assert plain(draw_readings("perceptron", [Reading("score", None, "t")], EN, 20, 1)).endswith("–")


@given(
    st.lists(st.tuples(VALUES, VALUES, st.text("аяz ", max_size=9)), max_size=8),
    st.none() | st.integers(0, 7),
    ROOMS,
    st.sampled_from((EN, RU)),
)
def test_a_table_fills_its_room_exactly(
    cells: list[tuple[float | None, float | None, str]], current: int | None, room: tuple[int, int], words: Words
) -> None:
    rows = tuple((Reading("a", a), Reading("b", b), text) for a, b, text in cells)
    current = current if current is not None and current < len(rows) else None
    table = Table("log", ("w₁", "a long head", "epoch"), rows, current)
    assert size(draw_table("perceptron", table, words, *room)) == ({room[0]}, room[1])


READINGS = (
    Reading("bias", -1, "b"),
    Reading("w1", 1.24513, "w₁"),
    Reading("accuracy", 0.975),
    Reading("mistakes", 12),
    Reading("margin", 0.2, "γ"),
    Reading("unknown", 5),
)


def test_readings_stand_below_each_other_while_there_is_room() -> None:
    assert plain(draw_readings("perceptron", READINGS[:4], EN, 34, 4, selected="w1")).split("\n") == [
        " bias b       −1",
        "▶weight w₁ 1.245",
        " accuracy  0.975",
        " mistakes     12",
    ]


def test_readings_stand_in_two_columns_where_they_must() -> None:
    text = plain(draw_readings("perceptron", READINGS, EN, 34, 3))
    assert text.split("\n") == [
        " bias b       −1   mistakes  12",
        " weight w₁ 1.245   margin γ 0.2",
        " accuracy  0.975   unknown    5",
    ]


def test_the_selected_reading_is_on_the_page_that_is_shown() -> None:
    assert "▶" in plain(draw_readings("perceptron", READINGS, EN, 34, 2, selected="unknown"))


@given(st.lists(VALUES, max_size=30), ROOMS, st.sampled_from((EN, RU)), st.integers(0, 30))
def test_readings_fill_their_room_exactly(
    values: list[float | None], room: tuple[int, int], words: Words, selected: int
) -> None:
    readings = [Reading(f"reading-{k}", value, "w₁" * (k % 2)) for k, value in enumerate(values)]
    drawing = draw_readings("perceptron", readings, words, *room, selected=f"reading-{selected}")
    assert size(drawing) == ({room[0]}, room[1])


TOP_FIVE = Bars("errors", ("2010", "2011", "2012", "2013", "2014", "2015"), (28.2, 25.8, 16.4, 11.7, 6.7, 3.57))


def test_bars_stand_in_proportion_under_their_title() -> None:
    drawing = draw_bars("history", TOP_FIVE, EN, 44, 14)
    text = plain(drawing).split("\n")
    assert text[0] == "labs.history.tables.errors"
    assert text[-1].split() == ["2010", "2011", "2012", "2013", "2014", "2015"]
    columns = [text[-1].index(label) + 1 for label in TOP_FIVE.labels]
    heights = [sum(row.ljust(44)[column] == "█" for row in text) for column in columns]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] >= 3 * heights[-2] > 0
    assert text[-3].startswith(" 0┤"), "bars that do not start at zero lie about proportions"


def test_bars_below_zero_hang_and_long_labels_lie() -> None:
    text = plain(draw_bars("x", Bars("t", ("один довольно", "два слова тут", "три"), (1.0, -5.0, 3.5)), RU, 30, 12))
    rows = text.split("\n")
    assert rows.index(next(r for r in rows if "один" in r)) < rows.index(next(r for r in rows if "три" in r))
    assert "−5" in rows[-1]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.text("абвxyz", max_size=14), st.floats(-1e6, 1e6)), max_size=25),
    st.tuples(st.integers(1, 200), st.integers(1, 60)),
)
def test_bars_fill_their_room_exactly(bars: list[tuple[str, float]], room: tuple[int, int]) -> None:
    chart = Bars("t", tuple(label for label, _ in bars), tuple(value for _, value in bars))
    assert size(draw_bars("x", chart, RU, *room)) == ({room[0]}, room[1])


def test_a_bar_of_height_zero_alone_is_no_error() -> None:
    assert size(draw_bars("x", Bars("t", ("a",), (0.0,)), EN, 20, 6)) == ({20}, 6)


@given(st.text(max_size=20), st.integers(0, 30))
def test_clipped_text_is_never_wider_than_its_room(text: str, width: int) -> None:
    assert fit.cells(fit.clip(text, width)) <= width
    assert fit.cells(fit.left(text, width)) == fit.cells(fit.right(text, width)) == width


@pytest.mark.parametrize("text", ["ŷ = [w₁x₁ > 0]", "x̄ + ŷ", "Щука ё", "日本", "○■⊗⊠◎▣◐▶…"])
def test_we_count_cells_as_the_terminal_library_does(text: str) -> None:
    assert fit.cells(text) == cell_len(text)


def test_a_bar_of_no_height_keeps_its_place() -> None:
    def columns(values: tuple[float, ...]) -> set[int]:
        rows = draw_bars("softmax", Bars("exponents", ("1", "2", "3"), values), Words("en"), 40, 12)
        lines = ["".join(span.text for span in row) for row in rows]
        return {at for line in lines for at, sign in enumerate(line) if sign == "█"}

    assert columns((2.0, 1.0, 0.0)) < columns((2.0, 1.0, 1.0))


@given(ROOMS)
def test_a_veiled_table_keeps_its_place_and_tells_nothing(room: tuple[int, int]) -> None:
    frame = Frame((log(5, current=2),), (Reading("shown", 5),)).veiled()
    (table,) = frame.pictures
    assert isinstance(table, Table)
    drawn = draw_table("perceptron", table, EN, *room)
    assert size(drawn) == ({room[0]}, room[1])
    assert not plain(drawn).strip()
    assert frame.readings[0].value is None
