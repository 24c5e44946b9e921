"""The functions of the lab, each a formula as a learner would type it."""

from __future__ import annotations

from functools import lru_cache

from tui_nn.engine.expression import BadFormula, Expression, parsed
from tui_nn.labs.lab import Refused
from tui_nn.locale.phrase import phrase

OWN = "own"
SOFTSIGN = "x / (1 + abs(x))"  # what "own" is until a formula is typed
# {a} is the number that the knob α sets.
FORMULAS = {
    "identity": "x",
    "step": "where(x > 0, 1, 0)",
    "sigmoid": "1 / (1 + exp(-x))",
    "tanh": "tanh(x)",
    "relu": "max(0, x)",
    "leaky": "where(x > 0, x, {a}*x)",
    "elu": "where(x > 0, x, {a}*(exp(x) - 1))",
    "softplus": "log(1 + exp(x))",
    "swish": "x / (1 + exp(-x))",
    "gelu": "0.5*x*(1 + tanh(0.7978845608028654*(x + 0.044715*x*x*x)))",
    "cosine": "cos(x)",
    "sine": "sin(x)",
    "abs": "abs(x)",
    "square": "x**2",
    "gauss": "exp(-x**2)",
}
FUNCTIONS = (*FORMULAS, OWN)
WITH_ALPHA = ("leaky", "elu")


def written(name: str, alpha: float, own: str) -> str:
    """The text of a function of FUNCTIONS, as it was typed where it is one's own."""
    return own if name == OWN else FORMULAS[name].format(a=repr(alpha))


@lru_cache(maxsize=64)
def formula(name: str, alpha: float, own: str) -> Expression:
    """The formula of a function of FUNCTIONS.

    Raises:
        Refused: `own` is no formula; the sentence says where and why.
    """
    try:
        return parsed(written(name, alpha, own))
    except BadFormula as bad:
        raise Refused(phrase(f"labs.refused.formula.{bad.reason}", place=bad.position)) from bad
