"""The trends lab's state: which numbers have been seen, and the line log₂ v = a + b·t through them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import log2

from tui_nn.labs.lab import Knob
from tui_nn.labs.trends.data import SERIES, Point
from tui_nn.locale.phrase import Phrase

SCALES = ("linear", "logarithmic")
FITS = ("all", "ends")
BEGUN = 2  # points that are seen at first: the fewest that make a line
MOST = max(map(len, SERIES.values()))

KNOBS = (
    Knob("scale", (0.0, 1.0), names=SCALES),
    Knob("fit", (0.0, 1.0), names=FITS),
    Knob("since", tuple(map(float, range(1, MOST)))),
)


@dataclass(frozen=True)
class Line:
    """log₂ v = level + slope·(t − origin), t in years: `slope` counts doublings a year."""

    origin: float
    level: float
    slope: float

    def at(self, year: float) -> float:
        return float(2.0 ** (self.level + self.slope * (year - self.origin)))


@dataclass(frozen=True, eq=False)
class State:
    """A series of numbers, of which so many are seen; the line goes through those from `since` on."""

    series: str
    shown: int = BEGUN
    scale: int = 0
    fit: int = 0
    since: int = 1
    note: Phrase | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        return SERIES[self.series]

    @property
    def seen(self) -> tuple[Point, ...]:
        return self.points[: self.shown]

    @property
    def following(self) -> Point | None:
        """The next point, not yet seen."""
        return self.points[self.shown] if self.shown < len(self.points) else None

    @property
    def fitted(self) -> tuple[Point, ...]:
        """The points that the line is drawn through: at least the last two that are seen."""
        return self.seen[min(self.since, self.shown - 1) - 1 :]

    @cached_property
    def line(self) -> Line:
        """Least squares of the logarithms, or the line through the first and the last point alone."""
        points = (self.fitted[0], self.fitted[-1]) if FITS[self.fit] == "ends" else self.fitted
        origin = points[0].year
        times = [point.year - origin for point in points]
        logs = [log2(point.value) for point in points]
        time, log = sum(times) / len(times), sum(logs) / len(logs)
        slope = sum((t - time) * (v - log) for t, v in zip(times, logs, strict=True)) / sum(
            (t - time) ** 2 for t in times
        )
        return Line(origin, log - slope * time, slope)

    @property
    def grows(self) -> bool:
        return self.line.slope > 0
