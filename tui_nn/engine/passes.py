"""The hot loop: samples forward through a net and their errors back, again and again.

How it works. Inside, a sample is a column: arrays are (units, samples). A layer's parameters are one block [W; b],
and under a layer's activations lies a row of ones, so one product gives all sums with their biases:

    forward    Zₗ = [W; b]ᵀ·[Aₗ₋₁; 1]      Aₗ = f(Zₗ)
    back       Dₖ = loss′(Aₖ)·f′(Zₖ)       Dₗ₋₁ = (W·Dₗ)·f′(Zₗ₋₁)
    gradient   [W; b]′ = [Aₗ₋₁; 1]·Dₗᵀ
    update     w ← w − rate·w′, all parameters being one flat vector, and all slopes w′ another

Why it is fast. On small nets NumPy spends 95 % of the time on calling, about 300 ns a call whatever the arrays; so
the loop makes few calls, 19 for two hidden layers of tanh, each of the cheapest kind, with nothing between them:

- The calls are written down once per shape, with their arrays, and become one function without branches or loops
  over layers (see `script.py`). Nothing is allocated, looked up or sliced while it runs.
- `block.T.dot(a, z)` with everything contiguous goes straight to BLAS; `W @ a` takes more than twice as long.
- All layers lie one under another in one array, so f′ of every layer with the same f is one step.
- Gradients are written into a flat vector in the order of the parameters, so an update is two calls.
- Inputs come as slices of rows, turned without being copied.

S nets at once are the same calls on arrays of (units, S, samples), with stacks of products in place of products.
Their first layers, which see the same inputs, are one wide layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.activations import activation
from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import LossSlope
from tui_nn.engine.script import Script

Batch = tuple[Floats, Floats]  # inputs with their row of ones (d + 1, n), targets (k, n)

# Their slope can be told from their value alone, so the value may be written over the sum.
IN_PLACE = ("identity", "step", "sigmoid", "tanh", "relu", "leaky-relu")


def blocks(sizes: Sequence[int], flat: Floats) -> list[Floats]:
    """The views [W; b] of each layer, (…, fan_in + 1, units), of flat parameters (…, P)."""
    views, begin = [], 0
    for fan_in, units in pairwise(sizes):
        end = begin + (fan_in + 1) * units
        views.append(flat[..., begin:end].reshape(*flat.shape[:-1], fan_in + 1, units))
        begin = end
    return views


def augmented(x: Floats, kind: np.dtype[Any]) -> Floats:
    """A copy of the inputs with a column of ones: (n, d) -> (n, d + 1)."""
    wide = np.ones((len(x), x.shape[1] + 1), dtype=kind)
    wide[:, :-1] = x
    return wide


class Layout:
    """How the parameters of S nets lie in one flat vector, so that products find them in whole blocks.

    Without a number of nets: as they are. With one: layer after layer, each (S, fan_in + 1, units); but the first, if
    all see the same inputs, as one wide layer (fan_in + 1, units·S).
    """

    def __init__(self, sizes: Sequence[int], nets: int | None = None, same_inputs: bool = True) -> None:
        self.sizes, self.nets = sizes, nets
        self._wide = nets is not None and same_inputs
        self._order = None if nets is None else self._places(nets)

    def views(self, flat: Floats) -> list[Floats]:
        """The blocks of each layer in such a vector."""
        if self.nets is None:
            return blocks(self.sizes, flat)
        views, begin = [], 0
        for fan_in, units in pairwise(self.sizes):
            end = begin + (fan_in + 1) * units * self.nets
            wide = self._wide and not begin
            shape = (fan_in + 1, units * self.nets) if wide else (self.nets, fan_in + 1, units)
            views.append(flat[begin:end].reshape(shape))
            begin = end
        return views

    def take(self, public: NDArray[Any], flat: NDArray[Any]) -> None:
        """Lay parameters (P,) or (S, P) into such a vector."""
        if self._order is None:
            np.copyto(flat, public)
        else:
            np.take(public.reshape(-1), self._order, out=flat, mode="clip")

    def give(self, flat: NDArray[Any]) -> NDArray[Any]:
        """A copy as (P,) or (S, P)."""
        if self._order is None or self.nets is None:
            return flat.copy()
        public = np.empty_like(flat)
        public[self._order] = flat
        return public.reshape(self.nets, -1)

    def _places(self, nets: int) -> NDArray[np.intp]:
        count = sum((fan_in + 1) * units for fan_in, units in pairwise(self.sizes))
        places = blocks(self.sizes, np.arange(nets * count, dtype=np.intp).reshape(nets, count))  # type: ignore[arg-type]
        if self._wide:
            places[0] = places[0].transpose(1, 2, 0)
        return np.concatenate([place.reshape(-1) for place in places])


class Forward:
    """n samples through one net, or S of them; their parameters are read anew each time.

    `layers` holds Aₗ, (units, n) or (units, S, n), the outputs last.
    """

    def __init__(self, layout: Layout, activations: Sequence[str], params: Floats, n: int) -> None:
        views, stack = layout.views(params), _Stack(layout, n, params.dtype, 1.0)
        self.layers = stack.layers
        script = Script()
        for i, (name, view, here) in enumerate(zip(activations, views, stack.layers, strict=True)):
            _sums(script, view, "x" if i == 0 else stack.with_ones[i - 1], here)
            _activate(script, name, here, here)
        self.run = script.once()
        """Of inputs (d + 1, n) with their row of ones; the answer is in `layers`."""


class Pass:
    """n samples forward and back through one net, or S of them, to the gradient of the sum of their losses.

    `run(batches, update)` calls `update` after each batch, when the gradient has been written; `descend(batches,
    None)` moves the parameters by −scale·gradient itself. `outputs` holds what the net answered last.
    """

    def __init__(
        self,
        layout: Layout,
        activations: Sequence[str],
        loss_slope: LossSlope,
        params: Floats,
        gradient: Floats,
        scale: Floats,
        n: int,
        dropout: bool = False,
    ) -> None:
        """The pass keeps all arrays: it reads `params` and `scale`, and writes `gradient`.

        With dropout, `masks` has for each hidden layer what its values are multiplied by.
        """
        values, errors, slopes = (_Stack(layout, n, params.dtype, fill) for fill in (1.0, 0.0, 0.0))
        # A single number is never written over itself: NumPy takes a long way round then, which costs 500 ns.
        single = [layer.size == 1 for layer in values.layers]
        apart = [name not in IN_PLACE or alone for name, alone in zip(activations, single, strict=True)]
        sums = _Stack(layout, n, params.dtype, 0.0) if any(apart) else values
        zs = [(sums if own else values).layers[i] for i, own in enumerate(apart)]
        self.masks = [np.ones_like(layer) for layer in values.layers[:-1]] if dropout else []
        raw = [np.empty_like(e) if alone else e for e, alone in zip(errors.layers, single, strict=True)]
        self.outputs = values.layers[-1]
        views, slots = layout.views(params), layout.views(gradient)
        last = len(activations) - 1

        script = Script()
        for i, name in enumerate(activations):
            _sums(script, views[i], "x" if i == 0 else values.with_ones[i - 1], zs[i])
            _activate(script, name, zs[i], values.layers[i])
            if dropout and i < last:
                # The slope is told from whole values, so it is taken before units are dropped.
                _slope(script, name, zs[i], values.layers[i], slopes.layers[i])
                script.call(np.multiply, slopes.layers[i], self.masks[i], slopes.layers[i])
                script.call(np.multiply, values.layers[i], self.masks[i], values.layers[i])

        squashed = activations[last] != "identity"
        script.call(loss_slope, self.outputs, "y", raw[last] if squashed else errors.layers[last])
        for i, j in _alike(activations, last if dropout else 0, last + squashed):
            _slope(
                script,
                activations[i],
                (sums if apart[i] else values).rows(i, j),
                values.rows(i, j),
                slopes.rows(i, j),
            )
        if squashed:
            script.call(np.multiply, raw[last], slopes.layers[last], errors.layers[last])

        for i in range(last, 0, -1):
            _gradient(script, values.with_ones[i - 1], errors.layers[i], slots[i])
            _errors_below(script, views[i], errors.layers[i], raw[i - 1])
            script.call(np.multiply, raw[i - 1], slopes.layers[i - 1], errors.layers[i - 1])
        _gradient(script, "x", errors.layers[0], slots[0])

        plain = Script(script)
        plain.call(np.multiply, gradient, scale, gradient)
        plain.call(np.subtract, params, gradient, params)
        script.call("update")
        self.run, self.descend = script.for_each_batch(), plain.for_each_batch()


class _Stack:
    """One array for all layers, one under another, with a row between them where the ones stand."""

    def __init__(self, layout: Layout, n: int, kind: np.dtype[Any], fill: float) -> None:
        sizes = layout.sizes
        columns = (n,) if layout.nets is None else (layout.nets, n)
        self._all = np.full((sum(sizes[1:]) + len(sizes) - 2, *columns), fill, dtype=kind)
        self._starts = [sum(sizes[1:layer]) + layer - 1 for layer in range(1, len(sizes))]
        places = list(zip(self._starts, sizes[1:], strict=True))
        self.layers = [self._all[start : start + units] for start, units in places]
        self.with_ones = [self._all[start : start + units + 1] for start, units in places[:-1]]

    def rows(self, first: int, last: int) -> Floats:
        """From one layer to another, with what stands between."""
        return self._all[self._starts[first] : self._starts[last] + len(self.layers[last])]


def _sums(script: Script, block: Floats, below: Floats | str, into: Floats) -> None:
    """Zₗ = [W; b]ᵀ·[Aₗ₋₁; 1]."""
    if block.ndim == 2:
        # A wide first layer: (units, S, n) is (units·S, n), and every other array is a matrix already.
        script.call(block.T.dot, below, into.reshape(-1, into.shape[-1]))
    else:
        script.call(np.matmul, block.mT, below if isinstance(below, str) else _by_net(below), _by_net(into))


def _errors_below(script: Script, block: Floats, errors: Floats, into: Floats) -> None:
    """W·Dₗ, the first part of Dₗ₋₁."""
    weights = block[..., :-1, :]
    if block.ndim == 2:
        script.call(weights.dot, errors, into)
    elif len(errors) == 1:
        # A product of one column and one row: there is nothing to sum.
        script.call(np.multiply, weights.transpose(1, 0, 2), errors, into)
    else:
        script.call(np.matmul, weights, _by_net(errors), _by_net(into))


def _gradient(script: Script, below: Floats | str, errors: Floats, slot: Floats) -> None:
    """[Aₗ₋₁; 1]·Dₗᵀ."""
    if slot.ndim == 2:
        turned = errors.reshape(-1, errors.shape[-1]).T
        script.call("x.dot" if isinstance(below, str) else below.dot, turned, slot)
    else:
        script.call(np.matmul, below if isinstance(below, str) else _by_net(below), _by_net(errors).mT, slot)


def _by_net(array: Floats) -> Floats:
    """(units, S, n) as (S, units, n)."""
    return array.swapaxes(0, 1)


def _activate(script: Script, name: str, z: Floats, a: Floats) -> None:
    if name == "relu":
        # Straight to the ufunc: a deep net would lose a twentieth of its time in a function around it.
        script.call(np.maximum, z, np.zeros((), dtype=z.dtype), out=a)
    elif name != "identity" or z is not a:
        script.call(activation(name).value, z, a)


def _slope(script: Script, name: str, z: Floats, a: Floats, s: Floats) -> None:
    if name == "tanh":
        script.call(np.multiply, a, a, s)
        script.call(np.subtract, np.ones((), dtype=a.dtype), s, s)
    elif name == "relu":
        script.call(np.sign, a, s)
    else:
        script.call(activation(name).slope, z, a, s)


def _alike(names: Sequence[str], begin: int, end: int) -> list[tuple[int, int]]:
    """Runs of equal names between two places: (first, last) of each."""
    runs: list[tuple[int, int]] = []
    for i in range(begin, end):
        if runs and names[i] == names[i - 1]:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs
