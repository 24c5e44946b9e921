"""What a drawing is made of: rows of spans, each text with the name of its ink.

Plots choose roles, widgets choose colours: one table per theme and colour system turns an ink into a style.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ink(StrEnum):
    """The roles that a cell can play. Each also has a shape of its own, so colour never stands alone."""

    TEXT = "text"
    DIM = "dim"  # axes, units, what matters less
    STRONG = "strong"  # heads, the number in question
    ACCENT = "accent"  # what has the learner's attention: the current example, the cursor
    ZERO = "zero"  # class 0
    ONE = "one"  # class 1
    LINE = "line"  # the decision boundary
    OLD = "old"  # lines for comparison
    GOOD = "good"
    BAD = "bad"
    MARK = "mark"  # on a ground: in its tone where that stands out, otherwise whatever does


NO_TONE = -1


@dataclass(frozen=True)
class Span:
    """Text in one ink; ``shaded`` lays it on the tint of the positive half-plane.

    ``tone`` colours the letters and ``ground`` what is behind them with a number of `plots.tones`: colours that stand
    for values rather than for roles. A tone wins over the ink, a ground over the shade.
    """

    text: str
    ink: Ink = Ink.TEXT
    shaded: bool = False
    tone: int = NO_TONE
    ground: int = NO_TONE


Row = tuple[Span, ...]
Drawing = tuple[Row, ...]


def plain(drawing: Drawing) -> str:
    """The drawing's letters alone, for tests and for terminals without styles."""
    return "\n".join("".join(span.text for span in row).rstrip() for row in drawing)
