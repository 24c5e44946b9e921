"""A lesson's Markdown as Textual content: emphasis, code, lists, links, terms and formulas in the line."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from tui_nn.plots.formula import Undrawable, formula, inline

TERM = "../glossary.toml#"
FORMULA = "$ink-formula"  # the style of formulas and of code
LONGEST_KEPT = 28  # cells of a formula that is not broken
BOUND = ("—", "–", "%", "×", "=")  # signs that do not begin a line
TIED = ("×", "=")  # and those that do not end one either


class Prose(Static):
    """Paragraphs and lists. Terms of the glossary are underlined; clicking one asks the screen for it."""

    def __init__(self, markdown: str, *, id: str | None = None, classes: str | None = None) -> None:
        self._whole = content(markdown)
        super().__init__(self._whole, id=id, classes=classes)

    def show(self, markdown: str) -> None:
        """Other words in the same place."""
        self._whole = content(markdown)
        self.update(self._whole)

    def render(self) -> Content:
        return folded(self._whole, self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return folded(self._whole, width).get_height({}, width)


class Displayed(Static):
    """A formula on lines of its own, in two dimensions."""

    def __init__(self, latex: str) -> None:
        super().__init__(Content("\n".join(_rows(latex))), classes="formula")


def _rows(latex: str) -> tuple[str, ...]:
    try:
        return formula(latex)
    except Undrawable:
        return (latex,)  # `check` refuses such a page; a reader of an unchecked one sees the source


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


def folded(text: Content, width: int) -> Content:
    """The text in lines of at most `width` cells: a short formula stays in one piece, no line begins with a dash.

    What has no place to break it is left as it is.
    """
    letters = list(text.plain)
    kept = {
        place
        for span in text.spans
        if span.style == FORMULA and span.end - span.start <= min(LONGEST_KEPT, width)
        for place in range(span.start, span.end)
    }
    start, place = 0, -1  # of the line, and where it may be broken last
    for i, letter in enumerate([*letters, "\n"]):
        if letter == "\n" or (
            letter == " "
            and i not in kept
            and text.plain[i + 1 : i + 2] not in BOUND
            and text.plain[i - 1] not in TIED
        ):
            if place >= start and cell_len(text.plain[start:i]) > width > 0:
                letters[place] = "\n"
                start = place + 1
            start, place = (i + 1, -1) if letter == "\n" else (start, i)
    return Content("".join(letters), spans=list(text.spans))


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
