"""What the floats lab shows: every number in three formats, what became of it, and where each format ends."""

from __future__ import annotations

import math

from tui_nn.labs.floats.state import BITS, CLASSES, SHARES, STAGES, State, limits
from tui_nn.labs.frame import Cell, Frame, Reading, Table, View
from tui_nn.locale.phrase import Phrase, phrase

VIEWS = (View("steps", (0, 1)), View("limits", (2,)))
SMALL = "₁₂₃"
# Sign in the table -> name of the number, in the order they are worked out.
ROWS = (
    *((f"t{SMALL[k - 1]}", f"t{k}") for k in CLASSES),
    *((f"exp t{SMALL[k - 1]}", f"e{k}") for k in CLASSES),
    ("Σ", "sum"),
    *((f"p{SMALL[k - 1]}", f"p{k}") for k in CLASSES),
    *((f"log p{SMALL[k - 1]}", f"l{k}") for k in CLASSES),
)
# Of each stage the last row, which is the one marked.
LAST = ("t3", "e3", "sum", "p3", "l3")


def shown(state: State) -> Frame:
    """The frame of a state."""
    return Frame((table(state), verdicts(state), ends()), readings(state), says(state), VIEWS)


def readings(state: State) -> tuple[Reading, ...]:
    """In how many formats it broke, and how far the shares of each are from the true ones."""
    done = state.stage >= SHARES
    errors = (Reading(f"error-{bits}", _finite(state.error(bits)) if done else None) for bits in BITS)
    return (Reading("broken", state.broken if done else None), *errors)


def table(state: State) -> Table:
    """Every number in the three formats; a dash before it is worked out, a sign where it is no number."""
    rows = tuple((sign, *(_cell(state, bits, name) for bits in BITS)) for sign, name in ROWS)
    current = [name for _, name in ROWS].index(LAST[state.stage])
    return Table("steps", ("number", *(f"float{bits}" for bits in BITS)), rows, current)


def verdicts(state: State) -> Table:
    """What has happened so far in each format, in words."""
    rows = tuple(
        (f"float{bits}", phrase(f"labs.floats.happened.{state.columns[bits].happened(state.stage)}")) for bits in BITS
    )
    return Table("happened", ("format", "happened"), rows)


def ends() -> Table:
    """Where each format ends; the same for all logits."""
    rows = []
    for bits in BITS:
        there = limits(bits)
        numbers = (
            Reading(f"largest-{bits}", there.largest),
            Reading(f"over-{bits}", there.over),
            Reading(f"under-{bits}", there.under),
        )
        rows.append((f"float{bits}", str(there.digits), *numbers))
    return Table("limits", ("format", "digits", "largest", "over", "under"), tuple(rows))


def says(state: State) -> Phrase:
    """What was just worked out; at the end in which formats it is no number."""
    if state.note:
        return state.note
    key = f"labs.floats.says.{STAGES[state.stage]}"
    if state.stage < SHARES:
        return phrase(key)
    if state.broken == len(BITS):
        return phrase(f"{key}-none")
    bad = ", ".join(f"float{bits}" for bits in BITS if state.columns[bits].broken(state.stage))
    return phrase(f"{key}-some", formats=bad) if bad else phrase(f"{key}-all")


def _cell(state: State, bits: int, name: str) -> Cell:
    """The number; ∞, −∞ or nan where it has become that."""
    stage, value = state.columns[bits].value(name)
    if state.stage < stage:
        return Reading(f"{name}-{bits}", None)
    if math.isfinite(value):
        return Reading(f"{name}-{bits}", value + 0.0)
    return "nan" if math.isnan(value) else "∞" if value > 0 else "−∞"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
