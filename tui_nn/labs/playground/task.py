"""What the net is asked: which outputs and loss the points and the head call for, and what the answers mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.heads import HEADS

# The head's name -> the loss; the Playground's is halved squares whatever the kind of points.
SQUARES = {"playground": "half-mse", "mse": "mse", "mae": "mae", "huber": "huber"}


@dataclass(frozen=True)
class Task:
    """Points of `classes` ≥ 2 classes, or of values (0), learnt with a head.

    Two classes have one output, more have one each. Cross-entropy takes logits and targets 0 and 1; the other heads
    push outputs towards −1 and +1 (the Playground's through tanh), or towards the values themselves.
    """

    classes: int
    head: str

    @property
    def outputs(self) -> int:
        return self.classes if self.classes > 2 else 1

    @property
    def crossed(self) -> bool:
        """Whether the loss is cross-entropy, so that the outputs are logits."""
        return self.head == "cross-entropy"

    @property
    def activation(self) -> str:
        """Of the output units."""
        return "tanh" if self.head == "playground" and self.classes else "identity"

    @property
    def loss(self) -> str:
        if self.crossed:
            return "ce" if self.classes > 2 else "bce"
        return SQUARES[self.head]

    def encoded(self, targets: Floats) -> Floats:
        """Classes or values (n,) as the loss wants them, (n, outputs)."""
        if not self.classes:
            return targets[:, None]
        hot = targets[:, None] if self.classes == 2 else HEADS["multiclass"].encode(targets, self.classes)
        return hot if self.crossed else 2 * hot - 1

    def decided(self, outputs: Floats) -> Ints:
        """The class that wins, (n, outputs) -> (n,); an output on the border is class 0."""
        if self.classes == 2:
            return np.asarray(outputs[:, 0] > 0, dtype=np.int64)
        return np.asarray(outputs.argmax(axis=1), dtype=np.int64)

    def field(self, outputs: Floats) -> Floats:
        """What a map shows, (n, outputs) -> (n,): a value, a probability, or the class that wins of many."""
        if self.classes > 2:
            return self.decided(outputs).astype(np.float64)
        return (HEADS["binary"].readout(outputs) if self.crossed else outputs)[:, 0]

    def targets(self, targets: Floats) -> Floats:
        """Classes or values (n,) in the units of the field."""
        return targets if self.classes != 2 or self.crossed else 2 * targets - 1

    @property
    def limits(self) -> tuple[float, float] | None:
        """The ends of the field's scale; None for values, whose ends the points decide."""
        if not self.classes:
            return None
        if self.classes > 2:
            return 0.0, float(self.classes - 1)
        return (0.0, 1.0) if self.crossed else (-1.0, 1.0)

    @property
    def border(self) -> float:
        """The value of the field between two classes."""
        return 0.5 if self.crossed else 0.0

    @property
    def chance(self) -> float:
        """The accuracy of guessing among equally many of each class."""
        return 1 / self.classes
