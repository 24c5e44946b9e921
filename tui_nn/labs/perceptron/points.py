"""The learner's points: adding, moving, deleting and loading them, with every refusal in words."""

from __future__ import annotations

from collections.abc import Sequence

from tui_nn.labs.lab import Edit, Refused
from tui_nn.locale.phrase import phrase

Example = tuple[float, float, int]  # x1, x2, class
Args = Sequence[str | float]

MOST = 2000  # points: more would not be seen as points
FAR = 1e6  # beyond it, squares and products lose the digits that decide a class

VERBS = {"add": 3, "move": 3, "delete": 1, "load": None}  # verb -> how many arguments


def edited(rows: tuple[Example, ...], edit: Edit, classes: int = 2) -> tuple[Example, ...]:
    """The points after an edit.

    Raises:
        Refused: an unknown verb, a wrong number of arguments, no such point, a class other than 0 to classes − 1, a
            coordinate that is no number or too far away, too many points, or none left.
    """
    if edit.verb not in VERBS or VERBS[edit.verb] not in (None, len(edit.args)):
        raise Refused(phrase("labs.refused.edit", edit=" ".join(map(str, (edit.verb, *edit.args[:6])))))
    if edit.verb == "load":
        return _loaded(edit.args, classes)
    if edit.verb == "add":
        return _few((*rows, _example(edit.args, classes)))
    index = _index(edit.args[0], len(rows))
    if edit.verb == "move":
        x1, x2 = (_coordinate(value) for value in edit.args[1:])
        return (*rows[:index], (x1, x2, rows[index][2]), *rows[index + 1 :])
    if len(rows) == 1:
        raise Refused(phrase("labs.refused.last-point"))
    return (*rows[:index], *rows[index + 1 :])


def _loaded(args: Args, classes: int) -> tuple[Example, ...]:
    if not args:
        raise Refused(phrase("labs.refused.no-points"))
    if len(args) % 3:
        raise Refused(phrase("labs.refused.triples", n=len(args)))
    return _few(tuple(_example(args[k : k + 3], classes) for k in range(0, len(args), 3)))


def _few(rows: tuple[Example, ...]) -> tuple[Example, ...]:
    if len(rows) > MOST:
        raise Refused(phrase("labs.refused.too-many", n=len(rows), most=MOST))
    return rows


def _example(args: Args, classes: int) -> Example:
    x1, x2, wanted = args
    if (target := _number(wanted)) not in range(classes):
        key = "labs.refused.class" if classes == 2 else "labs.refused.classes"
        raise Refused(phrase(key, value=str(wanted), last=classes - 1))
    return _coordinate(x1), _coordinate(x2), int(target)


def _coordinate(value: str | float) -> float:
    number = _number(value)
    if not abs(number) <= FAR:
        raise Refused(phrase("labs.refused.coordinate", value=str(value)))
    return number


def _index(value: str | float, size: int) -> int:
    number = _number(value)
    if number not in range(size):
        raise Refused(phrase("labs.refused.point", point=str(value), last=size - 1))
    return int(number)


def _number(value: str | float) -> float:
    """The number that was meant; not-a-number for anything else, which every caller refuses."""
    try:
        return float(value)
    except ValueError:
        return float("nan")
