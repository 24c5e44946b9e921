"""The gates lab's state: one unit, or two units before a third, and how far the truth table is filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from tui_nn.engine.threshold_unit import excitation, fires, rows
from tui_nn.labs.lab import Knob

WIRES = ("inhibits", "none", "excites")  # -1, 0, 1
MOST = 3  # inputs
TARGETS: dict[str, Callable[[tuple[int, ...]], int | None]] = {
    "none": lambda row: None,
    "or": lambda row: int(any(row)),
    "and": lambda row: int(all(row)),
    "not": lambda row: 1 - row[0],
    "nand": lambda row: 1 - int(all(row)),
    "majority": lambda row: int(sum(row) >= 2),
    "xor": lambda row: int(sum(row) == 1),
}


def _wire(id: str) -> Knob:
    return Knob(id, (-1.0, 0.0, 1.0), names=WIRES)


def _threshold(id: str, symbol: str) -> Knob:
    return Knob(id, (0.0, 1.0, 2.0, 3.0, 4.0), symbol)


FIRST = (_threshold("theta", "θ"), _wire("w1"), _wire("w2"), _wire("w3"))
HIDDEN = (
    _threshold("theta-1", "θ₁"),
    _wire("a1"),
    _wire("a2"),
    _threshold("theta-2", "θ₂"),
    _wire("b1"),
    _wire("b2"),
)
TARGET = Knob("target", tuple(map(float, range(len(TARGETS)))), names=tuple(TARGETS))
KNOBS = (*FIRST, *HIDDEN, TARGET)


@dataclass(frozen=True, eq=False)
class State:
    """What every knob says, by its id, and how many rows of the table have been worked out."""

    settings: dict[str, int]
    inputs: int = 2
    layers: int = 1
    shown: int = 0

    @property
    def target(self) -> str:
        return tuple(TARGETS)[self.settings["target"]]

    @cached_property
    def rows(self) -> tuple[tuple[int, ...], ...]:
        return rows(self.inputs)

    @property
    def row(self) -> tuple[int, ...] | None:
        """The row worked out last."""
        return self.rows[self.shown - 1] if self.shown else None

    def hidden(self, row: tuple[int, ...]) -> tuple[int, ...]:
        """What the two units in the middle do; none in a single layer."""
        if self.layers == 1:
            return ()
        first = fires(row, (self.settings["a1"], self.settings["a2"]), self.settings["theta-1"])
        second = fires(row, (self.settings["b1"], self.settings["b2"]), self.settings["theta-2"])
        return int(first), int(second)

    def into(self, row: tuple[int, ...]) -> tuple[int, ...]:
        """What goes into the last unit."""
        return self.hidden(row) or row

    @cached_property
    def wires(self) -> tuple[int, ...]:
        """The wires into the last unit."""
        count = 2 if self.layers == 2 else self.inputs
        return tuple(self.settings[f"w{k}"] for k in range(1, count + 1))

    def excited(self, row: tuple[int, ...]) -> int:
        return excitation(self.into(row), self.wires)

    def output(self, row: tuple[int, ...]) -> int:
        return int(fires(self.into(row), self.wires, self.settings["theta"]))

    def wanted(self, row: tuple[int, ...]) -> int | None:
        """What the target asks of the row; None where there is no target."""
        return TARGETS[self.target](row)

    @property
    def done(self) -> tuple[tuple[int, ...], ...]:
        """The rows that have been worked out."""
        return self.rows[: self.shown]
