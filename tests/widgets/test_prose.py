"""A lesson's Markdown as text on the screen."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tui_nn.widgets.prose import Displayed, content


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


class _Narrow(App[None]):
    CSS = "Displayed { width: 100%; height: auto; padding-left: 3; }"

    def compose(self) -> ComposeResult:
        yield Displayed(r"a = \frac{b}{c}, \quad d = e + f")


@pytest.mark.parametrize(
    ("width", "rows", "indent"),
    [
        (30, 3, 3),
        (21, 3, 0),
        (15, 5, 3),
    ],
)
async def test_a_formula_too_wide_for_its_place_stands_in_parts(width: int, rows: int, indent: int) -> None:
    app = _Narrow()
    async with app.run_test(size=(width, 9)) as pilot:
        await pilot.pause()
        shown = app.query_one(Displayed)
        drawn = str(shown.render()).splitlines()
        assert len(drawn) == rows
        assert max(map(len, drawn)) + indent <= width
        assert shown.styles.padding.left == indent
        assert shown.size.height == rows
