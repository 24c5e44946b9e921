"""A small convolutional network: one set of weights slid over the whole picture, then pooled, then read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.optimisers import Adam

_CE = LOSSES["ce"]
_ADAM = Adam()
_AT_ONCE = 32  # pictures of a forward pass: more would leave the processor's cache


@dataclass(frozen=True)
class Shape:
    """Pictures of side × side, so many square filters, and classes to tell apart.

    A filter gives a map of (side − filter + 1)² places; the map is pooled in squares of two by two.

    Raises:
        ValueError: a filter larger than the picture, or a map that cannot be halved.
    """

    side: int
    filters: int
    filter: int
    classes: int

    def __post_init__(self) -> None:
        if not 1 <= self.filter <= self.side or self.map % 2:
            raise ValueError(f"filters of {self.filter} give pictures of {self.side} no map that can be halved")

    @property
    def map(self) -> int:
        """Places of a filter along one side."""
        return self.side - self.filter + 1

    @property
    def pooled(self) -> int:
        """Numbers that are left of all maps for the last layer."""
        return (self.map // 2) ** 2 * self.filters

    @property
    def parameters(self) -> int:
        """Weights and biases of the filters, and of the last layer."""
        return self.filters * (self.filter**2 + 1) + (self.pooled + 1) * self.classes


@dataclass(frozen=True, eq=False)
class Network:
    """Filters, ReLU, the largest of each two by two, and one layer of logits.

    `params` is flat, (shape.parameters,): filters (f², k) and their biases (k,), then weights (pooled, classes) and
    their biases. No unit. Not to be written to.
    """

    shape: Shape
    params: Floats

    @cached_property
    def parts(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Filters (f², k), their biases (k,), weights (pooled, classes), biases (classes,): views of `params`."""
        return split(self.shape, self.params)

    def pictures(self) -> Floats:
        """The filters as pictures, (k, f, f)."""
        side = self.shape.filter
        return np.asarray(self.parts[0].T.reshape(-1, side, side))


def begin(shape: Shape, seed: int) -> Network:
    """Weights normal with deviation √(2 / inputs), biases 0 (K. He et al., 2015); same seed, same weights."""
    random = np.random.default_rng(seed)
    params = np.zeros(shape.parameters)
    filters, _, weights, _ = split(shape, params)
    filters[:] = random.normal(0.0, np.sqrt(2 / shape.filter**2), filters.shape)
    weights[:] = random.normal(0.0, np.sqrt(2 / shape.pooled), weights.shape)
    params.flags.writeable = False
    return Network(shape, params)


def split(shape: Shape, params: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """The parts of a flat vector of parameters or slopes, as views."""
    ends = np.cumsum([shape.filter**2 * shape.filters, shape.filters, shape.pooled * shape.classes])
    filters, filter_biases, weights, biases = np.split(params, ends)
    return (
        filters.reshape(shape.filter**2, shape.filters),
        filter_biases,
        weights.reshape(shape.pooled, shape.classes),
        biases,
    )


def convolved(picture: Floats, kernel: Floats) -> Floats:
    """One filter slid over one picture: sᵣ꜀ = Σᵢⱼ kᵢⱼ·xᵣ₊ᵢ,꜀₊ⱼ, (a, b) and (f, g) -> (a − f + 1, b − g + 1).

    The filter is not turned round: this is what networks call a convolution and signal theory a correlation.

    Raises:
        ValueError: a filter larger than the picture.
    """
    if kernel.ndim != 2 or picture.ndim != 2 or any(k > p for k, p in zip(kernel.shape, picture.shape, strict=True)):
        raise ValueError(f"a filter of {kernel.shape} cannot be slid over a picture of {picture.shape}")
    return np.asarray(np.einsum("rcij,ij->rc", sliding_window_view(picture, kernel.shape), kernel))


def maps(net: Network, x: Floats) -> Floats:
    """What each filter answers at each place, ReLU applied: (n, side, side) -> (n, m, m, k)."""
    return _maps(net, _patches(net.shape, x))


def logits(net: Network, x: Floats) -> Floats:
    """(n, side, side) -> (n, classes)."""
    _, _, weights, biases = net.parts
    out = np.empty((len(x), net.shape.classes))
    for begin in range(0, len(x), _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        out[some] = _pooled(maps(net, x[some])).reshape(-1, net.shape.pooled) @ weights + biases
    return out


def loss(net: Network, x: Floats, y: Ints) -> float:
    """The mean cross-entropy of pictures (n, side, side) whose classes are y (n,), from 0."""
    return float(_CE.value(logits(net, x).T, np.eye(net.shape.classes)[y].T))


def gradient(net: Network, x: Floats, y: Ints) -> Floats:
    """∂(mean cross-entropy)/∂params by the chain rule, in the order of `params`.

    Each filter's slope is a sum over all places: it is one set of weights that was used many times. Where several
    numbers of a square are the largest together, each of them passes on what comes back, which happens for zeros
    (where ReLU stops it) and next to never else.

    Args:
        x: (n, side, side), n ≥ 1. y: classes (n,), from 0.

    Source:
        Y. LeCun et al., Backpropagation applied to handwritten zip code recognition, Neural Computation 1 (1989).
    """
    shape = net.shape
    _, _, weights, biases = net.parts
    patches = _patches(shape, x)
    seen = _maps(net, patches)
    pooled = _pooled(seen)
    flat = pooled.reshape(len(x), -1)
    out = (flat @ weights + biases).T
    back = np.asarray(_CE.slope(out, np.eye(shape.classes)[y].T)).T / len(x)
    slopes = np.empty_like(net.params)
    to_filters, to_filter_biases, to_weights, to_biases = split(shape, slopes)
    to_weights[:] = flat.T @ back
    to_biases[:] = back.sum(axis=0)
    spread = _repeated(np.where(pooled > 0, (back @ weights.T).reshape(pooled.shape), 0.0))
    spread *= seen == _repeated(pooled)
    at_places = spread.reshape(-1, shape.filters)
    to_filters[:] = patches.reshape(-1, shape.filter**2).T @ at_places
    to_filter_biases[:] = at_places.sum(axis=0)
    return slopes


def learnt(net: Network, memory: Floats, x: Floats, y: Ints, rate: float, t: int) -> tuple[Network, Floats]:
    """The network and Adam's memory (2, parameters) after the update number t, from 1, with these pictures."""
    params, memory = net.params.copy(), memory.copy()
    _ADAM.update(params, gradient(net, x, y), memory, rate, t)
    params.flags.writeable = False
    return Network(net.shape, params), memory


def _patches(shape: Shape, x: Floats) -> Floats:
    """Every place that a filter can stand at, as a row: (n, side, side) -> (n, m, m, f²)."""
    windows = sliding_window_view(x, (shape.filter, shape.filter), axis=(1, 2))
    return windows.reshape(len(x), shape.map, shape.map, shape.filter**2)


def _maps(net: Network, patches: Floats) -> Floats:
    filters, biases, _, _ = net.parts
    return np.asarray(np.maximum(patches @ filters + biases, 0.0))


def _pooled(seen: Floats) -> Floats:
    """The largest of each two by two: (n, m, m, k) -> (n, m/2, m/2, k)."""
    rows = np.maximum(seen[:, ::2], seen[:, 1::2])
    return np.asarray(np.maximum(rows[:, :, ::2], rows[:, :, 1::2]))


def _repeated(pooled: Floats) -> Floats:
    return np.asarray(pooled.repeat(2, axis=1).repeat(2, axis=2))
