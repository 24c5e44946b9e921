"""Epochs of batches and what each batch does to the parameters: the workshop where values are changed in place."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.arrays import Floats
from tui_nn.engine.fault import Architecture, Fault, diagnose
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.optimisers import Sgd
from tui_nn.engine.passes import Batch, Forward, Layout, Pass, augmented, blocks
from tui_nn.engine.recipe import Data, Recipe
from tui_nn.engine.regularisers import add_slope, shrink
from tui_nn.engine.schedules import rate_at

Bools = NDArray[np.bool_]

KEPT = 6  # loops a thread keeps ready: a few runs side by side
AT_ONCE = 4096  # samples a forward pass takes when losses are measured: more would leave the processor's cache


@dataclass
class State:
    """What changes while a net learns. Arrays are (P,), or (S, P) for S nets; memory has slots before that.

    A loop's own has flat vectors in its layout instead.
    """

    params: Floats
    memory: Floats
    dead: Bools
    pending: Floats  # gradient of the samples left over, a sum; nothing is told by it while there are none
    count: int  # how many they are
    epoch: int
    position: int
    updates: int
    fresh: int  # how many updates there were when the memory was new

    def copied(self) -> State:
        counters = self.count, self.epoch, self.position, self.updates, self.fresh
        return State(self.params.copy(), self.memory.copy(), self.dead.copy(), self.pending.copy(), *counters)


class Loop:
    """Everything prepared for nets of one shape that learn from one data set by one recipe."""

    def __init__(self, net: Architecture, like: Floats, data: Data, recipe: Recipe) -> None:
        """`like` is (P,) for one net or (S, P) for S: the shape and kind of the parameters."""
        self._net, self._recipe = net, recipe
        self._kept = data, recipe
        self._loss = LOSSES[recipe.loss]
        self._x, self._y = _prepared(data, like.dtype)
        self._n = len(data.x)
        self._batch = min(recipe.batch, self._n)
        self._nets = len(like) if like.ndim == 2 else None
        self._layout = Layout(net[0], self._nets, same_inputs=recipe.order == "fixed")
        zeros = np.zeros(like.size, dtype=like.dtype)
        memory = np.zeros((recipe.optimiser.slots, like.size), dtype=like.dtype)
        dead = np.zeros(like.size, dtype=np.bool_)
        self.state = State(zeros.copy(), memory, dead, zeros.copy(), 0, 0, 0, 0, 0)
        self._gradient, self._zeros = zeros.copy(), zeros.copy()
        self._scale = np.zeros((), dtype=like.dtype)
        self._is_weight = zeros.copy()
        self._layout.take(_weights(net[0], like), self._is_weight)
        self._frozen: Bools | None = None
        self._kills = recipe.regulariser == "playground-l1"
        self._none_dead = np.zeros(like.shape, dtype=np.bool_)
        self._none_dead.flags.writeable = False
        self._plain = False
        self._seeds: Sequence[int] = ()
        self._rate = recipe.rate
        self._arranged: object = None
        self._rows = self._room_for_orders()
        self._views: dict[int, list[Batch]] = {}
        self._rests: dict[int, Batch] = {}
        self._passes: dict[int, Pass] = {}
        self._forwards: dict[int, Forward] = {}

    def take(self, state: State, frozen: Bools | None, seeds: Sequence[int]) -> None:
        """Begin from this state, with these parameters frozen; nothing of it is changed."""
        mine, layout = self.state, self._layout
        layout.take(state.params, mine.params)
        for row, rows in zip(mine.memory, state.memory, strict=True):
            layout.take(rows, row)
        if self._kills:
            layout.take(state.dead, mine.dead)
        if state.count:
            layout.take(state.pending, mine.pending)
        mine.count, mine.epoch, mine.position = state.count, state.epoch, state.position
        mine.updates, mine.fresh = state.updates, state.fresh
        self._seeds = seeds
        self._frozen = None
        if frozen is not None:
            self._frozen = np.empty_like(mine.dead)
            layout.take(frozen, self._frozen)
        recipe = self._recipe
        self._plain = type(recipe.optimiser) is Sgd and recipe.regulariser == "none" and frozen is None

    def give(self) -> State:
        """A copy of the state as it is now."""
        state, give = self.state, self._layout.give
        memory = (
            np.array([give(row) for row in state.memory]) if len(state.memory) else _no_memory(give(state.params))
        )
        pending = give(state.pending) if state.count else state.pending
        counters = state.count, state.epoch, state.position, state.updates, state.fresh
        dead = give(state.dead) if self._kills else self._none_dead
        return State(give(state.params), memory, dead, pending, *counters)

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
            if self._recipe.leftovers == "carry":
                self._keep(left)
            elif limit is None or made < limit:
                self._update_with([self._rest(left)])
                made += 1
        self._close_epoch()
        return made

    def first_fault(self) -> Fault:
        """Show batch after batch of one net until something is not finite; answers what, with the state before it."""
        while True:
            before = self.state.copied()
            self._open_epoch()
            left = self._n - self.state.position
            batch = self._view(before.position, before.position + min(left, self._batch))
            if left >= self._batch or self._recipe.leftovers == "short":
                self._update_with([batch])
            else:
                self._keep(left)
            if not self.finite():
                self.take(before, self._frozen, self._seeds)
                one = self._pass(batch[0].shape[-1])
                found = diagnose(self._net, self.state.params, one, batch, self._loss, self._gradient)
                return replace(found, step=self.state.updates + 1)
            self._close_epoch()

    def finite(self) -> bool:
        """Whether all numbers of all nets are."""
        # 0·w is 0, or nan if w is not finite; one product asks them all.
        state, zeros = self.state, self._zeros
        sums = float(state.params.dot(zeros))
        for row in state.memory:
            sums += float(row.dot(zeros))
        if state.count:
            sums += float(state.pending.dot(zeros))
        return sums == 0.0

    def losses(self) -> tuple[Any, Any]:
        """Mean loss over the training and the test samples, without regulariser; nan where there are none.

        Numbers for one net, (S,) for S of them.
        """
        total, n = len(self._x), self._n
        step = AT_ONCE // (self._nets or 1) or 1
        if total <= step:
            outputs = self._outputs(0, total)
        else:
            parts = [self._outputs(i, min(i + step, total)).copy() for i in range(0, total, step)]
            outputs = np.concatenate(parts, axis=-1)
        targets = self._targets(self._y)
        if self._recipe.loss == "half-mse":
            # Two products are quicker than the loss itself with its means, which shows in a small net's epoch.
            error = outputs - targets
            return self._half_squares(error[..., :n]), self._half_squares(error[..., n:])
        each = self._loss.per_sample(outputs, targets)
        return self._mean(each[..., :n]), self._mean(each[..., n:])

    def _mean(self, each: Floats) -> Any:
        return np.add.reduce(each, axis=-1) / each.shape[-1] if each.shape[-1] else np.full(each.shape[:-1], np.nan)

    def _half_squares(self, error: Floats) -> Any:
        n = error.shape[-1]
        if not n:
            return np.full(error.shape[1:-1], np.nan)
        if self._nets is None:
            return float(np.vdot(error, error)) * 0.5 / n
        return np.vecdot(error, error).sum(axis=0) * 0.5 / n

    # One batch.

    def _update_with(self, batches: list[Batch]) -> None:
        """Show batches of one size, with an update after each; what waits from before joins the first."""
        if not batches:
            return
        state, size = self.state, batches[0][0].shape[-1]
        one, shown = self._pass(size), self._masked(self._pass(size), batches)
        self._scale[...] = (self._rate if self._plain else 1.0) / (size + state.count)
        if self._plain and not state.count:
            one.descend(shown, None)
        else:
            step = self._plain_step if self._plain else self._full_step()
            one.run(shown, self._joined(step) if state.count else step)
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

    def _plain_step(self) -> None:
        """w ← w − scale·Σg, as `descend` does by itself."""
        np.multiply(self._gradient, self._scale, self._gradient)
        np.subtract(self.state.params, self._gradient, self.state.params)

    def _full_step(self) -> Callable[[], None]:
        """All that the recipe asks for: regulariser, frozen parameters, an optimiser with a memory."""
        recipe, state, frozen, rate = self._recipe, self.state, self._frozen, self._rate
        params, gradient, scale, weights = state.params, self._gradient, self._scale, self._is_weight
        name, strength = recipe.regulariser, recipe.strength
        t = state.updates - state.fresh

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
        return self._with_masks(one, batches) if self._recipe.dropout else batches

    def _with_masks(self, one: Pass, batches: list[Batch]) -> Iterator[Batch]:
        """The batches, each after the masks for its place in the run have been drawn."""
        share, state = self._recipe.dropout, self.state
        for i, batch in enumerate(batches):
            place = (state.epoch, state.position + i * batch[0].shape[-1])
            draws = [np.random.default_rng([seed, *place, 1]) for seed in self._seeds]
            for layer in one.masks:
                for s, random in enumerate(draws):
                    mask = layer if self._nets is None else layer[:, s]
                    mask[...] = np.where(random.random(mask.shape) < share, 0.0, 1 / (1 - share))
            yield batch

    # Epochs.

    def _open_epoch(self) -> None:
        recipe, state = self._recipe, self.state
        self._rate = rate_at(recipe.schedule, recipe.rate, state.epoch)
        if recipe.order == "shuffled" and self._arranged != (wanted := (tuple(self._seeds), state.epoch)):
            self._arranged = wanted
            for s, seed in enumerate(self._seeds):
                order = np.random.default_rng([seed, state.epoch]).permutation(self._n)
                for table, rows in zip((self._x, self._y), self._rows, strict=True):
                    np.take(table, order, axis=0, out=rows if self._nets is None else rows[s], mode="clip")

    def _close_epoch(self) -> None:
        if self.state.position == self._n:
            self.state.epoch += 1
            self.state.position = 0

    # Views, made once.

    def _room_for_orders(self) -> tuple[Floats, Floats]:
        """Where the samples stand in the order in which they are shown: for shuffled ones, tables to fill."""
        x, y = self._x, self._y
        if self._recipe.order == "fixed":
            return x, y
        lead = () if self._nets is None else (self._nets,)
        return np.empty((*lead, self._n, x.shape[1]), x.dtype), np.empty((*lead, self._n, y.shape[1]), y.dtype)

    def _batches(self, offset: int) -> list[Batch]:
        if offset not in self._views:
            last = self._n - self._batch
            self._views[offset] = [self._view(i, i + self._batch) for i in range(offset, last + 1, self._batch)]
        return self._views[offset]

    def _rest(self, left: int) -> Batch:
        if left not in self._rests:
            self._rests[left] = self._view(self._n - left, self._n)
        return self._rests[left]

    def _view(self, begin: int, end: int) -> Batch:
        x, y = self._rows
        targets = self._targets(y[..., begin:end, :])
        if self._nets and y.ndim == 2:
            # Written out for each net: stretching one row over all of them takes three times as long at each batch.
            targets = np.repeat(targets, self._nets, axis=1)
        return x[..., begin:end, :].mT, targets

    def _targets(self, y: Floats) -> Floats:
        """(n, k) as (k, n); for S nets as (k, 1, n), or (S, n, k) as (k, S, n) when each has its own order."""
        if y.ndim == 3:
            return y.transpose(2, 0, 1)
        return y.T if self._nets is None else y.T[:, None]

    def _pass(self, n: int) -> Pass:
        if n not in self._passes:
            slope, dropout, params = self._loss.slope, self._recipe.dropout > 0, self.state.params
            made = Pass(self._layout, self._net[1], slope, params, self._gradient, self._scale, n, dropout)
            self._passes[n] = made
        return self._passes[n]

    def _outputs(self, begin: int, end: int) -> Floats:
        n = end - begin
        if n not in self._forwards:
            self._forwards[n] = Forward(self._layout, self._net[1], self.state.params, n)
        self._forwards[n].run(self._x[begin:end].T)
        return self._forwards[n].layers[-1]


class _Shelf(threading.local):
    """Each thread has its own loops, because a loop's arrays change while it runs."""

    def __init__(self) -> None:
        self.loops: dict[object, Loop] = {}


_shelf = _Shelf()
_tables: WeakKeyDictionary[Data, dict[str, tuple[Floats, Floats]]] = WeakKeyDictionary()


def loop_for(net: Architecture, like: Floats, data: Data, recipe: Recipe) -> Loop:
    """The loop for these, ready made if this thread has used it lately."""
    # A loop holds its data and recipe, so while it is kept no other object can have their ids.
    key = (id(data), id(recipe), net, like.shape, like.dtype.char)
    loops = _shelf.loops
    loop = loops.pop(key, None) or Loop(net, like, data, recipe)
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


def _weights(sizes: Sequence[int], like: Floats) -> Floats:
    """1 for a weight and 0 for a bias."""
    mask = np.ones_like(like)
    for block in blocks(sizes, mask):
        block[..., -1, :] = 0.0
    return mask


def _no_memory(like: Floats) -> Floats:
    return np.zeros((0, *like.shape), dtype=like.dtype)
