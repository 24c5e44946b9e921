"""The operations of computation graphs beyond arithmetic: functions, sums, losses, and whole blocks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.graph import Operation
from tui_nn.engine.log_sum_exp import log_sum_exp


def _function(
    name: str, value: Callable[[Floats], Floats], local: Callable[[Floats, Floats], Floats | float]
) -> Operation:
    """A function of one number, element by element; `local` is its derivative from x and the value."""
    return Operation(name, value, lambda slope, y, x: (np.asarray(slope * local(x, y)),))


def _sigmoid(x: Floats) -> Floats:
    """1/(1 + e⁻ˣ), with an exponential that cannot overflow."""
    small = np.exp(-np.abs(x))
    return np.asarray(np.where(x >= 0, 1.0, small) / (1 + small))


exp = _function("exp", np.exp, lambda x, y: y)
log = _function("log", np.log, lambda x, y: 1 / x)
sin = _function("sin", np.sin, lambda x, y: np.cos(x))
cos = _function("cos", np.cos, lambda x, y: -np.sin(x))
tanh = _function("tanh", np.tanh, lambda x, y: 1 - y * y)
sigmoid = _function("σ", _sigmoid, lambda x, y: y * (1 - y))
# At the corner 0: the slope that belongs to x < 0, as elsewhere here.
relu = _function("ReLU", lambda x: np.maximum(x, 0.0), lambda x, y: np.where(x > 0, 1.0, 0.0))
step = _function("step", lambda x: np.where(x > 0, 1.0, 0.0), lambda x, y: 0.0)
absolute = _function("abs", np.abs, lambda x, y: np.sign(x))


def _chosen(slope: Floats, first: Floats) -> tuple[Floats, Floats]:
    return np.where(first, slope, 0.0), np.where(first, 0.0, slope)


maximum = Operation("max", lambda a, b: np.maximum(a, b), lambda slope, _, a, b: _chosen(slope, a >= b))
minimum = Operation("min", lambda a, b: np.minimum(a, b), lambda slope, _, a, b: _chosen(slope, a <= b))

total = Operation("sum", lambda x: np.asarray(x.sum()), lambda slope, _, x: (slope * np.ones_like(x),))
mean = Operation("mean", lambda x: np.asarray(x.mean()), lambda slope, _, x: (slope * np.ones_like(x) / x.size,))


def _bce(p: Floats, y: Floats) -> Floats:
    return np.asarray(-(y * np.log(p) + (1 - y) * np.log(1 - p)))


def _bce_slopes(slope: Floats, _: Floats, p: Floats, y: Floats) -> tuple[Floats, ...]:
    return slope * (p - y) / (p * (1 - p)), slope * (np.log(1 - p) - np.log(p))


# −y log p − (1 − y) log(1 − p) for a probability p in (0, 1), element by element.
bce = Operation("BCE", _bce, _bce_slopes)


def _softmax(z: Floats) -> Floats:
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def _weighed_back(p: Floats, slope: Floats) -> Floats:
    """The slope along z from that along p = softmax(z)."""
    return np.asarray(p * (slope - (slope * p).sum(axis=-1, keepdims=True)))


softmax = Operation("softmax", _softmax, lambda slope, p, z: (_weighed_back(p, slope),))


def _cross_entropy(z: Floats, y: Floats) -> Floats:
    if z.shape != y.shape:
        raise ValueError("logits and targets have one shape")
    return np.asarray((y.sum(axis=-1) * log_sum_exp(z, axis=-1) - (y * z).sum(axis=-1)).mean())


def _cross_entropy_slopes(slope: Floats, _: Floats, z: Floats, y: Floats) -> tuple[Floats, ...]:
    examples = z.size // z.shape[-1]
    along_y = log_sum_exp(z, axis=-1)[..., None] - z
    return (
        slope * (_softmax(z) * y.sum(axis=-1, keepdims=True) - y) / examples,
        slope * along_y / examples,
    )


# −Σ yⱼ log softmax(z)ⱼ of logits and one-hot targets of one shape, (k,) or (n, k): the mean over n examples.
cross_entropy = Operation("softmax+CE", _cross_entropy, _cross_entropy_slopes)


def _windows(image: Floats, kernel: Floats) -> Floats:
    """Every part of the image that the kernel meets, (rows, columns, *kernel's shape)."""
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError("an image and a kernel have two axes")
    return np.lib.stride_tricks.sliding_window_view(image, kernel.shape)


def _convolve(image: Floats, kernel: Floats) -> Floats:
    return np.asarray(np.einsum("rcij,ij->rc", _windows(image, kernel), kernel))


def _convolve_slopes(slope: Floats, _: Floats, image: Floats, kernel: Floats) -> tuple[Floats, ...]:
    back = np.zeros_like(image)
    for i in range(kernel.shape[0]):
        for j in range(kernel.shape[1]):
            back[i : i + slope.shape[0], j : j + slope.shape[1]] += kernel[i, j] * slope
    return back, np.einsum("rcij,rc->ij", _windows(image, kernel), slope)


# A kernel (i, j) slid over an image (r, c), without turning it and without a border: (r − i + 1, c − j + 1).
convolve = Operation("conv", _convolve, _convolve_slopes)


def _weights(q: Floats, k: Floats) -> Floats:
    return _softmax(q @ k.T / np.sqrt(q.shape[1]))


def _attend(q: Floats, k: Floats, v: Floats) -> Floats:
    if q.ndim != 2 or k.ndim != 2 or v.ndim != 2:
        raise ValueError("queries, keys and values are matrices")
    return np.asarray(_weights(q, k) @ v)


def _attend_slopes(slope: Floats, _: Floats, q: Floats, k: Floats, v: Floats) -> tuple[Floats, ...]:
    weights = _weights(q, k)
    scores = _weighed_back(weights, slope @ v.T) / np.sqrt(q.shape[1])
    return scores @ k, scores.T @ q, weights.T @ slope


# softmax(q kᵀ/√d) v for queries (n, d), keys (m, d) and values (m, e): (n, e).
# Source: A. Vaswani et al., Attention Is All You Need, NIPS (2017).
attention = Operation("attention", _attend, _attend_slopes)
