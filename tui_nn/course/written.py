"""Numbers as people write them: fractions, decimal points and commas, true minus signs."""

from __future__ import annotations

import math
import re

_LONGEST = 40
_DIGITS = r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
_DECIMAL = re.compile(rf"[+-]?(?:{_DIGITS}(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?")
_POWER_OF_TEN = re.compile(r" ?[·×*] ?10\^")


def number(text: str) -> float | None:
    """The value of ``1/3``, ``0.333``, ``0,333``, ``.5``, ``−1``, ``1e-3``, ``2·10^-3`` or ``1 000``.

    None where it is no number, is too large for one, or where point and comma together leave open which is which.
    """
    if len(text) > _LONGEST:
        return None
    above, slash, below = " ".join(text.replace("−", "-").split()).partition("/")
    numerator = _decimal(above.strip())
    denominator = _decimal(below.strip()) if slash else 1.0
    if numerator is None or not denominator:
        return None
    value = numerator / denominator
    return value if math.isfinite(value) else None


def _decimal(text: str) -> float | None:
    text = _POWER_OF_TEN.sub("e", text.replace("- ", "-"))
    if not _DECIMAL.fullmatch(text):
        return None
    return float(text.replace(",", ".").replace(" ", ""))
