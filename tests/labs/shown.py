"""The numbers that a lab shows, by id."""

from __future__ import annotations

from tui_nn.labs.lab import Lab


def readings(lab: Lab) -> dict[str, float | int | None]:
    """All of them; None for one that does not exist yet."""
    return {reading.id: reading.value for reading in lab.frame().numbers()}


def numbers(lab: Lab) -> dict[str, float]:
    """Those that there are."""
    return {id: float(value) for id, value in readings(lab).items() if value is not None}
