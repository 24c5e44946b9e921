"""The points of the heads lab, and the five questions that are asked about the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.heads import HEADS as ENGINE_HEADS
from tui_nn.engine.toy_data import clouds_of
from tui_nn.engine.training import Data

LEARNT, TESTED = 250, 250  # points, all that the clouds have
WINDOW = (-7.0, 7.0, -7.0, 7.0)
NOISE = 0.2  # of the clouds
TAG_RADIUS = 3.0
TAG_CENTRES = ((0.0, 2.2), (-1.9, -1.1), (1.9, -1.1))


@dataclass(frozen=True)
class Question:
    """What is asked: the engine's head that reads the outputs, the loss, and how many outputs there are.

    Values are learnt with ½Σ(y − t)², so that the slope with respect to z is y − t whatever the question.
    """

    head: str
    loss: str
    k: int  # 0: as many as there are classes


QUESTIONS = {
    "regression": Question("regression", "half-mse", 1),
    "outputs": Question("outputs", "half-mse", 2),
    "binary": Question("binary", "bce", 1),
    "multilabel": Question("multilabel", "bce", 3),
    "multiclass": Question("multiclass", "ce", 0),
}
HEADS = tuple(QUESTIONS)


@dataclass(frozen=True, eq=False)
class World:
    """Points (n, 2), those learnt from first, with everything that is true of them.

    values (n, 2) are a bowl, (x₁² + x₂²)/18 − 1, and a saddle, x₁x₂/9; tags (n, 3) say in which of three discs that
    overlap a point lies; classes (n,) are the clouds that the points were drawn from.
    """

    points: Floats
    values: Floats
    tags: Ints
    classes: Ints


@lru_cache(maxsize=8)
def world(classes: int, seed: int) -> World:
    """The points of a seed, in clouds of so many classes."""
    toy = clouds_of(classes)(NOISE, seed)
    x1, x2 = toy.points.T
    values = np.column_stack([(x1 * x1 + x2 * x2) / 18 - 1, x1 * x2 / 9])
    distances = np.linalg.norm(toy.points[:, None] - np.array(TAG_CENTRES), axis=2)
    return World(toy.points, values, (distances < TAG_RADIUS).astype(np.int64), toy.targets.astype(np.int64))


def outputs(head: str, classes: int) -> int:
    """How many outputs a question has."""
    return QUESTIONS[head].k or classes


def targets(head: str, there: World) -> NDArray[Any]:
    """What is true, as the engine's head encodes it; a single question is the first of the several."""
    asked: dict[str, NDArray[Any]] = {
        "regression": there.values[:, :1],
        "outputs": there.values,
        "binary": there.tags[:, :1],
        "multilabel": there.tags,
        "multiclass": there.classes,
    }
    return asked[head]


@lru_cache(maxsize=16)
def data(head: str, classes: int, seed: int) -> Data:
    """The points and what is to be answered, ready to learn from."""
    there = world(classes, seed)
    y = ENGINE_HEADS[QUESTIONS[head].head].encode(targets(head, there), outputs(head, classes))
    return Data(there.points[:LEARNT], y[:LEARNT], there.points[LEARNT:], y[LEARNT:])
