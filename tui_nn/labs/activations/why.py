"""Where the numbers of the activations lab come from."""

from __future__ import annotations

from tui_nn.labs import tex
from tui_nn.labs.activations.formula_tex import as_tex
from tui_nn.labs.activations.frame import shown
from tui_nn.labs.activations.state import State
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import phrase

WIDE = 60  # signs; a longer derivative is told by its definition

_FORMULAS = {
    "x": "x",
    "left": r"\lim_{h \to 0} f'(x - h)",
    "right": r"\lim_{h \to 0} f'(x + h)",
    "steepest": r"\max_x |f'(x)|",
    "bend": r"\max_x |f(x) - (a + c x)|",
    "sloped": r"\frac{k}{m}",
    "awake": r"\frac{k}{m}",
    "epoch": "k",
    "circle": r"\frac{k}{m}",
    "spiral": r"\frac{k}{m}",
    "votes": "k",
    "hits": "k",
}


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    kind = reading.partition("-")[0]
    if kind == "y":
        formula, numbers = f"f(x) = {as_tex(state.f)}", f"f({tex.number(state.x)})"
    elif kind == "slope":
        slope = state.f.slope
        definition = r"f'(x) \approx \frac{f(x + h) - f(x - h)}{2 h}"
        formula = f"f'(x) = {as_tex(slope)}" if len(str(slope)) <= WIDE else definition
        numbers = f"f'({tex.number(state.x)})"
    else:
        formula, numbers = _FORMULAS[kind], ""
    says = phrase(f"labs.activations.why.{kind}")
    return worked_out(formula, numbers, value, says)
