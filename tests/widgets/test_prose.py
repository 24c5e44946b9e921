"""A lesson's Markdown as text on the screen."""

from __future__ import annotations

import pytest

from tui_nn.widgets.prose import FORMULA, content, folded


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("one\ntwo", "one two"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("look:\n- a\n- b", "look:\n\n• a\n• b"),
        ("1. a\n2. b\n\nafter", "1. a\n2. b\n\nafter"),
        ("*a* **b** `c`", "a b c"),
        ("the sum $w_1 x_1$ grows", "the sum w₁x₁ grows"),
        ("a [bias](../glossary.toml#bias) b", "a bias b"),
        ("[red] and [/] are letters here", "[red] and [/] are letters here"),
    ],
)
def test_markdown_becomes_text(markdown: str, plain: str) -> None:
    assert content(markdown).plain == plain


def test_a_term_asks_for_its_entry_when_clicked() -> None:
    styles = [str(span.style) for span in content("a [bias](../glossary.toml#bias)").spans]
    assert any("screen.term('bias')" in style for style in styles)


@pytest.mark.parametrize(
    ("markdown", "width", "lines"),
    [
        ("the line $1 + 2x$ answers at $x = 3$.", 32, ["the line 1 + 2x answers at", "x = 3."]),
        ("ответ — одно произведение", 7, ["ответ —", "одно", "произведение"]),
        ("все ответы вместе — одно", 17, ["все ответы", "вместе — одно"]),
        ("осталось меньше 1 %", 17, ["осталось меньше", "1 %"]),
        ("это 2 × 2, не 4 × 1", 7, ["это", "2 × 2,", "не", "4 × 1"]),
        ("one two\n\nthree $a = b$ four", 9, ["one two", "", "three", "a = b", "four"]),
    ],
)
def test_neither_a_short_formula_is_broken_nor_begins_a_line_with_a_dash(
    markdown: str, width: int, lines: list[str]
) -> None:
    assert folded(content(markdown), width).plain.split("\n") == lines


def test_what_is_folded_keeps_its_colours_and_a_long_formula_may_be_broken() -> None:
    folded_text = folded(content("so $x = 3$ and then $w_1 + w_2 + w_3 + w_4 + w_5 + w_6$ too"), 12)
    painted = [folded_text.plain[span.start : span.end] for span in folded_text.spans if span.style == FORMULA]
    assert painted[0] == "x = 3"
    assert "\n" in painted[1]
    assert max(map(len, folded_text.plain.split("\n"))) <= 12
