"""Schedules: how the learning rate changes from epoch to epoch."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Schedule(ABC):
    """A share of the base rate for each epoch, from 0; numbers of epochs are ≥ 1."""

    name: ClassVar[str]

    @abstractmethod
    def share(self, epoch: int) -> float:
        """What the base rate is multiplied by in this epoch, 0 being the first; between 0 and 1."""


@dataclass(frozen=True)
class Constant(Schedule):
    """η."""

    name: ClassVar[str] = "constant"

    def share(self, epoch: int) -> float:
        return 1.0


@dataclass(frozen=True)
class Step(Schedule):
    """η·factor^⌊epoch / every⌋."""

    every: int = 100
    factor: float = 0.5
    name: ClassVar[str] = "step"

    def share(self, epoch: int) -> float:
        return float(self.factor ** (epoch // self.every))


@dataclass(frozen=True)
class Exponential(Schedule):
    """η·factor^epoch; 0.99 halves the rate every 69 epochs."""

    factor: float = 0.99
    name: ClassVar[str] = "exponential"

    def share(self, epoch: int) -> float:
        return float(self.factor**epoch)


@dataclass(frozen=True)
class Cosine(Schedule):
    """η·(floor + (1 − floor)·½(1 + cos(π·epoch / span))), and η·floor after the span.

    Source:
        I. Loshchilov and F. Hutter, SGDR: stochastic gradient descent with warm restarts (2017).
    """

    span: int = 300
    floor: float = 0.01
    name: ClassVar[str] = "cosine"

    def share(self, epoch: int) -> float:
        done = min(epoch / self.span, 1.0)
        return self.floor + (1 - self.floor) * 0.5 * (1 + math.cos(math.pi * done))


@dataclass(frozen=True)
class Warmup(Schedule):
    """η·(epoch + 1) / span in the first epochs, then η."""

    span: int = 10
    name: ClassVar[str] = "warmup"

    def share(self, epoch: int) -> float:
        return min((epoch + 1) / self.span, 1.0)


SCHEDULES: dict[str, Schedule] = {one.name: one for one in (Constant(), Step(), Exponential(), Cosine(), Warmup())}


def rate_at(schedule: Schedule | str, base: float, epoch: int) -> float:
    """The learning rate in an epoch.

    Args:
        schedule: one of SCHEDULES by name, or a schedule with its own numbers.
        base: η, the rate that the schedule starts from or rises to.
        epoch: ≥ 0; 0 is the first.

    Raises:
        ValueError: another name.
    """
    if isinstance(schedule, str):
        if schedule not in SCHEDULES:
            raise ValueError(f"no such schedule: {schedule}; there are {', '.join(SCHEDULES)}")
        schedule = SCHEDULES[schedule]
    return base * schedule.share(epoch)
