"""The Mark I perceptron: an eye, association units wired at random for good, and response units that learn.

Only the last step learns. The Mark I had 20 × 20 photocells (S-units), 512 association units (A-units) and 8 response
units (R-units) with motor-driven weights between A and R.

Source:
    F. Rosenblatt, Principles of Neurodynamics (1962); J. Hay, A. Lynch, D. Smith, Mark I Perceptron Operators'
    Manual (Cornell Aeronautical Laboratory, 1960).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.random import Generator

from tui_nn.engine.arrays import Floats, Ints

EXCITING = 10  # wires of +1 into each A-unit
INHIBITING = 10  # wires of −1
THRESHOLD = 2  # an A-unit fires when its sum reaches this


def wired(units: int, points: int, generator: Generator) -> Floats:
    """Random wires from the eye to the A-units: each is joined to 20 different points, ten by +1 and ten by −1.

    Args:
        units: u, how many A-units.
        points: d, the points of the eye, at least 20.
        generator: the wiring is drawn once and never learns.

    Returns:
        (u, d) of −1, 0 and +1. The first rows do not depend on how many follow.
    """
    chosen = np.stack([generator.permutation(points)[: EXCITING + INHIBITING] for _ in range(units)])
    wires = np.zeros((units, points))
    np.put_along_axis(wires, chosen[:, :EXCITING], 1.0, axis=1)
    np.put_along_axis(wires, chosen[:, EXCITING:], -1.0, axis=1)
    return wires


def associate(wires: Floats, cards: Floats) -> Floats:
    """Which A-units fire: a = [Σ sᵢ·wireᵢ ≥ 2].

    Args:
        wires: (u, d).
        cards: what the eye sees, (n, d) of 0 and 1.

    Returns:
        (n, u) of 0 and 1.
    """
    return np.asarray(cards @ wires.T >= THRESHOLD, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Responses:
    """R-units, one a symbol, each a perceptron of its own: it should fire for its symbol and for no other."""

    weights: Floats  # (k, u)
    biases: Floats  # (k,)

    @classmethod
    def blank(cls, symbols: int, inputs: int) -> Self:
        """k R-units that know nothing: all weights 0."""
        return cls(np.zeros((symbols, inputs)), np.zeros(symbols))

    def sums(self, inputs: Floats) -> Floats:
        """t = w·a + b of each R-unit: (n, u) -> (n, k), or (u,) -> (k,)."""
        return np.asarray(inputs @ self.weights.T + self.biases)

    def choose(self, inputs: Floats) -> Ints:
        """The machine's answer, the number of the largest sum (of equal ones the first): (n, u) -> (n,)."""
        return np.asarray(self.sums(inputs).argmax(axis=-1), dtype=np.int64)

    def corrected(self, inputs: Floats, symbol: int) -> Responses:
        """Rosenblatt's rule for every R-unit at once: w ← w + (y − ŷ)·a and b ← b + (y − ŷ), ŷ = [t > 0].

        Args:
            inputs: one card's A-units, (u,) of 0 and 1.
            symbol: which R-unit should fire, from 0; y is 1 for that one and 0 for the others.

        Returns:
            The R-units after the correction, or `self` itself when all were right.
        """
        wanted = np.arange(len(self.biases)) == symbol
        error = wanted.astype(np.float64) - (self.sums(inputs) > 0)
        if not error.any():
            return self
        return Responses(self.weights + error[:, None] * inputs, self.biases + error)
