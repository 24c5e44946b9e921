"""Where the numbers of the Mark I lab come from."""

from __future__ import annotations

from tui_nn.labs import tex
from tui_nn.labs.lab import Why
from tui_nn.labs.mark1.frame import shown
from tui_nn.labs.mark1.state import TESTS, State
from tui_nn.locale.phrase import phrase


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    if value is None:
        return Why("n", r"\dots", phrase(f"labs.mark1.why.{reading}"))
    topic, _, rest = reading.partition("-")
    if topic == "sum":
        unit = int(rest) - 1
        bias = float(state.machine.biases[unit])
        formula = rf"t_{{{unit + 1}}} = \sum_{{i=1}}^{{{state.units}}} w_i a_i + b"
        numbers = f"{tex.number(value - bias)} + {tex.factor(bias)} = {tex.number(value)}"
        return Why(formula, numbers, phrase("labs.mark1.why.sum", symbol=state.names[unit]))
    if topic == "c":
        down, across = (state.names[int(number) - 1] for number in rest.split("-"))
        return Why(
            rf"n_{{{rest.replace('-', '')}}}",
            tex.number(value),
            phrase("labs.mark1.why.cell", **{"from": down, "to": across}),
        )
    says = phrase(f"labs.mark1.why.{reading}")
    if reading in ("accuracy", "plain"):
        right = round(value * TESTS)
        return Why(r"\frac{r}{n}", rf"\frac{{{right}}}{{{TESTS}}} = {tex.number(value)}", says)
    formula = {"active": r"\sum_{i} a_i, \quad a_i = [\sum_j s_j \cdot w_{ij} \ge 2]"}.get(reading, "n")
    return Why(formula, tex.number(value), says)
