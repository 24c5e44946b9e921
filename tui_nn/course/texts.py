"""The words inside a lesson's blocks, and what is written in them: formulas, links, how many words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from tui_nn.course.lesson import (
    Card,
    Code,
    CodeCheck,
    Column,
    Deeper,
    Exercise,
    Formula,
    Item,
    Link,
    Mistake,
    Note,
    Numeric,
    Option,
    Pair,
    Prediction,
    Prose,
    Reach,
)

# Fields with Markdown in them; they differ from language to language.
MARKDOWN: Mapping[type, tuple[str, ...]] = {
    Prose: ("markdown",),
    Note: ("markdown",),
    Option: ("text", "says"),
    Prediction: ("ask", "says"),
    Exercise: ("ask", "worked", "hints"),
    Mistake: ("says",),
    Numeric: ("otherwise",),
    Item: ("text", "says"),
    Pair: ("left", "right", "says"),
    Column: ("name", "says"),
    CodeCheck: ("says",),
    Reach: ("otherwise",),
    Card: ("front", "back"),
    Link: ("title", "about"),
}
# Fields without Markdown that may differ all the same: a book on the subject may exist in one language only.
TRANSLATED: Mapping[type, tuple[str, ...]] = {
    Formula: ("latex",),
    Numeric: ("unit",),
    Code: ("start", "solution"),  # comments are words too
    Deeper: ("links",),
}


@dataclass(frozen=True)
class Written:
    """What a piece of Markdown holds. `loose` is a dollar sign that opens or closes no formula."""

    words: int  # a formula in the line counts as one
    formulas: tuple[str, ...]
    links: tuple[str, ...]
    loose: bool


def named(thing: object, table: Mapping[type, tuple[str, ...]]) -> frozenset[str]:
    """The fields that the table names for this thing and for what it is a kind of."""
    return frozenset(name for kind in type(thing).__mro__ for name in table.get(kind, ()))


def texts(thing: Any) -> Iterator[str]:
    """Every Markdown text in a block, in the order of its fields."""
    markdown = named(thing, MARKDOWN)
    for field in fields(thing):
        value = getattr(thing, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if field.name in markdown:
                yield one
            elif is_dataclass(one):
                yield from texts(one)


@cache
def written(markdown: str) -> Written:
    """What stands in that text."""
    tokens = [child for token in _parser().parse(markdown) for child in token.children or ()]
    formulas = tuple(token.content for token in tokens if token.type == "math_inline")
    links = tuple(str(token.attrs.get("href", "")) for token in tokens if token.type == "link_open")
    loose = any(token.type == "text" and "$" in token.content for token in tokens)
    return Written(sum(map(_words, tokens)) + len(formulas), formulas, links, loose)


@cache
def _parser() -> MarkdownIt:
    # Unjoined, an escaped dollar stays apart from a loose one.
    return MarkdownIt("commonmark").use(dollarmath_plugin).disable("text_join")


def _words(token: Token) -> int:
    if token.type not in ("text", "code_inline"):
        return 0
    return sum(any(sign.isalnum() for sign in word) for word in token.content.split())
