"""The convolution lab: slide a filter by hand, or let networks with and without filters learn digits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tui_nn.labs.convolution import race, slide
from tui_nn.labs.convolution.race import Race
from tui_nn.labs.convolution.slide import ROOM, Slide
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import Phrase, phrase

PRESETS = ("slide", "race", "middle", "own")


@dataclass(frozen=True, eq=False)
class ConvolutionLab:
    """One of two parts: a filter in the hand, or networks that learn."""

    part: Slide | Race
    note: Phrase | None = None

    name: ClassVar[str] = "convolution"
    presets: ClassVar[tuple[str, ...]] = PRESETS
    knobs: ClassVar[tuple[Knob, ...]] = (*slide.KNOBS, *race.KNOBS)
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The seed says whose handwriting it is, where digits lie, and what the first weights are."""
        preset_of(preset, cls.presets)
        note = phrase(f"{ROOM}.look.{preset}")
        if preset == "slide":
            return cls(Slide(seed), note)
        return cls(race.begun(seed, preset == "own", place=int(preset == "middle"), model=int(preset == "own")), note)

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The knobs of this part."""
        return self.part.knobs

    @property
    def unhurried(self) -> bool:
        """Whether every tick is worth a look."""
        return isinstance(self.part, Slide)

    @property
    def finished(self) -> bool:
        """Whether the filter has been everywhere, or all epochs are over."""
        return self.part.finished

    def setting(self, knob: Knob) -> float:
        """Where a knob stands; of one that this part does not have, where it would."""
        return self.part.setting(knob) if hasattr(self.part, knob.id) else knob.values[0]

    def edit(self, edit: Edit) -> Self:
        """Move the filter, or begin anew with another network or other pictures."""
        knob, value = asked(self.knobs, edit)
        if knob not in self.part.knobs:
            raise Refused(phrase(f"{ROOM}.refused.knob"))
        return replace(self, part=self.part.turned(knob, value), note=None)

    def tick(self) -> Self:
        """The next place, or a few batches."""
        return self if self.finished else replace(self, part=self.part.tick(), note=None)

    def frame(self) -> Frame:
        """What this part shows."""
        return self.part.frame(self.note)

    def why(self, reading: str) -> Why:
        """The products under a filter, a share, or a count of weights."""
        return self.part.why(reading)

    def program(self, steps: int) -> str:
        """The same in NumPy."""
        return self.part.program(steps)
