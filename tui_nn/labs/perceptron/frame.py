"""What the perceptron lab shows: the plane, the counters, the latest corrections and what just happened."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Bars, Boundary, Frame, Picture, Plane, Reading, Table
from tui_nn.labs.perceptron.learning import EpochEnd, Learning, Shown, Weights
from tui_nn.labs.perceptron.state import CLOUDS, ORDERS, State, direction
from tui_nn.locale.phrase import Phrase, phrase

LOG = ("shown", "x₁", "x₂", "y", "ŷ", "b", "w₁", "w₂")
STATES = ("epoch", "b", "w₁", "w₂", "mistakes")

Window = tuple[float, float, float, float]
GATE_WINDOW: Window = (-0.5, 1.5, -0.5, 1.5)
CLOUD_WINDOW: Window = (-4.5, 4.5, -4.5, 4.5)


def shown(state: State) -> Frame:
    """The frame of a state. Readings that matter most come first."""
    learning = state.learning
    bars = (_bars(state),) if state.past or (state.many_orders and state.clean) else ()
    tables = [_log(learning), _states(learning.ends)]
    if state.preset == "xor":
        tables.reverse()  # the cycle shows at the ends of epochs, and a small screen has room for one table
    pictures: tuple[Picture, ...] = (_plane(state), *bars, *tables)
    return Frame(pictures, (*_of_orders(state), *_of_learning(state), *_of_data(state)), _says(state))


def numbered(learning: Learning) -> dict[int, Shown]:
    """The corrections still remembered, by their number: the first mistake is 1."""
    return dict(enumerate(learning.log, learning.mistakes - len(learning.log) + 1))


def angles(state: State) -> list[float]:
    """The directions of the lines learnt, those that have one."""
    found = (direction(order.weights) for order in state.learnt)
    return [angle for angle in found if angle is not None]


def _of_orders(state: State) -> tuple[Reading, ...]:
    if not state.many_orders:
        return ()
    mistakes = [order.mistakes for order in state.learnt]
    directions = angles(state)
    return (
        Reading("orders", len(mistakes)),
        Reading("fewest", min(mistakes, default=None)),
        Reading("most", max(mistakes, default=None)),
        Reading("angle-least", min(directions, default=None)),
        Reading("angle-most", max(directions, default=None)),
    )


def _of_learning(state: State) -> tuple[Reading, ...]:
    learning = state.learning
    bias, w1, w2 = learning.weights
    last = learning.last
    return (
        Reading("bias", bias, "b"),
        Reading("w1", w1, "w₁"),
        Reading("w2", w2, "w₂"),
        Reading("score", last.score if last else None, "t"),
        Reading("output", last.output if last else None, "ŷ"),
        Reading("target", last.target if last else None, "y"),
        Reading("shown", learning.shown),
        Reading("epoch", learning.epoch),
        Reading("mistakes", learning.mistakes),
    )


def _of_data(state: State) -> tuple[Reading, ...]:
    return (
        Reading("wrong", len(state.wrong)),
        Reading("accuracy", state.accuracy),
        Reading("finished", int(state.finished)),
        Reading("margin", state.margin, "γ"),
        Reading("radius", state.examples.radius, "R"),
        Reading("bound", state.bound, "(R/γ)²"),
        Reading("angle", state.angle),
    )


def _plane(state: State) -> Plane:
    lines = (*(_boundary(order.weights, faded=True) for order in state.past), _boundary(state.learning.weights))
    last = state.learning.last
    return Plane(
        state.examples.points,
        state.examples.targets,
        _window(state),
        lines,
        current=last.point if last else None,
        wrong=state.wrong,
    )


def _boundary(weights: Weights, faded: bool = False) -> Boundary:
    return Boundary(np.array(weights[1:]), weights[0], faded)


def _window(state: State) -> Window:
    """The preset's own window; when points lie outside it, the smallest one around all points, with a rim."""
    preset = CLOUD_WINDOW if state.preset in CLOUDS else GATE_WINDOW
    points = state.examples.points
    low, high = points.min(axis=0), points.max(axis=0)
    inside = preset[0] <= low[0] and high[0] <= preset[1] and preset[2] <= low[1] and high[1] <= preset[3]
    return preset if inside else _around(low, high)


def _around(low: Floats, high: Floats) -> Window:
    rim = np.where(high > low, 0.1 * (high - low), 1.0)
    (x_from, y_from), (x_to, y_to) = (low - rim).tolist(), (high + rim).tolist()
    return x_from, x_to, y_from, y_to


def _bars(state: State) -> Bars:
    mistakes = tuple(float(order.mistakes) for order in state.learnt)
    return Bars("orders", tuple(str(k) for k in range(1, len(mistakes) + 1)), mistakes)


def _log(learning: Learning) -> Table:
    rows = tuple(_log_row(number, step) for number, step in numbered(learning).items())
    just_now = bool(rows) and learning.log[-1] is learning.last
    return Table("log", LOG, rows, len(rows) - 1 if just_now else None)


def _log_row(number: int, step: Shown) -> tuple[Reading, ...]:
    bias, w1, w2 = step.after
    row = (
        ("shown", step.number, "n"),
        ("x1", step.x1, "x₁"),
        ("x2", step.x2, "x₂"),
        ("target", step.target, "y"),
        ("output", step.output, "ŷ"),
        ("bias", bias, "b"),
        ("w1", w1, "w₁"),
        ("w2", w2, "w₂"),
    )
    return tuple(Reading(f"log-{number}-{id}", value, symbol) for id, value, symbol in row)


def _states(ends: tuple[EpochEnd, ...]) -> Table:
    return Table("states", STATES, tuple(_state_row(end) for end in ends))


def _state_row(end: EpochEnd) -> tuple[Reading, ...]:
    bias, w1, w2 = end.weights
    row = (
        ("epoch", end.epoch, "k"),
        ("bias", bias, "b"),
        ("w1", w1, "w₁"),
        ("w2", w2, "w₂"),
        ("mistakes", end.mistakes, "m"),
    )
    return tuple(Reading(f"state-{end.epoch}-{id}", value, symbol) for id, value, symbol in row)


def _says(state: State) -> Phrase:
    learning = state.learning
    if state.note:
        return state.note
    if state.clean:
        return _learnt(state)
    if learning.last is None:
        return phrase("labs.perceptron.says.start")
    if learning.position == state.size and learning.repeats is not None:
        return phrase("labs.perceptron.says.cycle", epoch=learning.epoch, earlier=learning.repeats)
    return _happened(learning.last)


def _learnt(state: State) -> Phrase:
    mistakes = [order.mistakes for order in state.learnt]
    if not state.many_orders:
        return phrase("labs.perceptron.says.learnt", n=mistakes[-1], epoch=state.learning.epoch)
    if not state.finished:
        return phrase("labs.perceptron.says.order", n=mistakes[-1], order=len(mistakes))
    return phrase("labs.perceptron.says.orders", orders=ORDERS, fewest=min(mistakes), most=max(mistakes))


def _happened(step: Shown) -> Phrase:
    if step.right:
        return phrase("labs.perceptron.says.right", x1=step.x1, x2=step.x2)
    example = {"x1": step.x1, "x2": step.x2, "output": step.output, "target": step.target}
    return phrase("labs.perceptron.says.wrong", move=_move(step), **example)


def _move(step: Shown) -> Phrase:
    """ "b and w₁ grow by 1" where every weight that moves moves by the same step; else each shift."""
    change = step.rate * (step.target - step.output)
    if not {step.x1, step.x2} <= {0.0, 1.0}:
        return phrase("labs.perceptron.says.shift", b=change, w1=change * step.x1, w2=change * step.x2)
    moved = [sign for sign, x in (("b", 1.0), ("w₁", step.x1), ("w₂", step.x2)) if x]
    verb = "grow" if change > 0 else "shrink"
    return phrase(f"labs.perceptron.says.{verb}", n=len(moved), names=_listed(moved), by=abs(change))


def _listed(names: list[str]) -> Phrase | str:
    """b; b and w₁; b, w₁ and w₂."""
    *first, last = names
    return phrase("labs.perceptron.says.and", first=", ".join(first), last=last) if first else last
