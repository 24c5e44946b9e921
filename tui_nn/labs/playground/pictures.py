"""The pictures of the playground's frame. What costs time is worked out only when a picture is drawn."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tui_nn.engine.arrays import Bools, Floats, Ints
from tui_nn.engine.mlp import Net
from tui_nn.engine.passes import blocks
from tui_nn.labs.frame import Cell, Curve, Curves, Histogram, Map, Multiples, Network, Picture, Reading, Table
from tui_nn.labs.playground.beginning import features_of
from tui_nn.labs.playground.looking import Grid, every_unit, over_plane
from tui_nn.labs.playground.state import State
from tui_nn.labs.playground.task import Task
from tui_nn.locale.phrase import phrase

SIGNS = {
    "x1": "x₁",
    "x2": "x₂",
    "x1-squared": "x₁²",
    "x2-squared": "x₂²",
    "x1x2": "x₁x₂",
    "sin-x1": "sin x₁",
    "sin-x2": "sin x₂",
}
OF_INPUTS = (-3.0, 3.0)  # the palette's ends for inputs: between those of a sine and those of a square
OF_UNITS = {"sigmoid": (0.0, 1.0)}  # all others: −1 to 1, as in the browser's Playground
BOUNDED = {"tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0), "sine": (-1.0, 1.0), "gauss": (0.0, 1.0)}
BINS = 24
CONTOURS = (-0.5, 0.0, 0.5)  # of the greatest value, for values over the plane
CURVE_POINTS = 121


def network(state: State) -> Network:
    """The net with what each unit draws over the plane."""
    net, names = state.net, features_of(state.dials, state.world)
    window = state.world.window
    layers = range(net.layers)
    frozen = np.zeros(len(net.params), dtype=np.bool_) if net.frozen is None else net.frozen
    return Network(
        inputs=tuple(SIGNS[name] for name in names),
        weights=tuple(net.weights(layer) for layer in layers),
        biases=tuple(net.biases(layer) for layer in layers),
        frozen=_in_layers(net, frozen),
        fields=lambda columns, rows: every_unit(net, Grid(window, columns, rows, names)),
        limits=(OF_INPUTS, *(OF_UNITS.get(name, (-1.0, 1.0)) for name in net.activations)),
        activations=net.activations,
        ailing=state.ailing,
    )


def output(state: State, id: str = "output") -> Picture:
    """What the net answers: a map over the plane, or a curve over one variable."""
    if state.world.kind == "curve":
        return _fit(state, "fit" if id == "output" else id)
    world, task = state.world, state.task
    seen = slice(None) if state.dials.on("show-test") else ~world.tested
    limits = task.limits or _symmetric(world.targets)
    return Map(
        id=id,
        field=_field(state.net, task, state.world.window, features_of(state.dials, world)),
        window=world.window,
        limits=limits,
        points=world.points[seen],
        targets=task.targets(world.targets)[seen],
        tested=world.tested[seen],
        wrong=_wrong(state, seen),
        classes=world.classes,
        discrete=state.dials.on("discretize"),
        contours=_contours(task, limits),
    )


def losses(state: State) -> Curves:
    """The losses so far, the rival's too."""
    curves = _losses(state, "")
    if state.rival:
        curves += _losses(state.rival, "rival-")
    return Curves("losses", curves)


def confusion(state: State) -> Table:
    """How often each class was answered for each: test points where there are any."""
    classes = state.world.classes
    n = state.learnt_from
    part = slice(n, None) if len(state.data.test_x) else slice(None, n)
    cells = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(cells, (state.world.in_order[part].astype(np.int64), state.decided[part]), 1)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(true), *(Reading(f"confusion-{true}-{told}", int(cells[true, told])) for told in range(classes)))
        for true in range(classes)
    )
    return Table("confusion", ("true-told", *map(str, range(classes))), rows)


def gradients(state: State) -> Histogram:
    """How the slopes of the training loss are spread, a row a layer."""
    groups = blocks(state.net.sizes, state.slopes)
    counted = [_counted(group, _symmetric(group)) for group in groups]
    return Histogram("gradients", _layers(state.net), *_columns(counted))


def activations(state: State) -> Histogram:
    """How the units' answers to the samples learnt from are spread, a row a layer."""
    answers = [layer[: state.learnt_from] for layer in state.units]
    ends = [BOUNDED.get(name) for name in state.net.activations]
    counted = [_counted(layer, end or _ends(layer)) for layer, end in zip(answers, ends, strict=True)]
    return Histogram("activations", _layers(state.net), *_columns(counted))


def seeds(state: State) -> Multiples:
    """The maps of the same net from other initial weights, with what each is judged by."""
    nets = [training.net for training in state.crowd]
    task, window = state.task, state.world.window
    names = features_of(state.dials, state.world)
    fields = [_field(net, task, window, names) for net in nets]
    scores = state.crowd_scores
    return Multiples(
        "seeds",
        lambda columns, rows: np.stack([field(columns, rows) for field in fields]),
        task.limits or _symmetric(state.world.targets),
        tuple(Reading(f"seed-{k}", score) for k, score in enumerate(scores, 1)),
        state.arrived,
    )


def none_such(what: str) -> Table:
    """In place of a picture that there is nothing for yet: how to get it."""
    return Table(what, ("hint",), ((phrase(f"labs.playground.hints.{what}"),),))


def _field(net: Net, task: Task, window: tuple[float, float, float, float], names: tuple[str, ...]) -> _Field:
    def field(columns: int, rows: int) -> Floats:
        outputs = over_plane(net, Grid(window, columns, rows, names))
        return task.field(outputs).reshape(rows, columns)

    return field


def _fit(state: State, id: str) -> Curves:
    left, right, *_ = state.world.window
    grid = Grid(state.world.window, CURVE_POINTS, 1, features_of(state.dials, state.world))
    x = np.linspace(left, right, 2 * CURVE_POINTS + 1)[1::2]  # the centres of the grid's cells
    seen = slice(None) if state.dials.on("show-test") else ~state.world.tested
    points = np.column_stack([state.world.points[seen, 0], state.world.targets[seen]])
    return Curves(id, (Curve("net", x, over_plane(state.net, grid)[:, 0]),), across="x", points=points)


def _wrong(state: State, seen: slice | Bools) -> tuple[int, ...]:
    """The points answered wrongly, by their numbers among those seen."""
    wrong = np.zeros(len(state.world.points), dtype=np.bool_)
    wrong[list(state.world.places)] = state.wrong
    return tuple(np.flatnonzero(wrong[seen]).tolist())


def _contours(task: Task, limits: tuple[float, float]) -> tuple[float, ...]:
    if not task.classes:
        return tuple(share * limits[1] for share in CONTOURS)
    return (task.border,) if task.classes == 2 else ()


def _losses(state: State, prefix: str) -> tuple[Curve, ...]:
    history = state.history
    train = Curve(f"{prefix}train", history.epochs, history.train)
    if not len(state.data.test_x):
        return (train,)
    return train, Curve(f"{prefix}test", history.epochs, history.test)


def _in_layers(net: Net, flat: Bools) -> tuple[Bools, ...]:
    views, begin = [], 0
    for fan_in, units in zip(net.sizes[:-1], net.sizes[1:], strict=True):
        end = begin + (fan_in + 1) * units
        views.append(flat[begin:end].reshape(fan_in + 1, units))
        begin = end
    return tuple(views)


def _layers(net: Net) -> tuple[str, ...]:
    return tuple(str(layer) for layer in range(1, net.layers + 1))


def _counted(values: Floats, ends: tuple[float, float]) -> tuple[Ints, tuple[float, float]]:
    """How many values fall into each of the even bins; those beyond the ends count in the outer ones."""
    low, high = ends
    finite = values[np.isfinite(values)]
    bins = ((np.clip(finite, low, high) - low) * (BINS / (high - low))).astype(np.int64)
    return np.bincount(np.minimum(bins, BINS - 1), minlength=BINS), ends


def _columns(
    counted: list[tuple[Ints, tuple[float, float]]],
) -> tuple[tuple[Ints, ...], tuple[tuple[float, float], ...]]:
    return tuple(counts for counts, _ in counted), tuple(ends for _, ends in counted)


def _symmetric(values: Floats) -> tuple[float, float]:
    finite = np.abs(values[np.isfinite(values)])
    peak = float(finite.max()) if finite.size and finite.any() else 1.0
    return -peak, peak


def _ends(values: Floats) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    rim = 0.0 if high > low else max(1.0, abs(low))
    return low - rim, high + rim


_Field = Callable[[int, int], Floats]
