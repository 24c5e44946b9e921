"""One pass of a softmax classifier, right or with one of five bugs: shares, losses, and the exact slope along z."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.log_sum_exp import log_sum_exp
from tui_nn.engine.losses import softmax

CLASSES = 3


@dataclass(frozen=True, eq=False)
class Pass:
    """For n points and k classes.

    `shares` (n, k) are what the loss takes for the shares, `losses` (n,) the loss of each point, and `back` (n, k)
    is ∂(sum of the losses)/∂z by the chain rule through the very operations of the forward pass, ∞ and nan included.
    """

    shares: Floats
    losses: Floats
    back: Floats


def went(bug: str, z: Floats, y: Ints) -> Pass:
    """Forward and back through a bug, or through "right"; z is (n, 3), y the true classes from 0."""
    with np.errstate(all="ignore"):  # what overflows is to be seen, not told
        return _PASSES[bug](z, y, np.eye(CLASSES)[y])


def _right(z: Floats, y: Ints, t: Floats) -> Pass:
    p = softmax(z, axis=1)
    return Pass(p, log_sum_exp(z, axis=1) - _chosen(z, y), p - t)


def _twice(z: Floats, y: Ints, t: Floats) -> Pass:
    once = softmax(z, axis=1)
    p = softmax(once, axis=1)
    return Pass(p, -np.log(_chosen(p, y)), _chain(once, p - t))


def _axis(z: Floats, y: Ints, t: Floats) -> Pass:
    """Shares among the points instead of among the classes: each column adds up to 1."""
    p = softmax(z, axis=0)
    return Pass(p, -np.log(_chosen(p, y)), np.asarray(p * t.sum(axis=0) - t))


def _exp(z: Floats, y: Ints, t: Floats) -> Pass:
    """The largest is divided out after the powers, where they may be ∞ already."""
    e = np.exp(z)
    e = e / e.max(axis=1, keepdims=True)
    return _through(np.asarray(e / e.sum(axis=1, keepdims=True)), y, t)


def _log(z: Floats, y: Ints, t: Floats) -> Pass:
    return _through(softmax(z, axis=1), y, t)


def _logits(z: Floats, y: Ints, t: Floats) -> Pass:
    p = np.asarray(1 / (1 + np.exp(-z)))
    taken = softmax(p, axis=1)
    return Pass(taken, log_sum_exp(p, axis=1) - _chosen(p, y), np.asarray((taken - t) * p * (1 - p)))


def _through(p: Floats, y: Ints, t: Floats) -> Pass:
    """The logarithm of a share, and back through it: −1/p is −∞ where the share has become 0, and ∞·0 is nan."""
    return Pass(p, -np.log(_chosen(p, y)), _chain(p, np.where(t > 0, -1 / p, 0.0)))


def _chain(p: Floats, over: Floats) -> Floats:
    """The slope along z from the slope along p = softmax(z): p·(over − Σ over·p), any rows."""
    return np.asarray(p * (over - (over * p).sum(axis=1, keepdims=True)))


def _chosen(values: Floats, y: Ints) -> Floats:
    return np.asarray(values[np.arange(len(y)), y])


_PASSES: dict[str, Callable[[Floats, Ints, Floats], Pass]] = {
    "right": _right,
    "twice": _twice,
    "axis": _axis,
    "exp": _exp,
    "log": _log,
    "logits": _logits,
}
