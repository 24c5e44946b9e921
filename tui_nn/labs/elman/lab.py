"""Elman's lab: `.` reads one letter and guesses the next; playing it learns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar, Self

from tui_nn.engine.history.elman import begin
from tui_nn.labs.elman import program
from tui_nn.labs.elman.frame import ROOM, shown
from tui_nn.labs.elman.state import HIDDEN, KNOBS, MEMORY, PACE, PACES, State
from tui_nn.labs.elman.why import explained
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

# Preset -> letters read before it begins, pace, memory.
PRESETS = {"letters": (0, 0, 1), "learning": (0, 1, 1), "forgetful": (0, 1, 0), "learnt": (9000, 0, 1)}


@dataclass(frozen=True, eq=False)
class ElmanLab(State):
    """Six letters, twenty hidden units that see themselves a moment ago."""

    name: ClassVar[str] = "elman"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The network of a preset; the seed draws its weights and its text."""
        read, pace, memory = PRESETS[preset_of(preset, cls.presets)]
        return replace(cls._after(read, memory, seed), pace=pace, note=phrase(f"{ROOM}.look.{preset}"))

    @classmethod
    @lru_cache(maxsize=8)  # 9,000 letters take a third of a second, and a sheet begins its lab more than once
    def _after(cls, letters: int, memory: int, seed: int) -> Self:
        """The network of a seed when it has read so many letters, one by one."""
        net = begin(HIDDEN, seed)
        return cls(net, net.rest, seed, memory=memory).on(letters)

    @property
    def unhurried(self) -> bool:
        """Whether every tick is worth a look."""
        return PACES[self.pace] == 1

    @property
    def finished(self) -> bool:
        """The text goes round, so there is always another letter."""
        return False

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob; what is learnt stays."""
        knob, value = asked(KNOBS, edit)
        if knob is PACE:
            return replace(self, pace=int(value), note=None)
        if knob is MEMORY:
            return replace(self, memory=int(value), note=None)
        return replace(self, rate=value, note=None)

    def tick(self) -> Self:
        """One letter, or fifty."""
        return self.on(PACES[self.pace])

    def frame(self) -> Frame:
        """Guesses with their errors, and the errors' way down."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The softmax of a guess, the logarithm of an error."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same network in NumPy."""
        return program.written(self, steps * PACES[self.pace])
