"""Parity for a perceptron whose association units are wired at random: how many it needs, and what none can do.

A unit is of order k when it looks at k inputs at most. Parity of n bits is out of reach of every weighted sum of
units of an order below n: multiply such a sum by +1 where the parity is even and by −1 where it is odd, add it up
over all inputs, and every unit cancels out, for it takes the same value in equally many even and odd places.

Source:
    M. Minsky, S. Papert, Perceptrons (MIT Press, 1969), the theorem on the order of parity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from tui_nn.engine.arrays import Floats, Ints


def inputs(bits: int) -> Ints:
    """All inputs of n bits, (2ⁿ, n) of 0 and 1, as a grid: neighbours in a row or in a column differ in one bit.

    Row by row; the first n // 2 bits say which row, the others which column, both in Gray's order.
    """
    down = bits // 2
    rows, columns = _gray(down), _gray(bits - down)
    return np.hstack([np.repeat(rows, len(columns), axis=0), np.tile(columns, (len(rows), 1))])


def _gray(bits: int) -> Ints:
    """Numbers of so many bits in an order in which each differs from the one before in one of them."""
    numbers = np.arange(2**bits)
    codes = numbers ^ (numbers >> 1)
    return np.asarray((codes[:, None] >> np.arange(bits)[::-1]) & 1, dtype=np.int64)


def parity(inputs: Ints) -> Ints:
    """1 where the number of ones is odd: (m, n) -> (m,)."""
    return np.asarray(inputs.sum(axis=1) % 2, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Units:
    """Association units: a = [w·x ≥ θ]."""

    weights: Ints  # (u, n) of −1, 0 and +1
    thresholds: Ints  # (u,)

    def fire(self, inputs: Ints) -> Floats:
        """(m, n) -> (m, u) of 0 and 1."""
        return np.asarray(inputs @ self.weights.T >= self.thresholds, dtype=np.float64)


def wired(count: int, bits: int, order: int, generator: Generator) -> Units:
    """Units wired at random, each to at most `order` of the inputs.

    Each unit picks min(order, n) inputs, joins each of them by +1, −1 or not at all (but not all of them not at all),
    and takes any threshold at which it fires for some inputs and not for others, all with equal chances. The first
    units do not depend on how many follow.
    """
    weights = np.zeros((count, bits), dtype=np.int64)
    thresholds = np.zeros(count, dtype=np.int64)
    for unit in range(count):
        chosen = generator.permutation(bits)[:order]
        wires = np.zeros(len(chosen), dtype=np.int64)
        while not wires.any():
            wires = generator.integers(-1, 2, len(chosen))
        weights[unit, chosen] = wires
        thresholds[unit] = generator.integers(1 - int((wires < 0).sum()), int((wires > 0).sum()) + 1)
    return Units(weights, thresholds)


def overlaps(active: Floats) -> Floats:
    """How much showing one input moves the sum of another: shared firing units and the bias, (m, u) -> (m, m)."""
    return np.asarray(active @ active.T + 1.0)


def epoch(sums: Floats, overlap: Floats, targets: Ints) -> tuple[Floats, int]:
    """The perceptron's rule for all inputs once, in order, on the sums t themselves instead of on the weights.

    A correction (y − ŷ)·a of the weights and y − ŷ of the bias moves every sum by (y − ŷ)·overlap, so the weights
    need not be written down.

    Args:
        sums: t of each input, (m,). Not modified.
        overlap: from `overlaps`, (m, m).
        targets: (m,) of 0 and 1.

    Returns:
        The sums afterwards and the number of mistakes.
    """
    sums, mistakes = sums.copy(), 0
    for index, target in enumerate(targets.tolist()):
        error = target - (sums[index] > 0)
        if error:
            sums += error * overlap[index]
            mistakes += 1
    return sums, mistakes


def balance(sums: Floats, targets: Ints) -> float:
    """The sums of the odd inputs less those of the even ones; learnt parity makes it positive.

    Units of an order below n give exactly 0, whatever the weights.
    """
    return float(((2 * targets - 1) * sums).sum())
