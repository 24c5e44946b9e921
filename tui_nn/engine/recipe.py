"""What is learnt from, and how."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field

from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.optimisers import Optimiser, Sgd
from tui_nn.engine.regularisers import REGULARISERS
from tui_nn.engine.schedules import SCHEDULES, Schedule

ORDERS = ("fixed", "shuffled")
LEFTOVERS = ("carry", "short")


@dataclass(frozen=True, eq=False)
class Data:
    """Samples to learn from and samples to be tested on, which may be none.

    x is (n, d) and y (n, k) with n ≥ 1, test_x (m, d) and test_y (m, k), all in the data's own units. They must not
    be changed afterwards: trainings keep copies of their own.

    Raises:
        ValueError: shapes that do not fit each other, or nothing to learn from.
    """

    x: Floats
    y: Floats
    test_x: Floats
    test_y: Floats

    def __post_init__(self) -> None:
        shapes = [array.shape for array in (self.x, self.y, self.test_x, self.test_y)]
        if any(len(shape) != 2 for shape in shapes):
            raise ValueError(f"data must be tables of samples by numbers, got shapes {shapes}")
        if not len(self.x) or len(self.x) != len(self.y) or len(self.test_x) != len(self.test_y):
            raise ValueError(
                f"each sample needs its target, and there must be one to learn from, got shapes {shapes}"
            )
        if self.x.shape[1] != self.test_x.shape[1] or self.y.shape[1] != self.test_y.shape[1]:
            raise ValueError(f"test samples must be like the others, got shapes {shapes}")


@dataclass(frozen=True)
class Recipe:
    """How a net learns; the defaults are TensorFlow Playground's.

    Attributes:
        loss: a name of LOSSES.
        rate: η ≥ 0, the learning rate that the schedule starts from.
        batch: samples an update, ≥ 1; more than there are means all of them.
        optimiser: the rule with its numbers.
        schedule: a name of SCHEDULES, or a schedule with its own numbers.
        regulariser: a name of REGULARISERS. strength: its λ ≥ 0.
        order: "fixed", as the data stand, or "shuffled", anew each epoch, by seed and epoch alone.
        leftovers: samples after the last whole batch of an epoch. "carry", as the Playground does: their gradient is
            kept and joins the next epoch's first update, which divides by all its samples. "short": an update of
            their own.
        dropout: the share of hidden units left out of each batch, in [0, 1); the others count 1/(1 − share) times.
            Masks depend on the seed and the batch's place in the run alone.

    Raises:
        ValueError: a number or name outside of these.
    """

    loss: str = "half-mse"
    rate: float = 0.03
    batch: int = 10
    optimiser: Optimiser = field(default_factory=Sgd)
    schedule: Schedule | str = "constant"
    regulariser: str = "none"
    strength: float = 0.0
    order: str = "fixed"
    leftovers: str = "carry"
    dropout: float = 0.0

    def __post_init__(self) -> None:
        _expect_one_of("loss", self.loss, LOSSES)
        _expect_one_of("regulariser", self.regulariser, REGULARISERS)
        _expect_one_of("order", self.order, ORDERS)
        _expect_one_of("treatment of left-over samples", self.leftovers, LEFTOVERS)
        if isinstance(self.schedule, str):
            _expect_one_of("schedule", self.schedule, SCHEDULES)
        for name, number in (("rate", self.rate), ("strength", self.strength)):
            if not (number >= 0 and math.isfinite(number)):
                raise ValueError(f"{name} must be a number not below 0, got {number}")
        if self.batch < 1:
            raise ValueError(f"batch must be at least 1, got {self.batch}")
        if not 0 <= self.dropout < 1:
            raise ValueError(f"dropout must be at least 0 and below 1, got {self.dropout}")


def _expect_one_of(what: str, name: str, names: Collection[str]) -> None:
    if name not in names:
        raise ValueError(f"no such {what}: {name}; there are {', '.join(names)}")
