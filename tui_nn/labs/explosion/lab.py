"""The lab explosion: turn branches and depth, and watch a searcher count leaf by leaf towards b^d."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Self

import numpy as np

from tui_nn.labs.explaining import worked_out
from tui_nn.labs.frame import Curve, Curves, Frame, Reading
from tui_nn.labs.lab import Edit, Knob, Why, ladder
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.explosion"
SPEEDS = tuple(10.0**k for k in range(10))
KNOBS = (
    Knob("branches", (2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 35.0, 50.0, 100.0), "b", free="whole", reach=(2.0, 250.0)),
    Knob("depth", (*ladder(1, 12, 1), 20.0, 40.0, 80.0, 100.0), "d", free="whole", reach=(1.0, 100.0)),
    Knob("speed", SPEEDS, "v"),
)
PRESETS = {  # branches, depth, positions a second
    "lesson": (10, 6, 1e3),
    "noughts": (3, 9, 1e3),
    "chess-start": (20, 4, 1e3),
    "chess": (35, 80, 1e9),
}
YEAR = 365.25 * 24 * 3600
PROGRAM = '''\
"""How many positions a search has to look at, and how many it has seen after a while."""

b, d, speed = {branches}, {depth}, {speed}
goal = b**d
seen = {seen}
seconds = {seconds}
for tick in range({steps}):
    if seen < goal:
        seen = min(goal, seen + speed)
        seconds += 1
level = 0
while b ** (level + 1) <= seen:
    level += 1

print("seconds =", seconds)
print("positions =", float(goal))
print("seen =", seen)
print("level =", level if seen else None)
print("digits =", len(str(goal)))
print("years =", goal / speed / {year})
'''


@dataclass(frozen=True, eq=False)
class ExplosionLab:
    """A tick is one second of search at so many positions a second."""

    branches: int
    depth: int
    speed: int
    seen: int = 0
    seconds: int = 0

    name: ClassVar[str] = "explosion"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """A tree before the first second. Counting is not random, so the seed changes nothing."""
        branches, depth, speed = PRESETS[preset_of(preset, cls.presets)]
        return cls(branches, depth, int(speed))

    @cached_property
    def positions(self) -> int:
        """b^d, exactly."""
        return int(self.branches**self.depth)

    @property
    def finished(self) -> bool:
        return self.seen >= self.positions

    @property
    def level(self) -> int | None:
        """The deepest level that is as large as what has been seen; None before the first second."""
        if not self.seen:
            return None
        level = 0
        while self.branches ** (level + 1) <= self.seen:
            level += 1
        return level

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Another tree is searched from its beginning; another speed goes on where the search is."""
        knob, value = asked(KNOBS, edit)
        if knob.id == "speed":
            return replace(self, speed=int(value))
        tree = {"branches": self.branches, "depth": self.depth, knob.id: int(value)}
        return replace(self, **tree, seen=0, seconds=0)

    def tick(self) -> Self:
        """Search for one second."""
        if self.finished:
            return self
        return replace(self, seen=min(self.positions, self.seen + self.speed), seconds=self.seconds + 1)

    def frame(self) -> Frame:
        """Positions by depth on a logarithmic scale, and a level line for what has been seen."""
        depth = np.arange(self.depth + 1.0)
        curves = [Curve("positions", depth, np.array([float(self.branches)] ** depth))]
        if self.seen:
            curves.append(Curve("seen", depth[[0, -1]], np.full(2, float(self.seen))))
        chart = Curves("tree", tuple(curves), across="depth", logarithmic=True, valued=False)
        return Frame((chart,), self._readings(), self._says())

    def _readings(self) -> tuple[Reading, ...]:
        return (
            Reading("seconds", self.seconds),
            Reading("positions", float(self.positions)),
            Reading("seen", self.seen),
            Reading("level", self.level),
            Reading("digits", len(str(self.positions))),
            Reading("years", self.positions / self.speed / YEAR),
        )

    def _says(self) -> Phrase:
        if self.finished:
            return phrase(f"{ROOM}.says.done", n=self.seconds, depth=self.depth)
        if not self.seen:
            return phrase(f"{ROOM}.says.start", depth=self.depth)
        left = math.ceil((self.positions - self.seen) / self.speed)
        if left < YEAR:
            return phrase(f"{ROOM}.says.going", seconds=float(left))
        return phrase(f"{ROOM}.says.hopeless", years=float(left / YEAR))

    def why(self, reading: str) -> Why:
        """The power or the count behind a number.

        Raises:
            KeyError: no reading of that id is shown.
        """
        value = {number.id: number.value for number in self._readings()}[reading]
        power = f"{self.branches}^{{{self.depth}}}"
        formula, numbers = {
            "positions": ("b^d", power),
            "years": (r"\frac{b^d}{v \cdot 31557600}", rf"\frac{{{power}}}{{{self.speed} \cdot 31557600}}"),
            "level": (r"b^k \leq n", ""),
        }.get(reading, ("n", ""))
        says = phrase(f"{ROOM}.why.{reading}")
        return worked_out(formula, numbers, value, says)

    def program(self, steps: int) -> str:
        """The same count in plain Python."""
        return PROGRAM.format(
            branches=self.branches,
            depth=self.depth,
            speed=self.speed,
            seen=self.seen,
            seconds=self.seconds,
            steps=steps,
            year=YEAR,
        )
