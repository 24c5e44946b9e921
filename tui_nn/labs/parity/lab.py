"""The parity lab: more and more units, until the perceptron's rule learns parity of 2, then 3, then more bits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tui_nn.engine.history import parity
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.parity.frame import explained, shown
from tui_nn.labs.parity.program import written
from tui_nn.labs.parity.state import CARDS, KNOBS, LIMIT, PATIENCE, Found, State
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

PRESETS: dict[str, dict[str, Any]] = {"growth": {}, "bounded": {"order": 3}}


@dataclass(frozen=True, eq=False)
class ParityLab(State):
    """A perceptron, parity, and as many random units as it takes."""

    name: ClassVar[str] = "parity"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """Two bits and one unit; the seed decides the wiring."""
        settings = PRESETS[preset_of(preset, cls.presets)]
        return cls(seed, note=phrase(f"labs.parity.look.{preset}"), **settings)

    @property
    def finished(self) -> bool:
        """Whether the last number of bits is done with, or one was not to be learnt."""
        return self.settled and (self.stuck or self.bits >= self.most)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(self.most if knob.id == "bits" else self.order)

    def edit(self, edit: Edit) -> Self:
        """The last number of bits may be moved; other units mean another search."""
        knob, value = asked(KNOBS, edit)
        if value == self.setting(knob):
            return self
        if knob.id == "bits":
            return replace(self, most=int(value))
        note = phrase("labs.parity.says.order", order=int(value))
        return type(self)(self.seed, self.most, int(value), note=note)

    def tick(self) -> Self:
        """Some epochs with this number of units; then the next number of units, or of bits."""
        if self.finished:
            return self
        lab = self._with_more_bits() if self.settled else self
        if lab.epochs == PATIENCE:
            units = more(lab.units)
            lab = replace(lab, units=units, sums=None, epochs=0, mistakes=None, tries=lab.tries + 1)
        return lab._taught()

    def frame(self) -> Frame:
        """The units needed by bits, and each input with its answer."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The formula behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same search in NumPy."""
        return written(self, steps)

    def _with_more_bits(self) -> Self:
        return replace(self, bits=self.bits + 1, units=1, sums=None, epochs=0, mistakes=None, tries=self.tries + 1)

    def _taught(self) -> Self:
        """As many epochs as a tick has room for, until one is clean or patience ends."""
        sums, epochs, targets = self.told, self.epochs, self.targets
        mistakes = len(targets)
        for _ in range(max(1, CARDS // len(targets))):
            sums, mistakes = parity.epoch(sums, self.overlap, targets)
            epochs += 1
            if not mistakes or epochs == PATIENCE:
                break
        lab = replace(self, sums=sums, epochs=epochs, mistakes=mistakes)
        counts = {"bits": self.bits, "units": self.units, "epochs": epochs}
        if not mistakes:
            found = Found(self.bits, self.units, epochs)
            return replace(lab, found=(*self.found, found), note=phrase("labs.parity.says.learnt", **counts))
        if epochs < PATIENCE:
            return replace(lab, note=phrase("labs.parity.says.learning", **counts))
        if self.units < LIMIT:
            return replace(lab, note=phrase("labs.parity.says.given-up", **counts, more=more(self.units)))
        key = "hopeless" if self.order < self.bits else "too-many"
        note = phrase(f"labs.parity.says.{key}", **counts, order=self.order)
        return replace(lab, found=(*self.found, Found(self.bits, None, None)), note=note)


def more(units: int) -> int:
    """The next number of units to try: half as many again, at least one more."""
    return min(LIMIT, max(units + 1, units * 3 // 2))
