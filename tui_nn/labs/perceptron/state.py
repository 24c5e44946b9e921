"""What the perceptron lab holds, and what can be measured of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from tui_nn.engine import perceptron as engine
from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.datasets import Sample
from tui_nn.engine.perceptron import Line
from tui_nn.labs.perceptron.learning import ZERO, Learning, Weights
from tui_nn.labs.perceptron.points import Example
from tui_nn.locale.phrase import Phrase

ORDERS = 20  # how many the preset `shuffles` learns
CLOUDS = ("clouds", "shuffles")  # presets whose points have a margin to turn


@dataclass(frozen=True, eq=False)
class Examples:
    """The points as a tick wants them, and the line that they were made with while nobody has changed them."""

    rows: tuple[Example, ...]
    separator: Line | None

    @classmethod
    def of(cls, sample: Sample) -> Examples:
        pairs = zip(sample.points.tolist(), sample.targets.tolist(), strict=True)
        return cls(tuple((x1, x2, target) for (x1, x2), target in pairs), sample.separator)

    @cached_property
    def points(self) -> Floats:
        return np.array([row[:2] for row in self.rows])

    @cached_property
    def targets(self) -> Ints:
        return np.array([row[2] for row in self.rows], dtype=np.int64)

    @cached_property
    def radius(self) -> float:
        return engine.radius(self.points)


class Learnt(NamedTuple):
    """An order that was learnt: the line it found, and after how many mistakes."""

    weights: Weights
    mistakes: int


@dataclass(frozen=True, eq=False)
class State:
    """The value behind the lab. `past` holds the orders learnt before this one; only `shuffles` has any."""

    preset: str
    seed: int
    examples: Examples
    order: tuple[int, ...]
    learning: Learning
    rate: float = 1.0
    shuffled: bool = False
    gap: float = 0.2  # the margin that the clouds are made with
    past: tuple[Learnt, ...] = ()
    note: Phrase | None = None  # what the learner has just changed

    @property
    def size(self) -> int:
        return len(self.order)

    @property
    def many_orders(self) -> bool:
        return self.preset == "shuffles"

    @property
    def clean(self) -> bool:
        """Whether a whole epoch has just passed without a mistake."""
        return self.learning.position == self.size and self.learning.errors == 0

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to learn."""
        return self.clean and (not self.many_orders or len(self.past) == ORDERS - 1)

    @property
    def learnt(self) -> tuple[Learnt, ...]:
        """Every order learnt so far, the present one too when it is."""
        now = Learnt(self.learning.weights, self.learning.mistakes)
        return (*self.past, now) if self.clean else self.past

    @cached_property
    def wrong(self) -> tuple[int, ...]:
        """The examples on the wrong side of the line as it now is."""
        answers = line(self.learning.weights).predict(self.examples.points)
        return tuple(np.flatnonzero(answers != self.examples.targets).tolist())

    @property
    def accuracy(self) -> float:
        return (self.size - len(self.wrong)) / self.size

    @property
    def reference(self) -> Line | None:
        """The line whose margin counts: the data's own, else the one found; None while neither is there."""
        if self.examples.separator:
            return self.examples.separator
        return line(self.learning.weights) if self.clean and self.learning.weights != ZERO else None

    @cached_property
    def margin(self) -> float | None:
        if self.reference is None:
            return None
        return engine.margin(self.reference, self.examples.points, self.examples.targets)

    @property
    def bound(self) -> float | None:
        """Novikoff's; a line that touches an example has no margin and gives none."""
        return engine.bound(self.examples.radius, self.margin) if self.margin else None

    @property
    def angle(self) -> float | None:
        return direction(self.learning.weights)


def line(weights: Weights) -> Line:
    """The engine's line of a lab's three weights."""
    return Line(np.array(weights[1:]), weights[0])


def direction(weights: Weights) -> float | None:
    """Where w points, in degrees from the first axis, −180 to 180; None for w = 0."""
    _, w1, w2 = weights
    return math.degrees(math.atan2(w2, w1)) if (w1, w2) != (0.0, 0.0) else None
