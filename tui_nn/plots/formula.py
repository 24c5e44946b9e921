"""A formula in two dimensions, or in a row of text, drawn by TeXicode."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from unicodedata import normalize

from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.plots.latex import Reader, Undrawable

__all__ = ["Undrawable", "formula", "inline", "problem", "with_commas"]

# The signs that read better in a terminal's font than those that TeXicode takes.
_NICER = str.maketrans({"-": "−", "⋅": "·", "∣": "|", "∥": "‖"})
# A sum whose three rows read as Σ in any font; TeXicode's own is made of half-blocks that rarely meet.
_SUM = (("┰─╴", "┌─╴"), ("▐╸", " >"), ("┸─╴", "└─╴"))
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def formula(latex: str) -> tuple[str, ...]:
    """The rows of a formula, as wide as it is.

    Raises:
        Undrawable: with the reason, for the author.
    """
    return _drawn(latex, False)


def inline(latex: str) -> str:
    """The formula in one row of text.

    Raises:
        Undrawable: it needs more than one row, or cannot be drawn at all.
    """
    rows = _drawn(latex, True)
    if len(rows) > 1:
        raise Undrawable(phrase("plots.formula.rows", n=len(rows)))
    return rows[0]


# The parameter is named as the function is: `problem(latex, inline=True)` is what the checker asks.
def problem(latex: str, inline: bool = False) -> Phrase | None:
    """Why a formula cannot be drawn; None if it can."""
    try:
        rows = _drawn(latex, inline)
    except Undrawable as undrawable:
        return undrawable.says
    return phrase("plots.formula.rows", n=len(rows)) if inline and len(rows) > 1 else None


def with_commas(latex: str) -> str:
    """The formula with decimal commas instead of points, for languages that write them."""
    return _DECIMAL_POINT.sub("{,}", latex)


@lru_cache(maxsize=1024)
def _drawn(latex: str, one_row: bool) -> tuple[str, ...]:
    reader = Reader(latex, one_row)
    try:
        written = reader.written()
    except RecursionError as error:
        raise Undrawable(phrase("plots.formula.deep")) from error
    try:
        rows = _drawer()(written, False)
    except (LookupError, TypeError) as error:  # what TeXicode says instead of "I cannot"
        raise Undrawable(phrase("plots.formula.broken", reason=str(error))) from error
    if rows and rows[0].startswith("TeXicode:"):
        raise Undrawable(phrase("plots.formula.broken", reason=rows[0].removeprefix("TeXicode:").strip()))
    letters = str.maketrans(reader.text)
    # Stand-ins last: a hyphen in a word is not a minus.
    return _trimmed([normalize("NFC", _nicer(row).translate(letters)) for row in rows])


def _nicer(row: str) -> str:
    for theirs, ours in _SUM:
        row = row.replace(theirs, ours)
    return row.translate(_NICER)


def _trimmed(rows: list[str]) -> tuple[str, ...]:
    """Without the margin at the left, the blanks at the right, and blank rows above and below."""
    rows = [row.rstrip() for row in rows]
    while len(rows) > 1 and not rows[-1]:
        rows.pop()
    while len(rows) > 1 and not rows[0]:
        rows.pop(0)
    margin = min((len(row) - len(row.lstrip()) for row in rows if row), default=0)
    return tuple(row[margin:] for row in rows)


@cache
def _drawer() -> Callable[[str, bool], list[str]]:
    from texicode.pipeline import init_arts, render_tex_rows

    init_arts({"fonts": "normal"})  # the italic letters of the other font are missing in many terminals
    drawer: Callable[[str, bool], list[str]] = render_tex_rows
    return drawer
