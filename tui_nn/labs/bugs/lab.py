"""The bugs lab: a tick is one step of gradient descent with a bug, and one without beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.labs.bugs import program
from tui_nn.labs.bugs.frame import shown
from tui_nn.labs.bugs.state import BUGS, KNOBS, State
from tui_nn.labs.bugs.why import explained
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

UNSCALED: dict[str, Any] = {"scale": 20.0}
PRESETS: dict[str, dict[str, Any]] = {"twice": {}, "axis": {}, "exp": UNSCALED, "log": UNSCALED, "logits": {}}


@dataclass(frozen=True, eq=False)
class BugsLab(State):
    """Three clouds, and a softmax classifier with and without a bug."""

    name: ClassVar[str] = "bugs"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The points of a seed, all weights 0, and the bug of a preset."""
        setting = PRESETS[preset_of(preset, cls.presets)]
        return cls(seed, BUGS.index(preset), **setting, note=phrase(f"labs.bugs.look.{preset}"))._kept()

    @property
    def finished(self) -> bool:
        """A descent has no end; with nan the bug's weights stay nan, and the others go on."""
        return False

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob. Another bug or scale begins again; another rate goes on."""
        knob, value = asked(KNOBS, edit)
        if knob.id == "rate":
            return replace(self, rate=value, note=None)
        bug, scale = (int(value), self.scale) if knob.id == "bug" else (self.bug, value)
        return type(self)(self.seed, bug, self.rate, scale, note=phrase(f"labs.bugs.look.{BUGS[bug]}"))._kept()

    def tick(self) -> Self:
        """w ← w − η·∂L/∂w with all points, for both."""
        wrong, right = self.slopes
        with np.errstate(all="ignore"):
            after = self.wrong - self.rate * wrong, self.right - self.rate * right
        return replace(self, wrong=after[0], right=after[1], steps=self.steps + 1, note=None)._kept()

    def frame(self) -> Frame:
        """Both maps and losses, the code, one point's shares."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The step behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """Both classifiers in NumPy."""
        return program.written(self, steps)

    def _kept(self) -> Self:
        """With its losses added to the curves."""
        wrong, right = (float(one.losses.mean()) for one in self.passes)
        return replace(self, losses=self.losses.with_row(self.steps, wrong, right))
