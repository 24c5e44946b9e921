"""The characters of a plane, one table for each kind of terminal: what tells things apart when colour does not."""

from __future__ import annotations

from dataclasses import dataclass

from tui_nn.plots.canvas import ASCII_DOTS, BRAILLE_DOTS, Dots


@dataclass(frozen=True)
class Glyphs:
    """Pairs are for class 0 and class 1, in that order; every character is one cell wide."""

    dots: Dots  # how lines are drawn
    points: str = "○■"
    wrong: str = "⊗⊠"  # the same two shapes, crossed out
    several: str = "◎▣"  # points of one class in one cell
    mixed: str = "◐"  # both classes in one cell
    brackets: str = "[]"  # around the current example
    cursor: str = "┼"
    positive: str = "+"  # scattered over the half-plane where the sum is above zero
    zero: str = "┊┈┼"  # x = 0, y = 0, where they cross
    axes: str = "│─└┤┬"  # left, bottom, corner, a tick on the left, a tick at the bottom
    subscripts: str = "₁₂"  # of the names of the axes


BRAILLE = Glyphs(BRAILLE_DOTS)
# The Linux console has neither braille nor most of the shapes.
ASCII = Glyphs(
    ASCII_DOTS,
    points="o#",
    wrong="@%",
    several="O&",
    mixed="?",
    cursor="X",
    zero="|-+",
    axes="|-+++",
    subscripts="12",
)


def glyphs_for(terminal: str) -> Glyphs:
    """The characters that a kind of terminal (the value of TERM) can show."""
    return ASCII if terminal.startswith("linux") else BRAILLE
