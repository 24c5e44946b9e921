"""One of those who learn the digits: a network of filters or a multilayer perceptron, batch by batch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol, Self

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.history import convolution
from tui_nn.engine.history.digits import COUNT, INK, SIDE, digits, scattered
from tui_nn.engine.initialisers import initial
from tui_nn.engine.mlp import Net, forward
from tui_nn.engine.optimisers import Adam
from tui_nn.engine.training import Data, Recipe, Training, train

CANVAS, REACH, CLASSES = 14, 5, 10
LEARNT = 1280  # pictures to learn from; the other 517 are for the test
BATCH, RATE = 32, 0.01
BATCHES = LEARNT // BATCH  # an epoch
PLACES = ("anywhere", "middle")
_RECIPE = Recipe(loss="ce", rate=RATE, batch=BATCH, optimiser=Adam(), order="shuffled", leftovers="short")


@dataclass(frozen=True, eq=False)
class Pictures:
    """Digits on their canvases, ink from 0 to 1: (n, 14, 14) and their classes (n,)."""

    x: Floats
    y: Ints
    test_x: Floats
    test_y: Ints

    @property
    def table(self) -> Data:
        """The same as rows of 196 numbers, with a column for each class."""
        eye = np.eye(CLASSES)
        return Data(_flat(self.x), eye[self.y], _flat(self.test_x), eye[self.test_y])


@lru_cache(maxsize=4)
def pictures(seed: int, place: str) -> Pictures:
    """The seed says which pictures are for the test, and where each digit lies on its canvas."""
    x, y = digits()
    random = np.random.default_rng(seed)
    order = random.permutation(COUNT)
    x, y, margin = x[order] / INK, y[order], (CANVAS - SIDE) // 2
    around = ((0, 0), (margin, margin), (margin, margin))
    canvas = scattered(x, CANVAS, random) if place == "anywhere" else np.pad(x, around)
    return Pictures(canvas[:LEARNT], y[:LEARNT], canvas[LEARNT:], y[LEARNT:])


@lru_cache(maxsize=4)
def _table(seed: int, place: str) -> Data:
    return pictures(seed, place).table


class Runner(Protocol):
    """What the race knows of each: its filters or hidden units, its answers, and how it goes on."""

    @property
    def size(self) -> int: ...

    @property
    def parameters(self) -> int: ...

    def further(self, batches: int, done: int) -> Self: ...

    def logits(self, x: Floats) -> Floats: ...

    def pictures(self) -> Floats: ...


@dataclass(frozen=True, eq=False)
class Filters:
    """A network of filters, with Adam's memory."""

    net: convolution.Network
    memory: Floats
    seed: int
    place: str

    @classmethod
    def begin(cls, filters: int, seed: int, place: str) -> Self:
        shape = convolution.Shape(CANVAS, filters, REACH, CLASSES)
        return cls(convolution.begin(shape, seed), np.zeros((2, shape.parameters)), seed, place)

    @property
    def size(self) -> int:
        """How many filters."""
        return self.net.shape.filters

    @property
    def parameters(self) -> int:
        return self.net.shape.parameters

    def further(self, batches: int, done: int) -> Self:
        """So many batches further, when `done` are done: shuffled anew each epoch, by seed and epoch alone."""
        data, net, memory = pictures(self.seed, self.place), self.net, self.memory
        for t in range(done, done + batches):
            order = shuffled(self.seed, t // BATCHES)
            chosen = order[t % BATCHES * BATCH :][:BATCH]
            net, memory = convolution.learnt(net, memory, data.x[chosen], data.y[chosen], RATE, t + 1)
        return replace(self, net=net, memory=memory)

    def logits(self, x: Floats) -> Floats:
        """(n, 14, 14) -> (n, 10)"""
        return convolution.logits(self.net, x)

    def pictures(self) -> Floats:
        """The filters, (k, 5, 5)."""
        return self.net.pictures()


@dataclass(frozen=True, eq=False)
class Perceptron:
    """A multilayer perceptron with one hidden layer."""

    training: Training

    @classmethod
    def begin(cls, hidden: int, seed: int, place: str) -> Self:
        sizes = (CANVAS**2, hidden, CLASSES)
        net = Net(sizes, ("relu", "identity"), initial("he", sizes, seed))
        return cls(Training.begin(net, _table(seed, place), _RECIPE, seed))

    @property
    def size(self) -> int:
        """How many hidden units."""
        return self.training.net.sizes[1]

    @property
    def parameters(self) -> int:
        return len(self.training.net.params)

    def further(self, batches: int, done: int) -> Self:
        """So many batches further; the training counts for itself."""
        return replace(self, training=train(self.training, batches))

    def logits(self, x: Floats) -> Floats:
        """(n, 14, 14) -> (n, 10)"""
        return forward(self.training.net, _flat(x))

    def pictures(self) -> Floats:
        """What each hidden unit weighs, (h, 14, 14)."""
        return np.asarray(self.training.net.weights(0).T.reshape(-1, CANVAS, CANVAS))


@lru_cache(maxsize=8)
def shuffled(seed: int, epoch: int) -> Ints:
    """The order of an epoch, the same for all who learn."""
    return np.random.default_rng([seed, epoch]).permutation(LEARNT)


def begin(kind: str, size: int, seed: int, place: str) -> Runner:
    """A fresh network with so many filters, or so many hidden units."""
    return Filters.begin(size, seed, place) if kind == "cnn" else Perceptron.begin(size, seed, place)


def right(runner: Runner, data: Pictures) -> int:
    """How many of the test pictures it tells."""
    return int((runner.logits(data.test_x).argmax(axis=1) == data.test_y).sum())


def _flat(x: Floats) -> Floats:
    return np.ascontiguousarray(x.reshape(len(x), -1))
