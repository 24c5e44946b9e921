"""The bugs lab's state: two softmax classifiers with the same start, one with a bug and one without."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.toy_data import clouds_of
from tui_nn.labs.bugs.passes import CLASSES, Pass, went
from tui_nn.labs.history import History
from tui_nn.labs.lab import Knob
from tui_nn.locale.phrase import Phrase

BUGS = ("twice", "axis", "exp", "log", "logits")
POINTS = 150
NOISE = 0.1  # of the clouds
MIDDLE = 2.0  # of the three clouds, on both axes: far enough from 0 that a bias is needed
WINDOW = (-5.0, 9.0)  # on both axes
LOOKED_AT = 0  # the point whose shares are told; of class 0
RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0)
SCALES = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)

KNOBS = (
    Knob("bug", tuple(map(float, range(len(BUGS)))), names=BUGS),
    Knob("rate", RATES, "η", free="number", reach=(0.0, 10.0)),
    Knob("scale", SCALES),
)


@dataclass(frozen=True, eq=False)
class World:
    """Points in three clouds: x (n, 3) with a column of ones for the bias, and classes (n,) from 0."""

    x: Floats
    classes: Ints


@lru_cache(maxsize=16)
def world(seed: int, scale: float) -> World:
    """The points of a seed, both features multiplied by a scale."""
    toy = clouds_of(CLASSES)(NOISE, seed)
    return World(
        np.column_stack([scale * (toy.points[:POINTS] + MIDDLE), np.ones(POINTS)]),
        toy.targets[:POINTS].astype(np.int64),
    )


@dataclass(frozen=True, eq=False)
class State:
    """Weights (3, 3): a row for each feature and one for the bias, a column for each class."""

    seed: int
    bug: int = 0  # index into BUGS
    rate: float = 0.5
    scale: float = 1.0
    wrong: Floats = field(default_factory=lambda: np.zeros((3, CLASSES)))
    right: Floats = field(default_factory=lambda: np.zeros((3, CLASSES)))
    steps: int = 0
    losses: History = field(default_factory=History)  # steps, loss with the bug, loss without
    note: Phrase | None = None

    @property
    def bug_name(self) -> str:
        return BUGS[self.bug]

    @property
    def world(self) -> World:
        return world(self.seed, self.scale)

    @cached_property
    def logits(self) -> tuple[Floats, Floats]:
        """z (n, 3) with the bug and without."""
        with np.errstate(all="ignore"):
            return self.world.x @ self.wrong, self.world.x @ self.right

    @cached_property
    def passes(self) -> tuple[Pass, Pass]:
        """The pass with the bug and the one without, each of its own weights."""
        wrong, right = self.logits
        return went(self.bug_name, wrong, self.world.classes), went("right", right, self.world.classes)

    @property
    def true(self) -> Pass:
        """The right pass of the weights that the bug has learnt."""
        return went("right", self.logits[0], self.world.classes)

    @property
    def slopes(self) -> tuple[Floats, Floats]:
        """∂(mean loss)/∂weights (3, 3), with the bug and without."""
        wrong, right = self.passes
        with np.errstate(all="ignore"):
            return self.world.x.T @ wrong.back / POINTS, self.world.x.T @ right.back / POINTS

    @property
    def hits(self) -> tuple[int, int]:
        """How many points each gets right by its largest logit, with the bug and without."""
        wrong, right = ((z.argmax(axis=1) == self.world.classes).sum() for z in self.logits)
        return int(wrong), int(right)

    @property
    def floor(self) -> float:
        """The least that the bug's loss can come to.

        Three shares made of numbers between 0 and 1 are at best e : 1 : 1; shares among the points of a class are
        at best alike.
        """
        if self.bug_name in ("twice", "logits"):
            return math.log(1 + (CLASSES - 1) / math.e)
        return math.log(POINTS / CLASSES) if self.bug_name == "axis" else 0.0

    @property
    def lost(self) -> bool:
        """Whether the weights of the bug are no numbers any more."""
        return not bool(np.isfinite(self.wrong).all())
