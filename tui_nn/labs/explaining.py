"""How a worked-out number is explained: the formula, and the formula with the numbers put in."""

from __future__ import annotations

from tui_nn.labs import tex
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import Phrase


def worked_out(formula: str, numbers: str, value: float | int | None, says: Phrase) -> Why:
    """The numbers with the result behind them; the result alone without numbers, dots where there is none yet."""
    if value is None:
        return Why(formula, r"\dots", says)
    return Why(formula, f"{numbers} = {tex.number(value)}" if numbers else tex.number(value), says)
