"""From knobs and points to a training that has not begun, and from new knobs to one that goes on."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

import numpy as np

from tui_nn.engine.features import features
from tui_nn.engine.initialisers import initial
from tui_nn.engine.many import Many, begin_many
from tui_nn.engine.mlp import Net
from tui_nn.engine.optimisers import OPTIMISERS
from tui_nn.engine.playground_data import initial_weights
from tui_nn.engine.recipe import Data, Recipe
from tui_nn.engine.seedrandom import Random
from tui_nn.engine.training import Training, losses
from tui_nn.labs.history import History
from tui_nn.labs.perceptron.points import Example
from tui_nn.labs.playground.datasets import OWN, OWN_VALUES, Valued, World, made, number_of, own, own_values
from tui_nn.labs.playground.knobs import MOST_PARAMETERS, SEEDS, Dials
from tui_nn.labs.playground.state import NOTHING, State
from tui_nn.labs.playground.task import Task

S = TypeVar("S", bound=State)

Hand = tuple[tuple[Example, ...] | None, tuple[Valued, ...] | None]

OF_ONE_VARIABLE = ("x1", "x1-squared", "sin-x1")


def seed_text(seed: int) -> str:
    """The lab's seed as the Playground writes its own: 42 is 0.00042."""
    return f"0.{seed:05d}"


def world_of(dials: Dials, hand: Hand, seed: str) -> World:
    """The points that the knobs ask for; `hand` are the learner's own."""
    rows, valued = hand
    if dials.named("data") == OWN:
        assert rows
        return own(rows, dials.whole("ratio"), seed)
    if dials.named("data") == OWN_VALUES:
        assert valued
        return own_values(valued, dials.whole("ratio"), seed)
    return made(dials.named("data"), dials.whole("noise"), dials.whole("ratio"), seed)


def features_of(dials: Dials, world: World) -> tuple[str, ...]:
    """The features that are on; a curve has those of one variable only, x₁ if none of these is on."""
    if world.kind != "curve":
        return dials.features
    return tuple(name for name in dials.features if name in OF_ONE_VARIABLE) or ("x1",)


def begun(state: S, dials: Dials) -> S:
    """The state at the beginning with these knobs: fresh weights, no losses but the first."""
    dials, world, training = _beginning(dials, (state.own, state.own_values), state.seed_text)
    fresh = replace(state, dials=dials, world=world, training=training, history=History(), before=None, many=None)
    return _with_many(_measured(replace(fresh, least=NOTHING)))


def first(kind: type[S], preset: str, seed: int, dials: Dials, rows: tuple[Example, ...] | None) -> S:
    """The state at its very beginning."""
    text = seed_text(seed)
    dials, world, training = _beginning(dials, (rows, None), text)
    blank = kind(preset, seed, text, dials, world, training, History(), NOTHING, rows)
    return _with_many(_measured(blank))


def _beginning(dials: Dials, hand: Hand, seed: str) -> tuple[Dials, World, Training]:
    world = world_of(dials, hand, seed)
    if dials.named("head") == "cross-entropy" and not world.classes:
        dials = dials.turned("head", 0.0)
    task = Task(world.classes, dials.named("head"))
    names = features_of(dials, world)
    net = _net(dials, (len(names), *dials.hidden, task.outputs), task, seed, world)
    data = _data(world, names, task)
    if len(net.params) > MOST_PARAMETERS:
        dials = dials.turned("seeds", 1.0)
    return dials, world, Training.begin(net, data, recipe_of(dials, task), number_of(seed))


def going_on(state: S, dials: Dials) -> S:
    """The state with other knobs of learning, weights and losses kept."""
    task = Task(state.world.classes, dials.named("head"))
    recipe = recipe_of(dials, task)
    net = replace(state.net, activations=_activations(dials, state.net.layers, task))
    training = state.training.with_net(net).with_recipe(recipe)
    if task != state.task:
        training = replace(training, data=_data(state.world, features_of(dials, state.world), task), pending=None)
    changed = replace(state, dials=dials, training=training, many=_many_going_on(state.many, training))
    if task.loss != state.task.loss:
        changed = replace(changed, least=NOTHING)
    if (dials["seeds"] > 1) != (changed.many is not None):
        changed = _with_many(replace(changed, many=None))
    return _measured(changed) if task != state.task or net.activations != state.net.activations else changed


def with_world(state: S, dials: Dials, world: World) -> S:
    """The state with other points of the same kind: the weights stay; an epoch that was begun counts as done."""
    task = Task(world.classes, dials.named("head"))
    data = _data(world, features_of(dials, world), task)
    begun_one = state.training.position > 0
    epoch = state.training.epoch + begun_one
    training = replace(state.training, data=data, epoch=epoch, position=0, pending=None, fault=None)
    many = replace(state.many, data=data, pending=None) if state.many else None
    changed = replace(state, dials=dials, world=world, training=training, many=many, before=None, least=NOTHING)
    return _measured(changed)


def with_net(state: S, net: Net) -> S:
    """The state with a net changed by hand."""
    return _measured(replace(state, training=state.training.with_net(net), before=None))


def recipe_of(dials: Dials, task: Task) -> Recipe:
    """How the net learns, as the knobs stand."""
    return Recipe(
        loss=task.loss,
        rate=dials["rate"],
        batch=dials.whole("batch"),
        optimiser=OPTIMISERS[dials.named("optimiser")],
        schedule=dials.named("schedule"),
        regulariser=dials.named("regulariser"),
        strength=dials["strength"],
        order=dials.named("order"),
        dropout=dials["dropout"],
    )


@lru_cache(maxsize=24)
def _data(world: World, names: tuple[str, ...], task: Task) -> Data:
    inputs, targets = features(world.points, names), task.encoded(world.targets)
    learnt = ~world.tested
    return Data(inputs[learnt], targets[learnt], inputs[world.tested], targets[world.tested])


def _net(dials: Dials, sizes: tuple[int, ...], task: Task, seed: str, world: World | None) -> Net:
    """A fresh net; the Playground's weights follow its points in one stream of numbers, or have one of their own."""
    start = dials.named("start")
    if start not in ("playground", "zeros"):
        params = initial(start, sizes, number_of(seed))
    elif world:
        params = world.first_weights(sizes)
    else:
        params = initial_weights(Random(seed), sizes)
    net = Net(sizes, _activations(dials, len(sizes) - 1, task), params)
    return _without_weights(net) if start == "zeros" else net


def _without_weights(net: Net) -> Net:
    """All weights 0, the biases as they are: what the Playground's own `initZero` does."""
    params = net.params.copy()
    for layer in range(net.layers):
        begin = net.index(layer, 0, 0)
        params[begin : begin + net.weights(layer).size] = 0.0
    return net.with_params(params)


def _activations(dials: Dials, layers: int, task: Task) -> tuple[str, ...]:
    return (*([dials.named("activation")] * (layers - 1)), task.activation)


def _with_many(state: S) -> S:
    """As many trainings as the knob says, on the same points; the first one begins as the run itself did."""
    if state.dials["seeds"] == 1:
        return state
    dials, task, sizes, seed = state.dials, state.task, state.net.sizes, state.seed_text
    others = [f"{seed}+{k}" for k in range(1, SEEDS)]
    nets = [_net(dials, sizes, task, seed, state.world), *(_net(dials, sizes, task, text, None) for text in others)]
    seeds = [number_of(text) for text in (seed, *others)]
    return replace(state, many=begin_many(nets, state.data, state.training.recipe, seeds))


def _many_going_on(many: Many | None, training: Training) -> Many | None:
    if many is None:
        return None
    recipe = training.recipe
    changed = replace(
        many,
        net=replace(many.net, activations=training.net.activations),
        recipe=recipe,
        data=training.data,
        pending=many.pending if training.data is many.data else None,
    )
    if recipe.regulariser != "playground-l1":
        changed = replace(changed, dead=np.zeros_like(many.dead))
    if recipe.optimiser != many.recipe.optimiser:
        memory = np.zeros((recipe.optimiser.slots, *many.params.shape))
        changed = replace(changed, memory=memory, updates=0)
    return changed


def _measured(state: S) -> S:
    """With one more row of losses: after a change by hand at the same place, so that its effect shows at once.

    Before anything has been learnt there is only one row, that of the net as it stands.
    """
    found = losses(state.training)
    if not state.training.updates:
        state = replace(state, history=History(), least=NOTHING)
    return replace(
        state, history=state.history.with_row(state.epoch, *found), least=state.least_with(found, state.epoch)
    )
