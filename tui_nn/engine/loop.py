"""Epochs of batches and what each batch does to the parameters: the workshop where values are changed in place."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.arrays import Floats
from tui_nn.engine.fault import Fault, diagnose
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.optimisers import Sgd
from tui_nn.engine.passes import Batch, Forward, Pass, augmented, blocks, by_output
from tui_nn.engine.recipe import Data, Recipe
from tui_nn.engine.regularisers import add_slope, shrink
from tui_nn.engine.schedules import rate_at

Bools = NDArray[np.bool_]

KEPT = 6  # loops a thread keeps ready: a few runs side by side
AT_ONCE = 4096  # samples a forward pass takes when losses are measured: more would leave the processor's cache


@dataclass
class State:
    """What changes while a net learns. Arrays are (P,), or (S, P) for S nets; memory has slots before."""

    params: Floats
    memory: Floats
    pending: Floats  # gradient of the samples left over, a sum
    count: int  # how many they are
    dead: Bools
    epoch: int
    position: int
    updates: int
    fresh: int  # how many updates there were when the memory was new

    def copied(self) -> State:
        return State(
            self.params.copy(),
            self.memory.copy(),
            self.pending.copy() if self.count else self.pending,
            self.count,
            self.dead.copy(),
            self.epoch,
            self.position,
            self.updates,
            self.fresh,
        )


class Loop:
    """Everything prepared for nets of one shape that learn from one data set by one recipe."""

    def __init__(
        self, sizes: tuple[int, ...], activations: tuple[str, ...], like: Floats, data: Data, recipe: Recipe
    ) -> None:
        """`like` is (P,) for one net or (S, P) for S: the shape and kind of the parameters."""
        if data.x.shape[1] != sizes[0] or data.y.shape[1] != sizes[-1]:
            raise ValueError(f"a net of sizes {sizes} cannot learn from x {data.x.shape} and y {data.y.shape}")
        self.sizes, self.activations, self.data, self.recipe = sizes, activations, data, recipe
        self.loss = LOSSES[recipe.loss]
        self._x, self._y = _prepared(data, like.dtype)
        self._n = len(data.x)
        self._batch = min(recipe.batch, self._n)
        zeros = np.zeros_like(like)
        self.state = State(
            zeros.copy(),
            np.zeros((recipe.optimiser.slots, *like.shape), dtype=like.dtype),
            zeros.copy(),
            0,
            np.zeros(like.shape, dtype=np.bool_),
            0,
            0,
            0,
            0,
        )
        self._gradient = zeros.copy()
        self._is_weight = np.ones_like(like)
        for block in blocks(sizes, self._is_weight):
            block[..., -1, :] = 0.0
        self._zeros = np.zeros(like.shape[-1], dtype=like.dtype)
        self._scale = np.zeros((), dtype=like.dtype)
        self._frozen: Bools | None = None
        self._seeds: Sequence[int] = ()
        self._arranged: object = None
        self._shuffled_x, self._shuffled_y = self._room_for_shuffled(like.shape[:-1])
        self._views: dict[int, list[Batch]] = {}
        self._passes: dict[int, Pass] = {}
        self._forwards: dict[int, Forward] = {}
        self._rate = recipe.rate

    # What the outside sets before it runs.

    def take(self, state: State, frozen: Bools | None, seeds: Sequence[int]) -> None:
        """Begin from this state; its arrays are copied. Frozen parameters are (P,) or (S, P)."""
        mine = self.state
        np.copyto(mine.params, state.params)
        np.copyto(mine.memory, state.memory)
        if state.count:
            np.copyto(mine.pending, state.pending)
        np.copyto(mine.dead, state.dead)
        mine.count, mine.epoch, mine.position = state.count, state.epoch, state.position
        mine.updates, mine.fresh = state.updates, state.fresh
        self._frozen, self._seeds = frozen, seeds

    # Running.

    def segment(self, limit: int | None) -> int:
        """Show the rest of this epoch, or as much as makes `limit` ≥ 1 updates; answers how many were made."""
        state, batch = self.state, self._batch
        self._open_epoch()
        room = (self._n - state.position) // batch
        made = room if limit is None else min(room, limit)
        if made:
            offset = state.position % batch
            begin = state.position // batch
            batches = self._batches(offset)
            if made < len(batches):
                batches = batches[begin : begin + made]
            if state.count:
                self._update_with(batches[:1])
                batches = batches[1:]
            self._update_with(batches)
        left = self._n - state.position
        if left and left < batch:
            if self.recipe.leftovers == "carry":
                self._keep(left)
            elif limit is None or made < limit:
                self._update_with([self._rest(left)])
                made += 1
        self._close_epoch()
        return made

    def first_fault(self) -> Fault:
        """Show batch after batch until something is not finite; answers what, with the state as before it."""
        while True:
            before = self.state.copied()
            self._open_epoch()
            left = self._n - self.state.position
            batch = self._view(before.position, before.position + min(left, self._batch))
            if left >= self._batch or self.recipe.leftovers == "short":
                self._update_with([batch])
            else:
                self._keep(left)
            if not self.finite():
                self.take(before, self._frozen, self._seeds)
                return self._diagnosed(batch)
            self._close_epoch()

    def finite(self) -> bool:
        """Whether all numbers of all nets are."""
        return bool(np.all(self.finite_nets()))

    def finite_nets(self) -> Any:
        """Whether all numbers of a net are finite: of the only one, or (S,) of each."""
        # 0·w is 0, or nan if w is not finite; one product asks them all.
        state = self.state
        sums = state.params.dot(self._zeros)
        for row in state.memory:
            sums = sums + row.dot(self._zeros)
        if state.count:
            sums = sums + state.pending.dot(self._zeros)
        return sums == 0.0

    def losses(self) -> tuple[Any, Any]:
        """Mean loss over the training and the test samples, without regulariser; nan where there are none."""
        total = len(self._x)
        if total <= AT_ONCE:
            outputs = self._outputs(0, total)
        else:
            parts = [self._outputs(i, min(i + AT_ONCE, total)).copy() for i in range(0, total, AT_ONCE)]
            outputs = np.concatenate(parts, axis=-1)
        each = self.loss.per_sample(outputs, self._targets(self._y))
        n = self._n
        train = np.add.reduce(each[..., :n], axis=-1) / n
        return train, np.add.reduce(each[..., n:], axis=-1) / (total - n) if total > n else train * np.nan

    # One batch.

    def _update_with(self, batches: list[Batch]) -> None:
        """Show batches of one size, with an update after each; what waits from before joins the first."""
        if not batches:
            return
        state, size = self.state, batches[0][0].shape[-1]
        step = self._step(size + state.count)
        one = self._pass(size)
        one.run(self._masked(one, batches), self._joined(step) if state.count else step)
        state.count = 0
        state.updates += len(batches)
        state.position += size * len(batches)

    def _keep(self, left: int) -> None:
        """Add the gradient of the samples left over to what waits for the next update."""
        state, one = self.state, self._pass(left)
        one.run(self._masked(one, [self._rest(left)]), lambda: None)
        if state.count:
            np.add(state.pending, self._gradient, state.pending)
        else:
            np.copyto(state.pending, self._gradient)
        state.count += left
        state.position += left

    def _joined(self, step: Callable[[], None]) -> Callable[[], None]:
        gradient, pending = self._gradient, self.state.pending

        def joined() -> None:
            np.add(gradient, pending, gradient)
            step()

        return joined

    def _step(self, count: int) -> Callable[[], None]:
        """What to do with the summed gradient of `count` samples: the plain rule by itself, or all that is asked."""
        plain = type(self.recipe.optimiser) is Sgd and self.recipe.regulariser == "none" and self._frozen is None
        return self._plain_step(count) if plain else self._full_step(count)

    def _plain_step(self, count: int) -> Callable[[], None]:
        """w ← w − (η/count)·Σg."""
        params, gradient, scale, multiply, subtract = (
            self.state.params, self._gradient, self._scale, np.multiply, np.subtract
        )  # fmt: skip
        scale[...] = self._rate / count

        def step() -> None:
            multiply(gradient, scale, gradient)
            subtract(params, gradient, params)

        return step

    def _full_step(self, count: int) -> Callable[[], None]:
        recipe, state, frozen, rate = self.recipe, self.state, self._frozen, self._rate
        params, gradient, scale, weights = state.params, self._gradient, self._scale, self._is_weight
        name, strength = recipe.regulariser, recipe.strength
        t = state.updates - state.fresh
        scale[...] = 1 / count

        def step() -> None:
            nonlocal t
            t += 1
            before, dead = params.copy(), state.dead.copy()
            np.multiply(gradient, scale, gradient)
            add_slope(name, params, weights, strength, gradient)
            if frozen is not None:
                np.copyto(gradient, 0.0, where=frozen)
            recipe.optimiser.update(params, gradient, state.memory, rate, t)
            shrink(name, params, before, weights, rate, strength, state.dead)
            if frozen is not None:
                np.copyto(params, before, where=frozen)
                np.copyto(state.dead, dead, where=frozen)

        return step

    def _masked(self, one: Pass, batches: list[Batch]) -> Iterable[Batch]:
        return self._with_masks(one, batches) if self.recipe.dropout else batches

    def _with_masks(self, one: Pass, batches: list[Batch]) -> Iterator[Batch]:
        """The batches, each after the masks for its place in the run have been drawn."""
        share, state = self.recipe.dropout, self.state
        for i, batch in enumerate(batches):
            place = (state.epoch, state.position + i * batch[0].shape[-1])
            draws = [np.random.default_rng([seed, *place, 1]) for seed in self._seeds]
            for layer in one.masks:
                for random, mask in zip(draws, layer if layer.ndim == 3 else layer[None], strict=True):
                    mask[...] = np.where(random.random(mask.shape) < share, 0.0, 1 / (1 - share))
            yield batch

    def _diagnosed(self, batch: Batch) -> Fault:
        one = self._pass(batch[0].shape[-1])
        found = diagnose(self.sizes, self.state.params, one, batch, self.loss, self._gradient)
        return Fault(found.layer, self.state.updates + 1, found.cause, found.unit)

    # Epochs.

    def _open_epoch(self) -> None:
        recipe, state = self.recipe, self.state
        self._rate = rate_at(recipe.schedule, recipe.rate, state.epoch)
        if recipe.order == "shuffled" and self._arranged != (wanted := (tuple(self._seeds), state.epoch)):
            self._arranged = wanted
            xs, ys = self._shuffled_x, self._shuffled_y
            lead = xs.ndim == 3
            for s, seed in enumerate(self._seeds):
                order = np.random.default_rng([seed, state.epoch]).permutation(self._n)
                np.take(self._x, order, axis=0, out=xs[s] if lead else xs, mode="clip")
                np.take(self._y, order, axis=0, out=ys[s] if lead else ys, mode="clip")

    def _close_epoch(self) -> None:
        if self.state.position == self._n:
            self.state.epoch += 1
            self.state.position = 0

    # Views, made once.

    def _room_for_shuffled(self, lead: tuple[int, ...]) -> tuple[Floats, Floats]:
        if self.recipe.order == "fixed":
            return self._x, self._y
        x, y = self._x, self._y
        return (
            np.empty((*lead, self._n, x.shape[1]), dtype=x.dtype),
            np.empty((*lead, self._n, y.shape[1]), dtype=y.dtype),
        )

    def _batches(self, offset: int) -> list[Batch]:
        if offset not in self._views:
            last = self._n - self._batch
            self._views[offset] = [self._view(i, i + self._batch) for i in range(offset, last + 1, self._batch)]
        return self._views[offset]

    def _rest(self, left: int) -> Batch:
        return self._view(self._n - left, self._n)

    def _view(self, begin: int, end: int) -> Batch:
        x, y = self._shuffled_x[..., begin:end, :], self._shuffled_y[..., begin:end, :]
        return x.mT, self._targets(y)

    def _targets(self, y: Floats) -> Floats:
        """(k, n) for one net; for S of them (k, 1, n), or (k, S, n) when each has its own order."""
        if self.state.params.ndim == 1:
            return y.T
        return by_output(y.mT) if y.ndim == 3 else y.T[:, None]

    def _pass(self, n: int) -> Pass:
        if n not in self._passes:
            slope, dropout = self.loss.slope, self.recipe.dropout > 0
            made = Pass(self.sizes, self.activations, slope, self.state.params, self._gradient, n, dropout)
            self._passes[n] = made
        return self._passes[n]

    def _outputs(self, begin: int, end: int) -> Floats:
        n = end - begin
        if n not in self._forwards:
            self._forwards[n] = Forward(self.sizes, self.activations, self.state.params, n)
        self._forwards[n].run(self._x[begin:end].T)
        return self._forwards[n].outputs


class _Shelf(threading.local):
    """Each thread has its own loops, because a loop's arrays change while it runs."""

    def __init__(self) -> None:
        self.loops: dict[object, Loop] = {}


_shelf = _Shelf()
_tables: WeakKeyDictionary[Data, dict[str, tuple[Floats, Floats]]] = WeakKeyDictionary()


def loop_for(sizes: tuple[int, ...], activations: tuple[str, ...], like: Floats, data: Data, recipe: Recipe) -> Loop:
    """The loop for these, ready made if this thread has used it lately."""
    # A loop holds its data and recipe, so while it is kept no other object can have their ids.
    key = (id(data), id(recipe), sizes, activations, like.shape, like.dtype.char)
    loops = _shelf.loops
    loop = loops.pop(key, None) or Loop(sizes, activations, like, data, recipe)
    loops[key] = loop
    if len(loops) > KEPT:
        del loops[next(iter(loops))]
    return loop


def _prepared(data: Data, kind: np.dtype[Any]) -> tuple[Floats, Floats]:
    """Training samples, then test samples, in one table: inputs with ones (n + m, d + 1), targets (n + m, k)."""
    kinds = _tables.setdefault(data, {})
    if kind.char not in kinds:
        x = augmented(np.concatenate([data.x, data.test_x]), kind)
        kinds[kind.char] = x, np.concatenate([data.y, data.test_y]).astype(kind)
    return kinds[kind.char]
