"""The unit lab's state: ŷ = f(w·x + b), the points it is to meet, and the loss that says how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tui_nn.engine import linear
from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import LOSSES
from tui_nn.labs.lab import Knob, ladder

FUNCTIONS = ("identity", "sigmoid", "step", "tanh", "relu")
LOSS_NAMES = ("mse", "bce")
REACH = 1e6
DUST = 1e-12
WINDOW = (-4.0, 4.0)
SAMPLES = 161
RATES = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.5, 1.0, 2.0, 5.0)

KNOBS = (
    Knob("w", ladder(-4, 4, 0.25), "w", free="number", reach=(-REACH, REACH)),
    Knob("b", ladder(-4, 4, 0.25), "b", free="number", reach=(-REACH, REACH)),
    Knob("function", tuple(map(float, range(len(FUNCTIONS)))), "f", names=FUNCTIONS),
    Knob("x", ladder(-4, 4, 0.25), "x", free="number", reach=(-REACH, REACH)),
    Knob("loss", tuple(map(float, range(len(LOSS_NAMES)))), "L", names=LOSS_NAMES),
    Knob("rate", RATES, "η", free="number", reach=(0.0, 1000.0)),
)


@dataclass(frozen=True, eq=False)
class State:
    """A weight, a bias, what the sum goes through, and what it is measured by."""

    w: float
    b: float
    function: int = 0
    loss: int = 0
    rate: float = 0.1
    x: float = 1.0  # the input whose way is followed
    points: tuple[tuple[float, float], ...] = ()
    steps: int = 0
    lost: bool = False

    @property
    def bias(self) -> float:
        """b without the dust that rounding leaves where the slopes of symmetric points cancel."""
        return self.b if abs(self.b) >= DUST else 0.0

    @property
    def function_name(self) -> str:
        return FUNCTIONS[self.function]

    @property
    def entropy(self) -> bool:
        """Whether the loss is the cross-entropy, which the unit then gets as a logit."""
        return LOSS_NAMES[self.loss] == "bce"

    def sums(self, x: Floats) -> Floats:
        """t = w·x + b, any shape."""
        return np.asarray(self.w * x + self.b)

    def activated(self, t: Floats) -> Floats:
        """f(t), any shape but ()."""
        return ACTIVATIONS[self.function_name].value(t)

    def steepness(self, t: Floats) -> Floats:
        """f′(t), any shape but ()."""
        return ACTIVATIONS[self.function_name].slope(t, self.activated(t))

    @cached_property
    def followed(self) -> tuple[float, float, float]:
        """t, f(t) and f′(t) of the input that is followed."""
        t = self.sums(np.array([self.x]))
        return float(t[0]), float(self.activated(t)[0]), float(self.steepness(t)[0])

    @cached_property
    def value(self) -> float:
        """The mean loss over the points; the cross-entropy from the logits."""
        x, y = np.array(self.points).T
        t = self.sums(x)
        out = t if self.entropy else self.activated(t)
        return LOSSES["bce" if self.entropy else "mse"].value(out[None], y[None])

    @cached_property
    def gradient(self) -> tuple[float, float]:
        """∂loss/∂w and ∂loss/∂b."""
        x, y = np.array(self.points).T
        t = self.sums(x)
        error = self.activated(t) - y
        back = error if self.entropy else 2 * error * self.steepness(t)
        return float(np.mean(back * x)), float(np.mean(back))

    @cached_property
    def gap(self) -> float | None:
        """How far w and b are from the line that the normal equation gives; None unless f changes nothing."""
        if self.function_name != "identity" or len({x for x, _ in self.points}) < 2:
            return None
        x, y = np.array(self.points).T
        best = linear.least_squares(linear.design(x), y)
        return float(max(abs(self.b - best[0]), abs(self.w - best[1])))
