"""The backpropagation lab's state: a network, an example, and how many of its numbers are known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.mlp import Net, forward
from tui_nn.engine.optimisers import Momentum
from tui_nn.labs.backprop.names import parameters, place, script
from tui_nn.labs.backprop.passes import Pass, passed
from tui_nn.labs.history import History
from tui_nn.labs.lab import Knob
from tui_nn.locale.phrase import Phrase

X = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
Y = np.array([1.0, 1.0, 0.0, 0.0])  # exclusive or
SOLVED = 0.1  # a mean loss below this: every answer is far on its own side
PACES = ("number", "example", "epoch", "epochs")
MANY = 25  # epochs a tick at the last pace
UPDATES = ("each", "all")
RULES = ("descent", "momentum", "nothing")
RATES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
INERTIA = Momentum().momentum
LARGEST = 1e100

PACE = Knob("pace", tuple(map(float, range(len(PACES)))), names=PACES)
UPDATE = Knob("update", tuple(map(float, range(len(UPDATES)))), names=UPDATES)
RULE = Knob("rule", tuple(map(float, range(len(RULES)))), names=RULES)
RATE = Knob("rate", RATES, "η", free="number", reach=(0.0, 10.0))
KNOBS = (PACE, UPDATE, RULE, RATE)


@dataclass(frozen=True, eq=False)
class State:
    """The network as it was before the present example, and how far that one is.

    `gathered` are the slopes of the examples since the last update, the present one not among them; `count` says how
    many. `velocity` is the momentum's memory.
    """

    net: Net
    gathered: Floats
    velocity: Floats
    example: int = 0
    reached: int = 0  # numbers of the present example that are known
    count: int = 0
    epoch: int = 0
    pace: int = 0
    update: int = 0
    rule: int = 0
    rate: float = 0.5
    losses: History = field(default_factory=History)
    lost: bool = False
    note: Phrase | None = None

    @property
    def hidden(self) -> int:
        return self.net.sizes[1]

    @property
    def updates(self) -> bool:
        """Whether the weights are corrected after the present example."""
        return UPDATES[self.update] == "each" or self.example == len(X) - 1

    @property
    def script(self) -> tuple[str, ...]:
        return script(self.hidden, self.updates)

    @property
    def known(self) -> frozenset[str]:
        """The ids of the numbers that are known."""
        return frozenset(self.script[: self.reached])

    @property
    def current(self) -> str | None:
        """The number that the last tick was about."""
        return self.script[self.reached - 1] if self.reached else None

    @property
    def complete(self) -> bool:
        """Whether all numbers of the present example are known."""
        return self.reached == len(self.script)

    @cached_property
    def run(self) -> Pass:
        """The present example, forward and back."""
        return passed(self.net, X[self.example], float(Y[self.example]))

    @property
    def used(self) -> Floats:
        """The slopes that an update uses: the mean of those gathered and the present ones."""
        if UPDATES[self.update] == "each":
            return self.run.slopes
        return np.asarray((self.gathered + self.run.slopes) / (self.count + 1))

    @cached_property
    def pushed(self) -> Floats:
        """The momentum's memory after this update."""
        return np.asarray(INERTIA * self.velocity + self.used)

    @cached_property
    def corrected(self) -> Net:
        """The network after this update."""
        step = {"descent": self.used, "momentum": self.pushed, "nothing": np.zeros(len(self.velocity))}
        return self.net.with_params(self.net.params - self.rate * step[RULES[self.rule]])

    @property
    def settled(self) -> Net:
        """The network as it is now: an update counts when its last number is there."""
        return self.corrected if self.complete and self.updates else self.net

    @cached_property
    def loss(self) -> float:
        """The mean cross-entropy of all four examples, with the settled weights."""
        return float(LOSSES["bce"].value(self.logits[None], Y[None]))

    @cached_property
    def logits(self) -> Floats:
        """(4,), with the settled weights."""
        return forward(self.settled, X)[:, 0]

    def parameter(self, name: str) -> float:
        """A weight or bias before the update."""
        return float(self.net.params[place(name, self.hidden)])

    def number(self, id: str) -> float:
        """A number of the present example, known or not."""
        run, (kind, _, name) = self.run, id.rpartition("-")
        if kind:
            at = place(name, self.hidden)
            return float((run.slopes if kind == "g" else self.corrected.params)[at])
        singles = {"z": run.logit, "p": run.share, "L": run.loss, "d": run.error}
        if id in singles:
            return singles[id]
        return float({"z": run.sums, "h": run.units, "d": run.errors}[id[0]][int(id[1:]) - 1])

    def on(self) -> Self:
        """One tick at the present pace."""
        match PACES[self.pace]:
            case "number":
                return self.next_number()
            case "example":
                return self.whole_example()
            case "epoch":
                return self.whole_epoch()
        state = self
        for _ in range(MANY):
            state = state.whole_epoch()
        return state

    def next_number(self) -> Self:
        """One number further; after the last one, the first of the next example."""
        state = self.next_example() if self.complete else self
        return state._reaching(state.reached + 1)

    def whole_example(self) -> Self:
        """To the end of the present example, or of the next one where this is done."""
        state = self.next_example() if self.complete else self
        return state._reaching(len(state.script))

    def whole_epoch(self) -> Self:
        """To the end of the fourth example."""
        state = self if self.lost else self.whole_example()
        while state.example < len(X) - 1 and not state.lost:
            state = state.whole_example()
        return state

    def next_example(self) -> Self:
        """Before the first number of the next example, with what the present one has taught."""
        gathered, count, velocity = self.gathered + self.run.slopes, self.count + 1, self.velocity
        if self.updates:
            gathered, count = np.zeros_like(gathered), 0
            velocity = self.pushed if RULES[self.rule] == "momentum" else np.zeros_like(velocity)
        return replace(
            self,
            net=self.settled,
            gathered=gathered,
            count=count,
            velocity=velocity,
            example=(self.example + 1) % len(X),
            reached=0,
        )

    def _reaching(self, reached: int) -> Self:
        state = replace(self, reached=reached, note=None)
        if not state.complete:
            return state
        if not np.abs(state.settled.params).max() < LARGEST:
            return replace(self, lost=True, note=None)
        if state.example < len(X) - 1:
            return state
        epoch = state.epoch + 1
        return replace(state, epoch=epoch, losses=state.losses.with_row(epoch, state.loss, float("nan")))


def hidden_units(state: State) -> range:
    """The numbers of the hidden units, from 1."""
    return range(1, state.hidden + 1)


def names(state: State) -> tuple[str, ...]:
    """The parameters of this network."""
    return parameters(state.hidden)
