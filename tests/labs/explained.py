"""An explanation's arithmetic, done again."""

from __future__ import annotations

import math
import re

from tui_nn.labs.lab import Lab


def sums_up(lab: Lab) -> dict[str, tuple[float, float]]:
    """For each number shown whose explanation has a sum to do: what that comes to, and the value it should be."""
    found = {}
    for reading in lab.frame().numbers():
        sum_, sign, _ = lab.why(reading.id).numbers.rpartition(" = ")
        if sign and reading.value is not None:
            found[reading.id] = (done(sum_), float(reading.value))
    return found


def done(latex: str) -> float:
    """The value of a line of numbers in LaTeX: fractions, products, powers of e and logarithms."""
    text = re.sub(r"10\^\{(-?\d+)\}", r"(10.0**(\1))", latex)
    text = re.sub(r"e\^\{([^{}]*)\}", r"exp(\1)", text)
    while r"\frac" in text:
        text, times = re.subn(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
        assert times, latex
    text = text.replace(r"\ln ", "log").replace(r"\cdot", "*").replace(")(", ")*(")
    return float(eval(text, {"exp": math.exp, "log": math.log}))
