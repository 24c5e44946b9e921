"""A lesson's Markdown as text on the screen."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.selection import Selection

from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.lesson import Formula
from tui_nn.locale.words import LANGUAGES
from tui_nn.plots.fit import cells
from tui_nn.widgets.prose import Prose, content, displayed


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


@pytest.mark.parametrize(
    ("markdown", "rows"),
    [
        ("in all were $N = 100$, and so $c = 1.4$.", ["in all were N = 100, and so", "c = 1.4."]),
        ("are right, as are 377 of 400: 94 % of all.", ["are right, as are 377 of 400:", "94 % of all."]),
        ("a matrix of all the weights, 2 × 2 here", ["a matrix of all the weights,", "2 × 2 here"]),
        ("Широкого зазора нет, одна прямая — неправда.", ["Широкого зазора нет, одна", "прямая — неправда."]),
        ("some $w_1 x_1 + w_2 x_2 + w_3 x_3 + b > 0$ here", ["some w₁x₁ + w₂x₂ + w₃x₃ + b >", "0 here"]),
    ],
)
async def test_a_line_breaks_where_a_reader_would_break_it(markdown: str, rows: list[str]) -> None:
    class OneText(App[None]):
        def compose(self) -> ComposeResult:
            yield Prose(markdown)

    async with OneText().run_test(size=(30, 8)) as pilot:
        shown = pilot.app.query_one(Prose)
        assert [shown.render_line(y).text.rstrip() for y in range(shown.size.height)] == rows
        copied = shown.get_selection(Selection(None, None))
        assert copied
        assert copied[0] == content(markdown).plain
