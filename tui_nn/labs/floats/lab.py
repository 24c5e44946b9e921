"""The floats lab: a tick takes the powers, then their sum, the shares of it, and the logarithms of these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tui_nn.labs.floats import program
from tui_nn.labs.floats.frame import shown
from tui_nn.labs.floats.state import KNOBS, STAGES, WAYS, State
from tui_nn.labs.floats.why import explained
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

PRESETS: dict[str, dict[str, Any]] = {
    "lesson": {"z": (2.0, 1.0, 0.0)},
    "over": {"z": (12.0, 1.0, 0.0)},
    "thousand": {"z": (1000.0, 1001.0, 1002.0)},
    "minus-thousand": {"z": (-1000.0, -1000.0, -1001.0)},
    "spread": {"z": (0.0, 800.0, 1600.0), "way": WAYS.index("mean")},
    "log": {"z": (0.0, -800.0, -800.0)},
    "raised": {"z": (2.0, 1.0, 0.0), "shift": 5000.0, "way": WAYS.index("max")},
}


@dataclass(frozen=True, eq=False)
class FloatsLab(State):
    """The same three logits in three formats of number."""

    name: ClassVar[str] = "floats"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The logits of a preset, nothing worked out yet; nothing here is random, so the seed changes nothing."""
        return cls(**PRESETS[preset_of(preset, cls.presets)], note=phrase(f"labs.floats.look.{preset}"))

    @property
    def finished(self) -> bool:
        """Whether the logarithms are there."""
        return self.stage == len(STAGES) - 1

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        if knob.id == "raise":
            return self.shift
        return float(self.way) if knob.id == "way" else self.z[int(knob.id[1]) - 1]

    def edit(self, edit: Edit) -> Self:
        """Turn a knob; what has been worked out follows at once."""
        knob, value = asked(KNOBS, edit)
        if knob.id == "way":
            return replace(self, way=int(value), note=None)
        if knob.id == "raise":
            return replace(self, shift=value, note=None)
        place = int(knob.id[1]) - 1
        z: Any = (*self.z[:place], value, *self.z[place + 1 :])
        return replace(self, z=z, note=None)

    def tick(self) -> Self:
        """The next of powers, sum, shares, logarithms."""
        return self if self.finished else replace(self, stage=self.stage + 1, note=None)

    def frame(self) -> Frame:
        """Every number in the three formats, what became of it, and where the formats end."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The step behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same steps in NumPy, as far as they will have been worked out."""
        return program.written(self, min(self.stage + steps, len(STAGES) - 1))
