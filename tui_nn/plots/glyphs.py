"""The characters of planes and maps, a table for each kind of terminal: what tells things apart without colour."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui_nn.plots.canvas import ASCII_DOTS, BRAILLE_DOTS, Dots


@dataclass(frozen=True)
class Glyphs:
    """Rows of five and pairs are for the classes from 0 on, in that order; every character is one cell wide."""

    dots: Dots  # how lines are drawn
    points: str = "○■▲◆★"
    tested: str = "∘▪▴⋄⋆"  # the same shapes, smaller: points that are not learnt from
    wrong: str = "⊗⊠△◇☆"  # the same shapes, crossed out or emptied
    values: str = "•·"  # a point whose target is a number: learnt from, not learnt from
    ramp: str = ""  # characters from low to high where colours cannot show a value; none: colours can
    several: str = "◎▣"  # points of one class in one cell
    mixed: str = "◐"  # both classes in one cell
    brackets: str = "[]"  # around the current example
    cursor: str = "┼"
    arrived: str = "✓"  # a network that has learnt
    positive: str = "+"  # scattered over the half-plane where the sum is above zero
    zero: str = "┊┈┼"  # x = 0, y = 0, where they cross
    axes: str = "│─└┤┬"  # left, bottom, corner, a tick on the left, a tick at the bottom
    subscripts: str = "₀₁₂"  # of the names of the axes
    square: str = "░"  # what the square of a residual is filled with
    halves: str = "·▀▄█"  # two values a cell where colours cannot show them: neither, the upper, the lower, both
    pointers: str = "▀▄"  # at the upper and at the lower of two values in a cell


BRAILLE = Glyphs(BRAILLE_DOTS)
# The Linux console has neither braille nor most of the shapes.
ASCII = Glyphs(
    ASCII_DOTS,
    points="o#A$*",
    tested="cxvsy",
    wrong="@%WSY",
    values="*'",
    ramp=" .,:;=+",
    several="O&",
    mixed="?",
    cursor="X",
    arrived="V",
    zero="|-+",
    axes="|-+++",
    subscripts="012",
    square=":",
    halves=".',#",
    pointers="^v",
)


# Without colours a value is a shade.
MONOCHROME = replace(BRAILLE, ramp=" ░▒▓█", pointers="^v")


def glyphs_for(terminal: str, colourless: bool = False) -> Glyphs:
    """The characters that a kind of terminal (the value of TERM) can show, or that are read best without colours."""
    if terminal.startswith("linux"):
        return ASCII
    return MONOCHROME if colourless or terminal in ("dumb", "unknown") else BRAILLE
