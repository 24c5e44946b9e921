"""Where the regression lab's numbers come from."""

from __future__ import annotations

import numpy as np

from tui_nn.engine import linear
from tui_nn.labs import tex
from tui_nn.labs.lab import Why
from tui_nn.labs.regression.frame import rows_of, shown
from tui_nn.labs.regression.state import EQUATION, MAE, State
from tui_nn.locale.phrase import phrase

_SUM = r"\sum_{i=1}^{n}"
_COLUMN = ("", " x_i", " x_i")  # what a residual is multiplied by


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the state's frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers, told = _steps(state, reading)
    if value is None:
        return Why(formula, r"\dots", phrase(f"labs.regression.why.{told}"))
    ending = f"{numbers} = {tex.number(value)}" if numbers else tex.number(value)
    return Why(formula, ending, phrase(f"labs.regression.why.{told}"))


def _steps(state: State, reading: str) -> tuple[str, str, str]:
    """The formula, its numbers without the result (empty for what is given or counted), and the sentence's key."""
    n = len(state.points)
    letter, _, rest = reading.partition("-")
    if rest:
        return _of_table(state, letter, rest)
    if reading in ("mse", "mae"):
        inside = r"(y_i - \hat y_i)^2" if reading == "mse" else r"|y_i - \hat y_i|"
        total = n * (state.mse if reading == "mse" else state.mae)
        name = reading.upper()
        return rf"{name} = \frac{{1}}{{n}} {_SUM} {inside}", rf"\frac{{1}}{{{n}}} \cdot {tex.number(total)}", reading
    if letter[0] == "w":
        return _of_weight(state, int(letter[1:]))
    if letter[0] == "g":
        return _of_slope(state, int(letter[1:]))
    if reading == "limit":
        greatest = float(linear.curvatures(state.matrix)[-1])
        return r"\frac{2}{\lambda_{max}}", rf"\frac{{2}}{{{tex.number(greatest)}}}", "limit"
    if reading == "condition":
        least, *_, greatest = linear.curvatures(state.matrix).tolist()
        numbers = rf"\frac{{{tex.number(greatest)}}}{{{tex.number(least)}}}"
        return r"\kappa = \frac{\lambda_{max}}{\lambda_{min}}", numbers, "condition"
    if reading == "least":
        return r"\hat w = (X^T X)^{-1} X^T y", "", "least-mae" if state.method == MAE else "least"
    return "k", "", "steps"


def _of_weight(state: State, k: int) -> tuple[str, str, str]:
    """A weight as the latest step left it, as the equation found it, or as it was set."""
    if state.step:
        before, slope = state.step.before[k], state.step.slope[k]
        numbers = rf"{tex.number(before)} - {tex.number(state.rate)} \cdot {tex.factor(slope)}"
        return rf"w_{k} \leftarrow w_{k} - \eta \cdot g_{k}", numbers, "stepped"
    if state.method == EQUATION and state.solved:
        key = "shortest" if linear.is_singular(state.matrix) else "solved"
        return r"\hat w = (X^T X)^{-1} X^T y", "", key
    return f"w_{k}", "", "set"


def _of_slope(state: State, k: int) -> tuple[str, str, str]:
    n = len(state.points)
    if state.method == MAE:
        total = float(state.slope[k]) * n
        formula = rf"g_{k} = \frac{{1}}{{n}} {_SUM} sign(\hat y_i - y_i){_COLUMN[k]}"
        return formula, rf"\frac{{1}}{{{n}}} \cdot {tex.factor(total)}", "slope-mae"
    total = float(state.slope[k]) * n / 2
    formula = rf"g_{k} = \frac{{2}}{{n}} {_SUM} (\hat y_i - y_i){_COLUMN[k]}"
    return formula, rf"\frac{{2}}{{{n}}} \cdot {tex.factor(total)}", "slope"


def _of_table(state: State, letter: str, rest: str) -> tuple[str, str, str]:
    """A cell of the points' table, or one of the sums."""
    if letter in ("a", "b"):
        return _of_sum(state, letter, [int(part) for part in rest.split("-")])
    row = rows_of(state)[int(rest) - 1]
    if letter == "told":
        x = float(state.x[int(rest) - 1])
        terms = "".join(rf" + {tex.factor(weight)} \cdot {tex.factor(x)}" for weight in state.weights[1:])
        products = "".join(rf" + w_{k} x" for k in range(1, len(state.weights)))
        return rf"\hat y = w_0{products}", tex.number(state.weights[0]) + terms, "told"
    if letter == "residual":
        return r"y - \hat y", f"{tex.number(row['y'])} - {tex.factor(row['told'])}", "residual"
    return letter, "", "given"


def _of_sum(state: State, letter: str, places: list[int]) -> tuple[str, str, str]:
    factors = ["1" if place == 0 else "x_i" for place in places] + ["y_i"] * (letter == "b")
    signs = [factor for factor in factors if factor != "1"]
    inside = "x_i^2" if signs == ["x_i", "x_i"] else " ".join(signs) or "1"
    columns = [state.matrix[:, place] for place in places] + [state.y] * (letter == "b")
    parts = np.prod(columns, axis=0).tolist()
    numbers = " + ".join(map(tex.factor, parts)) if len(parts) <= 6 else ""
    return f"{_SUM} {inside}", numbers, "sum"
