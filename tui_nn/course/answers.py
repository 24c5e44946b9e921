"""Marking: an exercise and an answer in, a verdict with the lesson's own feedback out.

An answer is a JSON value, so that the journal can keep it: choice -> option id; multi -> list of option ids; numeric
-> the typed text; order -> list of item ids; match -> {pair id of the left: pair id of the right}; trace ->
{"row,column": typed text}, both counted from 0; code -> the text; reach -> {reading id: value}.
Anything else is an answer with something missing: lessons change, and an old answer must not stop them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tui_nn.course.lesson import Choice, Code, Exercise, Goal, Match, Numeric, Order, Reach, Trace
from tui_nn.course.written import number as number  # screens ask for it here, with the rest of marking
from tui_nn.labs.lab import Edit, Refused, typed_verb
from tui_nn.labs.run import Run
from tui_nn.labs.setting import asked
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.sandbox.run import Check, Task, outcome_of

Readings = Mapping[str, float | int | None]

# Binary fractions: 0.1 + 0.2 typed as 0.3 is right, also where the tolerance is 0.
_DUST = 1e-9


@dataclass(frozen=True)
class Verdict:
    """What there is to say to an answer: `says` is Markdown of the lesson, `notice` a sentence of the program.

    `wrong` names the wrong parts: ids of options, items, left sides or readings, or "row,column" of cells.
    """

    right: bool
    says: tuple[str, ...] = ()
    notice: Phrase | None = None
    wrong: frozenset[str] = frozenset()


def mark(exercise: Exercise, answer: Any) -> Verdict:
    """The verdict on an answer. Never raises: in an answer of another shape something is missing.

    Code is run for it, in a sandbox, which takes a moment, and some seconds where the code does not end.
    """
    if not complete(exercise, answer):
        return Verdict(False, notice=phrase("answers.missing"))
    match exercise:
        case Choice():
            return _mark_choice(exercise, answer if exercise.many else [answer])
        case Numeric():
            return _mark_numeric(exercise, answer)
        case Order():
            return _mark_order(exercise, answer)
        case Match():
            return _mark_match(exercise, answer)
        case Trace():
            return _mark_trace(exercise, answer)
        case Code():
            return _mark_code(exercise, answer)
        case Reach():
            return _mark_reach(exercise, answer)
    raise _unknown(exercise)


def complete(exercise: Exercise, answer: Any) -> bool:
    """Whether nothing is missing in the answer; it may still be wrong, or no number."""
    match exercise:
        case Choice(many=False):
            return answer in _ids(exercise.options)
        case Choice():
            return isinstance(answer, list) and answer != [] and all(id in _ids(exercise.options) for id in answer)
        case Numeric() | Code():
            return isinstance(answer, str) and answer.strip() != ""
        case Order():
            return isinstance(answer, list) and _same_members(answer, _ids(exercise.items))
        case Match():
            ids = _ids(exercise.pairs)
            return isinstance(answer, dict) and all(answer.get(id) in ids for id in ids)
        case Trace():
            return isinstance(answer, dict) and all(_typed(answer, cell) for cell in _hidden(exercise))
        case Reach():
            return isinstance(answer, dict)
    raise _unknown(exercise)


def blank(exercise: Exercise) -> Any:
    """The answer before the learner has done anything: never right."""
    match exercise:
        case Choice(many=False):
            return None
        case Choice():
            return []
        case Numeric():
            return ""
        case Order():
            return list(shuffled(exercise))
        case Match() | Trace():
            return {}
        case Code():
            return exercise.start
        case Reach():
            return _readings(_begun(exercise))
    raise _unknown(exercise)


def solution(exercise: Exercise) -> Any:
    """The right answer.

    Raises:
        Refused: the stored solution of a `Reach` cannot be played.
    """
    match exercise:
        case Choice(many=False):
            return next((option.id for option in exercise.options if option.right), None)
        case Choice():
            return sorted(option.id for option in exercise.options if option.right)
        case Numeric():
            return repr(float(exercise.answer)).removesuffix(".0")
        case Order():
            return _ids(exercise.items)
        case Match():
            return {pair.id: pair.id for pair in exercise.pairs}
        case Trace():
            return _hidden(exercise)
        case Code():
            return exercise.solution
        case Reach():
            return _readings(solved(exercise))
    raise _unknown(exercise)


def shuffled(exercise: Order | Match) -> tuple[str, ...]:
    """Ids of the items, or of the right sides, as the learner meets them: the same everywhere, and never in order."""
    ids = _ids(exercise.items if isinstance(exercise, Order) else exercise.pairs)
    mixed = sorted(ids, key=lambda id: sha256(f"{exercise.id}/{id}".encode()).digest())
    return tuple(mixed if mixed != ids else [*mixed[1:], *mixed[:1]])


def reached(reach: Reach, readings: Readings) -> bool:
    """Whether every goal holds. A reading that is not there, or does not exist yet, reaches nothing."""
    return all(_holds(goal, readings.get(goal.reading)) for goal in reach.goals)


def solved(reach: Reach) -> Run:
    """The lab after the stored solution.

    Raises:
        Refused: a line that makes no sense, or that the lab refuses.
    """
    run = _begun(reach)
    for line in reach.solution:
        try:
            run = _played(run, line.split())
        except ValueError:
            raise Refused(phrase("answers.line", line=line)) from None
    return run


def _mark_choice(exercise: Choice, chosen: list[str]) -> Verdict:
    wrong = [option for option in exercise.options if option.id in chosen and not option.right]
    missed = [option for option in exercise.options if option.id not in chosen and option.right]
    if not wrong and not (missed and exercise.many):
        return Verdict(True, _texts(option.says for option in exercise.options if option.id in chosen))
    # What the missed ones say would give them away.
    notice = phrase("answers.missed") if missed and exercise.many else None
    return Verdict(False, _texts(option.says for option in wrong), notice, frozenset(_ids(wrong)))


def _mark_numeric(exercise: Numeric, text: str) -> Verdict:
    value = number(text)
    if value is None:
        return Verdict(False, notice=phrase("answers.number"))
    if _near(value, exercise.answer, exercise.tolerance):
        return Verdict(True)
    mistakes = [mistake for mistake in exercise.mistakes if _near(value, mistake.value, exercise.tolerance)]
    nearest = min(mistakes, key=lambda mistake: abs(mistake.value - value), default=None)
    return Verdict(False, _texts([nearest.says if nearest else exercise.otherwise]))


def _mark_order(exercise: Order, order: list[str]) -> Verdict:
    items = {item.id: item for item in exercise.items}
    misplaced = [given for given, right in zip(order, items, strict=True) if given != right]
    first = [items[id].says for id in misplaced[:1]]
    return _mark_parts("answers.places", len(order), misplaced, first)


def _mark_match(exercise: Match, answer: dict[str, str]) -> Verdict:
    rights = {pair.id: pair.right for pair in exercise.pairs}
    # Two right sides may read the same; then either will do.
    wrong = [pair for pair in exercise.pairs if rights[answer[pair.id]] != pair.right]
    return _mark_parts("answers.pairs", len(rights), _ids(wrong), [pair.says for pair in wrong])


def _mark_trace(exercise: Trace, answer: dict[str, str]) -> Verdict:
    cells = _hidden(exercise)
    wrong = [cell for cell, text in cells.items() if not _same(answer[cell], text)]
    columns = sorted({int(cell.split(",")[1]) for cell in wrong})
    return _mark_parts("answers.cells", len(cells), wrong, [exercise.columns[c].says for c in columns])


def _mark_code(exercise: Code, text: str) -> Verdict:
    checks = tuple(Check(check.args, check.times) for check in exercise.checks)
    found = outcome_of(Task(text, exercise.function, exercise.solution, checks))
    if found.kind == "right":
        return Verdict(True, notice=phrase("answers.code.right", n=len(checks)))
    values = {name: getattr(found, name).replace("`", "'") for name in ("given", "expected", "got", "text")}
    key = f"{found.kind}-given" if found.kind == "error" and found.given else found.kind
    notice = phrase(f"answers.code.{key}", line=found.line, function=exercise.function, **values)
    says = [exercise.checks[found.check].says] if found.kind == "wrong" or found.given else []
    return Verdict(False, _texts(says), notice)


def _mark_reach(reach: Reach, readings: Readings) -> Verdict:
    missed = [goal.reading for goal in reach.goals if not _holds(goal, readings.get(goal.reading))]
    return _mark_parts("answers.goals", len(reach.goals), missed, [reach.otherwise])


def _mark_parts(key: str, n: int, wrong: list[str], says: Iterable[str]) -> Verdict:
    """The verdict on an answer of n parts: right when none is wrong, else how many are right."""
    if not wrong:
        return Verdict(True)
    notice = phrase(key, n=n - len(wrong), of=n) if n > 1 else None
    return Verdict(False, _texts(says), notice, frozenset(wrong))


def _begun(reach: Reach) -> Run:
    return Run.begin(reach.setup.lab, reach.setup.preset, reach.setup.seed, reach.setup.settings)


def _readings(run: Run) -> dict[str, float | int | None]:
    return {reading.id: reading.value for reading in run.lab.frame().numbers()}


def _played(run: Run, words: list[str]) -> Run:
    match words:
        case ["step", ticks]:
            return run.forward(int(ticks))
        case ["seed", seed]:
            return run.reseeded(int(seed))
        case ["preset", name]:
            return run.with_preset(name)
        case ["set", name, text] if name == typed_verb(run.lab):
            return run.edited(Edit(name, (text,)))
        case ["set", name, text]:
            knob, value = asked(run.lab.knobs, Edit("set", (name, text)))
            return run.edited(Edit("set", (knob.id, value)))
        case [("add" | "move" | "paint") as verb, first, second, third]:
            return run.edited(Edit(verb, (float(first), float(second), float(third))))
        case [("delete" | "rival") as verb, only]:
            return run.edited(Edit(verb, (float(only),)))
    raise ValueError(words)


def _holds(goal: Goal, value: float | int | None) -> bool:
    if not isinstance(value, int | float) or math.isnan(value):
        return False
    equal = _near(value, goal.value, 0.0)
    less, more = value < goal.value and not equal, value > goal.value and not equal
    holds = {"<": less, ">": more, "<=": less or equal, ">=": more or equal, "=": equal, "!=": not equal}
    return holds[goal.relation]


def _near(value: float, wanted: float, tolerance: float) -> bool:
    return abs(value - wanted) <= tolerance + _DUST * max(1.0, abs(wanted))


def _same(typed: str, wanted: str) -> bool:
    """Numbers are compared as numbers, words without regard to case and spaces."""
    value, right = number(typed), number(wanted)
    if value is not None and right is not None:
        return _near(value, right, 0.0)
    return typed.casefold().split() == wanted.casefold().split()


def _hidden(trace: Trace) -> dict[str, str]:
    """The cells to fill and what belongs in them."""
    return {f"{r},{c}": cell.text for r, row in enumerate(trace.rows) for c, cell in enumerate(row) if cell.hidden}


def _typed(answer: Mapping[str, Any], cell: str) -> bool:
    text = answer.get(cell)
    return isinstance(text, str) and text.strip() != ""


def _ids(things: Iterable[Any]) -> list[str]:
    return [thing.id for thing in things]


def _same_members(answer: list[Any], ids: list[str]) -> bool:
    return all(isinstance(id, str) for id in answer) and sorted(answer) == sorted(ids)


def _texts(says: Iterable[str]) -> tuple[str, ...]:
    """Each text once, empty ones left out."""
    return tuple(text for text in dict.fromkeys(says) if text)


def _unknown(exercise: Exercise) -> TypeError:
    return TypeError(f"nobody knows how to mark {type(exercise).__name__}")
