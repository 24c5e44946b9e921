"""The heads lab's state: a network on its way, which question it answers, and the point that is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.activations import sigmoid
from tui_nn.engine.arrays import Floats
from tui_nn.engine.heads import HEADS as ENGINE_HEADS
from tui_nn.engine.heads import Head
from tui_nn.engine.initialisers import initial
from tui_nn.engine.losses import softmax
from tui_nn.engine.mlp import Net, forward
from tui_nn.engine.training import Recipe, Training
from tui_nn.labs.heads.world import HEADS, LEARNT, QUESTIONS, World, data, outputs, world
from tui_nn.labs.history import History
from tui_nn.labs.lab import Knob, ladder
from tui_nn.locale.phrase import Phrase

HIDDEN = 12  # units of the trunk
TRUNK = 3 * HIDDEN  # parameters
BATCH = 25  # a tenth of the points
EPOCHS = 5  # a tick
LARGEST = 1e30  # no loss grows beyond this
RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
PLACES = ladder(-7, 7, 0.5)

KNOBS = (
    Knob("head", tuple(map(float, range(len(HEADS)))), names=HEADS),
    Knob("classes", (3.0, 4.0, 5.0), "K"),
    Knob("drawn", (1.0, 2.0, 3.0)),
    Knob("x1", PLACES, "x₁", free="number", reach=(-100.0, 100.0)),
    Knob("x2", PLACES, "x₂", free="number", reach=(-100.0, 100.0)),
    Knob("rate", RATES, "η", free="number", reach=(0.0, 100.0)),
)


@dataclass(frozen=True, eq=False)
class State:
    """Everything that the lab knows."""

    training: Training
    head: str
    classes: int
    drawn: int = 1  # which output the map shows, from 1
    place: tuple[float, float] = (0.0, 0.0)
    losses: History = field(default_factory=History)
    lost: bool = False  # the next step would leave the numbers
    note: Phrase | None = None

    @property
    def world(self) -> World:
        return world(self.classes, self.training.seed)

    @property
    def k(self) -> int:
        """How many outputs there are."""
        return outputs(self.head, self.classes)

    @property
    def kind(self) -> Head:
        """What the outputs mean."""
        return ENGINE_HEADS[QUESTIONS[self.head].head]

    @property
    def values(self) -> bool:
        """Whether numbers are asked for, not classes."""
        return QUESTIONS[self.head].loss == "half-mse"

    @property
    def single(self) -> bool:
        """Whether exactly one of the outputs wins."""
        return self.head == "multiclass"

    @property
    def output(self) -> int:
        """Which output the map shows, from 0."""
        return min(self.drawn, self.k) - 1

    @property
    def net(self) -> Net:
        return self.training.net

    @cached_property
    def tested(self) -> Floats:
        """z for the points that are not learnt from, (n, k)."""
        return forward(self.net, self.training.data.test_x)

    @cached_property
    def all_outputs(self) -> Floats:
        """z for all points, (n, k)."""
        return forward(self.net, self.world.points)

    @cached_property
    def logits(self) -> Floats:
        """z at the point looked at, (k,)."""
        return np.asarray(forward(self.net, np.array([self.place]))[0])

    @property
    def sigmoids(self) -> Floats:
        return sigmoid(self.logits)

    @property
    def shares(self) -> Floats:
        """softmax(z) at the point looked at, (k,)."""
        return softmax(self.logits)

    @property
    def answer(self) -> Floats:
        """What the head makes of z at the point looked at, (k,)."""
        return np.asarray(self.kind.readout(self.logits[None])[0])

    @property
    def yes(self) -> NDArray[np.bool_]:
        """Which outputs are said to be there at the point looked at, (k,)."""
        if self.single:
            return np.asarray(np.arange(self.k) == self.logits.argmax())
        return np.asarray(self.logits > 0)

    @property
    def right(self) -> NDArray[Any]:
        """Which answers to the test points are right: (n,), or (n, tags)."""
        said, true = self.kind.decide(self.tested), self.training.data.test_y
        if self.single:
            return np.asarray(said == true.argmax(axis=1))
        return np.asarray(said.reshape(true.shape) == true)

    @cached_property
    def score(self) -> float:
        """The share of right answers to the test points; of values R², all outputs together."""
        if not self.values:
            return float(self.right.mean())
        true = self.training.data.test_y
        return 1 - float(((self.tested - true) ** 2).sum() / ((true - true.mean(axis=0)) ** 2).sum())

    @cached_property
    def not_one(self) -> float:
        """The share of test points that are given no tag or several."""
        said = np.ones(len(self.tested)) if self.single else (self.tested > 0).sum(axis=1)
        return float((said != 1).mean())


def begun(head: str, classes: int, seed: int, rate: float, trunk: Floats | None = None) -> Training:
    """A fresh output layer for a question, on the trunk there is, or on a fresh one, (TRUNK,)."""
    sizes = (2, HIDDEN, outputs(head, classes))
    params = initial("xavier", sizes, seed)
    if trunk is not None:
        params[:TRUNK] = trunk
    recipe = Recipe(loss=QUESTIONS[head].loss, rate=rate, batch=BATCH)
    return Training.begin(Net(sizes, ("tanh", "identity"), params), data(head, classes, seed), recipe, seed)


def wrong_on_map(state: State) -> tuple[int, ...]:
    """The points that the map shows on the wrong side, learnt from or not."""
    if state.values:
        return ()
    if state.single:
        wrong = state.all_outputs.argmax(axis=1) != state.world.classes
    else:
        wrong = (state.all_outputs[:, state.output] > 0) != (state.world.tags[:, state.output] > 0)
    return tuple(np.flatnonzero(wrong).tolist())


def is_tested(there: World) -> NDArray[np.bool_]:
    """Which points are not learnt from, (n,)."""
    return np.arange(len(there.points)) >= LEARNT
