"""The small marks of a network's drawing: biases, numbers with their sign, frames, what is frozen or ails."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, log10

from tui_nn.locale.powers import raised
from tui_nn.locale.words import Words
from tui_nn.plots import say
from tui_nn.plots.canvas import ASCII_DOTS
from tui_nn.plots.glyphs import Glyphs
from tui_nn.plots.network_links import STEPS
from tui_nn.plots.tones import LEVELS

_READABLE = 13  # a tone far from the middle


@dataclass(frozen=True)
class Marks:
    """Signs that need a shape of their own; each is one cell wide, the samples of lines excepted."""

    left: str = "┌│└"  # the frame of the selected unit: first, middle and last row
    right: str = "┐│┘"
    bias: str = "·+╋−━"  # about zero; above, and far above; below, and far below
    ailing: str = "✕‖"  # dead, saturated
    frozen: str = "*"
    solid: str = "⠒⠒⠒⠒"
    dashed: str = "⠒⠒ ⠒⠒"
    lowered: bool = True  # whether there are small numbers for the names of parts


_FULL = Marks()
_PLAIN = Marks("[|[", "]|]", ".+#-=", "x=", solid="----", dashed="-- --", lowered=False)


def marks_for(glyphs: Glyphs) -> Marks:
    """Those that go with a terminal's other characters."""
    return _PLAIN if glyphs.dots is ASCII_DOTS else _FULL


def sign_tone(value: float) -> int:
    """The tone of a number's sign, strong enough to read; its size stands in the number itself."""
    return _READABLE if value >= 0 else LEVELS - 1 - _READABLE


def of_bias(bias: float, marks: Marks) -> str:
    """One sign for a bias."""
    if not abs(bias) >= STEPS[0]:
        return marks.bias[0]
    return marks.bias[(1 if bias > 0 else 3) + (abs(bias) >= STEPS[1])]


def signed(value: float, words: Words, room: int) -> str:
    """``+0.31``: as many decimals as the room allows, two at most; a power of ten where nothing else fits."""
    if not isfinite(value):
        return say.NOTHING
    sign, size = "−" if value < 0 else "+", abs(value)
    for decimals in (2, 1, 0):
        text = f"{size:.{decimals}f}".replace(".", words.number(0.5)[1])
        shortest = text.removeprefix("0") if decimals else text
        fitting = next((text for text in (text, shortest) if len(text) < room), None)
        if fitting:
            return sign + fitting
    return (sign + "10" + raised(int(log10(size))))[:room]
