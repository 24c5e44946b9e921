"""The activations lab's state: the function looked at, the vote, and two networks on their way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.expression import Expression
from tui_nn.engine.mlp import forward
from tui_nn.engine.training import Training
from tui_nn.labs.activations.learning import right
from tui_nn.labs.activations.zoo import FUNCTIONS, SOFTSIGN, formula, written
from tui_nn.labs.lab import Knob, ladder
from tui_nn.locale.phrase import Phrase

LINE = (-4.0, 4.0)
SAMPLES = 401
SIDE = 1e-6  # how far beside x the slopes left and right of it are read
AWAKE = 1e-3  # a slope below it moves nothing
LEARNED = 0.95  # accuracy from which a task counts as learnt
VOTES = ("none", "yes", "no")
NOTHING = "nothing"

KNOBS = (
    Knob("function", tuple(map(float, range(len(FUNCTIONS)))), "f", names=FUNCTIONS),
    Knob("x", ladder(-4, 4, 0.25), "x", free="number", reach=(-1000.0, 1000.0)),
    Knob("vote", (0.0, 1.0, 2.0), names=VOTES),
    Knob("alpha", (0.01, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0), "α", free="number", reach=(-10.0, 10.0)),
    Knob("beside", tuple(map(float, range(len(FUNCTIONS) + 1))), names=(NOTHING, *FUNCTIONS)),
)


@dataclass(frozen=True)
class Result:
    """What became of a function: the vote on it, and the shares of right answers to the test points."""

    function: str
    vote: int
    circle: float
    spiral: float

    @property
    def hit(self) -> bool:
        """Whether the vote was right: yes for what learns the disc, no for what does not."""
        return VOTES[self.vote] == ("yes" if self.circle >= LEARNED else "no")


@dataclass(frozen=True, eq=False)
class State:
    """Everything that the lab knows."""

    function: int
    trainings: tuple[Training, Training]  # circle, spiral
    lost: tuple[bool, bool] = (False, False)  # whose next step would leave the numbers
    alpha: float = 0.1
    own: str = SOFTSIGN
    x: float = 0.0
    beside: int = 0
    vote: int = 0
    results: tuple[Result, ...] = ()  # of the functions that have been trained, the latest last
    note: Phrase | None = None

    @property
    def function_name(self) -> str:
        return FUNCTIONS[self.function]

    @property
    def f(self) -> Expression:
        return formula(self.function_name, self.alpha, self.own)

    @property
    def engine_name(self) -> str:
        """By which the engine knows the function: its text, since the formula written anew may be longer."""
        return f"={written(self.function_name, self.alpha, self.own)}"

    @property
    def other(self) -> Expression | None:
        """The function drawn beside it."""
        return formula(FUNCTIONS[self.beside - 1], self.alpha, self.own) if self.beside else None

    @cached_property
    def value(self) -> float | None:
        return _at(self.f, self.x)

    @cached_property
    def slope(self) -> float | None:
        return _at(self.f.slope, self.x)

    @cached_property
    def sides(self) -> tuple[float | None, float | None]:
        """The slopes just left and just right of x; they differ at a corner."""
        return _at(self.f.slope, self.x - SIDE), _at(self.f.slope, self.x + SIDE)

    @cached_property
    def curve(self) -> tuple[Floats, Floats, Floats]:
        """x over the line that is drawn, f(x) and f′(x), (SAMPLES,)."""
        x = np.linspace(*LINE, SAMPLES)
        return x, self.f(x), self.f.slope(x)

    @cached_property
    def bend(self) -> float | None:
        """How far f is from the straight line through its ends; None if it is not everywhere."""
        x, y, _ = self.curve
        if not np.isfinite(y).all():
            return None
        chord = y[0] + (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0])
        bend = float(np.abs(y - chord).max())
        return bend if bend > 1e-9 * max(1.0, float(np.abs(y).max())) else 0.0  # below that it is only rounding

    @cached_property
    def sloped(self) -> float:
        """The share of the line where f and f′ are numbers."""
        _, y, slope = self.curve
        return float((np.isfinite(y) & np.isfinite(slope)).mean())

    @cached_property
    def awake(self) -> float:
        """The share of the line where the slope is a number that moves something."""
        slope = self.curve[2]
        return float((np.isfinite(slope) & (np.abs(slope) > AWAKE)).mean())

    @cached_property
    def steepest(self) -> float | None:
        """The largest |f′| on the line."""
        slope = np.abs(self.curve[2])
        finite = slope[np.isfinite(slope)]
        return float(finite.max()) if len(finite) else None

    @property
    def conditions(self) -> tuple[bool, bool, bool]:
        """Not a straight line; a slope almost everywhere; a slope that is not 0 everywhere."""
        return self.bend is None or self.bend > 0, self.sloped >= 0.99, self.awake > 0

    @cached_property
    def accuracies(self) -> tuple[float, float]:
        """Shares of right answers to the test points: disc, spirals."""
        circle, spiral = (
            float(right(forward(one.net, one.data.test_x), one.data.test_y).mean()) for one in self.trainings
        )
        return circle, spiral

    @property
    def epoch(self) -> int:
        return max(one.epoch for one in self.trainings)

    @property
    def result(self) -> Result:
        """How the present function stands."""
        return Result(self.function_name, self.vote, *self.accuracies)

    @property
    def gallery(self) -> tuple[Result, ...]:
        """All results, the present function's last."""
        return (*(one for one in self.results if one.function != self.function_name), self.result)


def _at(f: Expression, x: float) -> float | None:
    value = float(f(np.array([x]))[0])
    return value if np.isfinite(value) else None
