"""The threshold lab: a tick takes γ one step down, so that more and more examples are called positive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.labs.threshold import program
from tui_nn.labs.threshold.frame import shown
from tui_nn.labs.threshold.samples import Kept, Made
from tui_nn.labs.threshold.state import GAMMAS, KNOBS, LOGIT, RATIO, SCALE, State
from tui_nn.labs.threshold.why import explained
from tui_nn.locale.phrase import phrase

RARE = Made(2000, 0.05, 1.9)
EVEN = Made(1000, 0.5, 1.9)

PRESETS: dict[str, dict[str, Any]] = {
    "rare": {"sample": RARE, "ratio": 10.0},
    "balanced": {"sample": EVEN},
    "logit": {"sample": EVEN, "scale": LOGIT, "gamma": 0.0},
    "spam": {"sample": Made(1000, 0.4, 2.5), "ratio": 0.1},
    "overconfident": {"sample": Kept("network")},
    "logistic": {"sample": Kept("logistic")},
}


@dataclass(frozen=True, eq=False)
class ThresholdLab(State):
    """Scores of two classes, and the threshold between yes and no."""

    name: ClassVar[str] = "threshold"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The examples of a preset, drawn by the seed; a model's answers were kept and are always the same."""
        lab = cls(**PRESETS[preset_of(preset, cls.presets)], note=phrase(f"labs.threshold.look.{preset}"))
        return replace(lab, sample=replace(lab.sample, seed=seed)) if isinstance(lab.sample, Made) else lab

    @property
    def finished(self) -> bool:
        """At the foot of the scale γ goes no further."""
        return self.lower is None

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The knobs that matter: of the two γ the one on the scale."""
        return tuple(knob for knob in KNOBS if knob is not GAMMAS[1 - self.scale])

    def setting(self, knob: Knob) -> float:
        """Where a knob stands; γ on either scale."""
        return self.gammas[GAMMAS.index(knob)] if knob in GAMMAS else float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob. A γ of the other scale takes the lab to that scale."""
        knob, value = asked(KNOBS, edit)
        changed = replace(self, before=None, note=None)
        if knob in GAMMAS:
            return replace(changed, gamma=value, scale=GAMMAS.index(knob))
        if knob is SCALE:
            return replace(changed, gamma=self.gammas[int(value)], scale=int(value))
        if knob is RATIO:
            return replace(changed, ratio=value)
        changed = replace(changed, temperature=value)
        told = {"t": value, "confidence": changed.confidence, "error": changed.reliability.error}
        return replace(changed, note=phrase("labs.threshold.says.temperature", **told))

    def tick(self) -> Self:
        """γ one rung lower."""
        lower = self.lower
        if lower is None:
            return self
        return replace(self, gamma=lower, steps=self.steps + 1, before=self.now, note=None)

    def frame(self) -> Frame:
        """Scores, counts, costs, the ROC curve and the calibration."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The counts behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same numbers in NumPy."""
        return program.written(self, steps)
