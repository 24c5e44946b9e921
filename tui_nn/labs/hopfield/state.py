"""The Hopfield lab's state: stored pictures, the picture now, and how it came to be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.history import hopfield
from tui_nn.engine.letters import FONT, bitmap
from tui_nn.labs.hopfield.sweep import Trials
from tui_nn.labs.lab import Knob
from tui_nn.locale.phrase import Phrase

LETTERS = tuple(FONT)
LARGER = 2  # a dot of the font is so many units wide and high
SIDE = 10  # units of the other pictures, each way
SHAPES = {"letters": (7 * LARGER, 5 * LARGER), "random": (SIDE, SIDE), "own": (SIDE, SIDE)}
COUNTS = (*range(9), 10, 12, 14, 16, 18, 20, 25, 30, 40)
MOST = 40
OWN = 8  # pictures that a learner may store
KNOWN = 0.9  # an overlap from which a picture counts as the memory itself

# What the random numbers of a seed are for.
PATTERNS, NOISE, ORDER = 0, 1, 2

RULES = ("hebb", "pseudo-inverse")
BLANK, MIXTURE = 0, 9
CUES = ("blank", *map(str, range(1, MIXTURE)), "mixture")

KNOBS = (
    Knob("rule", (0.0, 1.0), "W", names=RULES),
    Knob("patterns", tuple(map(float, COUNTS)), "p"),
    Knob("cue", tuple(map(float, range(len(CUES)))), names=CUES),
    Knob("noise", tuple(map(float, range(0, 101, 5)))),
)


@dataclass(frozen=True)
class Flip:
    """The last unit that was turned over: which, what it was, and its sum."""

    unit: int
    before: float  # −1 or +1
    sum: float


@dataclass(frozen=True, eq=False)
class State:
    """A net of 100 or 140 units and the picture in it; or, in a sweep, what many such nets have recalled."""

    kind: str  # of SHAPES
    seed: int
    picture: Floats  # (N,) of −1 and +1
    rule: int = 0
    count: int = 3  # patterns stored
    cue: int = 1
    noise: int = 10  # %
    drawn: Floats | None = None  # (p, N), pictures that the learner has stored
    asked: int = 0
    flips: int = 0
    last: Flip | None = None
    energies: tuple[float, ...] = ()  # after each flip, the start's first
    sweep: Trials | None = None
    note: Phrase | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of a picture."""
        return SHAPES[self.kind]

    @property
    def units(self) -> int:
        return self.shape[0] * self.shape[1]

    @cached_property
    def known(self) -> Floats:
        """All patterns that could be stored, (k, N)."""
        return self.drawn if self.drawn is not None else patterns(self.kind, self.seed)

    @property
    def stored(self) -> Floats:
        """Those that are, (p, N)."""
        return self.known[: self.count]

    @cached_property
    def weights(self) -> Floats:
        """(N, N)"""
        if not self.count:
            return np.zeros((self.units, self.units))
        return (hopfield.hebb, hopfield.pseudo_inverse)[self.rule](self.stored)

    @cached_property
    def sums(self) -> Floats:
        """h = W·s, (N,)."""
        return np.asarray(self.weights @ self.picture)

    @cached_property
    def energy(self) -> float:
        return hopfield.energy(self.weights, self.picture)

    @cached_property
    def unstable(self) -> int:
        """How many units would flip if they were asked now."""
        return int((hopfield.unstable(self.picture, self.sums) > 0).sum())

    @cached_property
    def overlaps(self) -> Floats:
        """With each stored pattern, (p,)."""
        return np.asarray(self.stored @ self.picture / self.units)

    @property
    def nearest(self) -> int | None:
        """The stored pattern most like the picture; None where nothing is stored."""
        return int(self.overlaps.argmax()) if self.count else None

    @property
    def best(self) -> float | None:
        return float(self.overlaps.max()) if self.count else None

    @property
    def false_memory(self) -> bool:
        """Whether the picture is at rest where nothing was stored: a state of its own, or the negative of a pattern.

        With nothing stored every picture is at rest, and none is remembered.
        """
        return bool(self.count and not self.unstable and self.overlaps.max() < KNOWN)

    def label(self, pattern: int) -> str:
        """What a pattern is called: its letter or its number."""
        return LETTERS[pattern] if self.kind == "letters" else str(pattern + 1)

    def cued(self) -> Floats:
        """The picture that the cue and the noise make."""
        if self.cue == BLANK:
            return np.full(self.units, -1.0)
        whole = hopfield.mixture(self.known[:3]) if self.cue == MIXTURE else self.known[self.cue - 1]
        return hopfield.damaged(whole, self.noise / 100, np.random.default_rng([self.seed, NOISE, self.cue]))


@lru_cache(maxsize=8)
def patterns(kind: str, seed: int) -> Floats:
    """Letters of the font in its order, or random pictures: (k, N) of −1 and +1. Nobody writes into them."""
    if kind == "letters":
        large = (np.kron(bitmap(letter), np.ones((LARGER, LARGER))) for letter in LETTERS)
        return np.array([2 * picture.ravel() - 1 for picture in large])
    return hopfield.strangers(MOST, SIDE * SIDE, np.random.default_rng([seed, PATTERNS]))


@lru_cache(maxsize=64)
def order(seed: int, sweep: int, units: int) -> Ints:
    """In which order the units are asked in a sweep; every one once."""
    return np.random.default_rng([seed, ORDER, sweep]).permutation(units)
