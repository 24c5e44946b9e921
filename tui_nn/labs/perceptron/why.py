"""Where the perceptron lab's numbers come from: formula, numbers put in, and a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tui_nn.engine.perceptron import Line
from tui_nn.labs import tex
from tui_nn.labs.lab import Why
from tui_nn.labs.perceptron.frame import angles, numbered, shown
from tui_nn.labs.perceptron.learning import EpochEnd, Shown
from tui_nn.labs.perceptron.state import ORDERS, State
from tui_nn.locale.phrase import phrase

Steps = tuple[str, str]  # a formula, and its numbers without the result (empty for what is simply counted or given)
SUM = "t = w_1 x_1 + w_2 x_2 + b"
ANGLE = r"\pm \arccos \frac{w_1}{|(w_1; w_2)|}"

# The place of a weight in (b, w1, w2), its sign, and the input that its correction is multiplied by.
WEIGHTS = {"bias": (0, "b", ""), "w1": (1, "w_1", " x_1"), "w2": (2, "w_2", " x_2")}


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the state's frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    topic = _topic(reading)
    formula, numbers = _steps(state, reading)
    if value is None:
        return Why(formula, r"\dots", phrase(f"labs.perceptron.absent.{topic}"))
    ending = f"{numbers} = {tex.number(value)}" if numbers else tex.number(value)
    return Why(formula, ending, phrase(f"labs.perceptron.why.{_told(state, topic)}"))


def _topic(reading: str) -> str:
    """The reading without the number of its row: ``log-3-bias`` is explained as any ``log-bias``."""
    table, _, rest = reading.partition("-")
    return f"{table}-{rest.partition('-')[2]}" if table in ("log", "state") else reading


def _told(state: State, topic: str) -> str:
    """Some numbers have two stories."""
    if topic in WEIGHTS and not state.learning.log:
        return "zero"
    if topic == "margin" and state.examples.separator is None:
        return "margin-found"
    if topic == "finished" and state.many_orders:
        return "finished-orders"
    return topic


def _steps(state: State, reading: str) -> Steps:
    table, _, row = reading.partition("-")
    number, _, column = row.partition("-")
    if table == "log":
        return _of_correction(numbered(state.learning)[int(number)], column)
    if table == "state":
        end = next(end for end in state.learning.ends if end.epoch == int(number))
        return _of_epoch(end, column)
    if reading in WEIGHTS:
        return _of_weight(state, reading)
    if reading in COUNTED:
        return COUNTED[reading], ""
    return MEASURED[reading](state)


def _of_weight(state: State, reading: str) -> Steps:
    """A weight as its latest correction left it."""
    if not state.learning.log:
        return WEIGHTS[reading][1], WEIGHTS[reading][1]
    return _of_correction(state.learning.log[-1], reading)


def _of_correction(step: Shown, column: str) -> Steps:
    if column in WEIGHTS:
        place, sign, times = WEIGHTS[column]
        error = rf"{tex.number(step.rate)} \cdot ({step.target} - {step.output})"
        product = rf" \cdot {tex.factor((1.0, step.x1, step.x2)[place])}" if times else ""
        formula = rf"{sign} \leftarrow {sign} + \eta (y - \hat y){times}"
        return formula, f"{tex.number(step.before[place])} + {error}{product}"
    given = {"x1": "x_1", "x2": "x_2", "target": "y"}
    if column in given:
        return given[column], given[column]
    return _of_output(step) if column == "output" else ("n", "")


def _of_epoch(end: EpochEnd, column: str) -> Steps:
    if column not in WEIGHTS:
        return ("k" if column == "epoch" else r"\sum |y - \hat y|"), ""
    place, sign, times = WEIGHTS[column]
    before, change = end.began[place], end.weights[place] - end.began[place]
    formula = rf"{sign} \leftarrow {sign} + \sum \eta (y - \hat y){times}"
    return formula, f"{tex.number(before)} + {tex.factor(change)}"


def _of_score(state: State) -> Steps:
    last = state.learning.last
    if last is None:
        return SUM, ""
    bias, w1, w2 = last.before
    return SUM, tex.weighted_sum((w1, w2), (last.x1, last.x2), bias)


def _of_output(step: Shown | None) -> Steps:
    return r"\hat y = [t > 0]", f"[{tex.number(step.score)} > 0]" if step else ""


def _of_accuracy(state: State) -> Steps:
    return r"\frac{n - m}{n}", rf"\frac{{{state.size} - {len(state.wrong)}}}{{{state.size}}}"


def _of_finished(state: State) -> Steps:
    if state.many_orders:
        return f"[k = {ORDERS}]", f"[{len(state.learnt)} = {ORDERS}]"
    learning = state.learning
    unseen = state.size - learning.position
    return "[n + m = 0]", f"[{unseen} + {learning.errors} = 0]"


def _of_radius(state: State) -> Steps:
    points = state.examples.points
    x1, x2 = points[(points**2).sum(axis=1).argmax()].tolist()
    return r"R = \max |(1; x_1; x_2)|", f"|{tex.vector(1.0, x1, x2)}|"


def _of_margin(state: State) -> Steps:
    formula = r"\gamma = \min \frac{|w_1 x_1 + w_2 x_2 + b|}{|(b; w_1; w_2)|}"
    return formula, _nearest(state, state.reference) if state.reference else ""


def _nearest(state: State, line: Line) -> str:
    """The distance of the example nearest to a line, with the numbers put in."""
    points = state.examples.points
    x1, x2 = points[np.abs(line.score(points)).argmin()].tolist()
    w1, w2 = line.weights.tolist()
    top = tex.weighted_sum((w1, w2), (x1, x2), line.bias)
    return rf"\frac{{|{top}|}}{{|{tex.vector(line.bias, w1, w2)}|}}"


def _of_bound(state: State) -> Steps:
    formula = r"\left(\frac{R}{\gamma}\right)^2"
    if state.margin is None:
        return formula, ""
    radius, margin = tex.number(state.examples.radius), tex.number(state.margin)
    return formula, rf"\left(\frac{{{radius}}}{{{margin}}}\right)^2"


def _of_angle(state: State) -> Steps:
    _, w1, w2 = state.learning.weights
    sign = "-" if math.copysign(1, w2) < 0 else ""
    return ANGLE, rf"{sign}\arccos \frac{{{tex.number(w1)}}}{{|{tex.vector(w1, w2)}|}}"


def _among(function: str, sign: str, values: Callable[[State], list[float]]) -> Callable[[State], Steps]:
    """The least or the greatest of what the orders gave; all of them would not fit on a line."""

    def steps(state: State) -> Steps:
        found = values(state)
        listed = "; ".join(tex.number(value) for value in found[:3])
        rest = r"; \dots" if len(found) > 3 else ""
        return rf"{function} {sign}", rf"{function} ({listed}{rest})"

    return steps


def _mistakes(state: State) -> list[float]:
    return [order.mistakes for order in state.learnt]


COUNTED = {"shown": "n", "epoch": "k", "mistakes": r"\sum |y - \hat y|", "wrong": r"\sum |y - \hat y|", "orders": "k"}

MEASURED: dict[str, Callable[[State], Steps]] = {
    "score": _of_score,
    "output": lambda state: _of_output(state.learning.last),
    "target": lambda _: ("y", "y"),
    "accuracy": _of_accuracy,
    "finished": _of_finished,
    "radius": _of_radius,
    "margin": _of_margin,
    "bound": _of_bound,
    "angle": _of_angle,
    "fewest": _among(r"\min", "m", _mistakes),
    "most": _among(r"\max", "m", _mistakes),
    "angle-least": _among(r"\min", r"\varphi", angles),
    "angle-most": _among(r"\max", r"\varphi", angles),
}
