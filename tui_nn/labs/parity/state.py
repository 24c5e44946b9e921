"""The parity lab's state: the number of bits, the units tried, the sums as they now are, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.history import parity
from tui_nn.labs.lab import Knob, ladder
from tui_nn.locale.phrase import Phrase

FEWEST, MOST = 2, 8  # bits
LIMIT = 1024  # units; beyond that the search ends
PATIENCE = 100  # epochs that a number of units has
CARDS = 2048  # inputs shown in one tick, about: whole epochs, but at least one

KNOBS = (
    Knob("bits", ladder(FEWEST, MOST, 1)),
    Knob("order", ladder(1, MOST, 1)),
)


@dataclass(frozen=True)
class Found:
    """What the search came to for one number of bits; `units` is None where even `LIMIT` were too few."""

    bits: int
    units: int | None
    epochs: int | None


@dataclass(frozen=True, eq=False)
class State:
    """A search for the number of units with which a perceptron learns parity of 2, 3, … bits."""

    seed: int
    most: int = MOST  # bits at which it ends
    order: int = MOST  # inputs that a unit may look at
    bits: int = FEWEST
    units: int = 1
    sums: Floats | None = None  # (2ⁿ,); None before the first epoch
    epochs: int = 0  # with this number of units
    mistakes: int | None = None  # in the last of them
    tries: int = 1  # numbers of units tried, this one included
    found: tuple[Found, ...] = ()
    note: Phrase | None = None

    @property
    def told(self) -> Floats:
        """The sum t for each input, (2ⁿ,)."""
        return np.zeros(2**self.bits) if self.sums is None else self.sums

    @property
    def targets(self) -> Ints:
        """The parity of each input, (2ⁿ,)."""
        return parity.parity(parity.inputs(self.bits))

    @property
    def answers(self) -> Ints:
        """[t > 0] for each input, (2ⁿ,)."""
        return np.asarray(self.told > 0, dtype=np.int64)

    @property
    def wrong(self) -> int:
        """Inputs that are answered wrongly now."""
        return int((self.answers != self.targets).sum())

    @property
    def balance(self) -> int:
        """The sums of the odd inputs less those of the even ones, a whole number."""
        return int(parity.balance(self.told, self.targets))

    @property
    def overlap(self) -> Floats:
        return overlap(self.seed, self.bits, self.order, self.units)

    @property
    def settled(self) -> bool:
        """Whether this number of bits is done with, one way or the other."""
        return bool(self.found) and self.found[-1].bits == self.bits

    @property
    def stuck(self) -> bool:
        """Whether the last search found nothing."""
        return bool(self.found) and self.found[-1].units is None


@lru_cache(maxsize=16)
def active(seed: int, bits: int, order: int) -> Floats:
    """Which units fire for which inputs, (2ⁿ, LIMIT)."""
    units = parity.wired(LIMIT, bits, order, np.random.default_rng([seed, bits, order]))
    return units.fire(parity.inputs(bits))


@lru_cache(maxsize=8)
def overlap(seed: int, bits: int, order: int, units: int) -> Floats:
    """How one input's correction moves the sums of all, (2ⁿ, 2ⁿ)."""
    return parity.overlaps(active(seed, bits, order)[:, :units])
