"""A small whole lab for the tests of time travel: it forgets nothing, so a wrong replay shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Self

import pytest

from tui_nn.labs.frame import Frame, Reading
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.shelf import SHELF
from tui_nn.locale.phrase import phrase

RATE = Knob("rate", (0.1, 0.5, 1.0, 2.0))
KIND = Knob("kind", (0.0, 1.0), names=("plain", "fancy"))


@dataclass(frozen=True, eq=False)
class CountingLab:
    """Mixes its total, its points and its rate at each tick; order matters, and so does every bit."""

    points: tuple[tuple[float, ...], ...]
    total: float
    end: float  # ticks until it has finished
    rate: float = 1.0
    kind: float = 0.0
    ticks: int = 0

    name = "counting"
    presets = ("long", "short")
    knobs = (RATE, KIND)
    has_points = True

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        if preset not in cls.presets:
            raise Refused(phrase("labs.refused.preset", preset=preset, possible=", ".join(cls.presets)))
        points = tuple((float(k), 0.0, float(k % 2)) for k in range(seed % 3))
        return cls(points, seed / 7, float("inf") if preset == "long" else 35.0)

    @property
    def finished(self) -> bool:
        return self.ticks >= self.end

    def setting(self, knob: Knob) -> float:
        return self.kind if knob is KIND else self.rate

    def edit(self, edit: Edit) -> Self:
        try:
            return self._edit(edit)
        except (LookupError, ValueError, TypeError, OverflowError) as error:
            raise Refused(phrase("labs.refused.edit")) from error

    def _edit(self, edit: Edit) -> Self:
        match edit.verb, edit.args:
            case "set", ("rate", float(rate)):
                return replace(self, rate=rate)
            case "set", ("kind", float(kind)):
                return replace(self, kind=kind)
            case "add", (float(x), float(y), float(c)):
                return replace(self, points=(*self.points, (x, y, c)), end=self.end + 10)
            case "move", (float(index), float(x), float(y)):
                moved = list(self.points)
                moved[int(index)] = (x, y, moved[int(index)][2])
                return replace(self, points=tuple(moved))
            case "delete", (float(index),):
                self.points[int(index)]
                return replace(self, points=self.points[: int(index)] + self.points[int(index) + 1 :])
            case "load", numbers if len(numbers) % 3 == 0:
                flat = [float(n) for n in numbers]
                return replace(self, points=tuple(zip(flat[::3], flat[1::3], flat[2::3], strict=True)))
        raise ValueError(edit.verb)

    def tick(self) -> Self:
        if self.finished:
            return self
        shown = self.points[self.ticks % len(self.points)][0] if self.points else 0.1
        return replace(self, total=(self.total * 0.9 + self.rate * shown + self.kind) % 1e6, ticks=self.ticks + 1)

    def frame(self) -> Frame:
        points = tuple(Reading(f"p{k}", sum(point)) for k, point in enumerate(self.points))
        return Frame((), (Reading("total", self.total), Reading("ticks", self.ticks), *points))

    def why(self, reading: str) -> Why:
        raise KeyError(reading)

    def program(self, steps: int) -> str:
        return f"{self!r}.after({steps})"


@contextmanager
def on_the_shelf() -> Iterator[None]:
    """The lab by its name, for as long as a test module needs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SHELF, "counting", f"{__name__}:CountingLab")
        yield
