"""Exercises of every kind, read from their TOML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui_nn.course.blocks import read_lab, read_options
from tui_nn.course.goals import read_goals, read_solution
from tui_nn.course.lesson import (
    Choice,
    Code,
    CodeCheck,
    Column,
    Exercise,
    Item,
    LabSetup,
    Match,
    Mistake,
    Numeric,
    Order,
    Pair,
    Reach,
    Trace,
    TraceCell,
)
from tui_nn.course.table import Table, apart, distinct

QUESTIONS = ("choice", "multi")


def read_exercise(table: Table, page_lab: LabSetup | None, kinds: tuple[str, ...]) -> Exercise | None:
    """An exercise of one of those kinds; None where there is too little to make one of."""
    kind = table.text("kind")
    if not kind.strip():
        return None
    if kind not in kinds:
        table.problem("kind-unknown", "kind", kind=kind, possible=", ".join(kinds))
        return None
    exercise = _reach(table, page_lab) if kind == "reach" else _READERS[kind](table)
    table.close()
    return exercise


def _shared(table: Table) -> tuple[str, str, str, int]:
    return table.id(), table.text("ask"), table.text("worked"), table.line()


def _choice(table: Table) -> Choice:
    exercise = Choice(*_shared(table), options=read_options(table), sure=table.flag("sure"))
    right = sum(option.right for option in exercise.options)
    if exercise.options and right != 1:
        table.problem("choice-right", "option", n=right)
    return exercise


def _multi(table: Table) -> Choice:
    exercise = Choice(*_shared(table), options=read_options(table), many=True)
    if exercise.options and not any(option.right for option in exercise.options):
        table.problem("multi-right", "option")
    return exercise


def _numeric(table: Table) -> Numeric:
    wrong = table.tables("mistake", least=0)
    distinct(wrong, "says", "feedback-twice")
    exercise = Numeric(
        *_shared(table),
        answer=table.number("answer"),
        tolerance=table.number("tolerance", default=0, least=0),
        unit=table.text("unit", default=""),
        mistakes=tuple(_mistake(mistake) for mistake in wrong),
        otherwise=table.text("otherwise"),
    )
    for mistake, source in zip(exercise.mistakes, wrong, strict=True):
        if "value" in source and "answer" in table and abs(mistake.value - exercise.answer) <= exercise.tolerance:
            source.problem("mistake-right", "value", value=mistake.value)
    return exercise


def _mistake(table: Table) -> Mistake:
    mistake = Mistake(table.number("value"), table.text("says"))
    table.close()
    return mistake


def _order(table: Table) -> Order:
    found = table.tables("item", least=2)
    apart(found, "text")
    return Order(*_shared(table), items=tuple(_item(item) for item in found))


def _item(table: Table) -> Item:
    item = Item(table.id(), table.text("text"), table.text("says"))
    table.close()
    return item


def _match(table: Table) -> Match:
    found = table.tables("pair", least=2)
    apart(found, "left")
    return Match(*_shared(table), pairs=tuple(_pair(pair) for pair in found))


def _pair(table: Table) -> Pair:
    pair = Pair(table.id(), table.text("left"), table.text("right"), table.text("says"))
    table.close()
    return pair


def _trace(table: Table) -> Trace:
    found = table.tables("column", least=1)
    rows = tuple(tuple(_cell(text) for text in row) for row in table.rows("rows"))
    exercise = Trace(*_shared(table), columns=tuple(_column(column) for column in found), rows=rows)
    if found and rows:
        _judge_cells(table, exercise)
    return exercise


def _code(table: Table) -> Code:
    found = table.tables("check", least=1)
    distinct(found, "says", "feedback-twice")
    return Code(
        *_shared(table),
        function=table.text("function"),
        start=table.text("start"),
        solution=table.text("solution"),
        checks=tuple(_check(check) for check in found),
    )


def _check(table: Table) -> CodeCheck:
    check = CodeCheck(table.text("args"), table.text("says"), table.whole("times", default=1, least=1))
    table.close()
    return check


def _cell(text: str) -> TraceCell:
    return TraceCell(text.removeprefix("=").strip(), text.startswith("="))


def _column(table: Table) -> Column:
    column = Column(table.text("name"), table.text("says", default=""))
    table.close()
    return column


def _judge_cells(table: Table, exercise: Trace) -> None:
    hidden = [(number, cell) for row in exercise.rows for number, cell in enumerate(row) if cell.hidden]
    if not hidden:
        table.problem("trace-given", "rows")
    if any(not cell.text for _, cell in hidden):
        table.problem("trace-empty", "rows")
    for number, row in enumerate(exercise.rows, 1):
        if len(row) != len(exercise.columns):
            table.problem("trace-ragged", "rows", row=number, n=len(row), columns=len(exercise.columns))
    asked = {number for number, _ in hidden}
    for number, column in enumerate(exercise.columns):
        if number in asked and not column.says.strip():
            table.problem("trace-silent", "column", column=column.name)


def _reach(table: Table, page_lab: LabSetup | None) -> Reach | None:
    own_lab = table.table("lab") if "lab" in table else None
    setup = read_lab(own_lab) if own_lab else page_lab
    shared, goals, solution = _shared(table), read_goals(table), read_solution(table)
    otherwise = table.text("otherwise")
    if setup is None and "lab" not in table:
        table.problem("reach-lab")
    if setup is None:
        return None
    return Reach(*shared, setup=setup, goals=goals, otherwise=otherwise, solution=solution)


_READERS: Mapping[str, Callable[[Table], Exercise]] = {
    "choice": _choice,
    "multi": _multi,
    "numeric": _numeric,
    "order": _order,
    "match": _match,
    "trace": _trace,
    "code": _code,
}
KINDS = (*_READERS, "reach")
