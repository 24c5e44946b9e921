"""Numbers as LaTeX: what the labs' explanations are filled with."""

from __future__ import annotations

DIGITS = 4  # significant ones, as many as the readings show
HUGE = 1e9  # as in `locale.words`


def number(value: float) -> str:
    """A number with no needless digits; a tiny or a huge one as a power of ten."""
    if isinstance(value, int) or 10**DIGITS <= abs(value) < HUGE:
        return f"{value:.0f}"
    text = f"{value + 0.0:.{DIGITS}g}"  # + 0.0 takes the sign off a negative zero
    mantissa, _, exponent = text.partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def factor(value: float) -> str:
    """A number to stand after a sign: brackets around a negative one."""
    text = number(value)
    return f"({text})" if text.startswith("-") else text


def vector(*values: float) -> str:
    """Numbers in brackets; semicolons, because a comma may be decimal."""
    return f"({'; '.join(number(value) for value in values)})"


def weighted_sum(weights: tuple[float, float], inputs: tuple[float, float], bias: float) -> str:
    """w₁·x₁ + w₂·x₂ + b with the numbers put in."""
    products = (rf"{factor(w)} \cdot {factor(x)}" for w, x in zip(weights, inputs, strict=True))
    return f"{' + '.join(products)} + {factor(bias)}"
