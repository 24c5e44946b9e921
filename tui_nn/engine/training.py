"""Training as a value: a net on its way, and the steps that lead it on."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.arrays import Floats
from tui_nn.engine.fault import Fault
from tui_nn.engine.loop import Loop, State, loop_for
from tui_nn.engine.mlp import Net, moved
from tui_nn.engine.recipe import Data, Recipe

__all__ = [
    "Best",
    "Data",
    "Fault",
    "Pending",
    "Recipe",
    "Training",
    "epoch_and_losses",
    "losses",
    "train",
    "train_epochs",
]


@dataclass(frozen=True, eq=False)
class Pending:
    """Samples that were shown but have not moved the net yet: their summed gradient (P,), and how many they are."""

    gradient: Floats
    count: int


@dataclass(frozen=True, eq=False)
class Training:
    """A net that learns from data by a recipe, at one moment.

    Attributes:
        seed: of the order of the samples and of dropout; ≥ 0.
        epoch: whole epochs done. position: samples of the next one already shown. updates: all that were made.
        memory: the optimiser's, (slots, P). fresh: how many updates there had been when it was new.
        pending: samples left over from the last epoch.
        dead: (P,), the weights that playground-l1 has put to rest.
        fault: why it stopped before an update that would have left the numbers; the net is the one before.
    """

    net: Net
    data: Data
    recipe: Recipe
    seed: int
    memory: Floats
    dead: NDArray[np.bool_]
    epoch: int = 0
    position: int = 0
    updates: int = 0
    fresh: int = 0
    pending: Pending | None = None
    fault: Fault | None = None

    @classmethod
    def begin(cls, net: Net, data: Data, recipe: Recipe, seed: int = 0) -> Self:
        """Before the first update.

        Raises:
            ValueError: data that do not fit the net, or a seed below 0.
        """
        expect_fit(net, data)
        if seed < 0:
            raise ValueError(f"seed must not be below 0, got {seed}")
        return cls(net, data, recipe, seed, _new_memory(net, recipe), np.zeros(len(net.params), dtype=np.bool_))

    def with_recipe(self, recipe: Recipe) -> Self:
        """Go on by another recipe, without a new start.

        Another optimiser begins with an empty memory. Weights that playground-l1 has put to rest may learn again
        under another regulariser. A training that had stopped tries again.
        """
        changed = replace(self, recipe=recipe, fault=None)
        if recipe.regulariser != "playground-l1":
            changed = replace(changed, dead=np.zeros_like(self.dead))
        if recipe.optimiser != self.recipe.optimiser:
            changed = replace(changed, memory=_new_memory(self.net, recipe), fresh=self.updates)
        return changed

    def with_net(self, net: Net) -> Self:
        """Go on with another net of the same sizes, such as one with an edited weight or other activations.

        A dead weight that is no longer 0 lives again. A training that had stopped tries again.

        Raises:
            ValueError: other sizes or another kind of number.
        """
        if net.sizes != self.net.sizes or net.params.dtype != self.net.params.dtype:
            raise ValueError(f"a training of a net of sizes {self.net.sizes} cannot go on with sizes {net.sizes}")
        return replace(self, net=net, dead=self.dead & (net.params == 0), fault=None)


def train(training: Training, steps: int) -> Training:
    """Make that many updates, each with the mean gradient of the samples shown since the last one.

    Left-over samples that are carried are shown right after the last whole batch of their epoch. Nothing is changed
    in place, and `train(train(t, 3), 4)` is `train(t, 7)` bit for bit.

    Args:
        steps: updates, ≥ 0.

    Returns:
        The training after them; or with a fault, before the update that would have left the numbers. A training
        with a fault stays as it is.

    Raises:
        ValueError: a negative number of steps.
    """
    return _went(training, steps, None)[0]


def train_epochs(training: Training, epochs: int) -> Training:
    """Train until that many more epochs are done; one that was begun counts when it ends.

    Raises:
        ValueError: a negative number of epochs.
    """
    return _went(training, None, epochs)[0]


def losses(training: Training) -> tuple[float, float]:
    """Mean loss over the training samples and over the test samples, without regulariser; nan over none."""
    return _measured(_loaded(training))


def epoch_and_losses(training: Training) -> tuple[Training, tuple[float, float]]:
    """`train_epochs` of one, and its losses: what a picture needs, for less than the two apart."""
    after, loop = _went(training, None, 1)
    return after, _measured(loop or _loaded(after))


@dataclass(frozen=True, eq=False)
class Best:
    """Early stopping: the training with the least test loss so far, and how long ago that was.

    Fold it over the run: `best = best.seen(training, test_loss)`; stop when `best.stop`, and take `best.training`.
    A loss that is not a number is never the best.

    Source:
        L. Prechelt, Early stopping: but when? (1998).
    """

    patience: int
    training: Training | None = None
    loss: float = math.inf
    waited: int = 0

    def seen(self, training: Training, loss: float) -> Self:
        """After one more look at the test loss."""
        if loss < self.loss:
            return replace(self, training=training, loss=loss, waited=0)
        return replace(self, waited=self.waited + 1)

    @property
    def stop(self) -> bool:
        """The last `patience` looks have found nothing better."""
        return self.waited >= self.patience


def expect_fit(net: Net, data: Data) -> None:
    """Raise ValueError unless the net has an input for each column of x and an output for each of y."""
    if data.x.shape[1] != net.sizes[0] or data.y.shape[1] != net.sizes[-1]:
        raise ValueError(f"a net of sizes {net.sizes} cannot learn from x {data.x.shape} and y {data.y.shape}")


def _went(training: Training, updates: int | None, epochs: int | None) -> tuple[Training, Loop | None]:
    asked = updates if epochs is None else epochs
    if asked is None or asked < 0:
        raise ValueError(f"training goes forward, got {asked} steps")
    if training.fault is not None or asked == 0:
        return training, None
    loop, fault = _loaded(training), None
    state = loop.state
    done, last = 0, training.epoch + (epochs or 0)
    with np.errstate(all="ignore"):
        while state.epoch < last if updates is None else done < updates:
            before = state.copied() if done or state.epoch > training.epoch else None
            done += loop.segment(None if updates is None else updates - done)
            if not loop.finite():
                loop.take(before or _state(training), training.net.frozen, (training.seed,))
                fault = loop.first_fault()
                break
    return _after(training, loop.give(), fault), loop


def _loaded(training: Training) -> Loop:
    net = training.net
    loop = loop_for((net.sizes, net.activations), net.params, training.data, training.recipe)
    loop.take(_state(training), net.frozen, (training.seed,))
    return loop


def _state(training: Training) -> State:
    pending = training.pending
    return State(
        training.net.params,
        training.memory,
        training.dead,
        training.memory if pending is None else pending.gradient,
        0 if pending is None else pending.count,
        training.epoch,
        training.position,
        training.updates,
        training.fresh,
    )


def _after(training: Training, state: State, fault: Fault | None) -> Training:
    state.params.flags.writeable = False
    after = object.__new__(Training)  # as in `moved`: the fields that stay are not gone through one by one
    after.__dict__.update(
        training.__dict__,
        net=moved(training.net, state.params),
        memory=state.memory,
        dead=state.dead,
        epoch=state.epoch,
        position=state.position,
        updates=state.updates,
        pending=Pending(state.pending, state.count) if state.count else None,
        fault=fault,
    )
    return after


def _measured(loop: Loop) -> tuple[float, float]:
    with np.errstate(all="ignore"):
        learnt, tested = loop.losses()
    return float(learnt), float(tested)


def _new_memory(net: Net, recipe: Recipe) -> Floats:
    return np.zeros((recipe.optimiser.slots, len(net.params)), dtype=net.params.dtype)
