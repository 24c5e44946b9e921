"""Cuts a lesson's Markdown into headings, prose, formulas and fenced blocks, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from tui_nn.course.problem import Report
from tui_nn.locale.phrase import Phrase


class Shape(Enum):
    """What a piece is."""

    TITLE = "title"
    PAGE = "page"
    PROSE = "prose"
    FORMULA = "formula"
    BLOCK = "block"


@dataclass(frozen=True)
class Piece:
    """A stretch of a lesson. `name` is the word after the fence of a block."""

    shape: Shape
    text: str
    line: int
    name: str = ""


_PROSE = ("paragraph_open", "bullet_list_open", "ordered_list_open")
_SILENT = (*_PROSE, "inline", "list_item_open")
_HEADINGS = {"h1": Shape.TITLE, "h2": Shape.PAGE}
# What Markdown has and lessons have not, by the token it gives.
_REFUSED = {
    "heading_open": "heading",
    "blockquote_open": "quote",
    "table_open": "table",
    "hr": "rule",
    "html_block": "html",
    "code_block": "indented",
    "fence": "nested",
    "math_block": "nested",
}


def cut(text: str, report: Report) -> list[Piece]:
    """The pieces in order; neighbouring paragraphs and lists are one piece. `text` has plain line ends."""
    lines = text.split("\n")
    return _joined(_pieces(_parser().parse(text), lines, report), lines)


def _parser() -> MarkdownIt:
    # Tables are understood to be refused; what the outline of headings cannot see is not Markdown here.
    parser = MarkdownIt("commonmark").enable("table").disable(["lheading", "reference"])
    return parser.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)


def _pieces(tokens: Sequence[Token], lines: list[str], report: Report) -> Iterator[Piece]:
    seen_until = 0
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.map is None or token.map[0] < seen_until:
            continue
        if refused := _refused(token):
            seen_until = token.map[1]
            report.add(token.map[0] + 1, "not-shown", what=Phrase(f"problems.shapes.{refused}"))
        elif token.level == 0 and (piece := _piece(token, following, lines, report)):
            yield piece


def _refused(token: Token) -> str:
    if token.level == 0 and (token.type in ("fence", "math_block") or token.tag in _HEADINGS):
        return ""
    return "" if token.type in _SILENT else _REFUSED.get(token.type, "other")


def _piece(token: Token, following: Token | None, lines: list[str], report: Report) -> Piece | None:
    start, end = token.map or (0, 0)
    if token.type == "heading_open" and following:
        return Piece(_HEADINGS[token.tag], following.content.strip(), start + 1)
    if token.type == "fence":
        return _block(token, start, end, lines, report)
    if token.type == "math_block":
        if not token.content.strip():
            report.add(start + 1, "formula-empty")
        return Piece(Shape.FORMULA, token.content.strip(), start + 1)
    if token.type in _PROSE:
        _watch_for_open_formula(start, end, lines, report)
        return Piece(Shape.PROSE, _text(lines, start, end), start + 1)
    return None


def _block(token: Token, start: int, end: int, lines: list[str], report: Report) -> Piece | None:
    last = lines[end - 1].strip()
    closed = end - start > 1 and last.startswith(token.markup) and set(last) == {token.markup[0]}
    if not closed:
        report.add(start + 1, "block-open", name=token.info.strip())
        return None
    return Piece(Shape.BLOCK, token.content, start + 1, token.info.strip())


def _watch_for_open_formula(start: int, end: int, lines: list[str], report: Report) -> None:
    for number, line in enumerate(lines[start:end], start + 1):
        if line.strip().startswith("$$"):
            report.add(number, "formula-open")


def _joined(pieces: Iterator[Piece], lines: list[str]) -> list[Piece]:
    """Paragraphs that stand together are one text, however a translator divides them."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].shape is piece.shape is Shape.PROSE:
            first = joined.pop()
            end = piece.line - 1 + len(piece.text.split("\n"))
            piece = Piece(Shape.PROSE, _text(lines, first.line - 1, end), first.line)
        joined.append(piece)
    return joined


def _text(lines: list[str], start: int, end: int) -> str:
    return "\n".join(lines[start:end]).rstrip()
