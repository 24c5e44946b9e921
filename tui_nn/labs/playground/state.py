"""What the playground lab holds, and what can be measured of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Self

import numpy as np

from tui_nn.engine.arrays import Bools, Floats, Ints
from tui_nn.engine.many import Many, one
from tui_nn.engine.mlp import Net, gradient
from tui_nn.engine.recipe import Data
from tui_nn.engine.schedules import rate_at
from tui_nn.engine.training import Training
from tui_nn.labs.history import History
from tui_nn.labs.perceptron.points import Example
from tui_nn.labs.playground.datasets import Valued, World
from tui_nn.labs.playground.knobs import Dials
from tui_nn.labs.playground.looking import over_samples
from tui_nn.labs.playground.task import Task
from tui_nn.locale.phrase import Phrase

ARRIVED_ACCURACY = 0.95
ARRIVED_LOSS = 0.01
PATIENCE = 50  # epochs without a better test loss, until `early` stops
SATURATED = 0.05  # of the steepest slope; below it a unit hardly learns
NEARLY_ALL = 0.95
FLAT_FOR = 40  # epochs without progress, until it is said
FLAT = 0.01  # of the loss
NEAR_CHANCE = 0.15

Least = tuple[float, float]  # a loss, and the epoch it was met at
NOTHING: Least = (math.inf, 0.0)
Score = tuple[float, float]  # over the samples learnt from, over those for testing


@dataclass(frozen=True, eq=False)
class State:
    """The value behind the lab: knobs, points, a training, its losses so far, and what runs beside it."""

    preset: str
    seed: int
    seed_text: str  # of the Playground's generator
    dials: Dials
    world: World
    training: Training
    history: History
    least: Least
    own: tuple[Example, ...] | None = None  # the learner's points, once there are any
    own_values: tuple[Valued, ...] | None = None  # and the learner's values
    before: Training | None = None  # as the latest tick found it, unless the net was changed by hand since
    rival: Self | None = None
    many: Many | None = None
    note: Phrase | None = None  # what the learner has just changed

    @property
    def task(self) -> Task:
        return Task(self.world.classes, self.dials.named("head"))

    @property
    def net(self) -> Net:
        return self.training.net

    @property
    def data(self) -> Data:
        return self.training.data

    @property
    def learnt_from(self) -> int:
        """How many samples are learnt from."""
        return len(self.data.x)

    @property
    def epoch(self) -> float:
        """Epochs, the begun one in part."""
        return self.training.epoch + self.training.position / self.learnt_from

    @property
    def rate(self) -> float:
        """The learning rate of this epoch."""
        recipe = self.training.recipe
        return rate_at(recipe.schedule, recipe.rate, self.training.epoch)

    @property
    def losses(self) -> Score:
        """The latest training and test loss; nan where there are no test points."""
        _, train, test = self.history.row(-1)
        return train, test

    # When it ends.

    @property
    def finished(self) -> bool:
        """Whether the numbers have been left, or the learner's stop has been reached."""
        return self.training.fault is not None or self.stopped

    @cached_property
    def stopped(self) -> bool:
        """Whether the condition of the knob `stop` holds."""
        stop = self.dials.named("stop")
        if stop == "never":
            return False
        if stop == "loss":
            return self.judged(self.losses) < ARRIVED_LOSS
        if stop == "accuracy":
            return self.judged(self.scores) >= ARRIVED_ACCURACY
        if stop == "early":
            return self.epoch - self.least[1] >= PATIENCE
        return self.training.epoch >= int(stop.removeprefix("epochs-"))

    def judged(self, score: Score) -> float:
        """The test points' value where there are any, else that of the points learnt from."""
        return score[0] if math.isnan(score[1]) else score[1]

    def least_with(self, found: Score, epoch: float) -> Least:
        """The least loss after one more look."""
        loss = self.judged(found)
        return (loss, epoch) if loss < self.least[0] else self.least

    @property
    def bulk(self) -> int:
        """About how many bytes one remembered moment takes: a run remembers fewer of large nets."""
        trained = self.training.memory.nbytes + 3 * self.net.params.nbytes
        crowd = 2 * self.many.params.nbytes + self.many.memory.nbytes if self.many else 0
        return 2 * trained + crowd + (self.rival.bulk if self.rival else 0)

    # What the net answers. Only the latest few states keep it: a run remembers hundreds.

    @property
    def units(self) -> tuple[Floats, ...]:
        """Every unit's answers, (n + m, units) a layer: the samples learnt from, then those for testing."""
        return _units(self.net, self.data)

    @property
    def decided(self) -> Ints:
        """The class answered for each sample, (n + m,)."""
        return self.task.decided(self.units[-1])

    @property
    def slopes(self) -> Floats:
        """The gradient of the training loss, flat as the parameters."""
        return _slopes(self.net, self.training.recipe.loss, self.data)

    @cached_property
    def scores(self) -> Score:
        """Accuracy, or R² of values, over the samples learnt from and over those for testing; nan over none."""
        n = self.learnt_from
        measure = self._accuracy if self.world.classes else self._explained
        return measure(slice(None, n)), measure(slice(n, None))

    @cached_property
    def wrong(self) -> Bools:
        """Which samples are answered wrongly, (n + m,) of truth values; none where there are no classes."""
        if not self.world.classes:
            return np.zeros(len(self.units[-1]), dtype=np.bool_)
        return np.asarray(self.decided != self.world.in_order)

    def _accuracy(self, part: slice) -> float:
        wrong = self.wrong[part]
        return 1 - float(wrong.mean()) if len(wrong) else math.nan

    def _explained(self, part: slice) -> float:
        values, answers = self.world.in_order[part], self.units[-1][part, 0]
        spread = ((values - values.mean()) ** 2).sum() if len(values) else 0.0
        return 1 - float(((answers - values) ** 2).sum() / spread) if spread else math.nan

    # What ails it.

    @cached_property
    def ailing(self) -> dict[str, str]:
        """Hidden units that hardly learn: dead (0 for every sample) or saturated (flat for nearly every one)."""
        found: dict[str, str] = {}
        for layer, answers in enumerate(self.units[:-1]):
            name = self.net.activations[layer]
            seen = answers[: self.learnt_from]
            if name == "relu":
                sick, what = (seen == 0).all(axis=0), "dead"
            elif name in ("tanh", "sigmoid"):
                slopes = 1 - seen**2 if name == "tanh" else 4 * seen * (1 - seen)
                sick, what = (slopes < SATURATED).mean(axis=0) >= NEARLY_ALL, "saturated"
            else:
                continue
            found |= {f"u-{layer + 1}-{unit + 1}": what for unit in np.flatnonzero(sick).tolist()}
        return found

    @cached_property
    def stuck(self) -> bool:
        """Whether the loss has stood still near chance for long."""
        epochs = self.history.epochs
        if self.epoch - epochs[0] < FLAT_FOR:
            return False
        earlier = self.history.train[int(np.searchsorted(epochs, self.epoch - FLAT_FOR))]
        if abs(earlier - self.losses[0]) > FLAT * abs(earlier):
            return False
        score = self.scores[0]
        return score < (self.task.chance + NEAR_CHANCE if self.world.classes else NEAR_CHANCE)

    @property
    def copies(self) -> bool:
        """Whether all units of the first hidden layer are copies of each other."""
        block = np.vstack([self.net.weights(0), self.net.biases(0)])
        return block.shape[1] > 1 and self.net.layers > 1 and bool((block == block[:, :1]).all())

    # Many seeds.

    @property
    def crowd(self) -> tuple[Training, ...]:
        """The trainings of many seeds, one by one."""
        return _one_by_one(self.many) if self.many else ()

    @cached_property
    def crowd_scores(self) -> tuple[float, ...]:
        """The accuracy (or test loss of values) that each of the seeds is judged by."""
        return tuple(self._standing(training) for training in self.crowd)

    @property
    def arrived(self) -> tuple[bool, ...]:
        """Which of the seeds have arrived: 95 % right, or for values a loss below 0.01."""
        if self.world.classes:
            return tuple(score >= ARRIVED_ACCURACY for score in self.crowd_scores)
        return tuple(score < ARRIVED_LOSS for score in self.crowd_scores)

    def _standing(self, training: Training) -> float:
        outputs = over_samples(training.net, training.data)[-1]
        judged = slice(self.learnt_from, None) if len(self.data.test_x) else slice(None)
        targets = self.world.in_order[judged]
        if self.world.classes:
            return float((self.task.decided(outputs[judged]) == targets).mean())
        return float(0.5 * ((outputs[judged, 0] - targets) ** 2).mean())


@lru_cache(maxsize=8)
def _units(net: Net, data: Data) -> tuple[Floats, ...]:
    return over_samples(net, data)


@lru_cache(maxsize=8)
def _slopes(net: Net, loss: str, data: Data) -> Floats:
    return gradient(net, loss, data.x, data.y)


@lru_cache(maxsize=2)
def _one_by_one(many: Many) -> tuple[Training, ...]:
    return tuple(one(many, s) for s in range(len(many.seeds)))
