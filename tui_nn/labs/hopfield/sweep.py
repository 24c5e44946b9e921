"""How much a Hopfield net of 100 units holds: many nets with more and more random patterns, and what they recall."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.history import hopfield

UNITS = 100
COUNTS = tuple(range(2, 42, 2))  # patterns stored, p
ROUNDS = 20  # nets for each p
CUES = 10  # recalls of each net, or fewer where it stores fewer
HELD = 0.967  # the mean overlap at the edge of an endless net, p/N = 0.138: Amit, Gutfreund, Sompolinsky (1985)

TRIALS = 3  # what the random numbers are for, beside those of `state`


@dataclass(frozen=True)
class Trials:
    """For each p of `COUNTS`: how many recalls there were, and the sum of their overlaps."""

    done: int = 0  # nets
    recalls: tuple[int, ...] = (0,) * len(COUNTS)
    totals: tuple[float, ...] = (0.0,) * len(COUNTS)

    @property
    def finished(self) -> bool:
        return self.done == ROUNDS * len(COUNTS)

    @property
    def latest(self) -> int | None:
        """The place in `COUNTS` of the last net."""
        return (self.done - 1) % len(COUNTS) if self.done else None

    @property
    def means(self) -> Floats:
        """The mean overlap for each p; nan where nothing was recalled yet."""
        recalls = np.array(self.recalls, dtype=np.float64)
        return np.where(recalls > 0, self.totals / np.maximum(recalls, 1), np.nan)

    @property
    def holds(self) -> int | None:
        """The largest p up to which every mean overlap is `HELD` or more; None before all have been tried."""
        if self.done < len(COUNTS):
            return None
        short = np.flatnonzero(self.means < HELD)
        return COUNTS[short[0] - 1] if len(short) and short[0] else (COUNTS[-1] if not len(short) else 0)

    def tried(self, seed: int, rule: int, noise: int) -> Self:
        """One more net: random patterns are stored, some of them damaged and recalled."""
        turn, place = divmod(self.done, len(COUNTS))
        overlaps = recalled(COUNTS[place], rule, noise, np.random.default_rng([seed, TRIALS, turn, place]))
        recalls, totals = list(self.recalls), list(self.totals)
        recalls[place] += len(overlaps)
        totals[place] += sum(overlaps)
        return replace(self, done=self.done + 1, recalls=tuple(recalls), totals=tuple(totals))


def recalled(count: int, rule: int, noise: int, generator: np.random.Generator) -> list[float]:
    """Overlaps of what a fresh net recalls with what it should: one number a recall."""
    patterns = hopfield.strangers(count, UNITS, generator)
    weights = (hopfield.hebb, hopfield.pseudo_inverse)[rule](patterns)
    cues = ((pattern, hopfield.damaged(pattern, noise / 100, generator)) for pattern in patterns[:CUES])
    return [hopfield.overlap(hopfield.recall(weights, cue, generator), pattern) for pattern, cue in cues]
