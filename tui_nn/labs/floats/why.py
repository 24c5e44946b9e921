"""Where the floats lab's numbers come from."""

from __future__ import annotations

import math

from tui_nn.labs import tex
from tui_nn.labs.floats.frame import shown
from tui_nn.labs.floats.state import CLASSES, SHARES, WAYS, State, limits
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import phrase

POWERS = r"\sum_{j=1}^{3} e^{t_j}"


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    if reading == "broken":
        return Why("n", r"\dots" if value is None else tex.number(value), phrase("labs.floats.why.broken"))
    name, _, bits = reading.partition("-")
    formula, numbers = _ends(name, int(bits)) if name in ("largest", "over", "under") else _steps(state, name, bits)
    if value is None and (name != "error" or state.stage < SHARES):
        numbers = r"\dots"
    elif value is not None:
        numbers = f"{numbers} = {tex.number(value)}" if numbers else tex.number(value)
    return Why(formula, numbers, phrase(f"labs.floats.why.{_topic(state, name)}", bits=int(bits)))


def _topic(state: State, name: str) -> str:
    if name[:-1] == "l":
        return "lse" if WAYS[state.way] == "lse" else "l"
    return name[0] if name[-1].isdigit() else name


def _ends(name: str, bits: int) -> tuple[str, str]:
    """The formula of a format's end, and its numbers without the result."""
    there = limits(bits)
    if name == "largest":
        return "M", ""
    if name == "over":
        return r"\log M", rf"\log({tex.number(there.largest)})"
    return r"\log \frac{\epsilon}{2}", rf"\log \frac{{{tex.number(there.smallest)}}}{{2}}"


def _steps(state: State, name: str, bits: str) -> tuple[str, str]:
    """The formula of a step, and its numbers without the result."""
    one = state.columns[int(bits)]
    if name == "error":
        worst = ", ".join(_number(float(one.shares[k - 1])) for k in CLASSES)
        return r"\max_k |p_k - p_k^*|", "" if math.isfinite(state.error(int(bits))) else f"p = ({worst})"
    if name == "sum":
        return POWERS, " + ".join(_number(float(power)) for power in one.powers)
    letter, k = name[0], int(name[1:])
    t, e, p = (float(of[k - 1]) for of in (one.exponents, one.powers, one.shares))
    if letter == "t":
        terms = tex.number(state.z[k - 1]), tex.factor(state.shift), tex.factor(one.taken)
        return f"t_{k} = z_{k} + c - m", "{} + {} - {}".format(*terms)
    if letter == "e":
        return f"e^{{t_{k}}}", f"e^{{{tex.number(t)}}}"
    if letter == "p":
        formula = rf"p_{k} = \frac{{e^{{t_{k}}}}}{{{POWERS}}}"
        return formula, rf"\frac{{{_number(e)}}}{{{_number(one.total)}}}"
    if WAYS[state.way] == "lse":
        return rf"\log p_{k} = t_{k} - \log {POWERS}", rf"{tex.number(t)} - \log {_number(one.total)}"
    return rf"\log p_{k}", rf"\log {_number(p)}"


def _number(value: float) -> str:
    """A number, or the sign of what it has become."""
    if math.isfinite(value):
        return tex.number(value)
    return "nan" if math.isnan(value) else r"\infty"
