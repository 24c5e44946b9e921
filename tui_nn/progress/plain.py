"""A fact as plain JSON values, and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from tui_nn.progress.record import Fact

NAMES = ("uid", "at", "kind", "course", "lesson", "page", "item", "data")


class Malformed(ValueError):
    """Something that is no fact; says which of its fields is wrong."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def plain(fact: Fact) -> dict[str, Any]:
    """The fact as a JSON object with the keys of `NAMES`."""
    return {name: getattr(fact, name) for name in NAMES}


def fact_of(value: Any) -> Fact:
    """The fact that a JSON value describes.

    Raises:
        Malformed: not an object, a field missing, unknown or of the wrong type.
    """
    if not isinstance(value, Mapping):
        raise Malformed("{}")
    for name in (*NAMES, *value):
        if name not in value or name not in NAMES or not _fits(name, value[name]):
            raise Malformed(str(name))
    return Fact(**{**value, "at": float(value["at"])})


def _fits(name: str, value: Any) -> bool:
    if name == "data":
        return isinstance(value, dict)
    if name == "at":
        return isinstance(value, int | float) and not isinstance(value, bool) and _is_time(value)
    return isinstance(value, str) and _is_text(value) and (value != "" or name not in ("uid", "kind"))


def _is_time(value: float) -> bool:
    # Integers of JSON have no bound; beyond this one they are no date and do not fit a float either.
    return math.isfinite(value) if isinstance(value, float) else abs(value) < 10**15


def _is_text(value: str) -> bool:
    """Half a surrogate pair can be written in JSON, but not kept as UTF-8."""
    return not any("\ud800" <= letter <= "\udfff" for letter in value)
