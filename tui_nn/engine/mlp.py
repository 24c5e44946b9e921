"""The multilayer perceptron as a value: layers of units, their weights, biases and activations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.activations import activation
from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.passes import Forward, Layout, Pass, augmented, blocks

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Net:
    """a₀ = x;  zₗ = Wₗᵀ·aₗ₋₁ + bₗ;  aₗ = fₗ(zₗ): layers of units, each joined to all of the layer before.

    Attributes:
        sizes: inputs, hidden units…, outputs; at least two numbers, each ≥ 1.
        activations: a name that `activation` knows for each layer after the inputs, the output's too.
        params: all weights and biases, flat, float64 or float32, no unit: per layer the block [W; b] of shape
            (fan_in + 1, units) row by row, the biases last. Kept read only, copied if it is not so already.
        frozen: which of them training leaves alone, the shape of `params`; None for none.

    Raises:
        ValueError: sizes, activations and params that do not fit each other.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    params: Floats
    frozen: Bools | None = None

    def __post_init__(self) -> None:
        needed = _parameters(self.sizes, self.activations)
        if self.params.shape != (needed,) or self.params.dtype.char not in "df":
            raise ValueError(
                f"a net of sizes {self.sizes} needs {needed} floats, got {self.params.dtype} {self.params.shape}"
            )
        if self.params.flags.writeable:
            object.__setattr__(self, "params", _locked(self.params))
        if self.frozen is not None:
            if self.frozen.shape != (needed,) or self.frozen.dtype != np.bool_:
                raise ValueError(f"frozen needs {needed} truth values, got {self.frozen.dtype} {self.frozen.shape}")
            if self.frozen.flags.writeable:
                object.__setattr__(self, "frozen", _locked(self.frozen))

    @property
    def layers(self) -> int:
        """How many layers have weights; layer 0 is the first after the inputs."""
        return len(self.activations)

    def weights(self, layer: int) -> Floats:
        """W of a layer, (fan_in, units), read only."""
        return self._block(layer)[:-1]

    def biases(self, layer: int) -> Floats:
        """b of a layer, (units,), read only."""
        return np.asarray(self._block(layer)[-1])

    def index(self, layer: int, i: int, j: int) -> int:
        """Where the weight from input i of a layer to its unit j lies in `params`; i = fan_in is the bias.

        Raises:
            ValueError: there is no such weight.
        """
        block = self._block(layer)
        if not (0 <= i < block.shape[0] and 0 <= j < block.shape[1]):
            raise ValueError(f"layer {layer} has no weight from {i} to {j}")
        before = sum((fan_in + 1) * units for fan_in, units in pairwise(self.sizes[: layer + 1]))
        return before + i * int(block.shape[1]) + j

    def with_weight(self, layer: int, i: int, j: int, value: float) -> Self:
        """The same net with another weight from input i to unit j of a layer."""
        params = self.params.copy()
        params[self.index(layer, i, j)] = value
        return self.with_params(params)

    def with_bias(self, layer: int, j: int, value: float) -> Self:
        """The same net with another bias of unit j of a layer."""
        return self.with_weight(layer, self._fan_in(layer), j, value)

    def with_params(self, params: Floats) -> Self:
        """The same architecture with other parameters, float64 or float32."""
        return replace(self, params=params)

    def with_frozen(self, layer: int, i: int | None = None, j: int | None = None, frozen: bool = True) -> Self:
        """The same net with a whole layer, or its weight from i to j (i = fan_in: the bias), frozen or thawed.

        Raises:
            ValueError: there is no such weight, or only one of i and j is given.
        """
        mask = np.zeros(len(self.params), dtype=np.bool_) if self.frozen is None else self.frozen.copy()
        if i is None and j is None:
            begin = self.index(layer, 0, 0)
            mask[begin : begin + self._block(layer).size] = frozen
        elif i is None or j is None:
            raise ValueError("a single weight is named by its input and its unit")
        else:
            mask[self.index(layer, i, j)] = frozen
        return replace(self, frozen=mask if mask.any() else None)

    def _fan_in(self, layer: int) -> int:
        return len(self._block(layer)) - 1

    def _block(self, layer: int) -> Floats:
        if not 0 <= layer < self.layers:
            raise ValueError(f"there is no layer {layer}; there are {self.layers}")
        return blocks(self.sizes, self.params)[layer]


def moved(net: Net, params: Floats) -> Net:
    """The net with other parameters that are known to fit and to be read only, without asking again.

    A small net's epoch takes 150 µs; making a value by its fields would be a fiftieth of that.
    """
    after = object.__new__(Net)
    after.__dict__.update(net.__dict__, params=params)
    return after


def all_units(net: Net, x: Floats) -> list[Floats]:
    """The activations aₗ of every layer, the outputs last: x (n, d) -> one (n, units) per layer.

    Raises:
        ValueError: x has another number of columns than the net has inputs.
    """
    return [layer.copy() for layer in Maps(net, x).of(net)]


def forward(net: Net, x: Floats) -> Floats:
    """The outputs of the last layer: x (n, d) -> (n, k), of the parameters' kind.

    Raises:
        ValueError: x has another number of columns than the net has inputs.
    """
    return Maps(net, x).of(net)[-1].copy()


class Maps:
    """All units over the same points again and again, such as every unit's picture in each frame.

    The points are prepared once and the arrays are used again, which saves more than half of the time.
    """

    def __init__(self, net: Net, x: Floats) -> None:
        """For nets of this one's sizes, activations and kind; points (n, d).

        Raises:
            ValueError: x has another number of columns than the net has inputs.
        """
        if x.ndim != 2 or x.shape[1] != net.sizes[0]:
            raise ValueError(f"the net has {net.sizes[0]} inputs, got points of shape {x.shape}")
        self._params = net.params.copy()
        self._inputs = np.ascontiguousarray(augmented(x, self._params.dtype).T)
        self._forward = Forward(Layout(net.sizes), net.activations, self._params, len(x))

    def of(self, net: Net) -> list[Floats]:
        """One (n, units) per layer, the outputs last; the next call writes over them."""
        np.copyto(self._params, net.params)
        with np.errstate(all="ignore"):
            self._forward.run(self._inputs)
        return [layer.T for layer in self._forward.layers]


def gradient(net: Net, loss: str, x: Floats, y: Floats) -> Floats:
    """∂/∂params of the mean loss, by backpropagation, in the order of `params`; frozen ones too.

    Args:
        loss: a name of LOSSES.
        x: (n, d), n ≥ 1. y: targets (n, k).

    Raises:
        ValueError: shapes that do not fit the net, or another loss.

    Source:
        D. Rumelhart, G. Hinton and R. Williams, Learning representations by back-propagating errors (1986).
    """
    if x.shape != (len(x), net.sizes[0]) or y.shape != (len(x), net.sizes[-1]) or not len(x):
        raise ValueError(f"a net of sizes {net.sizes} cannot learn from x {x.shape} and y {y.shape}")
    if loss not in LOSSES:
        raise ValueError(f"no such loss: {loss}; there are {', '.join(LOSSES)}")
    slopes = np.empty_like(net.params)
    scale = np.ones((), dtype=slopes.dtype)
    one = Pass(Layout(net.sizes), net.activations, LOSSES[loss].slope, net.params, slopes, scale, len(x))
    with np.errstate(all="ignore"):
        one.run([(augmented(x, slopes.dtype).T, y.T.astype(slopes.dtype))], lambda: None)
    slopes /= slopes.dtype.type(len(x))
    return slopes


@lru_cache(maxsize=256)
def _parameters(sizes: tuple[int, ...], activations: tuple[str, ...]) -> int:
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"a net needs inputs and outputs, each at least 1; got sizes {sizes}")
    if len(activations) != len(sizes) - 1:
        raise ValueError(f"{len(sizes) - 1} layers need as many activations, got {len(activations)}")
    for name in activations:
        activation(name)
    return sum((fan_in + 1) * units for fan_in, units in pairwise(sizes))


def _locked(array: NDArray[Any]) -> NDArray[Any]:
    array = array.copy()
    array.flags.writeable = False
    return array
