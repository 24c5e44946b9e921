"""What each key of a spec can be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tui_nn.engine.features import FEATURES
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.playground.datasets import DATASETS
from tui_nn.labs.playground.edits import LONGEST_SEED
from tui_nn.labs.playground.knobs import ANY, BY_ID, LAYERS, WIDTHS
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.playground.presets import PRESETS
from tui_nn.labs.points_file import read_points
from tui_nn.labs.run import MAX_SEED, MAX_STEPS
from tui_nn.locale.phrase import Phrase, phrase

# Key -> the knob that it sets.
KNOBS = {
    "data": "data",
    "noise": "noise",
    "ratio": "ratio",
    "activation": "activation",
    "loss": "head",
    "start": "start",
    "optimiser": "optimiser",
    "rate": "rate",
    "schedule": "schedule",
    "batch": "batch",
    "regulariser": "regulariser",
    "strength": "strength",
    "dropout": "dropout",
    "order": "order",
    "stop": "stop",
}
KEYS = ("preset", "points", "features", "hidden", "seed", "epochs", *KNOBS)

# Each reads a value of the file, and raises Refused with a sentence if it cannot be one.


def names_of(key: str) -> tuple[str, ...]:
    """The names that a key can have; none for a number."""
    return DATASETS if key == "data" else BY_ID[KNOBS[key]].names


def knob(key: str) -> Callable[[Any], float | str]:
    """A reader of the values of the knob behind a key."""
    dial, names = BY_ID[KNOBS[key]], names_of(key)
    if names:
        return lambda value: _name(key, value, names)
    low, high = dial.ends
    if dial.free == "whole":
        return lambda value: _whole(key, value, int(low), int(high))
    return lambda value: _number(key, value, low, high)


def _name(key: str, value: object, names: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in names:
        raise Refused(phrase("setups.spec.name", key=key, value=_toml(value), possible=", ".join(names)))
    return value


def _whole(key: str, value: object, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise Refused(phrase("setups.spec.whole", key=key, value=_toml(value), low=low, high=high))
    return value


def _number(key: str, value: object, low: float, high: float) -> float:
    if type(value) not in (int, float) or not low <= value <= high:  # type: ignore[operator]
        says = {"key": key, "value": _toml(value)}
        if (low, high) == ANY:
            raise Refused(Phrase("setups.spec.amount", says))
        raise Refused(Phrase("setups.spec.between", {**says, "low": low, "high": high}))
    return float(value) + 0.0  # type: ignore[arg-type]


def features(value: object) -> dict[str, str]:
    """The switches of all features, from a list of those that are on."""
    known = isinstance(value, list) and all(isinstance(name, str) and name in FEATURES for name in value)
    if not known or not value:
        raise Refused(phrase("setups.spec.features", value=_toml(value), possible=", ".join(FEATURES)))
    return {f"f-{name}": "on" if name in value else "off" for name in FEATURES}  # type: ignore[operator]


def hidden(value: object) -> dict[str, int]:
    """The number of layers with the units of each, from a list of widths."""
    widest = int(WIDTHS[-1])
    widths = value if isinstance(value, list) else [None]
    if len(widths) > LAYERS or not all(type(width) is int and 1 <= width <= widest for width in widths):
        raise Refused(phrase("setups.spec.hidden", value=_toml(value), most=LAYERS, widest=widest))
    return {"layers": len(widths), **{f"u{layer}": width for layer, width in enumerate(widths, 1)}}


def preset(value: object) -> str:
    """The name of a preset."""
    return _name("preset", value, tuple(PRESETS))


def points(value: object, folder: Path) -> Edit:
    """The points in a CSV, whose path is looked for in `folder`.

    Raises:
        BadPoints: the file cannot be read, or not every row of it.
    """
    if not isinstance(value, str):
        raise Refused(phrase("setups.spec.path", value=_toml(value)))
    try:
        return read_points(folder / Path(value).expanduser(), PlaygroundLab)
    except (ValueError, RuntimeError) as error:  # a NUL in the path, or no such home
        raise Refused(phrase("runs.points.missing", path=short(value))) from error


def seed(value: object) -> int | str:
    """A whole number or a text."""
    if isinstance(value, str):
        if not 0 < len(value) <= LONGEST_SEED or not value.isprintable():
            raise Refused(phrase("labs.playground.refused.seed"))
        return value
    if type(value) is not int or not 0 <= value <= MAX_SEED:
        raise Refused(phrase("setups.spec.seed", value=_toml(value), most=MAX_SEED))
    return value


def epochs(value: object) -> int:
    """How many."""
    return _whole("epochs", value, 0, MAX_STEPS)


def _toml(value: object) -> str:
    """A value as it may stand in the file."""
    try:
        return short(json.dumps(value, ensure_ascii=False, default=str))
    except ValueError:  # a whole number of thousands of digits
        return "…"


def short(text: str, most: int = 60) -> str:
    """Text from outside, safe in a terminal and not long."""
    clean = "".join(sign if sign.isprintable() else "�" for sign in text)
    return clean if len(clean) <= most else clean[: most - 1] + "…"
