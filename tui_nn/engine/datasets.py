"""Small data sets in the plane, each with a line that separates it where there is one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.perceptron import Line

CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))

# Name -> targets of the corners, and the separator (b, w1, w2) with the widest margin among small whole numbers.
GATES: dict[str, tuple[tuple[int, ...], tuple[float, float, float] | None]] = {
    "or": ((0, 1, 1, 1), (-1.0, 2.0, 2.0)),
    "and": ((0, 0, 0, 1), (-3.0, 2.0, 2.0)),
    "nand": ((1, 1, 1, 0), (3.0, -2.0, -2.0)),
    "xor": ((0, 1, 1, 0), None),
}

DIRECTION = (1.0, 2.0)  # of the clouds' separator: 63.4° above the first axis
OFFSET = -1.0
CENTRE = 1.5  # of each cloud, from the separator, in the data's units
SPREAD = 0.75  # standard deviation across the separator; along it the clouds are twice as wide


@dataclass(frozen=True, eq=False)
class Sample:
    """Points (n, 2), their classes (n,) of 0 and 1, and the line the data were made with."""

    points: Floats
    targets: Ints
    separator: Line | None


def gate(name: str) -> Sample:
    """The four corners 00, 01, 10, 11 with the targets of a logic gate: or, and, nand, xor.

    Raises:
        ValueError: another name.
    """
    if name not in GATES:
        raise ValueError(f"no such gate: {name}; there are {', '.join(GATES)}")
    targets, separator = GATES[name]
    line = Line(np.array(separator[1:]), separator[0]) if separator else None
    return Sample(np.array(CORNERS), np.array(targets, dtype=np.int64), line)


def clouds(n: int, margin: float, seed: int) -> Sample:
    """Two clouds on the two sides of the line x₁ + 2x₂ − 1 = 0, the nearest point exactly `margin` from it.

    Each cloud is normal; then the points nearer than the margin are pushed out to it, and the nearest of all is
    brought to it. So another margin with the same seed moves the same points, and no further than it must.

    Args:
        n: how many points, ≥ 2; even rows are of class 0, odd rows of class 1.
        margin: > 0, as `perceptron.margin` measures it: in the augmented space, in the data's units.
        seed: ≥ 0; same seed, same points.

    Raises:
        ValueError: n below 2 or a margin not above 0.
    """
    if n < 2:
        raise ValueError(f"two clouds need two points, got {n}")
    if not margin > 0:
        raise ValueError(f"margin must be positive, got {margin}")

    random = np.random.default_rng(seed)
    targets = np.arange(n) % 2
    along = random.normal(0, 2 * SPREAD, n)
    away = np.abs(random.normal(CENTRE, SPREAD, n))

    # Distances in the plane are longer than in the augmented space, by this ratio.
    line = Line(np.array(DIRECTION), OFFSET)
    length = float(np.hypot(*DIRECTION))
    needed = margin * float(np.hypot(length, OFFSET)) / length
    away = np.where(away == away.min(), needed, np.maximum(away, needed))

    normal = line.weights / length
    tangent = np.array([normal[1], -normal[0]])
    foot = -OFFSET / length * normal
    points = foot + np.outer(along, tangent) + np.outer((2 * targets - 1) * away, normal)
    return Sample(points, targets.astype(np.int64), line)
