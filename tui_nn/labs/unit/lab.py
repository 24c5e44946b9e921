"""The unit lab: turn a weight, a bias and an activation, and let them learn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why, steps_taken
from tui_nn.labs.setting import asked, preset_of
from tui_nn.labs.unit import program
from tui_nn.labs.unit.frame import explained, shown
from tui_nn.labs.unit.state import FUNCTIONS, KNOBS, LOSS_NAMES, State

LARGEST = 1e100
SIGMOID, STEP, BCE = FUNCTIONS.index("sigmoid"), FUNCTIONS.index("step"), LOSS_NAMES.index("bce")
SLOPING = ((-3.0, -2.1), (-2.0, -0.8), (-1.0, -0.4), (0.0, 1.2), (1.0, 1.3), (2.0, 2.6), (3.0, 3.0))
CLASSES = ((-3.0, 0.0), (-2.0, 0.0), (-1.0, 0.0), (-0.5, 1.0), (0.5, 0.0), (1.0, 1.0), (2.0, 1.0), (3.0, 1.0))

PRESETS: dict[str, dict[str, Any]] = {
    "line": {"w": 0.0, "b": 0.0, "points": SLOPING, "rate": 0.1},
    "logistic": {"w": 0.0, "b": 0.0, "points": CLASSES, "function": SIGMOID, "loss": BCE, "rate": 0.5, "x": 2.0},
    "step": {"w": 1.0, "b": 1.5, "points": CLASSES, "function": STEP, "rate": 0.1, "x": -1.0},
    "saturated": {"w": 2.0, "b": 2.0, "points": ((1.0, 0.0),), "function": SIGMOID, "rate": 0.15},
    "confident": {"w": -4.0, "b": 0.0, "points": CLASSES, "function": SIGMOID, "rate": 0.5, "x": 3.0},
}


@dataclass(frozen=True, eq=False)
class UnitLab(State):
    """One unit in three stages: input, sum, activation."""

    name: ClassVar[str] = "unit"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The unit of a preset; nothing here is random, so the seed changes nothing."""
        return cls(**PRESETS[preset_of(preset, cls.presets)])

    @property
    def finished(self) -> bool:
        """A descent has no end but that its numbers are lost."""
        return self.lost

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return self.bias if knob.id == "b" else float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob. The cross-entropy brings the sigmoid with it; another function brings back the MSE."""
        knob, value = asked(KNOBS, edit)
        if knob.id in ("function", "loss"):
            change: dict[str, Any] = {knob.id: int(value)}
            if change == {"loss": BCE}:
                change["function"] = SIGMOID
            elif "function" in change and change["function"] != SIGMOID:
                change["loss"] = 0
            return replace(self, lost=False, **change)
        moved: dict[str, Any] = {knob.id: value}
        return replace(self, lost=False, **moved)

    def tick(self) -> Self:
        """A step down the loss with all points: w ← w − η·∂L/∂w."""
        if self.finished:
            return self
        over_w, over_b = self.gradient
        w, b = self.w - self.rate * over_w, self.b - self.rate * over_b
        if not max(abs(w), abs(b)) < LARGEST:
            return replace(self, lost=True)
        return replace(self, w=w, b=b, steps=self.steps + 1)

    def frame(self) -> Frame:
        """Sum, activation and output, one curve each."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The step behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same unit in NumPy."""
        return program.written(self, steps_taken(self, steps))
