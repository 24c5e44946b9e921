"""Reads a CSV of one's own points: two numbers and a class a row.

Comma, semicolon or tab between the cells; a header or none; quotes as spreadsheets write them; UTF-8 with or without
a mark. Where the comma does not separate cells it may be a decimal comma.
"""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from tui_nn.labs.lab import Edit
from tui_nn.locale.phrase import Phrase, phrase

MOST_ROWS = 2000
MOST_BYTES = 1_000_000
MOST_TOLD = 5  # problems named one by one
LONGEST_PATH = 300  # letters of it in a sentence
LARGEST = 1e6  # beyond it labs refuse: squares and products lose the digits that decide a class

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.ASCII | re.IGNORECASE)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.ASCII | re.IGNORECASE)


class BadPoints(Exception):
    """A file that is not read; carries sentences for the learner. Nothing has changed."""

    def __init__(self, *problems: Phrase) -> None:
        super().__init__(*(problem.key for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class _Row:
    line: int
    cells: tuple[str, ...]


def read_points(path: str | os.PathLike[str]) -> Edit:
    """The file as one edit, ``load`` with x, y, class, x, y, class, … in the file's order.

    The two labels of the third column are sorted, as numbers if both are; the first is class 0, the second class 1.

    Raises:
        BadPoints: the file cannot be read, or not every row of it; all problems at once, or the first few.
    """
    text = _text(_at_home(Path(path)))
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    pairs = _pairs(rows, decimal_comma=delimiter != ",")
    classes = _classes(rows)
    points = ((*pair, classes[row.cells[2]]) for pair, row in zip(pairs, rows, strict=True))
    return Edit("load", tuple(number for point in points for number in point))


def _at_home(path: Path) -> Path:
    """The path with a leading ~ put in; as it is where there is no such home."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _text(path: Path) -> str:
    text = _decoded(path, _bytes(path))
    if not text.strip():
        raise BadPoints(phrase("runs.points.empty", path=_shown(path, LONGEST_PATH)))
    return text


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadPoints(phrase("runs.points.folder", path=_shown(path, LONGEST_PATH)))
        if not path.is_file():
            raise BadPoints(phrase("runs.points.missing", path=_shown(path, LONGEST_PATH)))
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadPoints(phrase("runs.points.unreadable", path=_shown(path, LONGEST_PATH), reason=reason)) from error
    if len(content) > MOST_BYTES:
        raise BadPoints(phrase("runs.points.large", path=_shown(path, LONGEST_PATH), most=MOST_ROWS))
    return content


def _decoded(path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadPoints(phrase("runs.points.text", path=_shown(path, LONGEST_PATH))) from error
    if "\0" in text:
        raise BadPoints(phrase("runs.points.text", path=_shown(path, LONGEST_PATH)))
    return text


def _delimiter(text: str) -> str:
    """The sign between the cells, as the first line shows it; where it is another one, commas may be decimal."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return next((sign for sign in "\t;" if sign in first), ",")


def _rows(text: str, delimiter: str) -> list[_Row]:
    """Every row that has something in it, without the header."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        rows = [_Row(reader.line_num, _stripped(cells)) for cells in reader]
    except csv.Error as error:
        raise BadPoints(phrase("runs.points.quotes", line=reader.line_num)) from error
    rows = [row for row in rows if row.cells]
    return rows[1:] if _has_header(rows) else rows


def _stripped(cells: list[str]) -> tuple[str, ...]:
    """The cells without blanks around them, and without the empty cells that spreadsheets leave on the right."""
    kept = [cell.strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _has_header(rows: list[_Row]) -> bool:
    """Words over the numbers are a header, unless the third is a class: then the row is one whose numbers are bad."""
    if not rows or any(_is_number(cell) for cell in rows[0].cells[:2]):
        return False
    return all(row.cells[2:3] != rows[0].cells[2:3] for row in rows[1:])


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(_pointed(cell)) or _NOT_FINITE.fullmatch(cell))


def _pointed(cell: str) -> str:
    """A number with a decimal point and a plain minus, as Python reads it."""
    return cell.replace(",", ".").replace("−", "-")


def _pairs(rows: list[_Row], decimal_comma: bool) -> list[tuple[float, float]]:
    """The coordinates of every row."""
    if len(rows) > MOST_ROWS:
        raise BadPoints(phrase("runs.points.many", n=len(rows), most=MOST_ROWS))
    if len(rows) < 2:
        raise BadPoints(phrase("runs.points.few", n=len(rows)))
    pairs = []
    problems: list[Phrase] = []
    for row in rows:
        try:
            pairs.append(_pair(row, decimal_comma))
        except BadPoints as bad:
            problems += bad.problems
    if problems:
        raise BadPoints(*_first_few(problems))
    return pairs


def _first_few(problems: list[Phrase]) -> list[Phrase]:
    more = len(problems) - MOST_TOLD
    return problems if more <= 0 else [*problems[:MOST_TOLD], phrase("runs.points.more", n=more)]


def _pair(row: _Row, decimal_comma: bool) -> tuple[float, float]:
    if len(row.cells) != 3:
        raise BadPoints(phrase("runs.points.columns", line=row.line, n=len(row.cells)))
    return _coordinate(row, 0, decimal_comma), _coordinate(row, 1, decimal_comma)


def _coordinate(row: _Row, column: int, decimal_comma: bool) -> float:
    cell = row.cells[column]
    value = float("inf") if _NOT_FINITE.fullmatch(cell) else _number(cell, decimal_comma)
    if value is None or abs(value) > LARGEST:
        key = "runs.points.number" if value is None else "runs.points.finite"
        raise BadPoints(phrase(key, line=row.line, column=column + 1, cell=_shown(cell)))
    return value


def _number(cell: str, decimal_comma: bool) -> float | None:
    text = _pointed(cell)
    may_be = _NUMBER.fullmatch(text) and (decimal_comma or "," not in cell)
    return float(text) if may_be else None


def _classes(rows: list[_Row]) -> dict[str, float]:
    """The class of each of the two labels."""
    first_line = {row.cells[2]: row.line for row in reversed(rows)}
    labels = sorted(first_line, key=lambda label: first_line[label])
    if len(labels) == 1:
        raise BadPoints(phrase("runs.points.one_class", label=_shown(labels[0])))
    if len(labels) > 2:
        first, second, third = map(_shown, labels[:3])
        line = first_line[labels[2]]
        raise BadPoints(phrase("runs.points.classes", first=first, second=second, third=third, line=line))
    zero, one = _in_order(labels)
    return {zero: 0.0, one: 1.0}


def _in_order(labels: list[str]) -> list[str]:
    if all(_NUMBER.fullmatch(_pointed(label)) for label in labels):
        return sorted(labels, key=lambda label: float(_pointed(label)))
    return sorted(labels)


def _shown(text: str | os.PathLike[str], most: int = 60) -> str:
    """Text from outside, safe in a terminal and short: no control signs, no more letters than `most`."""
    clean = "".join("�" if unicodedata.category(sign).startswith("C") else sign for sign in str(text))
    return clean if len(clean) <= most else clean[: most - 1] + "…"
