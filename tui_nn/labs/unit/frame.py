"""What the unit lab shows, and where its numbers come from."""

from __future__ import annotations

import numpy as np

from tui_nn.labs import tex
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.frame import Curve, Curves, Frame, Reading, View
from tui_nn.labs.lab import Why
from tui_nn.labs.unit.state import SAMPLES, WINDOW, State
from tui_nn.locale.phrase import Phrase, phrase

VIEWS = (View("stages", (0, 1)), View("output", (2,)))


def shown(state: State) -> Frame:
    """The three stages as three curves, and every number on the way."""
    return Frame((sums(state), activation(state), output(state)), readings(state), says(state), VIEWS)


def readings(state: State) -> tuple[Reading, ...]:
    """The way of one input, the loss and its slopes."""
    t, y, slope = state.followed
    over_w, over_b = state.gradient
    return (
        Reading("w", state.w, "w"),
        Reading("b", state.bias, "b"),
        Reading("t", t, "t"),
        Reading("y", y, "ŷ"),
        Reading("slope", slope, "f′"),
        Reading("loss", state.value),
        Reading("gw", over_w),
        Reading("gb", over_b),
        Reading("steps", state.steps),
        Reading("gap", state.gap),
    )


def sums(state: State) -> Curves:
    """t over x: always a line."""
    x = np.linspace(*WINDOW, SAMPLES)
    t = state.followed[0]
    drawn = (Curve("t", x, state.sums(x)),)
    return Curves("sum", drawn, across="x", points=np.array([[state.x, t]]), valued=False)


def activation(state: State) -> Curves:
    """f over t: what the line will be bent by."""
    t, y, _ = state.followed
    reach = max(4.0, min(abs(t), 12.0))
    across = np.linspace(-reach, reach, SAMPLES)
    drawn = (Curve("f", across, state.activated(across)), Curve("slope", across, state.steepness(across)))
    points = np.array([[t, y]]) if abs(t) <= reach else None
    return Curves("activation", drawn, across="t", points=points, valued=False)


def output(state: State) -> Curves:
    """ŷ over x, with the points that it is to meet."""
    x = np.linspace(*WINDOW, SAMPLES)
    drawn = (Curve("y", x, state.activated(state.sums(x))),)
    return Curves("output", drawn, across="x", points=np.array(state.points), valued=False)


def says(state: State) -> Phrase:
    """What just happened, or why nothing does."""
    if state.lost:
        return phrase("labs.unit.says.lost", rate=state.rate)
    t, y, slope = state.followed
    if not state.steps:
        return phrase("labs.unit.says.begin", x=state.x, t=t, y=y)
    if state.gradient == (0.0, 0.0):
        return phrase("labs.unit.says.flat")
    if state.function_name in ("sigmoid", "tanh") and not state.entropy and abs(slope) < 0.05 and state.value > 0.5:
        return phrase("labs.unit.says.saturated", steps=state.steps, loss=state.value, slope=slope)
    return phrase("labs.unit.says.step", steps=state.steps, loss=state.value)


FORMULAS = {
    "identity": ("f(t) = t", "f'(t) = 1"),
    "sigmoid": (r"f(t) = \frac{1}{1 + e^{-t}}", r"f'(t) = \hat y (1 - \hat y)"),
    "step": (r"f(t) = [t > 0]", "f'(t) = 0"),
    "tanh": (r"f(t) = \tanh t", r"f'(t) = 1 - \hat y^2"),
    "relu": (r"f(t) = \max(0, t)", r"f'(t) = [t > 0]"),
}


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers = _steps(state, reading)
    topic = f"{reading}-bce" if state.entropy and reading in ("loss", "gw", "gb") else reading
    says = phrase(f"labs.unit.why.{topic}")
    return worked_out(formula, numbers, value, says)


def _steps(state: State, reading: str) -> tuple[str, str]:
    """The formula, and its numbers without the result."""
    t = state.followed[0]
    value, slope = FORMULAS[state.function_name]
    many = r"\frac{1}{n} \sum_{i=1}^{n}"
    if state.entropy:
        loss, over = rf"-{many} (y_i \log \hat y_i + (1 - y_i) \log(1 - \hat y_i))", rf"{many} (\hat y_i - y_i)"
    else:
        loss, over = rf"{many} (\hat y_i - y_i)^2", r"\frac{2}{n} \sum_{i=1}^{n} (\hat y_i - y_i) f'(t_i)"
    table = {
        "t": ("t = w x + b", rf"{tex.number(state.w)} \cdot {tex.factor(state.x)} + {tex.factor(state.b)}"),
        "y": (value, f"f({tex.number(t)})"),
        "slope": (slope, f"f'({tex.number(t)})"),
        "loss": (loss, ""),
        "gw": (f"{over} x_i", ""),
        "gb": (over, ""),
        "gap": (r"\max(|w - w^*|, |b - b^*|)", ""),
        "steps": ("k", ""),
        "w": (r"w \leftarrow w - \eta g_w", ""),
        "b": (r"b \leftarrow b - \eta g_b", ""),
    }
    return table[reading]
