"""The regression lab's state: points, a line, and how the line is looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from tui_nn.engine import linear
from tui_nn.engine.arrays import Floats
from tui_nn.labs.history import History
from tui_nn.labs.lab import Knob, ladder
from tui_nn.locale.phrase import Phrase

METHODS = ("hand", "equation", "mse", "mae")
HAND, EQUATION, MSE, MAE = range(len(METHODS))
SWITCH = ("off", "on")
MOST_TRIED = 100  # points: with more, the line of the least MAE takes too many tries
REACH = 1e6
FLAT = 1e-13  # slopes below this share of what they are summed from are only rounding
DUST = 1e-24  # of the mean square of the values

RATES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.17, 0.18, 0.19, 0.2, 0.3, 0.5, 1.0)
KNOBS = (
    Knob("method", (0.0, 1.0, 2.0, 3.0), names=METHODS),
    Knob("w0", ladder(-20, 20, 0.1), "w₀", free="number", reach=(-REACH, REACH)),
    Knob("w1", ladder(-20, 20, 0.1), "w₁", free="number", reach=(-REACH, REACH)),
    Knob("rate", RATES, "η", free="number", reach=(0.0, 1000.0)),
    Knob("scaled", (0.0, 1.0), names=SWITCH),
    Knob("twin", (0.0, 1.0), names=SWITCH),
    Knob("squares", (0.0, 1.0), names=SWITCH),
)


class Step(NamedTuple):
    """The latest step of a descent: where it began, and the slope there."""

    before: tuple[float, ...]
    slope: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class State:
    """Everything that the lab knows. Weights are those of the columns as they are learnt from, scaled or not."""

    points: tuple[tuple[float, float], ...]
    weights: tuple[float, ...] = (0.0, 0.0)  # three with a twin column
    method: int = HAND
    rate: float = 0.1
    scaled: bool = False
    twin: bool = False
    squares: bool = False
    steps: int = 0
    solved: bool = False  # the equation has been used since the points or the columns changed
    lost: bool = False  # a step has left the numbers
    step: Step | None = None
    losses: History = field(default_factory=History)  # step, MSE, MAE
    path: History = field(default_factory=History)  # step, w₀, w₁
    note: Phrase | None = None

    @cached_property
    def x(self) -> Floats:
        """(n,), as it is learnt from."""
        return linear.standardised(self.raw)[0] if self.scaled else self.raw

    @cached_property
    def raw(self) -> Floats:
        return np.array([x for x, _ in self.points])

    @cached_property
    def y(self) -> Floats:
        return np.array([y for _, y in self.points])

    @cached_property
    def matrix(self) -> Floats:
        """X, (n, 2), or (n, 3) with the twin column."""
        return linear.design(self.x, 1 + self.twin)

    @cached_property
    def told(self) -> Floats:
        """ŷ, (n,)."""
        return np.asarray(self.matrix @ np.array(self.weights))

    @cached_property
    def mse(self) -> float:
        return linear.mean_squares(self.matrix, self.y, np.array(self.weights))

    @cached_property
    def mae(self) -> float:
        return linear.mean_sizes(self.matrix, self.y, np.array(self.weights))

    @cached_property
    def slope(self) -> Floats:
        """The gradient of the loss that is descended, of the MSE where none is."""
        slope = linear.sizes_slope if self.method == MAE else linear.squares_slope
        found = slope(self.matrix, self.y, np.array(self.weights))
        steepest = float(np.abs(self.matrix).max() * np.abs(self.y).max())
        return np.where(np.abs(found) > FLAT * steepest, found, 0.0)

    @cached_property
    def best(self) -> Floats:
        """The weights with the least MSE, the shortest of them."""
        return linear.least_squares(self.matrix, self.y)

    @cached_property
    def least(self) -> float | None:
        """The least loss there is: MAE where that is descended, else MSE; None where finding it takes too long."""
        if self.method != MAE:
            return clean(self, linear.mean_squares(self.matrix, self.y, self.best))
        if len(self.points) > MOST_TRIED:
            return None
        line = np.array(linear.least_sizes(self.x, self.y))
        return clean(self, linear.mean_sizes(linear.design(self.x), self.y, line))

    @property
    def line(self) -> tuple[float, float]:
        """Intercept and slope in the units of the points, scaled or not."""
        return straight(self.weights, *(self._scale if self.scaled else (0.0, 1.0)))

    @cached_property
    def _scale(self) -> tuple[float, float]:
        _, mean, deviation = linear.standardised(self.raw)
        return mean, deviation

    @property
    def descends(self) -> bool:
        return self.method in (MSE, MAE)


def clean(state: State, loss: float) -> float:
    """A loss that is only rounding, told as 0."""
    return loss if loss > DUST * float(np.mean(state.y**2)) else 0.0


def straight(weights: tuple[float, ...], mean: float, deviation: float) -> tuple[float, float]:
    """The line in the units of the points, of weights of columns (x − mean)/deviation."""
    first, *others = weights
    slope = sum(others) / deviation
    return first - slope * mean, slope
