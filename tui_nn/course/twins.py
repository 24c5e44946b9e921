"""Whether a lesson is the same in two languages, but for the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from itertools import zip_longest
from pathlib import PurePath
from typing import Any

from tui_nn.course.lesson import Block, Choice, Formula, Lesson, Page, Prose, Reach, TraceCell
from tui_nn.course.problem import Report
from tui_nn.course.texts import MARKDOWN, TRANSLATED, named
from tui_nn.course.written import number
from tui_nn.locale.phrase import Phrase, Value

# Fields by the names that an author writes.
_KEYS = {
    "options": "option",
    "mistakes": "mistake",
    "items": "item",
    "pairs": "pair",
    "columns": "column",
    "checks": "check",
    "goals": "goal",
    "lab": "name",
    "setup": "lab",
    "settings": "set",
    "start": "from",
    "end": "to",
}
_BLOCKS = {"prediction": "predict", "labsetup": "lab", "timelinesetup": "timeline"}


@dataclass(frozen=True)
class _Pair:
    """The lesson in the language it is held against, and in the one that is judged."""

    there: Lesson
    here: Lesson
    report: Report

    def differs(self, line: int, line_there: int, code: str, /, **values: Value | Phrase) -> None:
        """Report a difference, with the place to compare with."""
        self.report.add(line, code, other=f"{PurePath(self.there.path).name}:{line_there}", **values)


def compare(there: Lesson, here: Lesson, report: Report) -> None:
    """Report where `here` differs from `there` in anything but words."""
    pair = _Pair(there, here, report)
    ids_there, ids_here = [page.id for page in there.pages], [page.id for page in here.pages]
    for page in there.pages:
        if page.id not in ids_here:
            pair.differs(1, page.line, "twin-page-missing", page=page.id)
    for page in here.pages:
        if page.id not in ids_there:
            pair.differs(page.line, 1, "twin-page-extra", page=page.id)
    _compare_common(pair)


def _compare_common(pair: _Pair) -> None:
    there = {page.id: page for page in pair.there.pages}
    here = {page.id: page for page in pair.here.pages}
    order = [id for id in there if id in here]
    for wanted, page in zip(order, (page for page in here.values() if page.id in there), strict=True):
        if page.id != wanted:
            pair.differs(page.line, there[wanted].line, "twin-order", page=page.id, wanted=wanted)
            break
    for id in order:
        _compare_pages(pair, there[id], here[id])


def _compare_pages(pair: _Pair, there: Page, here: Page) -> None:
    if there.plus != here.plus:
        pair.differs(here.line, there.line, "twin-plus", page=here.id)
    for block_there, block in zip_longest(there.blocks, here.blocks):
        kind_there, kind = _kind(block_there), _kind(block)
        if kind_there != kind:
            line, line_there = _line(block, here), _line(block_there, there)
            pair.differs(line, line_there, "twin-blocks", here=_shown(kind), there=_shown(kind_there))
            return
        borrowed = isinstance(block, Reach) and block.setup == here.lab
        _compare_blocks(pair, block_there, block, "lab · " if borrowed else "")


def _compare_blocks(pair: _Pair, there: Block, here: Block, told_already: str) -> None:
    """Report the first difference; the others mostly follow from it."""
    for (what, value_there), (_, value) in zip_longest(_facts(there), _facts(here), fillvalue=("", "")):
        if value_there != value and not (told_already and what.startswith(told_already)):
            pair.differs(here.line, there.line, "twin-differs", what=what, here=value, there=value_there)
            return


def _line(block: Block | None, page: Page) -> int:
    return block.line if block else page.line


def _kind(block: Block | None) -> str:
    if isinstance(block, Choice):
        return "multi" if block.many else "choice"
    name = type(block).__name__.lower() if block else "nothing"
    return _BLOCKS.get(name, name)


def _shown(kind: str) -> Value | Phrase:
    """A block by the word after its fence; what has no fence by its name."""
    return Phrase(f"problems.shapes.{kind}") if kind in ("prose", "formula", "nothing") else kind


def _facts(thing: Any) -> Iterator[tuple[str, str]]:
    """Everything about a block that no translation changes, each with its name."""
    if isinstance(thing, Prose | Formula):
        return
    words = named(thing, MARKDOWN) | named(thing, TRANSLATED)
    for field in fields(thing):
        value = getattr(thing, field.name)
        key = _KEYS.get(field.name, field.name)
        if key == "hints":
            yield key, str(len(value))
        elif field.name not in words and key != "line":
            yield from _told(key, thing, value)


def _told(key: str, thing: Any, value: Any) -> Iterator[tuple[str, str]]:
    if is_dataclass(value):
        yield from ((f"{key} · {name}", told) for name, told in _facts(value))
    elif isinstance(value, tuple):
        yield key, str(len(value))
        for count, one in enumerate(value, 1):
            yield from _told(f"{key} {count}", thing, one)
    elif isinstance(thing, TraceCell) and isinstance(value, str):
        yield key, _cell(value)
    else:
        yield key, f"{value:g}" if isinstance(value, float) else str(value)


def _cell(text: str) -> str:
    """A decimal comma is a translation too."""
    value = number(text)
    return text if value is None else f"{value:.12g}"
