"""Many nets of one architecture trained together: each as if it were alone, at a fraction of the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.arrays import Floats
from tui_nn.engine.loop import Loop, State, loop_for
from tui_nn.engine.mlp import Net
from tui_nn.engine.recipe import Data, Recipe
from tui_nn.engine.training import Pending, Training, expect_fit, train_epochs


@dataclass(frozen=True, eq=False)
class Many:
    """S trainings on the same data by the same recipe, at the same moment.

    Attributes:
        net: what they have in common; its own parameters are the first one's at the start.
        params: (S, P). seeds: S of them. memory: (slots, S, P). dead: (S, P).
        frozen: (S, P), or None when nothing is.
        pending: summed gradients (S, P) of samples left over, and how many these are.
        stopped: those that have met a fault, by their number, as they stopped; the others go on without them.
    """

    net: Net
    data: Data
    recipe: Recipe
    seeds: tuple[int, ...]
    params: Floats
    memory: Floats
    dead: NDArray[np.bool_]
    frozen: NDArray[np.bool_] | None = None
    epoch: int = 0
    updates: int = 0
    pending: Pending | None = None
    stopped: Mapping[int, Training] = field(default_factory=dict)


def begin_many(nets: Sequence[Net], data: Data, recipe: Recipe, seeds: Sequence[int]) -> Many:
    """Before the first update.

    Args:
        nets: S ≥ 1, of the same sizes, activations and kind of number; parameters and frozen ones may differ.
        seeds: S of them, ≥ 0: of each one's order and dropout.

    Raises:
        ValueError: nets that differ, no nets, seeds that are not as many, or data that do not fit.
    """
    if not nets or len(nets) != len(seeds):
        raise ValueError(f"{len(nets)} nets cannot have {len(seeds)} seeds")
    first = nets[0]
    for net in nets:
        if (net.sizes, net.activations, net.params.dtype) != (first.sizes, first.activations, first.params.dtype):
            raise ValueError("nets that train together must have one architecture")
    expect_fit(first, data)
    if min(seeds) < 0:
        raise ValueError(f"seeds must not be below 0, got {min(seeds)}")
    params = np.stack([net.params for net in nets])
    none = np.zeros(len(first.params), dtype=np.bool_)
    frozen = np.stack([none if net.frozen is None else net.frozen for net in nets])
    return Many(
        first,
        data,
        recipe,
        tuple(seeds),
        params,
        np.zeros((recipe.optimiser.slots, *params.shape), dtype=params.dtype),
        np.zeros(params.shape, dtype=np.bool_),
        frozen if frozen.any() else None,
    )


def train_epochs_many(many: Many, epochs: int) -> Many:
    """Train all of them for that many epochs, each step of all in one.

    Returns:
        What S single trainings would have become; matrix products may round differently, no more.

    Raises:
        ValueError: a negative number of epochs.
    """
    if epochs < 0:
        raise ValueError(f"training goes forward, got {epochs} epochs")
    for _ in range(epochs):
        many = _one_epoch(many)
    return many


def losses_many(many: Many) -> tuple[Floats, Floats]:
    """Mean loss over the training and over the test samples, without regulariser: (S,) and (S,); nan over none."""
    with np.errstate(all="ignore"):
        learnt, tested = _loaded(many).losses()
    return learnt, tested


def one(many: Many, s: int) -> Training:
    """The training number s, 0 … S − 1, by itself."""
    if s in many.stopped:
        return many.stopped[s]
    pending = many.pending
    net = many.net
    return Training(
        Net(net.sizes, net.activations, many.params[s], None if many.frozen is None else many.frozen[s]),
        many.data,
        many.recipe,
        many.seeds[s],
        many.memory[:, s].copy(),
        many.dead[s].copy(),
        many.epoch,
        0,
        many.updates,
        0,
        None if pending is None else Pending(pending.gradient[s].copy(), pending.count),
    )


def _one_epoch(many: Many) -> Many:
    loop = _loaded(many)
    with np.errstate(all="ignore"):
        loop.segment(None)
    state, stopped = loop.give(), dict(many.stopped)
    if stopped or not loop.finite():
        _see_to_faults(many, state, stopped)
    return Many(
        many.net,
        many.data,
        many.recipe,
        many.seeds,
        state.params,
        state.memory,
        state.dead,
        many.frozen,
        state.epoch,
        state.updates,
        Pending(state.pending, state.count) if state.count else None,
        stopped,
    )


def _see_to_faults(many: Many, state: State, stopped: dict[int, Training]) -> None:
    """Let each net that has left the numbers say alone where that began, and keep it as it was before."""
    finite = np.isfinite(state.params).all(axis=1) & np.isfinite(state.memory).all(axis=(0, 2))
    if state.count:
        finite &= np.isfinite(state.pending).all(axis=1)
    for s in sorted({*stopped, *map(int, np.flatnonzero(~finite))}):
        alone = stopped[s] if s in stopped else train_epochs(one(many, s), 1)
        if alone.fault is not None:
            stopped[s] = alone
        state.params[s], state.memory[:, s] = alone.net.params, alone.memory
        if state.dead.flags.writeable:
            state.dead[s] = alone.dead
        if state.count:
            state.pending[s] = 0.0 if alone.pending is None else alone.pending.gradient


def _loaded(many: Many) -> Loop:
    net = many.net
    loop = loop_for((net.sizes, net.activations), many.params, many.data, many.recipe)
    pending = many.pending
    state = State(
        many.params,
        many.memory,
        many.dead,
        many.params if pending is None else pending.gradient,
        0 if pending is None else pending.count,
        many.epoch,
        0,
        many.updates,
        0,
    )
    loop.take(state, many.frozen, many.seeds)
    return loop
