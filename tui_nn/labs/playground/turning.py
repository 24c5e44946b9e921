"""The edits that turn the lab from one set-up to another."""

from __future__ import annotations

from tui_nn.labs.lab import Edit
from tui_nn.labs.playground.knobs import BEGINNING, KNOBS, Dials


def turned_to(before: Dials, after: Dials) -> tuple[Edit, ...]:
    """A ``set`` for each knob that stands elsewhere, in an order in which the lab refuses none of them.

    The data come first, because they decide which losses there can be; features are turned on before others are
    turned off, because one must stay; and what begins learning anew comes last, so that the run's curve does not
    begin with the losses of a half-way set-up.
    """
    edits = [Edit("set", (knob.id, after[knob.id])) for knob in KNOBS if before[knob.id] != after[knob.id]]
    return tuple(sorted(edits, key=_turn))


def seeded(text: str) -> Edit:
    """The text as the seed of the Playground's generator."""
    return Edit("seed", tuple(float(ord(sign)) for sign in text))


def _turn(edit: Edit) -> int:
    id, value = edit.args
    if id == "data":
        return 0
    if id not in BEGINNING:
        return 1
    return 3 if str(id).startswith("f-") and value == 0.0 else 2
