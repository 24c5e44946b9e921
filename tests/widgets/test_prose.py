"""A lesson's Markdown as text on the screen."""

from __future__ import annotations

import pytest

from tui_nn.widgets.prose import content


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
