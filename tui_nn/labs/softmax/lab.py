"""The softmax lab: a tick takes the powers, then the sum, then the shares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.labs.softmax import program
from tui_nn.labs.softmax.frame import explained, shown
from tui_nn.labs.softmax.state import KNOBS, MINUS, STAGES, State

PRESETS: dict[str, dict[str, Any]] = {
    "lesson": {"z": (2.0, 1.0, 0.0), "true": 2},
    "overflow": {"z": (1000.0, 1001.0, 1002.0), "true": 3},
    "underflow": {"z": (-1000.0, -1000.0, -1001.0)},
    "spread": {"z": (0.0, 800.0, 1600.0), "minus": MINUS.index("mean"), "true": 3},
    "stable": {"z": (1000.0, 1001.0, 1002.0), "minus": MINUS.index("max"), "true": 3},
    # At the inputs (1, −1), without biases: 0.1 − 0.1, −0.4 + 0.5 and 0.6 − 0.4.
    "layer": {"z": (0.0, 0.1, 0.2), "layer": ((0.1, 0.1), (-0.4, -0.5), (0.6, 0.4)), "true": 3},
    "cold": {"z": (2.0, 1.0, 0.0), "temperature": 0.1},
}


@dataclass(frozen=True, eq=False)
class SoftmaxLab(State):
    """Three logits on their way to probabilities."""

    name: ClassVar[str] = "softmax"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The logits of a preset, nothing worked out yet; nothing here is random, so the seed changes nothing."""
        return cls(**PRESETS[preset_of(preset, cls.presets)])

    @property
    def finished(self) -> bool:
        """Whether the shares are there."""
        return self.stage == len(STAGES) - 1

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The knobs that matter: inputs can be shifted only where there are some."""
        return tuple(knob for knob in KNOBS if self.layer or knob.id != "inputs")

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return self.z[int(knob.id[1]) - 1] if knob.id[0] == "z" else float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob; what has been worked out follows at once."""
        knob, value = asked(KNOBS, edit)
        if knob.id[0] == "z":
            place = int(knob.id[1]) - 1
            z: Any = (*self.z[:place], value, *self.z[place + 1 :])
            return replace(self, z=z)
        change: dict[str, Any] = {knob.id: int(value) if knob.id in ("minus", "true") else value}
        return replace(self, **change)

    def tick(self) -> Self:
        """The powers, then their sum, then the shares of it."""
        return self if self.finished else replace(self, stage=self.stage + 1)

    def frame(self) -> Frame:
        """The bars of what has been worked out, and every step as a table."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The step behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same softmax in NumPy, as far as it will have been worked out."""
        return program.written(self, min(self.stage + steps, len(STAGES) - 1))
