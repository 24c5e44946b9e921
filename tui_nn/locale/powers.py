"""Numbers with a power of ten, as they are printed in books."""

from __future__ import annotations

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def scientific(value: float, digits: int, mark: str) -> str:
    """``1.5·10⁴³``, ``10⁻⁶``: a finite number other than 0 with its power of ten, `mark` for the decimal point."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    factor = f"{float(mantissa):g}".replace("-", "−").replace(".", mark)
    power = f"10{raised(int(exponent))}"
    return power if factor == "1" else f"−{power}" if factor == "−1" else f"{factor}·{power}"


def raised(exponent: int) -> str:
    """An exponent in small digits above the line."""
    return str(exponent).translate(_RAISED)
