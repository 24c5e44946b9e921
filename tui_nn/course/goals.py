"""What a reach exercise asks for and what its stored solution does, as they are written."""

from __future__ import annotations

import re

from tui_nn.course.lesson import Goal
from tui_nn.course.table import Table

_NUMBER = r"-?\d+(?:\.\d+)?"
_GOAL = re.compile(rf"\s*([\w.-]+)\s*(<=|>=|!=|<|>|=)\s*({_NUMBER})\s*")
_LINE = re.compile(
    rf"step\ [1-9]\d*|seed\ \d+|preset\ \S+|set\ \S+\ \S+|delete\ \d+"
    rf"|add\ {_NUMBER}\ {_NUMBER}\ [0-4]|move\ \d+\ {_NUMBER}\ {_NUMBER}|paint\ \d+\ \d+\ [01]|rival\ [01]",
    re.VERBOSE,
)


def read_goals(table: Table) -> tuple[Goal, ...]:
    """The conditions under ``goal``, those that can be read."""
    read = (_goal(table, text) for text in table.texts("goal"))
    return tuple(goal for goal in read if goal)


def _goal(table: Table, text: str) -> Goal | None:
    found = _GOAL.fullmatch(text)
    if not found:
        table.problem("goal-shape", "goal", goal=text)
        return None
    return Goal(found[1], found[2], float(found[3]))


def read_solution(table: Table) -> tuple[str, ...]:
    """The lines under ``solution``, with single spaces."""
    lines = tuple(" ".join(line.split()) for line in table.texts("solution"))
    for line in lines:
        if not _LINE.fullmatch(line):
            table.problem("solution-shape", "solution", text=line)
    return lines
