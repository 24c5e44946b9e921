"""Where the threshold lab's scores come from: examples whose true chances are known, or the answers of two models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from tui_nn.engine.arrays import Bools, Floats


@dataclass(frozen=True, eq=False)
class Scored:
    """Examples with a score each: logits (n,), and which of them are positive (n,)."""

    logits: Floats
    positive: Bools


@dataclass(frozen=True)
class Made:
    """Two normal clouds on a line, `apart` deviations from each other; the score is the true logit of its place.

    With x ~ N(0, 1), or N(apart, 1) for positives, that is z = apart·x − apart²/2 + log(share/(1 − share)), so the
    chances are calibrated by themselves.
    """

    n: int
    share: float  # of positives
    apart: float
    seed: int = 0


@dataclass(frozen=True)
class Kept:
    """What a model answered to 1,000 points that it had not learnt from: moons, every fifth label wrong.

    `logistic` is a logistic regression; `network` has two layers of 64 units and learnt for far too long.
    """

    model: str


Sample = Made | Kept


@lru_cache(maxsize=8)
def scored(sample: Sample) -> Scored:
    """The examples themselves; the same sample, the same numbers."""
    if isinstance(sample, Kept):
        text = files(__package__).joinpath("kept.csv").read_text("utf-8")
        head, *rows = (line.split(",") for line in text.splitlines())
        column = head.index(sample.model)
        return Scored(np.array([float(row[column]) for row in rows]), np.array([row[0] == "1" for row in rows]))
    positive = np.arange(sample.n) < round(sample.n * sample.share)
    x = np.random.default_rng(sample.seed).normal(size=sample.n) + sample.apart * positive
    prior = np.log(sample.share / (1 - sample.share))
    return Scored(sample.apart * x - sample.apart**2 / 2 + prior, positive)
