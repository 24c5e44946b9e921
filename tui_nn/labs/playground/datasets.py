"""The points there are to learn from: made by name and seed, or the learner's own."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from tui_nn.engine.arrays import Bools, Floats
from tui_nn.engine.playground_data import PLAYGROUND_DATA, generate, initial_weights
from tui_nn.engine.seedrandom import Random
from tui_nn.engine.toy_data import TOYS
from tui_nn.labs.perceptron.points import Example

OWN = "own"
OWN_VALUES = "own-values"
DATASETS = (*PLAYGROUND_DATA, *TOYS)

Window = tuple[float, float, float, float]
Valued = tuple[float, float, float]  # x1, x2, value
HOME: Window = (-6.0, 6.0, -6.0, 6.0)


@dataclass(frozen=True, eq=False)
class World:
    """Points and what is to be learnt of them.

    Training and test points stand mixed, in a pattern that depends on the ratio alone, so that a point keeps its
    number and its part when others come after it. The order within each part is the order of learning.
    """

    kind: str  # "classes", "plane": values over the plane, "curve": values of one variable
    points: Floats  # (n, 2); a curve's second column is 0
    targets: Floats  # (n,), classes from 0 or values
    tested: Bools  # (n,), true for the points that are not learnt from
    classes: int  # 0 for values
    random: Random  # the Playground's generator after the points have been drawn

    @cached_property
    def in_order(self) -> Floats:
        """The targets as samples stand in training: those learnt from, then those for testing."""
        return np.concatenate([self.targets[~self.tested], self.targets[self.tested]])

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The point of each sample, in that order."""
        return (*np.flatnonzero(~self.tested).tolist(), *np.flatnonzero(self.tested).tolist())

    @cached_property
    def window(self) -> Window:
        """The Playground's window; where points lie outside, the smallest one around all, with a rim."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        if low.min() >= -6 and high.max() <= 6:
            return HOME
        rim = np.where(high > low, 0.1 * (high - low), 1.0)
        (left, bottom), (right, top) = (low - rim).tolist(), (high + rim).tolist()
        return left, right, bottom, top

    def first_weights(self, sizes: Sequence[int]) -> Floats:
        """Initial parameters as the Playground draws them, right after its points."""
        return initial_weights(deepcopy(self.random), tuple(sizes))


@lru_cache(maxsize=24)
def made(name: str, noise: int, ratio: int, seed: str) -> World:
    """A data set by name; `noise` and `ratio` in percent."""
    random = Random(seed)
    if name in PLAYGROUND_DATA:
        train, train_targets, test, test_targets = generate(name, noise / 100, ratio, random)
        points = np.concatenate([train, test])
        targets = np.concatenate([train_targets, test_targets])
        kind = "plane" if name.startswith("reg-") else "classes"
        if kind == "classes":
            targets = (targets > 0).astype(np.float64)
        return _mixed(kind, points, targets, 2 if kind == "classes" else 0, ratio, random)
    toy = TOYS[name](noise / 100, number_of(seed))
    curve = toy.points.shape[1] == 1
    points = np.column_stack([toy.points, np.zeros(len(toy.points))]) if curve else toy.points
    shuffled = np.random.default_rng(number_of(seed)).permutation(len(points))
    return _mixed(
        "curve" if curve else "classes", points[shuffled], toy.targets[shuffled], toy.classes, ratio, random
    )


def own(rows: tuple[Example, ...], ratio: int, seed: str) -> World:
    """The learner's points; as many classes as the greatest number asks for, at least two."""
    table = np.array(rows, dtype=np.float64)
    classes = max(2, int(table[:, 2].max()) + 1)
    return World("classes", table[:, :2], table[:, 2], set_aside(len(rows), ratio), classes, Random(seed))


def own_values(rows: tuple[Valued, ...], ratio: int, seed: str) -> World:
    """The learner's values: over the plane, or along a line where the second coordinate is 0 everywhere."""
    table = np.array(rows, dtype=np.float64)
    kind = "plane" if table[:, 1].any() else "curve"
    return World(kind, table[:, :2], table[:, 2], set_aside(len(rows), ratio), 0, Random(seed))


def set_aside(n: int, ratio: int) -> Bools:
    """Which of n points are for testing: spread evenly, the first one never."""
    counted = -(-np.arange(n + 1) * ratio // 100)
    return np.asarray(counted[1:] == counted[:-1])


def number_of(seed: str) -> int:
    """A whole number from a seed's text, for generators that take one."""
    return zlib.crc32(seed.encode())


def _mixed(kind: str, points: Floats, targets: Floats, classes: int, ratio: int, random: Random) -> World:
    """Those learnt from come first; put each where the pattern of the ratio has its place."""
    tested = set_aside(len(points), ratio)
    places = np.concatenate([np.flatnonzero(~tested), np.flatnonzero(tested)])
    mixed_points, mixed_targets = np.empty_like(points), np.empty_like(targets)
    mixed_points[places], mixed_targets[places] = points, targets
    return World(kind, mixed_points, mixed_targets, tested, classes, random)
