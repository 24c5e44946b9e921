"""What the activations lab shows: the function with its slope and the conditions, two maps, and the gallery."""

from __future__ import annotations

import threading
from functools import lru_cache
from itertools import pairwise

import numpy as np

from tui_nn.engine.activations import sigmoid
from tui_nn.engine.arrays import Floats
from tui_nn.engine.mlp import Maps, Net, forward
from tui_nn.engine.training import Training
from tui_nn.labs.activations.learning import LEARNT, TASKS, WINDOW, right
from tui_nn.labs.activations.state import LEARNED, VOTES, Result, State
from tui_nn.labs.frame import Cell, Curve, Curves, Frame, Map, Reading, Table, View
from tui_nn.locale.phrase import Phrase, phrase

VIEWS = (View("function", (0, 1)), View("learning", (2, 3)), View("gallery", (4,)))
TANGENT = 1.0  # how far it reaches to both sides
HIGHEST = 1e6  # what is drawn
ROOM = "labs.activations"


def shown(state: State) -> Frame:
    """The frame of a state."""
    maps = (answers(state, i) for i in range(len(TASKS)))
    return Frame((function(state), conditions(state), *maps, gallery(state)), readings(state), says(state), VIEWS)


def readings(state: State) -> tuple[Reading, ...]:
    """The function at the cursor, and how far its networks are."""
    left, right_of = state.sides
    circle, spiral = state.accuracies
    return (
        Reading("x", state.x, "x"),
        Reading("y", state.value, "f(x)"),
        Reading("slope", state.slope, "f′(x)"),
        Reading("left", left),
        Reading("right", right_of),
        Reading("steepest", state.steepest),
        Reading("epoch", state.epoch),
        Reading("circle", circle),
        Reading("spiral", spiral),
        Reading("votes", sum(bool(one.vote) for one in state.results)),
        Reading("hits", sum(one.hit for one in state.results)),
    )


def function(state: State) -> Curves:
    """f, f′ and the tangent at the cursor."""
    x, y, slope = state.curve
    curves = [Curve("f", x, _drawn(y)), Curve("slope", x, _drawn(slope))]
    if state.other:
        curves.append(Curve("beside", x, _drawn(state.other(x))))
    if state.value is not None and state.slope is not None:
        along = state.x + np.linspace(-TANGENT, TANGENT, 21)
        curves.append(Curve("tangent", along, _drawn(state.value + state.slope * (along - state.x))))
    return Curves("function", tuple(curves), across="x", at=state.x)


def conditions(state: State) -> Table:
    """What the lecture asks of a function, and how this one does."""
    numbers = (Reading("bend", state.bend), Reading("sloped", state.sloped), Reading("awake", state.awake))
    rows: list[tuple[Cell, ...]] = []
    for number, (holds, reading) in enumerate(zip(state.conditions, numbers, strict=True), 1):
        rows.append((phrase(f"{ROOM}.rows.condition-{number}"), phrase(f"{ROOM}.rows.{_word(holds)}"), reading))
    return Table("conditions", ("condition", "holds", "measured"), tuple(rows))


def answers(state: State, i: int) -> Map:
    """The chance of class 1 over the plane, by one of the networks."""
    training = state.trainings[i]
    points = np.vstack([training.data.x, training.data.test_x])
    targets = np.vstack([training.data.y, training.data.test_y])
    wrong = np.flatnonzero(np.logical_not(right(forward(training.net, points), targets)))
    return Map(
        id=TASKS[i],
        field=lambda columns, rows: _over_plane(training, columns, rows),
        window=WINDOW,
        limits=(0.0, 1.0),
        points=points,
        targets=targets[:, 0],
        tested=np.arange(len(points)) >= LEARNT,
        wrong=tuple(wrong.tolist()),
        contours=(0.5,),
    )


def gallery(state: State) -> Table:
    """Every function that was tried: the vote, and what it came to."""
    rows = tuple(map(_row, state.gallery))
    return Table("gallery", ("function", "vote", *TASKS, "verdict"), rows, current=len(rows) - 1)


def says(state: State) -> Phrase:
    """What to look at, to do, or what just happened."""
    room = f"{ROOM}.says"
    if state.note:
        return state.note
    if all(state.lost):
        return phrase(f"{room}.lost")
    if not state.epoch:
        return phrase(f"{room}.{'voted' if state.vote else 'vote'}")
    if any(state.lost):
        return phrase(f"{room}.half-lost")
    circle, spiral = state.accuracies
    key = "learns" if circle >= LEARNED else "learning"
    return phrase(f"{room}.{key}", epoch=state.epoch, circle=circle, spiral=spiral)


def _row(one: Result) -> tuple[Cell, ...]:
    verdict = "empty" if not one.vote else "hit" if one.hit else "missed"
    return (
        phrase(f"{ROOM}.options.function.{one.function}"),
        phrase(f"{ROOM}.options.vote.{VOTES[one.vote]}"),
        Reading(f"circle-{one.function}", one.circle),
        Reading(f"spiral-{one.function}", one.spiral),
        phrase(f"{ROOM}.rows.{verdict}"),
    )


def _word(holds: bool) -> str:
    return "yes" if holds else "no"


def _drawn(values: Floats) -> Floats:
    """Without what is too large to draw."""
    return np.where(np.abs(values) < HIGHEST, values, np.nan)


def _over_plane(training: Training, columns: int, rows: int) -> Floats:
    net = training.net
    maps = _maps(threading.get_ident(), net.sizes, net.activations, columns, rows)
    return sigmoid(maps.of(net)[-1][:, 0].copy()).reshape(rows, columns)


# Each thread has its own, because their arrays are written over at each use.
@lru_cache(maxsize=16)
def _maps(thread: int, sizes: tuple[int, ...], functions: tuple[str, ...], columns: int, rows: int) -> Maps:
    left, right_end, bottom, top = WINDOW
    across = left + (np.arange(columns) + 0.5) * ((right_end - left) / columns)
    down = top - (np.arange(rows) + 0.5) * ((top - bottom) / rows)
    places = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
    parameters = sum((fan_in + 1) * units for fan_in, units in pairwise(sizes))
    return Maps(Net(sizes, functions, np.zeros(parameters)), places)
