"""A TOML table whose keys are asked for one by one; what does not fit is reported with its own line."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tui_nn.course.problem import Report
from tui_nn.locale.phrase import Phrase, Value

Place = tuple[str | int, ...]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\s-]+?)\s*\]\]?\s*(#.*)?")
_KEY = re.compile(r"\s*([\w.-]+)\s*=")
_LONG_TEXT = re.compile(r'"""|' + "'''")
_LINE_OF_ERROR = re.compile(r"\(at line (\d+), column \d+\)")


def is_id(text: str) -> bool:
    """Whether it is kebab-case: small Latin letters, digits and single hyphens between them."""
    return _ID.fullmatch(text) is not None


def read_table(text: str, first_line: int, report: Report) -> Table | None:
    """The TOML of a file or block whose text begins on that line; None, and a problem, where it is not TOML."""
    try:
        data = tomllib.loads(text)
    # Besides its own error, tomllib lets through what int() says of a number of 5,000 digits, and deep nesting.
    except (ValueError, RecursionError) as trouble:
        at = _LINE_OF_ERROR.search(str(trouble))
        line = int(at[1]) if at else len(text.rstrip("\n").split("\n"))
        detail = str(trouble).partition(" (at ")[0]
        report.add(first_line + line - 1, "toml-syntax", detail=detail)
        return None
    return Table(data, (), _lines(text, first_line), report)


def _lines(text: str, first_line: int) -> Mapping[Place, int]:
    """Where each table and key stands, as far as a glance can tell."""
    lines: dict[Place, int] = {(): max(1, first_line - 1)}  # a block stands where its fence is
    counts: Counter[Place] = Counter()
    here: Place = ()
    in_long_text = False
    for number, line in enumerate(text.split("\n"), first_line):
        opens = not in_long_text
        in_long_text ^= len(_LONG_TEXT.findall(line)) % 2 == 1
        if opens and (header := _HEADER.fullmatch(line)):
            here = _table_place(header, counts)
            lines.setdefault(here, number)
            if header[1] == "[[":
                lines.setdefault(here[:-1], number)
        elif opens and (key := _KEY.match(line)):
            parts = key[1].split(".")
            for depth in range(1, len(parts) + 1):
                lines.setdefault((*here, *parts[:depth]), number)
    return lines


def _table_place(header: re.Match[str], counts: Counter[Place]) -> Place:
    """``[[option]]`` met for the second time is ("option", 1); ``[option.x]`` after it is ("option", 1, "x")."""
    place: Place = ()
    *parents, last = (part.strip() for part in header[2].split("."))
    for part in parents:
        place = (*place, part)
        place = (*place, counts[place] - 1) if counts[place] else place
    place = (*place, last)
    if header[1] == "[[":
        counts[place] += 1
        place = (*place, counts[place] - 1)
    return place


def _is_number(value: Any) -> bool:
    # The comparison also refuses nan, infinities and whole numbers too long for a float.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


def _all(kind: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(_FITS[kind](one) for one in value)


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "flag": lambda value: isinstance(value, bool),
    "whole": lambda value: isinstance(value, int) and _is_number(value),
    "number": _is_number,
    "table": lambda value: isinstance(value, dict),
    "texts": _all("text"),
    "tables": _all("table"),
    "rows": _all("texts"),
    "setting": lambda value: isinstance(value, str) or _is_number(value),
}


class Table:
    """Answers keys by type. A key that is missing or wrong is reported and answered by something harmless."""

    def __init__(self, data: Mapping[str, Any], place: Place, lines: Mapping[Place, int], report: Report) -> None:
        self.report = report
        self._data = data
        self._place = place
        self._lines = lines
        self._asked: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def names(self) -> Iterable[str]:
        """The names in it, in the order of the file."""
        return self._data.keys()

    def line(self, key: str = "") -> int:
        """Where that key stands; where that is not to be seen, what holds it."""
        place = (*self._place, key) if key else self._place
        while place not in self._lines:
            place = place[:-1]
        return self._lines[place]

    def problem(self, code: str, at: str = "", /, **values: Value | Phrase) -> None:
        """Report a problem at that key, or at the table as a whole."""
        self.report.add(self.line(at), code, **values)

    def text(self, key: str, default: str | None = None) -> str:
        """Words; not empty unless there is a default."""
        value = str(self._take(key, "text", default, ""))
        if key in self and default is None and not value.strip() and self._fits(key, "text"):
            self.problem("text-empty", key, key=key)
        return value

    def id(self, key: str = "id") -> str:
        """A kebab-case name."""
        value = self.text(key)
        if value.strip() and not is_id(value):
            self.problem("id-shape", key, id=value)
        return value

    def number(self, key: str, default: float | None = None, least: float | None = None) -> float:
        """A finite number, not below `least`."""
        return float(self._bounded(key, "number", default, least))

    def whole(self, key: str, default: int | None = None, least: int | None = None) -> int:
        """A whole number, not below `least`."""
        return int(self._bounded(key, "whole", default, least))

    def flag(self, key: str) -> bool:
        """true or false; false when left out."""
        return bool(self._take(key, "flag", False, False))

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or more, none empty."""
        found = tuple(self._take(key, "texts", None, []))
        if key in self and self._fits(key, "texts"):
            self._enough(key, len(found), 1)
            if not all(text.strip() for text in found):
                self.problem("text-empty", key, key=key)
        return found

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """One row of texts or more."""
        found = self._take(key, "rows", None, [])
        if key in self and self._fits(key, "rows"):
            self._enough(key, len(found), 1)
        return tuple(tuple(row) for row in found)

    def table(self, key: str) -> Table | None:
        """A table inside this one."""
        data = self._take(key, "table", None, None)
        return None if data is None else Table(data, (*self._place, key), self._lines, self.report)

    def tables(self, key: str, least: int) -> tuple[Table, ...]:
        """Tables under one name, at least so many."""
        found = self._take(key, "tables", None if least else [], [])
        if key in self and self._fits(key, "tables"):
            self._enough(key, len(found), least)
        return tuple(Table(data, (*self._place, key, k), self._lines, self.report) for k, data in enumerate(found))

    def settings(self, key: str) -> tuple[tuple[str, str], ...]:
        """Names with values, each value as it was written; none when left out."""
        inner = Table(self._take(key, "table", {}, {}), (*self._place, key), self._lines, self.report)
        return tuple((name, str(inner._take(name, "setting", None, ""))) for name in inner.names())

    def close(self) -> None:
        """Every key that nobody asked for is unknown."""
        possible = ", ".join(self._asked)
        for key in self.names():
            if key not in self._asked:
                self.problem("key-unknown", key, key=key, possible=possible)

    def _take(self, key: str, kind: str, default: Any, harmless: Any) -> Any:
        self._asked[key] = None
        if key not in self._data:
            if default is not None:
                return default
            self.problem("key-missing", key=key)
        elif self._fits(key, kind):
            return self._data[key]
        else:
            self.problem("key-type", key, key=key, expected=Phrase(f"problems.expected.{kind}"))
        return harmless

    def _fits(self, key: str, kind: str) -> bool:
        return _FITS[kind](self._data[key])

    def _bounded(self, key: str, kind: str, default: float | None, least: float | None) -> Any:
        value = self._take(key, kind, default, least or 0)
        if least is not None and value < least:
            self.problem("number-low", key, key=key, least=least)
        return value

    def _enough(self, key: str, count: int, least: int) -> None:
        if count < least:
            self.problem("list-short", key, key=key, n=least)


def distinct(tables: Iterable[Table], key: str, code: str) -> None:
    """Report each table whose text under that key another one before it has too."""
    seen: dict[str, int] = {}
    for table in tables:
        value = table._data.get(key)
        if not isinstance(value, str) or not value.strip():
            continue
        if value in seen:
            table.problem(code, key, key=key, text=value, first=seen[value])
        seen.setdefault(value, table.line(key))


def apart(tables: Sequence[Table], words: str) -> None:
    """Report answers that cannot be told apart: by id, by what they say under `words`, or by feedback."""
    distinct(tables, "id", "id-twice")
    distinct(tables, words, "text-twice")
    distinct(tables, "says", "feedback-twice")
