"""Loss functions: how wrong the outputs are, and which way each output should move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tui_nn.engine.activations import sigmoid
from tui_nn.engine.arrays import Floats

HUBER_WIDTH = 1.0  # δ: up to here an error counts as its square, beyond it as its size


class LossSlope(Protocol):
    """∂(loss of one sample)/∂out, (k, n); written into `into` when it is given, which may be `out` or `target`."""

    def __call__(self, out: Floats, target: Floats, into: Floats | None = None, /) -> Floats: ...


@dataclass(frozen=True)
class Loss:
    """A measure of error over columns: `out` and `target` are (k, n), k outputs of n samples.

    `per_sample` answers (n,), `value` its mean, `slope` the derivative of each sample's own loss, (k, n), not
    divided by n. Targets of `bce` are 0 or 1 (or between), of `ce` one-hot columns that sum to 1.
    """

    name: str
    per_sample: Callable[[Floats, Floats], Floats]
    slope: LossSlope

    def value(self, out: Floats, target: Floats) -> float:
        """The mean loss of a sample."""
        return float(self.per_sample(out, target).mean())


def softmax(logits: Floats, axis: int = 0) -> Floats:
    """pᵢ = e^zᵢ / Σ e^zⱼ along an axis, any shape; the largest z is taken off first, so nothing overflows."""
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True))


def _half_squares(out: Floats, target: Floats) -> Floats:
    error = out - target
    error *= error
    return np.asarray(error.sum(axis=0) * 0.5)


def _mean_squares(out: Floats, target: Floats) -> Floats:
    return np.asarray(_half_squares(out, target) * (2 / len(out)))


def _mean_squares_slope(out: Floats, target: Floats, into: Floats | None = None, /) -> Floats:
    into = np.subtract(out, target, into)
    return np.multiply(into, 2 / len(out), into)


def _mean_sizes(out: Floats, target: Floats) -> Floats:
    return np.asarray(np.abs(out - target).mean(axis=0))


def _mean_sizes_slope(out: Floats, target: Floats, into: Floats | None = None, /) -> Floats:
    into = np.subtract(out, target, into)
    np.sign(into, into)
    return np.multiply(into, 1 / len(out), into)


def _huber(out: Floats, target: Floats) -> Floats:
    size = np.abs(out - target)
    inside = np.minimum(size, HUBER_WIDTH)
    return np.asarray((inside * (size - 0.5 * inside)).mean(axis=0))


def _huber_slope(out: Floats, target: Floats, into: Floats | None = None, /) -> Floats:
    into = np.subtract(out, target, into)
    np.clip(into, -HUBER_WIDTH, HUBER_WIDTH, out=into)
    return np.multiply(into, 1 / len(out), into)


def _binary(out: Floats, target: Floats) -> Floats:
    losses = np.maximum(out, 0.0) - out * target + np.log1p(np.exp(-np.abs(out)))
    return np.asarray(losses.sum(axis=0))


def _binary_slope(out: Floats, target: Floats, into: Floats | None = None, /) -> Floats:
    return np.subtract(sigmoid(out), target, into)


def _classes(out: Floats, target: Floats) -> Floats:
    below = out - out.max(axis=0)
    return np.asarray(np.log(np.exp(below).sum(axis=0)) - (below * target).sum(axis=0))


def _classes_slope(out: Floats, target: Floats, into: Floats | None = None, /) -> Floats:
    return np.subtract(softmax(out), target, into)


# With e = out − target and k outputs, the loss of one sample is
#   mse       Σe² / k
#   half-mse  ½Σe²          the Playground's; not divided by k
#   mae       Σ|e| / k      slope 0 where e = 0
#   huber     Σh(e) / k     h = ½e² for |e| ≤ 1, |e| − ½ beyond (P. Huber, 1964)
#   bce       −Σ(t·log p + (1 − t)·log(1 − p)), p = σ(out): k yes-or-no questions
#   ce        −Σ t·log p, p = softmax(out): one class of k
# bce and ce take logits: log p is never formed from p, so it cannot be the logarithm of 0.
LOSSES: dict[str, Loss] = {
    one.name: one
    for one in (
        Loss("mse", _mean_squares, _mean_squares_slope),
        Loss("half-mse", _half_squares, np.subtract),
        Loss("mae", _mean_sizes, _mean_sizes_slope),
        Loss("huber", _huber, _huber_slope),
        Loss("bce", _binary, _binary_slope),
        Loss("ce", _classes, _classes_slope),
    )
}
