"""The Boltzmann lab: the 4-2-4 encoder of 1985 learns with exact gradients, or a learnt one decides by chance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.engine.history import boltzmann
from tui_nn.labs.boltzmann.explain import explained
from tui_nn.labs.boltzmann.frame import shown
from tui_nn.labs.boltzmann.program import written
from tui_nn.labs.boltzmann.state import (
    INPUTS,
    KNOBS,
    VISIBLE,
    Asked,
    Chain,
    State,
    askable,
    begun,
    draws,
    learnt,
    vector_shown,
)
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase


@dataclass(frozen=True, eq=False)
class BoltzmannLab(State):
    """Ten units, 1,024 states: all of them can be counted."""

    name: ClassVar[str] = "boltzmann"
    presets: ClassVar[tuple[str, ...]] = ("encoder", "asking", "recall")
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """Small random weights, which the seed decides; or a learnt machine, and the seed decides its chances."""
        note = phrase(f"labs.boltzmann.look.{preset_of(preset, cls.presets)}")
        if preset == "encoder":
            return replace(cls(seed, begun(seed, 2))._recorded(), note=note)
        lab = cls(seed, learnt(), hold=2 if preset == "recall" else 0, chain=Chain(np.zeros(VISIBLE + 2)))
        return replace(lab._held(), note=note)

    @property
    def finished(self) -> bool:
        """Never: G keeps falling, and the units never agree for good."""
        return False

    @property
    def unhurried(self) -> bool:
        """A question to a unit is worth a look, one step of learning is not."""
        return self.chain is not None

    @property
    def bulk(self) -> int:
        """Bytes of a snapshot with what it keeps at hand."""
        return int(8 * 2**self.units)

    @property
    def useful(self) -> tuple[Knob, ...]:
        """Who learns has a rate, who is asked can be held."""
        idle = ("rate", "hidden") if self.chain else ("hold",)
        return tuple(knob for knob in KNOBS if knob.id not in idle)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob; other hidden units make another machine, which has to begin anew."""
        knob, value = asked(KNOBS, edit)
        if knob.id == "hidden":
            if self.chain or value == self.hidden:
                return self
            hidden = int(value)
            lab = replace(
                self, hidden=hidden, machine=begun(self.seed, hidden), steps=0, history=type(self.history)()
            )
            return replace(lab._recorded(), note=phrase("labs.boltzmann.says.anew", n=hidden))
        turned: dict[str, Any] = {knob.id: int(value) if knob.id == "hold" else value}
        lab = replace(self, note=None, **turned)
        return lab._held() if lab.chain else lab

    def tick(self) -> Self:
        """One step down G; or one unit is asked, and decides by chance."""
        if self.chain:
            return self._asked(self.chain)
        machine = boltzmann.learnt(self.machine, self.wired, self.world, self.states, self.rate, self.temperature)
        return replace(self, machine=machine, steps=self.steps + 1, note=None)._recorded()

    def frame(self) -> Frame:
        """The falling divergence, the codes and the weights; or the units and what they have shown."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The formula behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same machine in NumPy."""
        return written(self, steps)

    # Changes --------------------------------------------------------------------------------------------------------

    def _recorded(self) -> Self:
        return replace(self, history=self.history.with_row(self.steps, self.divergence, float("nan")))

    def _held(self) -> Self:
        """The units as they are, V₁ held if it is to be, and nothing counted yet: the machine is another one."""
        assert self.chain is not None
        units = self.chain.units.copy()
        if self.hold:
            units[:INPUTS] = np.eye(INPUTS)[self.hold - 1]
        return replace(self, chain=Chain(units, self.chain.asked))

    def _asked(self, chain: Chain) -> Self:
        whom, answer = draws(self.seed, chain.asked)
        free = askable(self.hold)
        unit = int(free[int(whom * len(free))])
        gap = boltzmann.gap(self.machine, chain.units, unit)
        units = boltzmann.asked(self.machine, chain.units, unit, self.temperature, answer)
        counts = list(chain.counts)
        counts[vector_shown(units)] += 1
        last = Asked(unit, gap, boltzmann.chance(gap, self.temperature), bool(units[unit]))
        return replace(self, chain=Chain(units, chain.asked + 1, tuple(counts), last), note=None)
