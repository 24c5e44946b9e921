"""A lesson's Markdown as Textual content: emphasis, code, lists, links, terms and formulas in the line."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui_nn.plots.fit import cells
from tui_nn.plots.formula import Undrawable, formula, inline
from tui_nn.widgets.glued import FORMULA, Glued, glued

TERM = "../glossary.toml#"
INDENT = 3  # cells before a formula on lines of its own
_QUAD = re.compile(r"\s*\\q?quad\s*")


class Prose(Glued):
    """Paragraphs and lists. Terms of the glossary are underlined; clicking one asks the screen for it."""

    def __init__(self, markdown: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(glued(content(markdown)), id=id, classes=classes)

    def show(self, markdown: str) -> None:
        """Other words in the same place."""
        self.update(glued(content(markdown)))


class Displayed(Widget):
    """A formula on lines of its own, in two dimensions; what stands side by side goes below where it is narrow."""

    def __init__(self, latex: str) -> None:
        super().__init__(classes="formula")
        self._latex = latex

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(displayed(self._latex, width))

    def render(self) -> Content:
        return Content("\n".join(displayed(self._latex, self.content_size.width)))


@cache
def displayed(latex: str, width: int) -> tuple[str, ...]:
    """The rows of a formula, indented as far as `width` cells allow, and in parts where it is wider."""
    whole = _rows(latex)
    parts = [whole] if _widest(whole) <= width else [_rows(part) for part in _apart(latex)]
    rows: list[str] = []
    for part in parts:
        apart = rows and max(len(parts[0]), len(part)) > 1  # a blank between what is more than a row high
        indent = " " * max(0, min(INDENT, width - _widest(part)))
        rows += [""] * bool(apart) + [indent + row for row in part]
    return tuple(rows)


def _apart(latex: str) -> list[str]:
    """What a formula has side by side with wide spaces between."""
    parts = _QUAD.split(latex)
    whole = all(
        part.count(begin) == part.count(end)
        for part in parts
        for begin, end in (("{", "}"), (r"\begin", r"\end"), (r"\left", r"\right"))
    )
    return parts if whole else [latex]


def _widest(rows: tuple[str, ...]) -> int:
    return max(map(cells, rows))


def _rows(latex: str) -> tuple[str, ...]:
    try:
        return formula(latex)
    except Undrawable:
        return (latex,)  # `check` refuses such a page; a reader of an unchecked one sees the source


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").use(dollarmath_plugin)


@lru_cache(maxsize=512)  # options are asked for at every key; the guess in an outcome may be any text
def content(markdown: str) -> Content:
    """Markdown in, styled content out: paragraphs with a blank line between, the items of a list without."""
    blocks: list[Content] = []
    mark, item = "", 0
    for token in _parser().parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            item = 0
        elif token.type == "list_item_open":
            item += 1
            mark = f"{token.info}{token.markup} " if token.info else "• "
        elif token.type == "list_item_close":
            mark = ""
        elif token.type == "inline":
            gap = "" if not blocks else "\n" if mark and item > 1 else "\n\n"
            blocks.append(Content(gap + mark) + _inline(token.children or []))
    return Content.assemble(*blocks)


_STYLES = {"em": "italic", "strong": "bold"}


def _inline(tokens: list[Token]) -> Content:
    pieces: list[Content] = []
    open_styles: list[str] = []
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if edge == "open":
            open_styles.append(_link(token) if kind == "link" else _STYLES.get(kind, ""))
        elif edge == "close":
            open_styles.pop()
        else:
            piece = _leaf(token)
            for style in filter(None, open_styles):
                piece = piece.stylize(style)
            pieces.append(piece)
    return Content.assemble(*pieces)


def _leaf(token: Token) -> Content:
    if token.type == "math_inline":
        return Content.styled(_one_row(token.content), FORMULA)
    if token.type == "code_inline":
        return Content.styled(token.content, FORMULA)
    if token.type == "softbreak":
        return Content(" ")
    return Content("\n" if token.type == "hardbreak" else token.content)


def _one_row(latex: str) -> str:
    try:
        return inline(latex)
    except Undrawable:
        return latex


def _link(token: Token) -> str:
    address = str(token.attrs.get("href", ""))
    if address.startswith(TERM):
        return f"underline @click=screen.term('{address.removeprefix(TERM)}')"
    return "underline"
