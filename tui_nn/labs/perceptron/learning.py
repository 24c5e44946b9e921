"""The learning rule, one example after another, with a memory that stays small however long it runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Self

Weights = tuple[float, float, float]  # b, w1, w2
ZERO: Weights = (0.0, 0.0, 0.0)
REMEMBERED = 6  # corrections, and ends of epochs


class Shown(NamedTuple):
    """One example as the perceptron met it."""

    number: int  # how many examples had been shown, this one included
    point: int  # its row among the points
    x1: float
    x2: float
    target: int
    score: float
    output: int
    rate: float
    before: Weights
    after: Weights

    @property
    def right(self) -> bool:
        return self.output == self.target


class EpochEnd(NamedTuple):
    """The weights when an epoch was over."""

    epoch: int
    began: Weights
    weights: Weights
    mistakes: int


@dataclass(frozen=True)
class Learning:
    """Where one run from zero weights stands."""

    weights: Weights = ZERO
    began: Weights = ZERO  # the weights when this epoch began
    epoch: int = 1
    position: int = 0  # examples of this epoch already shown
    errors: int = 0  # mistakes in this epoch
    shown: int = 0
    mistakes: int = 0
    last: Shown | None = None
    log: tuple[Shown, ...] = ()  # the latest corrections
    ends: tuple[EpochEnd, ...] = ()  # the latest ends of epochs
    steady: int = 1  # the epoch in which rate, points or order last changed

    def show(self, point: int, example: tuple[float, float, int], rate: float) -> Self:
        """Show one example of the epoch: ŷ = [t > 0], then w ← w + η·(y − ŷ)·x and b ← b + η·(y − ŷ).

        Plain floats: for two inputs they are several times faster than arrays. The same numbers as
        `engine.perceptron.correct`, bit for bit.
        """
        x1, x2, target = example
        b, w1, w2 = before = self.weights
        score = w1 * x1 + w2 * x2 + b
        output = 1 if score > 0 else 0
        if output == target:
            last = Shown(self.shown + 1, point, x1, x2, target, score, output, rate, before, before)
            return replace(self, position=self.position + 1, shown=self.shown + 1, last=last)

        step = rate * (target - output)
        after = (b + step, w1 + step * x1, w2 + step * x2)
        last = Shown(self.shown + 1, point, x1, x2, target, score, output, rate, before, after)
        return replace(
            self,
            weights=after,
            position=self.position + 1,
            errors=self.errors + 1,
            shown=self.shown + 1,
            mistakes=self.mistakes + 1,
            last=last,
            log=(*self.log, last)[-REMEMBERED:],
        )

    def closed(self) -> Self:
        """The epoch is over: remember its weights."""
        end = EpochEnd(self.epoch, self.began, self.weights, self.errors)
        return replace(self, ends=(*self.ends, end)[-REMEMBERED:])

    def next_epoch(self) -> Self:
        """From the first example again."""
        return replace(self, epoch=self.epoch + 1, position=0, errors=0, began=self.weights)

    def begun_again(self, size: int) -> Self:
        """Other points or another order: this epoch starts anew, so that a clean one is clean on every point."""
        epoch = self.epoch + (self.position == size)
        return replace(self, epoch=epoch, position=0, errors=0, began=self.weights, last=None, steady=epoch)

    @property
    def repeats(self) -> int | None:
        """The earlier epoch that ended with the weights of the latest one, same data and rate since: a cycle."""
        if not self.ends:
            return None
        *earlier, latest = self.ends
        same = (end.epoch for end in earlier if end.weights == latest.weights and end.epoch >= self.steady)
        return next(same, None)
