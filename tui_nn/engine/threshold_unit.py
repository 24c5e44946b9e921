"""The formal neuron of McCulloch and Pitts: inputs on or off, a threshold, and inhibition that is absolute."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

EXCITES, NONE, INHIBITS = 1, 0, -1


def fires(inputs: Sequence[int], wires: Sequence[int], threshold: int) -> bool:
    """Whether the unit fires: no inhibiting input is on, and at least `threshold` exciting ones are.

    Args:
        inputs: 0 or 1 each.
        wires: EXCITES, NONE or INHIBITS, one an input.
        threshold: a whole number from 0; with 0 the unit fires unless it is inhibited.

    Raises:
        ValueError: as many wires as inputs are needed.

    Source:
        W. McCulloch, W. Pitts, A logical calculus of the ideas immanent in nervous activity,
        Bulletin of Mathematical Biophysics 5 (1943), 115-133.
    """
    if len(inputs) != len(wires):
        raise ValueError(f"{len(inputs)} inputs, {len(wires)} wires")
    if any(on and wire == INHIBITS for on, wire in zip(inputs, wires, strict=True)):
        return False
    return excitation(inputs, wires) >= threshold


def excitation(inputs: Sequence[int], wires: Sequence[int]) -> int:
    """How many exciting inputs are on."""
    return sum(on for on, wire in zip(inputs, wires, strict=True) if wire == EXCITES)


def rows(count: int) -> tuple[tuple[int, ...], ...]:
    """All inputs of a truth table in the order of binary numbers: (0, 0), (0, 1), (1, 0), (1, 1)."""
    return tuple(product((0, 1), repeat=count))
