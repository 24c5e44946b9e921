"""Where a training that went beyond all numbers began to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tui_nn.engine.activations import activation
from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import Loss
from tui_nn.engine.passes import Batch, Pass, blocks

Architecture = tuple[tuple[int, ...], tuple[str, ...]]  # sizes, activations

CAUSES = ("data", "weight", "overflow-sum", "overflow-loss", "gradient")


@dataclass(frozen=True)
class Fault:
    """Training stopped before an update that would have left the numbers (inf or nan).

    Attributes:
        layer: 0 is the first after the inputs. For cause "data": 0 if an input, the last if a target.
        step: the update that was not made, counted from 1.
        cause: the first of these that was not finite: "data" an input or target of the batch; "weight" a parameter,
            before the update or, when all else is finite, after it; "overflow-sum" a unit's sum or activation;
            "overflow-loss" the loss; "gradient" a slope, or the optimiser's memory of slopes.
        unit: of that layer; for "data" the number of the input or target.
    """

    layer: int
    step: int
    cause: str
    unit: int


def diagnose(net: Architecture, params: Floats, one: Pass, batch: Batch, loss: Loss, gradient: Floats) -> Fault:
    """Find what was first not finite when this batch is shown; `step` is left at 0.

    Args:
        net: sizes and activations. params: (P,) as before the update.
        one: a pass that reads `params` and writes `gradient`, with the masks of this batch.
    """
    (sizes, activations), (x, y) = net, batch
    last = len(activations) - 1
    if (unit := _first_bad(x)) is not None:
        return Fault(0, 0, "data", unit)
    if (unit := _first_bad(y)) is not None:
        return Fault(last, 0, "data", unit)
    if (fault := _in_blocks(sizes, params, "weight")) is not None:
        return fault

    # The pass writes values over sums, so the sums are formed once more.
    values = x
    for layer, block in enumerate(blocks(sizes, params)):
        sums = block.T.dot(values)
        values = activation(activations[layer]).value(sums)
        for array in (sums, values):
            if (unit := _first_bad(array)) is not None:
                return Fault(layer, 0, "overflow-sum", unit)
        if layer < last:
            values = np.vstack([values * one.masks[layer] if one.masks else values, x[-1:]])
    if not np.isfinite(loss.per_sample(values, y)).all():
        return Fault(last, 0, "overflow-loss", int(np.abs(values - y).max(axis=1).argmax()))

    one.run([batch], lambda: None)
    # Errors run backwards, so the last layer with a bad slope is where they began.
    return _in_blocks(sizes, gradient, "gradient", backwards=True) or _largest(sizes, gradient)


def _first_bad(array: Floats) -> int | None:
    """The first row (…, rows, n) with something that is not finite."""
    bad = ~np.isfinite(array).all(axis=-1)
    return int(bad.argmax()) if bad.any() else None


def _in_blocks(sizes: Sequence[int], flat: Floats, cause: str, backwards: bool = False) -> Fault | None:
    found = None
    for layer, block in enumerate(blocks(sizes, flat)):
        if (unit := _first_bad(block.T)) is not None:
            found = Fault(layer, 0, cause, unit)
            if not backwards:
                break
    return found


def _largest(sizes: Sequence[int], gradient: Floats) -> Fault:
    """All was finite until the update itself: the steepest slope is what threw its parameter out."""
    peaks = [np.abs(block).max(axis=0) for block in blocks(sizes, gradient)]
    layer = max(range(len(peaks)), key=lambda i: float(peaks[i].max()))
    return Fault(layer, 0, "weight", int(peaks[layer].argmax()))
