"""Heads: which output and loss a task takes, and what its outputs say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.activations import sigmoid
from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.losses import softmax


@dataclass(frozen=True)
class Head:
    """The last two lines of a network, for one kind of task. Samples are rows: outputs are (n, k).

    Attributes:
        activation: of the output units inside the net; the loss takes what comes out of it.
        loss: name of the loss.
        encode: (targets, k) -> targets (n, k) as the loss wants them. Raises ValueError for targets that the task
            cannot have: a wrong shape or class, or a k other than 1 where there is one output.
        readout: net's outputs (n, k) -> what to show, (n, k): values, or probabilities between 0 and 1.
        decide: net's outputs (n, k) -> the answer: values (n, k) of a regression, classes (n,) from 0, or tags
            (n, k) of 0 and 1. An output on the border is class 0.
    """

    name: str
    activation: str
    loss: str
    encode: Callable[[NDArray[Any], int], Floats]
    readout: Callable[[Floats], Floats]
    decide: Callable[[Floats], NDArray[Any]]


def _values(targets: NDArray[Any], k: int) -> Floats:
    columns = np.asarray(targets, dtype=np.float64)
    if columns.ndim == 1 and k == 1:
        columns = columns[:, None]
    if columns.ndim != 2 or columns.shape[1] != k:
        raise ValueError(f"targets of {k} outputs need shape (n, {k}), got {np.shape(targets)}")
    return columns


def _one_value(targets: NDArray[Any], k: int) -> Floats:
    _expect_one_output(k)
    return _values(targets, k)


def _bits(targets: NDArray[Any], k: int) -> Floats:
    columns = _values(targets, k)
    if not np.isin(columns, (0, 1)).all():
        raise ValueError("targets must be 0 or 1")
    return columns


def _one_bit(targets: NDArray[Any], k: int) -> Floats:
    _expect_one_output(k)
    return _bits(targets, k)


def _signs(targets: NDArray[Any], k: int) -> Floats:
    return 2 * _one_bit(targets, k) - 1


def _one_hot(targets: NDArray[Any], k: int) -> Floats:
    classes = np.asarray(targets)
    if classes.ndim != 1 or not np.isin(classes, range(k)).all():
        raise ValueError(f"targets must be n classes from 0 to {k - 1}")
    return np.eye(k)[classes.astype(np.int64)]


def _expect_one_output(k: int) -> None:
    if k != 1:
        raise ValueError(f"this task has one output, got {k}")


def _as_they_are(outputs: Floats) -> Floats:
    return outputs


def _share_of_one(outputs: Floats) -> Floats:
    return np.asarray((outputs + 1) / 2)


def _rows_softmax(outputs: Floats) -> Floats:
    return softmax(outputs, axis=1)


def _above_zero(outputs: Floats) -> Ints:
    return np.asarray(outputs[:, 0] > 0, dtype=np.int64)


def _each_above_zero(outputs: Floats) -> Ints:
    return np.asarray(outputs > 0, dtype=np.int64)


def _largest(outputs: Floats) -> Ints:
    return np.asarray(outputs.argmax(axis=1), dtype=np.int64)


# The Playground trains tanh towards −1 and +1 with ½-MSE, and values with ½-MSE too. The other five are the
# curriculum's; they give logits, so that the losses stay stable.
HEADS: dict[str, Head] = {
    one.name: one
    for one in (
        Head("playground", "tanh", "half-mse", _signs, _share_of_one, _above_zero),
        Head("playground-regression", "identity", "half-mse", _one_value, _as_they_are, _as_they_are),
        Head("regression", "identity", "mse", _one_value, _as_they_are, _as_they_are),
        Head("outputs", "identity", "mse", _values, _as_they_are, _as_they_are),
        Head("binary", "identity", "bce", _one_bit, sigmoid, _above_zero),
        Head("multilabel", "identity", "bce", _bits, sigmoid, _each_above_zero),
        Head("multiclass", "identity", "ce", _one_hot, _rows_softmax, _largest),
    )
}
