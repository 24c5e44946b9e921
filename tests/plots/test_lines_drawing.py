"""A transcript keeps its newest words, wraps long ones, and obeys nobody's escape sequences."""

from __future__ import annotations

import pytest

from tui_nn.labs.frame import Line, Lines
from tui_nn.locale.words import Words
from tui_nn.plots.ink import plain
from tui_nn.plots.lines import draw_lines, lines_told

WORDS = Words("en")


def drawn(*lines: Line, width: int = 30, height: int = 6) -> list[str]:
    return plain(draw_lines("any", Lines("talk", lines), WORDS, width, height)).split("\n")


def test_every_row_is_as_wide_as_it_should_be() -> None:
    lines = tuple(Line("word " * n, "you") for n in range(1, 9))
    rows = draw_lines("any", Lines("talk", lines), WORDS, 30, 6)
    assert len(rows) == 6
    assert {sum(len(span.text) for span in row) for row in rows} == {30}


def test_the_newest_line_is_always_in_sight() -> None:
    rows = drawn(*(Line(f"line {n}") for n in range(20)))
    assert rows[-1].strip() == "line 19"
    assert "line 0" not in " ".join(rows)


def test_a_sentence_is_left_out_whole_and_only_the_newest_may_lose_its_beginning() -> None:
    rows = drawn(Line("a long beginning of what is said and its end", "X"), *(Line("so") for _ in range(4)))
    assert "end" not in " ".join(rows)
    assert rows[1].strip() == "so"
    assert drawn(Line("word " * 40 + "end"))[-1].rstrip().endswith("end")


def test_long_words_go_on_below_what_was_said() -> None:
    rows = drawn(Line("a question that does not fit one row", "X"))
    assert rows[1].startswith("  X: a question")
    assert rows[2].startswith("     ")
    assert " ".join(" ".join(rows[1:]).split()) == "X: a question that does not fit one row"


@pytest.mark.parametrize(("mark", "sign"), [("current", "▶"), ("good", "✓"), ("bad", "✗"), ("dim", "·")])
def test_a_mark_is_a_sign_and_not_a_colour_only(mark: str, sign: str) -> None:
    assert drawn(Line("so", mark=mark))[1].startswith(sign)


def test_what_is_typed_steers_no_terminal() -> None:
    told = "\n".join(lines_told("any", Lines("talk", (Line("a\x1b[31mb\u202ec\nd"),)), WORDS, 78))
    assert "a[31mbcd" in told
