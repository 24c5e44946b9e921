"""What the parity lab shows, and where its numbers come from."""

from __future__ import annotations

import numpy as np

from tui_nn.labs import tex
from tui_nn.labs.frame import Cell, Curve, Curves, Frame, Reading, Table, Tile, Tiles, View
from tui_nn.labs.lab import Why
from tui_nn.labs.parity.state import FEWEST, State
from tui_nn.locale.phrase import phrase

QUIET = (-1.0, 1.0)  # so that 0 has the palette's quiet middle


def shown(state: State) -> Frame:
    """The frame of a state."""
    views = (View("growth", (0, 1)), View("inputs", (2,)))
    return Frame((_curves(state), _table(state), _inputs(state)), readings(state), state.note, views)


def readings(state: State) -> tuple[Reading, ...]:
    """How the search stands."""
    return (
        Reading("tries", state.tries),
        Reading("bits", state.bits),
        Reading("units", state.units),
        Reading("epochs", state.epochs),
        Reading("wrong", state.wrong),
        Reading("balance", state.balance),
        Reading("mistakes", state.mistakes),
        Reading("finished", int(state.settled and (state.stuck or state.bits >= state.most))),
    )


def _table(state: State) -> Table:
    """Each number of bits: how many inputs it has, and the units it took."""
    rows: list[tuple[Cell, ...]] = []
    for found in state.found:
        numbers = Reading(f"need-{found.bits}", found.units), Reading(f"epochs-{found.bits}", found.epochs)
        rows.append((str(found.bits), str(2**found.bits), *numbers))
    if not state.settled:
        rows.append((str(state.bits), str(2**state.bits), "…", ""))
    return Table("needed", ("bits", "inputs", "units", "epochs"), tuple(rows), len(rows) - 1)


def _curves(state: State) -> Curves:
    """The units needed over the bits, beside 2ⁿ."""
    learnt = [(found.bits, found.units) for found in state.found if found.units is not None]
    bits = np.arange(FEWEST, state.most + 1, dtype=np.float64)
    needed = np.array(learnt, dtype=np.float64).reshape(-1, 2)
    drawn = (Curve("needed", needed[:, 0], needed[:, 1]), Curve("inputs", bits, 2.0**bits))
    return Curves("growth", drawn, across="bits", logarithmic=True)


def _inputs(state: State) -> Tiles:
    """The parity of every input beside the machine's answers; neighbours differ in one bit."""
    rows = 2 ** (state.bits // 2)
    wanted, told = (values.astype(np.float64).reshape(rows, -1) for values in (state.targets, state.answers))
    return Tiles(
        "inputs", (Tile(wanted, phrase("labs.parity.wanted")), Tile(told, Reading("wrong", state.wrong))), QUIET
    )


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    topic, _, bits = reading.partition("-")
    says = phrase(f"labs.parity.why.{topic}", **({"bits": int(bits)} if bits else {}))
    if value is None:
        return Why("n", r"\dots", says)
    if reading == "balance":
        odd = float(state.told[state.targets == 1].sum())
        even = float(state.told[state.targets == 0].sum())
        numbers = f"{tex.number(odd)} - {tex.factor(even)} = {tex.number(value)}"
        return Why(r"\sum_{y=1} t - \sum_{y=0} t", numbers, says)
    return Why("n", tex.number(value), says)
