"""What the collapse lab shows, and where its numbers come from."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.mlp import all_units
from tui_nn.labs import tex
from tui_nn.labs.collapse.state import SAMPLES, SYMBOLS, WEIGHTS, WINDOW, State
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.frame import Curve, Curves, Frame, Reading, Table
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import Phrase, phrase


def shown(state: State) -> Frame:
    """The frame of a state."""
    return Frame((curves(state), table(state)), readings(state), says(state))


def readings(state: State) -> tuple[Reading, ...]:
    """The line that both layers make, if they make one, and how well it does."""
    first, slope = state.gammas if state.straight else (None, None)
    return (
        Reading("gamma0", first, "γ₀"),
        Reading("gamma1", slope, "γ₁"),
        Reading("bend", state.bend),
        Reading("mse", state.mse, "MSE"),
        Reading("steps", state.steps),
    )


def curves(state: State) -> Curves:
    """y over x, and the two parts that it is the sum of."""
    x = np.linspace(*WINDOW, SAMPLES)
    units = all_units(state.net, x[:, None])[0]
    parts = units * np.array([state.weight("w0"), state.weight("w1")])
    drawn = (Curve("y", x, state.told(x)), Curve("first", x, parts[:, 0]), Curve("second", x, parts[:, 1]))
    points = np.array(state.points) if state.points else None
    return Curves("output", drawn, across="x", points=points)


def table(state: State) -> Table:
    """Each weight, and the products that add up to the line."""
    given = {id: Reading(id, state.weight(id), SYMBOLS[id]) for id in WEIGHTS}
    products = {id: Reading(id, value) for id, value in _products(state).items()}
    first, slope, *_ = readings(state)
    return Table(
        "layers" if state.straight else "layers-bent",
        ("unit", "start", "slope", "out", "to0", "to1"),
        (
            ("h₀", given["w00"], given["w10"], given["w0"], products["p00"], products["p10"]),
            ("h₁", given["w01"], given["w11"], given["w1"], products["p01"], products["p11"]),
            ("γ", "", "", "", first, slope),
        ),
    )


def says(state: State) -> Phrase:
    """What just happened, or what to try."""
    if state.lost:
        return phrase("labs.collapse.says.lost", rate=state.rate)
    if state.note:
        return state.note
    if state.straight:
        first, slope = state.gammas
        return phrase(f"labs.collapse.says.{'falling' if slope < 0 else 'line'}", first=first, slope=abs(slope))
    return phrase("labs.collapse.says.bent", bend=state.bend)


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers = _steps(state, reading)
    says = phrase(f"labs.collapse.why.{_topic(reading)}")
    return worked_out(formula, numbers, value, says)


def _topic(reading: str) -> str:
    return "weight" if reading in WEIGHTS else "product" if reading[0] == "p" else reading


def _steps(state: State, reading: str) -> tuple[str, str]:
    """The formula, and its numbers without the result."""
    if reading in WEIGHTS:
        return _sign(reading), ""
    if reading[0] == "p":
        inner, outer = f"w{reading[1:]}", f"w{reading[2]}"
        numbers = rf"{tex.number(state.weight(outer))} \cdot {tex.factor(state.weight(inner))}"
        return rf"{_sign(outer)} \cdot {_sign(inner)}", numbers
    if reading in ("gamma0", "gamma1"):
        row = reading[-1]
        products = _products(state)
        formula = rf"\gamma_{row} = w_0 w_{{{row}0}} + w_1 w_{{{row}1}}"
        return formula, f"{tex.number(products[f'p{row}0'])} + {tex.factor(products[f'p{row}1'])}"
    return {"bend": (r"|y - \bar y|", ""), "steps": ("k", "")}.get(
        reading, (r"MSE = \frac{1}{n} \sum_{i=1}^{n} (y_i - \hat y_i)^2", "")
    )


def _products(state: State) -> dict[str, float]:
    """What each unit brings to γ₀ and to γ₁: p10 is w₀·w₁₀, slope of unit 0 times its weight in the output."""
    return {
        f"p{row}{unit}": state.weight(f"w{unit}") * state.weight(f"w{row}{unit}") for row in (0, 1) for unit in (0, 1)
    }


def _sign(id: str) -> str:
    return f"w_{{{id[1:]}}}"
