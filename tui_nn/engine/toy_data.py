"""Made data sets beside the Playground's: moons, rings, borders of two curves, three to five classes, curves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Floats

REACH = 6.0  # points lie between −6 and 6, as the Playground's do, but for a noisy few
MOON = 3.2  # the moons' radius
FLIPPED = 0.2  # the share of wrong labels


@dataclass(frozen=True, eq=False)
class Toy:
    """Points in the plane's units and what is to be learnt of them.

    Attributes:
        points: (n, 2), or (n, 1) for a curve.
        targets: (n,): classes from 0, or values.
        classes: how many; 0 for values.
    """

    points: Floats
    targets: Floats
    classes: int


def moons(noise: float, seed: int, n: int = 500) -> Toy:
    """Two half circles that reach into each other; the noise is a normal one of `noise` radii."""
    random = np.random.default_rng(seed)
    upper = n - n // 2
    angle = np.concatenate([np.linspace(0, np.pi, upper), np.linspace(0, np.pi, n // 2)])
    below = np.arange(n) >= upper
    x = np.where(below, 0.5 - np.cos(angle), np.cos(angle) - 0.5)
    y = np.where(below, 0.25 - np.sin(angle), np.sin(angle) - 0.25)
    points = np.column_stack([x, y]) + random.normal(0, 1, (n, 2)) * noise
    return Toy(MOON * points, below.astype(np.float64), 2)


def flipped_moons(noise: float, seed: int, n: int = 200) -> Toy:
    """Moons with every fifth label wrong, and at least 20 % of noise: few points, and some that no rule explains."""
    toy = moons(max(noise, 0.2), seed, n)
    wrong = np.random.default_rng((seed, 1)).permutation(n)[: round(FLIPPED * n)]
    targets = toy.targets.copy()
    targets[wrong] = 1 - targets[wrong]
    return Toy(toy.points, targets, 2)


def rings(noise: float, seed: int, n: int = 500) -> Toy:
    """Three rings around each other, the middle one of class 1; `noise` moves radii by up to as many fifths of 6."""
    random = np.random.default_rng(seed)
    ring = np.arange(n) % 3
    radius = 0.6 + 1.9 * ring + random.uniform(0, 0.9, n) + random.normal(0, 1, n) * noise * 1.2
    angle = random.uniform(0, 2 * np.pi, n)
    points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    return Toy(points, (ring == 1).astype(np.float64), 2)


def between_curves(noise: float, seed: int, n: int = 500) -> Toy:
    """Class 1 between two functions, x²/5 − 4 < y < 2 + sin x; labels are read up to `noise`·6 off on each axis."""
    random = np.random.default_rng(seed)
    points = random.uniform(-REACH, REACH, (n, 2))
    x, y = (points + random.uniform(-REACH, REACH, (n, 2)) * noise).T
    inside = (x * x / 5 - 4 < y) & (y < 2 + np.sin(x))
    return Toy(points, inside.astype(np.float64), 2)


def clouds_of(classes: int) -> Callable[[float, int], Toy]:
    """Normal clouds around a circle of radius 3.5, of width 0.7 and three times as many as `noise` says more."""

    def clouds(noise: float, seed: int, n: int = 500) -> Toy:
        random = np.random.default_rng(seed)
        targets = np.arange(n) % classes
        angle = 2 * np.pi * targets / classes
        centres = 3.5 * np.column_stack([np.sin(angle), np.cos(angle)])
        points = centres + random.normal(0, 0.7 + 3 * noise, (n, 2))
        return Toy(points, targets.astype(np.float64), classes)

    return clouds


def curve_of(value: Callable[[Floats], Floats]) -> Callable[[float, int], Toy]:
    """Values of one variable from −6 to 6, with a normal noise as wide as `noise`."""

    def curve(noise: float, seed: int, n: int = 200) -> Toy:
        random = np.random.default_rng(seed)
        x = random.uniform(-REACH, REACH, n)
        return Toy(x[:, None], value(x) + random.normal(0, 1, n) * noise, 0)

    return curve


# Each takes a noise, 0 to 0.5, and a seed ≥ 0; the same of both makes the same points.
TOYS: dict[str, Callable[[float, int], Toy]] = {
    "moons": moons,
    "flipped": flipped_moons,
    "rings": rings,
    "between": between_curves,
    "three": clouds_of(3),
    "four": clouds_of(4),
    "five": clouds_of(5),
    "sine": curve_of(np.sin),
    "step": curve_of(lambda x: np.where(x > 0, 0.8, -0.8)),
    "parabola": curve_of(lambda x: x * x / 18 - 1),
}
