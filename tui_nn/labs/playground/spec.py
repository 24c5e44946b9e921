"""A training as a file: friendly TOML keys in, a run of our lab out. docs/training-spec.md is the whole format."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.playground import address, spec_keys
from tui_nn.labs.playground.beginning import OF_ONE_VARIABLE
from tui_nn.labs.playground.datasets import OWN, made
from tui_nn.labs.playground.edits import LONGEST_SEED
from tui_nn.labs.playground.knobs import Dials
from tui_nn.labs.playground.presets import PRESETS
from tui_nn.labs.playground.turning import seeded, turned_to
from tui_nn.labs.points_file import BadPoints
from tui_nn.labs.run import MAX_SEED, Run
from tui_nn.locale.phrase import Phrase, phrase

EPOCHS = 100  # where nothing else is asked for
MOST_BYTES = 100_000
OWN_POINTS = "own-points"


class BadSpec(Exception):
    """A spec that is not understood; carries a sentence for everything that is wrong with it."""

    def __init__(self, *problems: Phrase) -> None:
        super().__init__(*(problem.key for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Spec:
    """A training that has not begun: a preset, what is changed of it, the seed, and for how many epochs.

    A whole seed n is the lab's own, 0.0000n to the Playground's generator; a text is that generator's seed as it is.
    """

    preset: str = address.PRESET
    edits: tuple[Edit, ...] = ()
    seed: int | str = 0
    epochs: int = EPOCHS

    @classmethod
    def of_address(cls, url: str) -> Self:
        """The set-up of a Playground address; its seed is 0 where the address has none.

        Raises:
            Refused: as `address.read`.
        """
        edits = address.read(url)
        text = "".join(chr(int(code)) for edit in edits if edit.verb == "seed" for code in edit.args)
        return cls(edits=tuple(edit for edit in edits if edit.verb != "seed"), seed=text or 0)

    def run(self) -> Run:
        """The run at its start.

        Raises:
            Refused: the lab refuses.
        """
        run = Run.begin("playground", self.preset, 0 if isinstance(self.seed, str) else self.seed)
        for edit in self.edits:
            run = run.edited(edit)
        return run.edited(seeded(self.seed)) if isinstance(self.seed, str) else run


def seed_of(text: str) -> int | str:
    """A seed as it is typed: a whole number, or any other text.

    Raises:
        Refused: too large, too long, or with signs that cannot be seen.
    """
    if not re.fullmatch("[0-9]+", text, re.ASCII):
        if not 0 < len(text) <= LONGEST_SEED or not text.isprintable():
            raise Refused(phrase("labs.playground.refused.seed"))
        return text
    if len(text) > len(str(MAX_SEED)) or int(text) > MAX_SEED:
        raise Refused(phrase("runs.seed", seed=spec_keys.short(text)))
    return int(text)


def load(path: Path) -> Spec:
    """The spec in a file.

    Raises:
        BadSpec: it cannot be read, or not understood.
    """
    shown = spec_keys.short(str(path), 300)
    try:
        if path.is_dir():
            raise BadSpec(phrase("setups.spec.folder", path=shown))
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise BadSpec(phrase("runs.points.missing", path=shown)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise BadSpec(phrase("runs.points.unreadable", path=shown, reason=reason)) from error
    return of_bytes(content, path.parent)


def of_bytes(content: bytes, folder: Path) -> Spec:
    """The spec in a file's content; a path in it is looked for in `folder`.

    Raises:
        BadSpec: too long, not UTF-8, or not understood.
    """
    if len(content) > MOST_BYTES:
        raise BadSpec(phrase("setups.spec.large", most=MOST_BYTES))
    try:
        return read(content.decode("utf-8-sig"), folder)
    except UnicodeDecodeError as error:
        raise BadSpec(phrase("setups.spec.text")) from error


def read(text: str, folder: Path = Path()) -> Spec:
    """The spec that a TOML text describes.

    Raises:
        BadSpec: everything that is wrong with it, in the order of its lines.
    """
    table = _parsed(text)
    found = _Found(text)
    for key in table:
        if key not in spec_keys.KEYS:
            found.problem(key, _unknown(key))
    settings: dict[str, float | str] = {
        spec_keys.KNOBS[key]: value
        for key in spec_keys.KNOBS
        if (value := found.ask(table, key, spec_keys.knob(key))) is not None
    }
    settings |= found.ask(table, "features", spec_keys.features) or {}
    settings |= found.ask(table, "hidden", spec_keys.hidden) or {}
    preset = found.ask(table, "preset", spec_keys.preset) or address.PRESET
    points = found.ask(table, "points", lambda value: spec_keys.points(value, folder))
    seed, epochs = found.ask(table, "seed", spec_keys.seed), found.ask(table, "epochs", spec_keys.epochs)
    if "points" in table and "data" in table:
        found.problem("points", phrase("setups.spec.both"))
    if not found.problems:
        _expect_fitting(table, preset, settings, found)
    if found.problems:
        raise BadSpec(*(says for _, says in sorted(found.problems, key=lambda problem: problem[0])))
    begin = OWN_POINTS if points else preset
    dials = _dials(preset, {"data": OWN} if points else {}, settings)
    edits = (*([points] if points else []), *turned_to(_dials(begin), dials))
    return Spec(begin, edits, 0 if seed is None else seed, EPOCHS if epochs is None else epochs)


@dataclass
class _Found:
    """What is wrong with a text so far, line by line."""

    text: str
    problems: list[tuple[int, Phrase]] = field(default_factory=list)

    def problem(self, key: str, says: Phrase) -> None:
        line = self._line(key)
        self.problems.append((line, phrase("setups.spec.at", line=line, problem=says) if line else says))

    def ask(self, table: Mapping[str, Any], key: str, reader: Callable[[Any], Any]) -> Any:
        """The value of a key as `reader` reads it; None if it is not there or wrong."""
        if key not in table:
            return None
        try:
            return reader(table[key])
        except Refused as refused:
            self.problem(key, refused.says)
        except BadPoints as bad:
            for says in bad.problems:
                self.problem(key, phrase("setups.spec.in_points", problem=says))
        return None

    def _line(self, key: str) -> int:
        """Where a key stands, counted from 1; 0 if it is written in an uncommon way."""
        written = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
        lines = enumerate(self.text.split("\n"), 1)
        return next((number for number, line in lines if written.match(line)), 0)


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n") + "\n")
    except tomllib.TOMLDecodeError as error:
        raise BadSpec(_syntax(str(error))) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets in thousands
        raise BadSpec(phrase("setups.spec.unreadable")) from error


def _syntax(message: str) -> Phrase:
    at = re.search(r"at line (\d+), column (\d+)", message)
    if not at:
        return phrase("setups.spec.ends")
    key = "twice" if "overwrite" in message or "twice" in message else "syntax"
    return phrase(f"setups.spec.{key}", line=int(at[1]), column=int(at[2]))


def _unknown(key: str) -> Phrase:
    near = difflib.get_close_matches(key, spec_keys.KEYS, 1)
    if near:
        return phrase("setups.spec.unknown_near", key=spec_keys.short(key), near=near[0])
    return phrase("setups.spec.unknown", key=spec_keys.short(key), possible=", ".join(spec_keys.KEYS))


def _dials(preset: str, *settings: Mapping[str, float | str]) -> Dials:
    data = {"data": OWN} if preset == OWN_POINTS else {}
    return Dials.of(PRESETS[preset], data, *settings)


def _expect_fitting(
    table: Mapping[str, Any], preset: str, settings: Mapping[str, float | str], found: _Found
) -> None:
    """What the lab would quietly set right is a mistake in a spec."""
    dials = _dials(preset, {"data": OWN} if "points" in table else {}, settings)
    data = dials.named("data")
    kind = "classes" if data == OWN else made(data, 0, 50, "0.00000").kind
    if kind != "classes" and dials.named("head") == "cross-entropy":
        key = "loss" if "loss" in table else "data"
        found.problem(key, phrase("labs.playground.refused.cross-entropy"))
    if kind == "curve" and "features" in table and not set(table["features"]) <= set(OF_ONE_VARIABLE):
        found.problem("features", phrase("setups.spec.curve", data=data, possible=", ".join(OF_ONE_VARIABLE)))
