"""What the bugs lab shows: both maps, both losses, the lines of code, and one point's shares."""

from __future__ import annotations

import math

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs.bugs.code import FORWARD, LOSS
from tui_nn.labs.bugs.passes import CLASSES
from tui_nn.labs.bugs.state import LOOKED_AT, POINTS, WINDOW, State
from tui_nn.labs.frame import Cell, Curve, Curves, Frame, Map, Reading, Table, View
from tui_nn.locale.phrase import Phrase, phrase

VIEWS = (View("learning", (0, 2)), View("maps", (0, 1)), View("code", (3, 4)))
WAY = 200  # curves of at most so many samples
NEAR = 0.3  # a loss so near to its floor is said to lie on it


def shown(state: State) -> Frame:
    """The frame of a state."""
    wrong, right = state.logits
    pictures = (
        _map(state, "map-wrong", state.wrong, wrong),
        _map(state, "map-right", state.right, right),
        losses(state),
        code(state),
        point(state),
    )
    return Frame(pictures, readings(state), says(state), VIEWS)


def readings(state: State) -> tuple[Reading, ...]:
    """Both losses, what the right one says of the weights that the bug has learnt, and how many points are right."""
    wrong, right = state.passes
    hits, right_hits = state.hits
    return (
        Reading("steps", state.steps),
        Reading("loss", _mean(wrong.losses)),
        Reading("right-loss", _mean(right.losses)),
        Reading("true-loss", _mean(state.true.losses)),
        Reading("accuracy", hits / POINTS),
        Reading("right-accuracy", right_hits / POINTS),
        Reading("slope", _finite(float(np.abs(state.slopes[0]).max()))),
        Reading("floor", state.floor),
    )


def losses(state: State) -> Curves:
    """The mean loss by steps with the bug and without; a floor above 0 is drawn too."""
    history = state.losses
    stride = max(1, history.length // WAY)
    steps = history.epochs[::stride]
    curves = [Curve("wrong", steps, history.train[::stride]), Curve("right", steps, history.test[::stride])]
    if state.floor:
        curves.append(Curve("floor", steps, np.full(len(steps), state.floor)))
    return Curves("losses", tuple(curves), across="step")


def code(state: State) -> Table:
    """The lines with the bug, then those without."""
    rows: list[tuple[Cell, ...]] = []
    for name, note in ((state.bug_name, "wrong"), ("right", "right")):
        lines = (*FORWARD[name], LOSS[name])
        rows += [(line, phrase(f"labs.bugs.rows.{note}") if k == 0 else "") for k, line in enumerate(lines)]
    return Table("code", ("line", "note"), tuple(rows))


def point(state: State) -> Table:
    """One point of class 0: the logits of the weights with the bug, its shares, and what the bug takes for these."""
    z, true, taken = state.logits[0][LOOKED_AT], state.true.shares[LOOKED_AT], state.passes[0].shares[LOOKED_AT]
    rows: list[tuple[Cell, ...]] = [
        (str(k - 1), _cell(f"z-{k}", z[k - 1]), _cell(f"share-{k}", true[k - 1]), _cell(f"taken-{k}", taken[k - 1]))
        for k in range(1, CLASSES + 1)
    ]
    rows.append(("Σ", "", _cell("sum-share", true.sum()), _cell("sum-taken", taken.sum())))
    return Table("point", ("class", "z", "share", "taken"), tuple(rows))


def says(state: State) -> Phrase:
    """What just happened, or what to look at."""
    if state.note:
        return state.note
    loss = float(state.passes[0].losses.mean())
    if state.lost:
        return phrase("labs.bugs.says.lost", steps=state.steps)
    if not math.isfinite(loss):
        return phrase(f"labs.bugs.says.{'nan' if math.isnan(loss) else 'infinite'}", steps=state.steps)
    right = float(state.passes[1].losses.mean())
    if state.floor and loss - state.floor < NEAR:
        return phrase("labs.bugs.says.floor", steps=state.steps, loss=loss, right=right, floor=state.floor)
    return phrase("labs.bugs.says.step", steps=state.steps, loss=loss, right=right)


def _map(state: State, id: str, weights: Floats, z: Floats) -> Map:
    """Which class has the largest logit over the plane; where they are nan, argmax answers the first."""
    low, high = (state.scale * end for end in WINDOW)

    def field(columns: int, rows: int) -> Floats:
        across = low + (np.arange(columns) + 0.5) * ((high - low) / columns)
        down = high - (np.arange(rows) + 0.5) * ((high - low) / rows)
        x1, x2 = np.meshgrid(across, down)
        with np.errstate(all="ignore"):
            answers = np.stack([x1, x2, np.ones_like(x1)], axis=-1) @ weights
        return np.asarray(answers.argmax(axis=-1), dtype=np.float64)

    there = state.world
    return Map(
        id=id,
        field=field,
        window=(low, high, low, high),
        limits=(0.0, CLASSES - 1.0),
        points=there.x[:, :2],
        targets=there.classes.astype(np.float64),
        tested=np.zeros(POINTS, dtype=np.bool_),
        wrong=tuple(np.flatnonzero(z.argmax(axis=1) != there.classes).tolist()),
        classes=CLASSES,
    )


def _mean(values: Floats) -> float | None:
    return _finite(float(values.mean()))


def _finite(value: float) -> float | None:
    return value + 0.0 if math.isfinite(value) else None


def _cell(id: str, value: float) -> Cell:
    """The number; nan where it has become that."""
    return Reading(id, float(value) + 0.0) if math.isfinite(value) else "nan"
