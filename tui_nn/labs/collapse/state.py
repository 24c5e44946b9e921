"""The collapse lab's state: h₀ = f(w₀₀ + w₁₀x), h₁ = f(w₀₁ + w₁₁x), y = w₀h₀ + w₁h₁."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.mlp import Net, forward
from tui_nn.labs.lab import Knob, ladder
from tui_nn.locale.phrase import Phrase

FUNCTIONS = ("identity", "relu", "tanh", "sigmoid")
REACH = 1e6
WINDOW = (-4.0, 4.0)
SAMPLES = 161
RATES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)

WEIGHTS = ("w00", "w10", "w01", "w11", "w0", "w1")
SYMBOLS = dict(zip(WEIGHTS, ("w₀₀", "w₁₀", "w₀₁", "w₁₁", "w₀", "w₁"), strict=True))
# Where each of them lies in a `Net` of sizes 1, 2, 1; the output's bias, the last, stays 0.
PLACES = dict(zip(WEIGHTS, (2, 0, 3, 1, 4, 5), strict=True))
PARAMETERS = 7

KNOBS = (
    *(Knob(id, ladder(-4, 4, 0.25), SYMBOLS[id], free="number", reach=(-REACH, REACH)) for id in WEIGHTS),
    Knob("function", tuple(map(float, range(len(FUNCTIONS)))), "f", names=FUNCTIONS),
    Knob("rate", RATES, "η", free="number", reach=(0.0, 1000.0)),
)


@dataclass(frozen=True, eq=False)
class State:
    """Six weights, what stands between the layers, and the points to be met, which may be none."""

    weights: tuple[float, ...]  # in the order of WEIGHTS
    points: tuple[tuple[float, float], ...] = ()
    function: int = 0
    rate: float = 0.01
    steps: int = 0
    lost: bool = False
    note: Phrase | None = None

    def weight(self, id: str) -> float:
        return self.weights[WEIGHTS.index(id)]

    @property
    def straight(self) -> bool:
        """Whether nothing stands between the layers."""
        return FUNCTIONS[self.function] == "identity"

    @cached_property
    def net(self) -> Net:
        params = np.zeros(PARAMETERS)
        params[list(PLACES.values())] = self.weights
        return Net((1, 2, 1), (FUNCTIONS[self.function], "identity"), params)

    @cached_property
    def gammas(self) -> tuple[float, float]:
        """Intercept and slope of the line that both layers make together."""
        w00, w10, w01, w11, w0, w1 = self.weights
        return w0 * w00 + w1 * w01, w0 * w10 + w1 * w11

    def told(self, x: Floats) -> Floats:
        """y at each x, (n,) -> (n,)."""
        return np.asarray(forward(self.net, x[:, None])[:, 0])

    @cached_property
    def mse(self) -> float | None:
        if not self.points:
            return None
        x, y = np.array(self.points).T
        value = LOSSES["mse"].value(self.told(x)[None], y[None])
        return value if np.isfinite(value) else None

    @cached_property
    def bend(self) -> float:
        """How far y is from a straight line: the greatest distance from the one through both ends of the window."""
        x = np.linspace(*WINDOW, SAMPLES)
        y = self.told(x)
        chord = y[0] + (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0])
        bend = float(np.abs(y - chord).max())
        return bend if bend > 1e-9 * max(1.0, float(np.abs(y).max())) else 0.0  # below that it is only rounding
