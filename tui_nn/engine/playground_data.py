"""TensorFlow Playground's data sets and initial weights, number by number in the order in which it draws them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.seedrandom import Random

CLASSIFIED, VALUED = 500, 1200  # points of a data set
RADIUS = 5.0  # of the sets of two classes
REACH = 6.0  # of the sets of values
BIAS = 0.1

# Cones (x, y, sign) of reg-gauss.
CONES = ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1))

Point = tuple[float, float, float]  # x, y, label


def generate(name: str, noise: float, ratio: int, random: Random) -> tuple[Floats, Floats, Floats, Floats]:
    """Points and labels to learn from, points and labels to be tested on, shuffled once.

    Args:
        name: of PLAYGROUND_DATA.
        noise: from 0 to 0.5: how far off the point is that a label is read at, in radii (gauss: how wide the clouds).
        ratio: percent of the points that are learnt from, 0 to 100, rounded down to whole points.

    Returns:
        (n, 2), (n,), (m, 2), (m,) in the plane's units, n + m = 500 or 1,200; labels are −1 and 1, or values between.

    Raises:
        ValueError: another name.

    Source:
        D. Smilkov and S. Carter, TensorFlow Playground, dataset.ts (2016).
    """
    if name not in PLAYGROUND_DATA:
        raise ValueError(f"no such data set: {name}; there are {', '.join(PLAYGROUND_DATA)}")
    count, draw = PLAYGROUND_DATA[name]
    rows = list(draw(count, noise, random))
    for end in range(len(rows), 0, -1):
        taken = math.floor(random.random() * end)
        rows[end - 1], rows[taken] = rows[taken], rows[end - 1]
    table, learnt = np.array(rows), count * ratio // 100
    points, labels = table[:, :2], table[:, 2]
    return points[:learnt], labels[:learnt], points[learnt:], labels[learnt:]


def initial_weights(random: Random, sizes: tuple[int, ...]) -> Floats:
    """Parameters flat as a `Net` has them: weights uniform in [−½, ½), drawn unit by unit, and every bias 0.1.

    The page draws them from the stream that its data set has left behind.
    """
    layers = []
    for fan_in, units in pairwise(sizes):
        block = np.full((fan_in + 1, units), BIAS)
        for unit in range(units):
            block[:-1, unit] = [random.random() - 0.5 for _ in range(fan_in)]
        layers.append(block.ravel())
    return np.concatenate(layers)


def _circle(count: int, noise: float, random: Random) -> Iterator[Point]:
    for inner, outer in ((0.0, 0.5), (0.7, 1.0)):
        for _ in range(count // 2):
            r, angle = random.uniform(RADIUS * inner, RADIUS * outer), random.uniform(0, 2 * math.pi)
            x, y = r * math.sin(angle), r * math.cos(angle)
            at_x, at_y = _moved(x, y, RADIUS, noise, random)
            yield x, y, 1.0 if math.hypot(at_x, at_y) < RADIUS / 2 else -1.0


def _xor(count: int, noise: float, random: Random) -> Iterator[Point]:
    gap = 0.3
    for _ in range(count):
        x, y = (u + gap if u > 0 else u - gap for u in (random.uniform(-RADIUS, RADIUS) for _ in range(2)))
        at_x, at_y = _moved(x, y, RADIUS, noise, random)
        yield x, y, 1.0 if at_x * at_y >= 0 else -1.0


def _gauss(count: int, noise: float, random: Random) -> Iterator[Point]:
    share = noise / 0.5
    spread = math.sqrt(0.5 * (1 - share) + 4 * share)
    for centre, label in ((2.0, 1.0), (-2.0, -1.0)):
        for _ in range(count // 2):
            x, y = (centre + spread * _normal(random) for _ in range(2))
            yield x, y, label


def _spiral(count: int, noise: float, random: Random) -> Iterator[Point]:
    half = count // 2
    for turned, label in ((0.0, 1.0), (math.pi, -1.0)):
        for i in range(half):
            r, angle = RADIUS * i / half, 1.75 * i / half * 2 * math.pi + turned
            x = r * math.sin(angle) + random.uniform(-1, 1) * noise
            y = r * math.cos(angle) + random.uniform(-1, 1) * noise
            yield x, y, label


def _plane(count: int, noise: float, random: Random) -> Iterator[Point]:
    for x, y, at_x, at_y in _scattered(count, noise, random):
        yield x, y, (at_x + at_y) / 10


def _cones(count: int, noise: float, random: Random) -> Iterator[Point]:
    for x, y, at_x, at_y in _scattered(count, noise, random):
        heights = (sign * min(max(1 - math.hypot(at_x - cx, at_y - cy) / 2, 0), 1) for cx, cy, sign in CONES)
        yield x, y, max(heights, key=abs)


def _scattered(count: int, noise: float, random: Random) -> Iterator[tuple[float, float, float, float]]:
    for _ in range(count):
        x, y = random.uniform(-REACH, REACH), random.uniform(-REACH, REACH)
        yield x, y, *_moved(x, y, REACH, noise, random)


def _moved(x: float, y: float, reach: float, noise: float, random: Random) -> tuple[float, float]:
    """Where the label is read: the point is drawn where it was, so noise makes labels wrong."""
    return x + random.uniform(-reach, reach) * noise, y + random.uniform(-reach, reach) * noise


def _normal(random: Random) -> float:
    """A standard normal number by Marsaglia's polar method; the second of each pair is not used."""
    while True:
        u, v = 2 * random.random() - 1, 2 * random.random() - 1
        s = u * u + v * v
        if s <= 1:
            return math.sqrt(-2 * math.log(s) / s) * u


Draw = Callable[[int, float, Random], Iterator[Point]]
PLAYGROUND_DATA: dict[str, tuple[int, Draw]] = {
    "circle": (CLASSIFIED, _circle),
    "xor": (CLASSIFIED, _xor),
    "gauss": (CLASSIFIED, _gauss),
    "spiral": (CLASSIFIED, _spiral),
    "reg-plane": (VALUED, _plane),
    "reg-gauss": (VALUED, _cones),
}
