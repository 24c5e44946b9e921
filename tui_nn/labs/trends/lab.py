"""The trends lab: cited numbers point by point, on a plain or a logarithmic scale, and their doubling time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.labs.trends import program
from tui_nn.labs.trends.data import SERIES
from tui_nn.labs.trends.frame import explained, met, shown
from tui_nn.labs.trends.state import KNOBS, State


@dataclass(frozen=True, eq=False)
class TrendsLab(State):
    """A tick shows the next point, and what the line through the earlier ones had said of it."""

    name: ClassVar[str] = "trends"
    presets: ClassVar[tuple[str, ...]] = tuple(SERIES)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False
    unhurried: ClassVar[bool] = True

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The first two points of a series. History is not random, so the seed changes nothing."""
        return cls(preset_of(preset, cls.presets))

    @property
    def finished(self) -> bool:
        """Whether every point is seen."""
        return self.following is None

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Another scale, or another line; the points stay."""
        knob, value = asked(KNOBS, edit)
        change: dict[str, Any] = {knob.id: int(value)}
        return replace(self, **change)

    def tick(self) -> Self:
        """Show the next point."""
        point = self.following
        return self if point is None else replace(self, shown=self.shown + 1, note=met(self, point))

    def frame(self) -> Frame:
        """The chart, and the numbers with their sources."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The fit or the source behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same fit in plain Python."""
        return program.written(self, steps)
