"""The parts of a network by name, and the way from one to the next with four keys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Network


@dataclass(frozen=True)
class Part:
    """A unit (letter u), a bias (b) or a weight (w, from `source`); all numbers count from 1, layer 0 the inputs."""

    letter: str
    layer: int
    unit: int
    source: int = 0

    @property
    def name(self) -> str:
        between = f"-{self.source}" if self.letter == "w" else ""
        return f"{self.letter}-{self.layer}{between}-{self.unit}"


def sizes(picture: Network) -> tuple[int, ...]:
    """How many units the inputs and each layer have."""
    return (len(picture.inputs), *(len(biases) for biases in picture.biases))


def found(picture: Network, name: str | None) -> Part | None:
    """The part of that name; None when the network has no such part."""
    letter, *rest = (name or "").split("-")
    if letter not in ("u", "b", "w") or len(rest) != (3 if letter == "w" else 2):
        return None
    if not all(number.isascii() and number.isdigit() and len(number) < 6 for number in rest):
        return None
    layer, *between, unit = (int(number) for number in rest)
    part = Part(letter, layer, unit, *between)
    units = sizes(picture)
    if not (0 if letter == "u" else 1) <= layer < len(units) or not 1 <= unit <= units[layer]:
        return None
    return part if letter != "w" or 1 <= part.source <= units[layer - 1] else None


def first(picture: Network) -> str:
    """A part to stand on: the first unit after the inputs."""
    return Part("u", 1, 1).name


def neighbour(picture: Network, part: str, direction: str) -> str:
    """The part next to one, ``left``, ``right``, ``up`` or ``down`` of it; the part itself at a rim.

    Down a layer come each unit, its bias, the next unit, and so on; down the links come the weights into a unit, one
    source after another, then those into the next unit. Across, a unit or bias leads to its strongest weight, and a
    weight to the unit at that end. So every part can be reached from every other.
    """
    here = found(picture, part)
    if here is None:
        return first(picture)
    step = {"left": _left, "right": _right, "up": _up, "down": _down}[direction]
    return step(picture, here).name


def _left(picture: Network, here: Part) -> Part:
    if here.letter == "w":
        return Part("u", here.layer - 1, here.source)
    if here.layer == 0:
        return here
    source = _strongest(picture.weights[here.layer - 1][:, here.unit - 1])
    return Part("w", here.layer, here.unit, source)


def _right(picture: Network, here: Part) -> Part:
    if here.letter == "w":
        return Part("u", here.layer, here.unit)
    if here.layer == len(picture.weights):
        return here
    return Part("w", here.layer + 1, _strongest(picture.weights[here.layer][here.unit - 1]), here.unit)


def _down(picture: Network, here: Part) -> Part:
    units = sizes(picture)
    if here.letter == "u" and here.layer:
        return Part("b", here.layer, here.unit)
    if here.letter == "w" and here.source < units[here.layer - 1]:
        return Part("w", here.layer, here.unit, here.source + 1)
    if here.unit == units[here.layer]:
        return here
    letter = "w" if here.letter == "w" else "u"
    return Part(letter, here.layer, here.unit + 1, int(letter == "w"))


def _up(picture: Network, here: Part) -> Part:
    if here.letter == "b":
        return Part("u", here.layer, here.unit)
    if here.letter == "w" and here.source > 1:
        return Part("w", here.layer, here.unit, here.source - 1)
    if here.unit == 1:
        return here
    if here.letter == "w":
        return Part("w", here.layer, here.unit - 1, sizes(picture)[here.layer - 1])
    return Part("b" if here.layer else "u", here.layer, here.unit - 1)


def _strongest(weights: Floats) -> int:
    """The number of the weight of largest size, from 1; one that is not a number counts as none."""
    return int(np.argmax(np.nan_to_num(np.abs(weights)))) + 1
