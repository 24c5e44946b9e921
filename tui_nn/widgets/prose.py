"""A lesson's Markdown as Textual content: emphasis, code, lists, links, terms and formulas in the line."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui_nn.plots.formula import Undrawable, formula, inline

TERM = "../glossary.toml#"


class Prose(Static):
    """Paragraphs and lists. Terms of the glossary are underlined; clicking one asks the screen for it."""

    def __init__(self, markdown: str, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(content(markdown), id=id, classes=classes)

    def show(self, markdown: str) -> None:
        """Other words in the same place."""
        self.update(content(markdown))


class Displayed(Static):
    """A formula on lines of its own, in two dimensions; where it is too wide its parts stand one below another."""

    INDENT = 3  # cells, where there is room for them

    def __init__(self, latex: str) -> None:
        self._whole, self._parts = _rows(latex), _stacked(latex)
        super().__init__(Content("\n".join(self._whole)), classes="formula")

    def on_resize(self) -> None:
        room = self.size.width + self.styles.padding.left
        shown = self._whole if _width(self._whole) <= room else self._parts
        self.styles.padding = (0, 0, 0, self.INDENT if _width(shown) + self.INDENT <= room else 0)
        self.update(Content("\n".join(shown)))


def _rows(latex: str) -> tuple[str, ...]:
    try:
        return formula(latex)
    except Undrawable:
        return (latex,)  # `check` refuses such a page; a reader of an unchecked one sees the source


def _stacked(latex: str) -> tuple[str, ...]:
    """The formulas that a wide space parts from each other, each on rows of its own."""
    try:
        parts = [formula(part.strip().removesuffix(",")) for part in latex.split(r"\quad")]
    except Undrawable:
        return _rows(latex)
    rows = [row for part in parts for row in ("", *part)]
    return tuple(rows[1:])


def _width(rows: tuple[str, ...]) -> int:
    return max(map(cell_len, rows), default=0)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").use(dollarmath_plugin)


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
        return Content.styled(_one_row(token.content), "$ink-formula")
    if token.type == "code_inline":
        return Content.styled(token.content, "$ink-formula")
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
