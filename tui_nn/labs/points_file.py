"""One's own points as a CSV: two numbers and a class a row, or a value where the header says so.

Comma, semicolon or tab between the cells; a header or none; quotes as spreadsheets write them; UTF-8 with or without
a mark. Where the comma does not separate cells it may be a decimal comma. A last column headed ``value`` makes the
rows values to be learnt: ``x1,x2,value`` over the plane, ``x,value`` along a line.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from tui_nn.labs.frame import Plane
from tui_nn.labs.lab import Edit, Lab, Refused
from tui_nn.labs.text_file import LONGEST_PATH, AnyPath, read_text, shown, write_text
from tui_nn.locale.phrase import Phrase, phrase

MOST_ROWS = 2000
MOST_BYTES = 1_000_000
MOST_TOLD = 5  # problems named one by one
LARGEST = 1e6  # beyond it labs refuse: squares and products lose the digits that decide a class
VALUE_HEADS = ("value", "значение")

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.ASCII | re.IGNORECASE)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.ASCII | re.IGNORECASE)
_WORDS = "runs.points"


class BadPoints(Exception):
    """A file that is not read; carries sentences for the learner. Nothing has changed."""

    def __init__(self, *problems: Phrase) -> None:
        super().__init__(*(problem.key for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class _Row:
    line: int
    cells: tuple[str, ...]


def read_points(path: AnyPath, lab: Lab | type[Lab] | None = None) -> Edit:
    """The file as one edit for the lab: ``load`` with x, y, class, x, y, class, … in the file's order.

    The labels of the last column, as many as the lab has classes (two, unless it says otherwise), are sorted, as
    numbers if all are; the first is class 0, the next class 1. Numbers that count from 0 already stay as they are,
    though one between them may be missing. Under the head ``value`` the edit is ``values`` with x, y, value, …; where
    there is only x, y is 0.

    Raises:
        BadPoints: the file cannot be read, or not every row of it; all problems at once, or the first few.
    """
    try:
        text = read_text(path, MOST_BYTES, _WORDS)
    except Refused as refused:
        raise BadPoints(Phrase(refused.says.key, {"most": MOST_ROWS, **refused.says.values})) from refused
    if not text.strip():
        raise BadPoints(phrase("runs.points.empty", path=shown(path, LONGEST_PATH)))
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    if rows and len(rows[0].cells) in (2, 3) and rows[0].cells[-1].lower() in VALUE_HEADS:
        return _values(rows[0], rows[1:], delimiter != ",", lab)
    rows = rows[1:] if _has_header(rows) else rows
    table = _table(rows, 3, 2, delimiter != ",")
    classes = _classes(rows, getattr(lab, "classes", 2))
    points = ((*pair, classes[row.cells[2]]) for pair, row in zip(table, rows, strict=True))
    return Edit("load", tuple(number for point in points for number in point))


def write_points(lab: Lab, path: AnyPath) -> None:
    """The points that a lab learns from and is tested on, as a CSV that `read_points` reads; numbers by ``repr``.

    Raises:
        Refused: the lab has no points, or the file cannot be written.
    """
    write_text(path, points_text(lab), _WORDS)


def points_text(lab: Lab) -> str:
    """What `write_points` writes.

    Raises:
        Refused: the lab has no points.
    """
    head, rows = _points_of(lab)
    lines = [head, *(",".join(map(_written, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def _points_of(lab: Lab) -> tuple[str, list[tuple[float, ...]]]:
    """The head and the rows: as the lab tells them, or of the plane that it shows."""
    if table := getattr(lab, "table_of_points", None):
        columns, rows = table()
        return ",".join(columns), rows
    for picture in lab.frame().pictures:
        if isinstance(picture, Plane) and lab.has_points:
            pairs = zip(picture.points.tolist(), picture.classes.tolist(), strict=True)
            return "x1,x2,class", [(x1, x2, target) for (x1, x2), target in pairs]
    raise Refused(phrase("runs.points.none"))


def _written(value: float) -> str:
    return repr(int(value)) if value % 1 == 0 and abs(value) < LARGEST else repr(value)


def _values(head: _Row, rows: list[_Row], decimal_comma: bool, lab: Lab | type[Lab] | None) -> Edit:
    if not getattr(lab, "learns_values", False):
        raise BadPoints(phrase("runs.points.values", head=shown(head.cells[-1])))
    width = len(head.cells)
    table = _table(rows, width, width, decimal_comma)
    points = ((row[0], row[1] if width == 3 else 0.0, row[-1]) for row in table)
    return Edit("values", tuple(number for point in points for number in point))


def _delimiter(text: str) -> str:
    """The sign between the cells, as the first line shows it; where it is another one, commas may be decimal."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return next((sign for sign in "\t;" if sign in first), ",")


def _rows(text: str, delimiter: str) -> list[_Row]:
    """Every row that has something in it, the header too."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        rows = [_Row(reader.line_num, _stripped(cells)) for cells in reader]
    except csv.Error as error:
        raise BadPoints(phrase("runs.points.quotes", line=reader.line_num)) from error
    return [row for row in rows if row.cells]


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


def _table(rows: list[_Row], width: int, numbers: int, decimal_comma: bool) -> list[tuple[float, ...]]:
    """The first cells of every row as numbers."""
    if len(rows) > MOST_ROWS:
        raise BadPoints(phrase("runs.points.many", n=len(rows), most=MOST_ROWS))
    if len(rows) < 2:
        raise BadPoints(phrase("runs.points.few" if numbers < width else "runs.points.few-values", n=len(rows)))
    table = []
    problems: list[Phrase] = []
    for row in rows:
        try:
            table.append(_row(row, width, numbers, decimal_comma))
        except BadPoints as bad:
            problems += bad.problems
    if problems:
        raise BadPoints(*_first_few(problems))
    return table


def _first_few(problems: list[Phrase]) -> list[Phrase]:
    more = len(problems) - MOST_TOLD
    return problems if more <= 0 else [*problems[:MOST_TOLD], phrase("runs.points.more", n=more)]


def _row(row: _Row, width: int, numbers: int, decimal_comma: bool) -> tuple[float, ...]:
    if len(row.cells) != width:
        key = "runs.points.columns" if numbers < width else "runs.points.columns-values"
        raise BadPoints(phrase(key, line=row.line, n=len(row.cells), wanted=width))
    return tuple(_cell(row, column, decimal_comma) for column in range(numbers))


def _cell(row: _Row, column: int, decimal_comma: bool) -> float:
    cell = row.cells[column]
    value = float("inf") if _NOT_FINITE.fullmatch(cell) else _number(cell, decimal_comma)
    if value is None or abs(value) > LARGEST:
        key = "runs.points.number" if value is None else "runs.points.finite"
        raise BadPoints(phrase(key, line=row.line, column=column + 1, cell=shown(cell)))
    return value


def _number(cell: str, decimal_comma: bool) -> float | None:
    text = _pointed(cell)
    may_be = _NUMBER.fullmatch(text) and (decimal_comma or "," not in cell)
    return float(text) if may_be else None


def _classes(rows: list[_Row], most: int) -> dict[str, float]:
    """The class of each of the labels."""
    first_line = {row.cells[2]: row.line for row in reversed(rows)}
    labels = sorted(first_line, key=lambda label: first_line[label])
    if len(labels) == 1:
        raise BadPoints(phrase("runs.points.one_class", label=shown(labels[0])))
    if len(labels) > most:
        raise BadPoints(_too_many(labels, first_line, most))
    if "0" in labels and all(label in map(str, range(most)) for label in labels):
        return {label: float(label) for label in labels}
    return {label: float(place) for place, label in enumerate(_in_order(labels))}


def _too_many(labels: list[str], first_line: dict[str, int], most: int) -> Phrase:
    line, extra = first_line[labels[most]], shown(labels[most])
    if most == 2:
        first, second = map(shown, labels[:2])
        return phrase("runs.points.classes", first=first, second=second, third=extra, line=line)
    return phrase("runs.points.many-classes", label=extra, line=line, most=most)


def _in_order(labels: list[str]) -> list[str]:
    if all(_NUMBER.fullmatch(_pointed(label)) for label in labels):
        return sorted(labels, key=lambda label: float(_pointed(label)))
    return sorted(labels)
