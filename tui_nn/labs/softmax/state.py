"""The softmax lab's state: three logits, what is done to them first, and how far the softmax has come.

The logits may come from a layer with two inputs; then the inputs can be shifted too, which is another thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs.lab import Knob, ladder

CLASSES = (1, 2, 3)
STAGES = ("start", "powers", "sum", "shares")
MINUS = ("nothing", "max", "mean", "min")
REACH = 1e6

LOGITS = ladder(-10, 10, 0.5)
KNOBS = (
    *(Knob(f"z{k}", LOGITS, f"z{'₁₂₃'[k - 1]}", free="number", reach=(-REACH, REACH)) for k in CLASSES),
    Knob(
        "shift",
        (-1000.0, -100.0, -10.0, -1.0, 0.0, 1.0, 10.0, 100.0, 1000.0),
        "c",
        free="number",
        reach=(-REACH, REACH),
    ),
    Knob("inputs", (-5.0, -2.0, -1.0, 0.0, 1.0, 2.0, 5.0), "d", free="number", reach=(-1000.0, 1000.0)),
    Knob("temperature", (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0), "T", free="number", reach=(0.01, 1000.0)),
    Knob("minus", tuple(map(float, range(len(MINUS)))), "m", names=MINUS),
    Knob("true", tuple(map(float, CLASSES)), "y"),
)


@dataclass(frozen=True, eq=False)
class State:
    """softmax of (z + c)/T, with m taken off before the powers.

    Where there is a layer, z are the logits that it gives for its inputs as they are, and z + d·(w₁ + w₂) those for
    inputs that all lie d higher.
    """

    z: tuple[float, float, float]
    layer: tuple[tuple[float, float], ...] = ()  # the two weights of each logit; none where logits are just given
    inputs: float = 0.0  # d
    shift: float = 0.0
    temperature: float = 1.0
    minus: int = 0
    true: int = 1
    stage: int = 0  # index into STAGES: the last one worked out

    @cached_property
    def logits(self) -> Floats:
        """z, as the inputs stand now, (3,)."""
        z = np.array(self.z)
        return z + self.inputs * np.array(self.layer).sum(axis=1) if self.layer else z

    @cached_property
    def scaled(self) -> Floats:
        """(z + c)/T, (3,)."""
        return (self.logits + self.shift) / self.temperature

    @cached_property
    def taken(self) -> float:
        """m: what is taken off each of them."""
        choices = (0.0, self.scaled.max(), self.scaled.mean(), self.scaled.min())
        return float(choices[self.minus])

    @cached_property
    def powers(self) -> Floats:
        """e^((z + c)/T − m), (3,); infinite beyond 709.78."""
        with np.errstate(all="ignore"):
            return np.exp(self.scaled - self.taken)

    @cached_property
    def total(self) -> float:
        with np.errstate(all="ignore"):
            return float(self.powers.sum())

    @cached_property
    def shares(self) -> Floats:
        """Softmax as it is worked out here, (3,): nan where ∞ is divided by ∞ or 0 by 0."""
        with np.errstate(all="ignore"):
            return self.powers / self.total

    @cached_property
    def loss(self) -> float:
        """Cross-entropy −log p of the true class; infinite where p is 0."""
        with np.errstate(all="ignore"):
            return float(-np.log(self.shares[self.true - 1])) + 0.0

    @cached_property
    def slopes(self) -> Floats:
        """∂loss/∂z = (p − y)/T, (3,)."""
        right = np.array([float(k == self.true) for k in CLASSES])
        return np.asarray((self.shares - right) / self.temperature)

    @property
    def broken(self) -> bool:
        """Whether the shares are no numbers."""
        return bool(np.isnan(self.shares).any())
