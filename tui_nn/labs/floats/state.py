"""The floats lab's state: three logits, the way taken, and the same steps in float16, float32 and float64."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.losses import softmax
from tui_nn.labs.lab import Knob
from tui_nn.locale.phrase import Phrase

CLASSES = (1, 2, 3)
STAGES = ("exponents", "powers", "sum", "shares", "logs")
POWERS, SUM, SHARES, LOGS = range(1, 5)
WAYS = ("nothing", "max", "mean", "min", "lse")
BITS = (16, 32, 64)
KINDS: dict[int, type[np.floating[Any]]] = {16: np.float16, 32: np.float32, 64: np.float64}
REACH, FAR = 5000.0, 10000.0  # together they stay below 65504, where float16 ends

# Whole numbers about 0, and the places where a format's powers begin to overflow or to vanish, one key apart.
EDGES = (11.0, 12.0, 17.0, 18.0, 88.0, 89.0, 103.0, 104.0, 709.0, 710.0, 745.0, 746.0, 800.0, 1000.0)
LOGITS = (*(-edge for edge in reversed(EDGES)), *map(float, range(-10, 11)), *EDGES)
RAISES = (0.0, 1.0, 10.0, 100.0, 1000.0, 5000.0)
KNOBS = (
    *(Knob(f"z{k}", LOGITS, f"z{'₁₂₃'[k - 1]}", free="number", reach=(-REACH, REACH)) for k in CLASSES),
    Knob("raise", (*(-c for c in reversed(RAISES[1:])), *RAISES), "c", free="number", reach=(-FAR, FAR)),
    Knob("way", tuple(map(float, range(len(WAYS)))), names=WAYS),
)

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Column:
    """Softmax and its logarithm in one format; every number is of that format.

    t = z + c − m;  p = e^t / Σ e^t;  log p as the logarithm of p, or for log-sum-exp as t − log Σ e^t.
    """

    taken: float  # m
    exponents: Array  # t, (3,)
    powers: Array  # e^t, (3,)
    total: float  # Σ e^t
    shares: Array  # p, (3,)
    logs: Array  # log p, (3,)

    def value(self, name: str) -> tuple[int, float]:
        """The stage that works a number out, and the number, finite or not: t1, e1, sum, p1, l1, …"""
        if name == "sum":
            return SUM, self.total
        steps = {"t": (0, self.exponents), "e": (POWERS, self.powers), "p": (SHARES, self.shares)}
        stage, numbers = steps.get(name[0], (LOGS, self.logs))
        return stage, float(numbers[int(name[1]) - 1])

    def happened(self, stage: int) -> str:
        """The worst that has happened up to a stage: the word's name."""
        if stage >= SHARES and bool(np.isnan(self.shares).any()):
            return "zero-by-zero" if self.total == 0 else "nan"
        if stage >= LOGS and bool(np.isinf(self.logs).any()):
            return "log-zero"
        if (stage >= POWERS and bool(np.isinf(self.powers).any())) or (stage >= SUM and np.isinf(self.total)):
            return "overflow"
        vanished = (stage >= POWERS and bool((self.powers == 0).any())) or (
            stage >= SHARES and bool((self.shares == 0).any())
        )
        return "underflow" if vanished else "fine"

    def broken(self, stage: int) -> bool:
        """Whether a share, or once they are there a logarithm, is no number."""
        results = self.logs if stage >= LOGS else self.shares
        return not bool(np.isfinite(results).all())


@dataclass(frozen=True, eq=False)
class State:
    """Three logits, what is added to all of them, and how far their softmax has come in each format."""

    z: tuple[float, float, float]
    shift: float = 0.0  # c
    way: int = 0  # index into WAYS
    stage: int = 0  # index into STAGES: the last one worked out
    note: Phrase | None = None

    @cached_property
    def columns(self) -> dict[int, Column]:
        """Bits of the format -> its numbers."""
        return {bits: column(self.z, self.shift, WAYS[self.way], kind) for bits, kind in KINDS.items()}

    @property
    def broken(self) -> int:
        """In how many formats the result is no number."""
        return sum(one.broken(self.stage) for one in self.columns.values())

    def error(self, bits: int) -> float:
        """How far the shares of a format are from the true ones, at most; nan where one is no number.

        A common shift changes nothing in truth, so the true ones are those of z alone, its largest taken off.
        """
        return float(np.abs(self.columns[bits].shares.astype(np.float64) - softmax(np.array(self.z))).max())


def column(z: tuple[float, float, float], shift: float, way: str, kind: type[np.floating[Any]]) -> Column:
    """All steps in one format."""
    with np.errstate(all="ignore"):  # what overflows is to be seen, not told
        logits: Array = np.array(z, dtype=kind) + kind(shift)
        takes: dict[str, Any] = {"nothing": kind(0), "mean": logits.mean(), "min": logits.min()}
        taken = takes.get(way, logits.max())
        exponents = logits - taken
        powers = np.exp(exponents)
        total = powers.sum()
        shares = powers / total
        logs = exponents - np.log(total) if way == "lse" else np.log(shares)
        return Column(float(taken), exponents, powers, float(total), shares, logs)


@dataclass(frozen=True)
class Limits:
    """What a format can write: its largest number, and the exponents between which e^t is neither ∞ nor 0."""

    digits: int
    largest: float
    smallest: float  # above 0
    over: float
    under: float


def limits(bits: int) -> Limits:
    """The ends of a format; below half of its smallest number everything is rounded to 0."""
    info = np.finfo(KINDS[bits])
    largest, smallest = float(info.max), float(info.smallest_subnormal)
    return Limits(int(info.precision), largest, smallest, float(np.log(largest)), float(np.log(smallest) - np.log(2)))
