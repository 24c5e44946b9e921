"""The hot loop: samples forward through a net and their errors back, again and again.

How it works. Inside, a sample is a column: arrays are (units, samples). A layer's parameters are one block [W; b],
and under a layer's activations lies a row of ones, so one product gives all sums with their biases:

    forward    Zₗ = [W; b]ᵀ·[Aₗ₋₁; 1]      Aₗ = f(Zₗ)
    back       Dₖ = loss′(Aₖ)·f′(Zₖ)       Dₗ₋₁ = (W·Dₗ)·f′(Zₗ₋₁)
    gradient   [W; b]′ = [Aₗ₋₁; 1]·Dₗᵀ

Why it is fast. On small nets NumPy spends 95 % of the time on calling, about 350 ns a call whatever the arrays, so
the loop makes few calls, each of the cheapest kind, and Python does nothing else between them:

- All views and bound methods are made once per shape; the loop only takes them out of prepared tuples.
- `block.T.dot(a, z)` with everything contiguous goes straight to BLAS; `W @ a` takes more than twice as long.
- All layers lie one under another in one array, so f′ of every layer with the same f is one step.
- Gradients are written into one flat vector in the order of the parameters, so an update is two calls.
- Nothing is allocated. Inputs come as slices of rows, turned without being copied.

With a leading axis of S nets the same loop runs over stacks of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from tui_nn.engine.activations import ACTIVATIONS, Value
from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import LossSlope

Batch = tuple[Floats, Floats]  # inputs with their row of ones (d + 1, n), targets (k, n)
Product = Callable[[Floats, Floats], object]  # (right, out): left·right into out


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


class _Stack:
    """One array for all layers, one under another, with a row between them where the ones stand."""

    def __init__(self, sizes: Sequence[int], like: Floats, n: int, fill: float) -> None:
        self.all = np.full((*like.shape[:-1], sum(sizes[1:]) + len(sizes) - 2, n), fill, dtype=like.dtype)
        starts = [sum(sizes[1:layer]) + layer - 1 for layer in range(1, len(sizes))]
        self.layers = [
            self.all[..., start : start + units, :] for start, units in zip(starts, sizes[1:], strict=True)
        ]
        self.with_ones = [
            self.all[..., start : start + units + 1, :] for start, units in zip(starts, sizes[1:-1], strict=False)
        ]

    def rows(self, first: int, last: int) -> Floats:
        """From one layer to another, with what stands between."""
        begin = sum(size.shape[-2] + 1 for size in self.layers[:first])
        end = sum(size.shape[-2] + 1 for size in self.layers[:last]) + self.layers[last].shape[-2]
        return self.all[..., begin:end, :]


class Forward:
    """n samples through nets of one shape; the parameters (…, P) are read anew each time."""

    def __init__(self, sizes: Sequence[int], activations: Sequence[str], params: Floats, n: int) -> None:
        stack = _Stack(sizes, params, n, fill=1.0)
        self.layers = stack.layers
        self.outputs = by_output(stack.layers[-1])
        values = [_value(name, params.dtype) for name in activations]
        products = [_product(block.mT) for block in blocks(sizes, params)]
        self._first, self._sums = products[0], stack.layers[0]
        self._hidden = [
            (value, here, product, ones, after)
            for value, here, product, ones, after in zip(
                values, stack.layers, products[1:], stack.with_ones, stack.layers[1:], strict=False
            )
        ]
        self._squash = None if activations[-1] == "identity" else values[-1]

    def run(self, x: Floats) -> None:
        """Inputs (d + 1, n) with their row of ones; the answers stand in `layers`."""
        self._first(x, self._sums)
        # The sums are not needed again, so each activation is written over them.
        for value, here, product, ones, after in self._hidden:
            value(here, here)
            product(ones, after)
        if self._squash:
            self._squash(self.layers[-1], self.layers[-1])


class Pass:
    """n samples forward and back through nets of one shape, to the gradient of the sum of their losses.

    `sums`, `layers` and `errors` hold Zₗ, Aₗ and ∂loss/∂Zₗ of the last batch, (…, units, n).
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activations: Sequence[str],
        loss_slope: LossSlope,
        params: Floats,
        gradient: Floats,
        n: int,
        dropout: bool = False,
    ) -> None:
        """Parameters and gradient are (P,) or (S, P); the pass keeps both, reads the first, writes the second."""
        sums, values, errors, slopes = (_Stack(sizes, params, n, fill) for fill in (0.0, 1.0, 0.0, 0.0))
        self.sums, self.layers, self.errors = sums.layers, values.layers, errors.layers
        self.masks = [np.ones_like(layer) for layer in values.layers[:-1]] if dropout else []
        self.outputs = by_output(values.layers[-1])
        squashed = activations[-1] != "identity"
        if not squashed:
            self.outputs = by_output(sums.layers[-1])
            self.layers = [*values.layers[:-1], sums.layers[-1]]

        functions: list[Value] = [_value(name, params.dtype) for name in activations]
        if dropout:
            functions[:-1] = [
                _dropping(name, mask, slope)
                for name, mask, slope in zip(activations, self.masks, slopes.layers, strict=False)
            ]
        views, slots = blocks(sizes, params), blocks(sizes, gradient)
        forward = [_product(view.mT) for view in views]
        back = [_product(view[..., :-1, :]) for view in views]
        outer = [_product(ones) for ones in values.with_ones]

        self._first = forward[0]
        self._up = [
            (functions[i], sums.layers[i], values.layers[i], forward[i + 1], values.with_ones[i], sums.layers[i + 1])
            for i in range(len(activations) - 1)
        ]
        self._squash = functions[-1] if squashed else None
        self._loss_slope = loss_slope
        begin = len(activations) - 1 if dropout else 0
        self._slopes = [
            (ACTIVATIONS[activations[i]].slope, sums.rows(i, j), values.rows(i, j), slopes.rows(i, j))
            for i, j in _alike(activations, begin, len(activations) - (not squashed))
        ]
        self._slope_of_outputs = slopes.layers[-1]
        self._down = [
            (outer[i - 1], errors.layers[i].mT, slots[i], back[i], errors.layers[i], errors.layers[i - 1],
             slopes.layers[i - 1])
            for i in range(len(activations) - 1, 0, -1)
        ]  # fmt: skip
        self._last_slot = slots[0]
        self._outer = np.matmul if params.ndim > 1 else np.ndarray.dot

    def run(self, batches: Iterable[Batch], update: Callable[[], object]) -> None:
        """For each batch write the gradient of the sum of its losses, then call `update`."""
        first, first_sums, up, squash = self._first, self.sums[0], self._up, self._squash
        last_sums, last_values, errors = self.sums[-1], self.layers[-1], self.errors[-1]
        outputs, errors_of_outputs = self.outputs, by_output(errors)
        loss_slope, slopes, slope_of_outputs, down = (
            self._loss_slope,
            self._slopes,
            self._slope_of_outputs,
            self._down,
        )
        outer, first_errors, last_slot, multiply = self._outer, self.errors[0].mT, self._last_slot, np.multiply

        for x, y in batches:
            first(x, first_sums)
            for value, z, a, product, ones, after in up:
                value(z, a)
                product(ones, after)
            if squash:
                squash(last_sums, last_values)

            loss_slope(outputs, y, errors_of_outputs)
            for slope, z, a, s in slopes:
                slope(z, a, s)
            if squash:
                multiply(errors, slope_of_outputs, errors)

            for product, turned, slot, back, d, before, s in down:
                product(turned, slot)
                back(d, before)
                multiply(before, s, before)
            outer(x, first_errors, last_slot)
            update()


def by_output(array: Floats) -> Floats:
    """(k, n) as it is, (S, k, n) as (k, S, n): losses take the outputs along the first axis."""
    return array if array.ndim == 2 else array.swapaxes(0, 1)


def _product(left: Floats) -> Product:
    return left.dot if left.ndim == 2 else partial(np.matmul, left)


def _value(name: str, kind: np.dtype[Any]) -> Value:
    # The 0 is looked up here and not at each call, which shows in a deep net.
    if name != "relu":
        return ACTIVATIONS[name].value
    zero, maximum = np.zeros((), dtype=kind), np.maximum

    def relu(z: Floats, a: Floats | None = None, /) -> Floats:
        return maximum(z, zero, out=a)

    return relu


def _dropping(name: str, mask: Floats, slope: Floats) -> Value:
    """f, and f′ while its arguments are whole, both with the dropped units at 0 and the others made larger."""
    activation = ACTIVATIONS[name]

    def value(z: Floats, a: Floats | None = None, /) -> Floats:
        a = activation.value(z, a)
        activation.slope(z, a, slope)
        np.multiply(slope, mask, slope)
        return np.multiply(a, mask, a)

    return value


def _alike(names: Sequence[str], begin: int, end: int) -> list[tuple[int, int]]:
    """Runs of equal names between two places: (first, last) of each."""
    runs: list[tuple[int, int]] = []
    for i in range(begin, end):
        if runs and names[i] == names[i - 1]:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs
