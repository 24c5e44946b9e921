"""What a lab's face is to show at one moment, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Lab
from tui_nn.locale.words import Words


@dataclass(frozen=True, eq=False)
class Look:
    """A lab with everything that the learner has chosen to look at."""

    lab: Lab
    frame: Frame
    words: Words
    view: int  # of those that the frame has
    knob: str  # the one whose page is shown
    selected: bool  # whether it is the knob that the arrows turn
    cursor: tuple[float, float] | None  # the pencil, in data units, or the brush, column and row
    part: str | None  # of the network, where it is walked
    at: float | None  # a place on the axis of the curves
    first: tuple[str, ...]  # readings to show before the others
    guess: str
    below: str  # the line of the transport
    step: int
    furthest: int
    active: bool  # whether it has the keys
