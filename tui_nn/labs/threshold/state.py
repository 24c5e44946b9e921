"""The threshold lab's state: scored examples, the threshold γ, the price of a miss, and what follows from them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tui_nn.engine import calibration, decisions
from tui_nn.engine.activations import sigmoid
from tui_nn.engine.arrays import Bools, Floats
from tui_nn.engine.calibration import Reliability
from tui_nn.engine.decisions import Confusion
from tui_nn.engine.losses import LOSSES
from tui_nn.labs.lab import Knob, ladder
from tui_nn.labs.threshold.samples import Kept, Sample, scored
from tui_nn.locale.phrase import Phrase

SCALES = ("probability", "logit")
PROBABILITY, LOGIT = range(len(SCALES))
GRIDS = (ladder(0.01, 0.99, 0.01), ladder(-6, 6, 0.1))  # the thresholds to choose from on either scale
HALF = (0.5, 0.0)

GAMMAS = (
    Knob("gamma", GRIDS[PROBABILITY], "γ", free="number", reach=(0.0001, 0.9999)),
    Knob("gamma-logit", GRIDS[LOGIT], "γ", free="number", reach=(-9.0, 9.0)),
)
RATIO = Knob(
    "ratio", (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0), "r", free="number", reach=(0.01, 1000.0)
)
TEMPERATURE = Knob(
    "temperature",
    (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0),
    "T",
    free="number",
    reach=(0.05, 100.0),
)
SCALE = Knob("scale", (0.0, 1.0), names=SCALES)
KNOBS = (*GAMMAS, RATIO, SCALE, TEMPERATURE)


@dataclass(frozen=True, eq=False)
class State:
    """Everything that the lab knows. γ is in the units of the scale: a probability, or a logit."""

    sample: Sample
    gamma: float = 0.5
    scale: int = PROBABILITY
    ratio: float = 1.0  # what a miss costs where a false alarm costs 1
    temperature: float = 1.0
    steps: int = 0
    before: Confusion | None = None  # the latest step changed
    note: Phrase | None = None

    @property
    def kept(self) -> bool:
        """Whether the scores are a model's own."""
        return isinstance(self.sample, Kept)

    @property
    def positive(self) -> Bools:
        """(n,)"""
        return scored(self.sample).positive

    @cached_property
    def logits(self) -> Floats:
        """z/T, (n,)."""
        return scored(self.sample).logits / self.temperature

    @cached_property
    def chances(self) -> Floats:
        """p̂ = σ(z/T), (n,)."""
        return sigmoid(self.logits)

    @property
    def scores(self) -> Floats:
        """What γ is compared with, (n,)."""
        return self.logits if self.scale == LOGIT else self.chances

    def decided(self, gamma: float) -> Confusion:
        """The four counts at a threshold in the units of the scale."""
        return decisions.decided(self.scores, self.positive, gamma)

    @cached_property
    def now(self) -> Confusion:
        return self.decided(self.gamma)

    @property
    def cost(self) -> float:
        return self.now.cost(self.ratio)

    @cached_property
    def costs(self) -> Floats:
        """The cost at each threshold of the scale's grid."""
        return decisions.costs(self.scores, self.positive, np.array(GRIDS[self.scale]), self.ratio)

    @property
    def best(self) -> float:
        """The threshold of the grid that costs least here, the first of them."""
        return GRIDS[self.scale][int(self.costs.argmin())]

    @property
    def least(self) -> float:
        """What that one costs."""
        return float(self.costs.min())

    @property
    def theory(self) -> float:
        """The threshold that costs least for true chances, in the units of the scale."""
        chance = decisions.cheapest_threshold(self.ratio)
        return -math.log(self.ratio) if self.scale == LOGIT else chance

    @cached_property
    def roc(self) -> tuple[Floats, Floats]:
        return decisions.roc(self.logits, self.positive)

    @cached_property
    def reliability(self) -> Reliability:
        return calibration.reliability(self.chances, self.positive)

    @cached_property
    def confidence(self) -> float:
        return calibration.mean_confidence(self.chances)

    @cached_property
    def bce(self) -> float:
        return LOSSES["bce"].value(self.logits[None], self.positive[None].astype(np.float64))

    @property
    def gammas(self) -> tuple[float, float]:
        """γ on both scales."""
        return on_both(self.gamma, self.scale)

    @property
    def lower(self) -> float | None:
        """The next threshold of the grid below γ."""
        return max((rung for rung in GRIDS[self.scale] if rung < self.gamma - 1e-9), default=None)


def on_both(gamma: float, scale: int) -> tuple[float, float]:
    """A threshold as a probability and as a logit, of one of the two."""
    if scale == LOGIT:
        return 1 / (1 + math.exp(-gamma)), gamma
    return gamma, math.log(gamma / (1 - gamma))
