"""A lesson's Markdown as text on the screen."""

from __future__ import annotations

import pytest

from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.lesson import Formula
from tui_nn.locale.words import LANGUAGES
from tui_nn.plots.fit import cells
from tui_nn.widgets.prose import content, displayed


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


BESIDE_A_LAB = 46  # cells of a sheet's text on a wide screen


def test_parts_of_a_formula_stand_side_by_side_where_there_is_room() -> None:
    latex = r"z = w x + b, \quad \hat p = \sigma(z)"
    assert displayed(latex, 40) == ("   z = wx + b,  p̂ = σ(z)",)
    assert displayed(latex, 23) == ("  z = wx + b,  p̂ = σ(z)",)
    assert displayed(latex, 20) == ("   z = wx + b,", "   p̂ = σ(z)")


def test_parts_of_several_rows_have_a_blank_between() -> None:
    assert displayed(r"y = \frac{1}{2}, \quad z = 1", 9)[-2:] == ("", "   z = 1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_of_the_course_has_room_beside_its_lab(language: str) -> None:
    course = open_course(own_lessons())
    cut = [
        page.id
        for entry in course.entries
        for page in course.lesson(entry.id, language).pages
        for block in (*page.idea, *page.explanation)
        if isinstance(block, Formula) and page.lab
        if max(map(cells, displayed(block.latex, BESIDE_A_LAB))) > BESIDE_A_LAB
    ]
    assert not cut
