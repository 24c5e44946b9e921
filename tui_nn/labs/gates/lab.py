"""The gates lab: set thresholds and wires, and let the truth table be worked out row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tui_nn.labs.frame import Frame
from tui_nn.labs.gates import program
from tui_nn.labs.gates.frame import explained, shown
from tui_nn.labs.gates.state import FIRST, HIDDEN, KNOBS, TARGET, TARGETS, State
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of

NEVER = 4  # a threshold that nothing reaches
AND_NOT = {"theta-1": 1, "a1": 1, "a2": -1, "theta-2": 1, "b1": -1, "b2": 1}  # one input without the other, twice


def _made(target: str, settings: dict[str, int]) -> dict[str, int]:
    return {**{knob.id: 0 for knob in KNOBS}, **settings, "target": tuple(TARGETS).index(target)}


BOTH = {"w1": 1, "w2": 1}
ALL = {**BOTH, "w3": 1}
BLANK = {"theta": NEVER, "theta-1": NEVER, "theta-2": NEVER}
PRESETS: dict[str, dict[str, Any]] = {
    "or": {"settings": _made("or", {"theta": 1, **BOTH})},
    "and": {"settings": _made("and", {"theta": 2, **BOTH})},
    "not": {"settings": _made("not", BLANK), "inputs": 1},
    "two-of-three": {"settings": _made("none", {"theta": 2, **ALL}), "inputs": 3},
    "majority": {"settings": _made("majority", {"theta": 1, **ALL}), "inputs": 3},
    "nand": {"settings": _made("nand", BLANK), "layers": 2},
    "xor-one": {"settings": _made("xor", {"theta": 1, **BOTH})},
    "xor-three": {"settings": _made("xor", {**AND_NOT, "theta": 1, **BOTH}), "layers": 2},
    "xor-build": {"settings": _made("xor", BLANK), "layers": 2},
}


@dataclass(frozen=True, eq=False)
class GatesLab(State):
    """One formal neuron, or three."""

    name: ClassVar[str] = "gates"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The units of a preset and an empty table; nothing here is random, so the seed changes nothing."""
        return cls(**PRESETS[preset_of(preset, cls.presets)])

    @property
    def finished(self) -> bool:
        """Whether the table is full."""
        return self.shown == len(self.rows)

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The knobs of units and wires that are there."""
        inner = HIDDEN if self.layers == 2 else ()
        return (*inner, *FIRST[: 1 + len(self.wires)], TARGET)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(self.settings[knob.id])

    def edit(self, edit: Edit) -> Self:
        """Turn a knob; the rows that have been worked out follow at once."""
        knob, value = asked(KNOBS, edit)
        return replace(self, settings={**self.settings, knob.id: int(value)})

    def tick(self) -> Self:
        """The next row of the table."""
        return self if self.finished else replace(self, shown=self.shown + 1)

    def frame(self) -> Frame:
        """The units with the row that was worked out last, and the table."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The count behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same units in Python."""
        return program.written(self, min(self.shown + steps, len(self.rows)))
