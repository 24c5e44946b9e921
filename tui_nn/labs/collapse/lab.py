"""The collapse lab: turn the weights, put a function between the layers, and let them learn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.engine.mlp import gradient
from tui_nn.labs.collapse import program
from tui_nn.labs.collapse.frame import explained, shown
from tui_nn.labs.collapse.state import FUNCTIONS, KNOBS, PLACES, WEIGHTS, State
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why, steps_taken
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

LARGEST = 1e100
_X = [-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0]
ARCH = tuple((x, round(0.5 * x * x - 2, 3)) for x in _X)
VEE = tuple((x, abs(x)) for x in _X)
ROOF = tuple((x, min(max(0.0, x + 2), 2 - x)) for x in _X)
BEGUN = (0.5, 1.0, 0.5, -0.75, 0.5, 0.25)  # no two weights of a layer alike, so that they may part

PRESETS: dict[str, dict[str, Any]] = {
    "lesson": {"weights": (1.0, 2.0, -1.0, 3.0, 2.0, -1.0)},
    "same-line": {"weights": (3.0, 1.0, 4.0, -2.5, 1.0, 0.0)},
    "curved": {"weights": BEGUN, "points": ARCH, "rate": 0.02},
    "vee": {"weights": BEGUN, "points": VEE, "function": FUNCTIONS.index("relu"), "rate": 0.02},
    "roof": {"weights": BEGUN, "points": ROOF, "function": FUNCTIONS.index("relu"), "rate": 0.02},
}


@dataclass(frozen=True, eq=False)
class CollapseLab(State):
    """Two units, one output, six weights."""

    name: ClassVar[str] = "collapse"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The weights of a preset; nothing here is random, so the seed changes nothing."""
        lab = cls(**PRESETS[preset_of(preset, cls.presets)])
        return replace(lab, note=phrase(f"labs.collapse.look.{preset}"))

    @property
    def finished(self) -> bool:
        """Without points there is nothing to learn."""
        return not self.points or self.lost

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return self.weight(knob.id) if knob.id in WEIGHTS else float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob; everything else stays."""
        knob, value = asked(KNOBS, edit)
        if knob.id in WEIGHTS:
            place = WEIGHTS.index(knob.id)
            weights = (*self.weights[:place], value, *self.weights[place + 1 :])
            return replace(self, weights=weights, note=None, lost=False)
        if knob.id == "function":
            return replace(self, function=int(value), note=None, lost=False)
        return replace(self, rate=value, note=None, lost=False)

    def tick(self) -> Self:
        """A step down the MSE with all points: w ← w − η·g."""
        if self.finished:
            return self
        x, y = np.array(self.points).T
        slope = gradient(self.net, "mse", x[:, None], y[:, None])[list(PLACES.values())]
        after = np.array(self.weights) - self.rate * slope
        if not np.abs(after).max() < LARGEST:
            return replace(self, lost=True, note=None)
        return replace(self, weights=tuple(after.tolist()), steps=self.steps + 1, note=None)

    def frame(self) -> Frame:
        """The output over x with both of its parts, and the products that make its line."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The products behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same layers in NumPy."""
        return program.written(self, steps_taken(self, steps))
