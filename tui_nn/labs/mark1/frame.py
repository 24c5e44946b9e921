"""What the Mark I lab shows."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.letters import SIDE
from tui_nn.labs.frame import Cell, Curve, Curves, Frame, Reading, Table, Tile, Tiles, View
from tui_nn.labs.mark1.state import State
from tui_nn.locale.phrase import Phrase, phrase

QUIET = (-1.0, 1.0)  # so that 0 has the palette's quiet middle


def shown(state: State) -> Frame:
    """The frame of a state; one's own symbols have a view of their own, where they are painted."""
    pictures = (_eye(state), _answers(state), _confusion(state), _curves(state))
    views = (View("eye", (0, 1)), View("new-cards", (2, 3)))
    if state.own:
        return Frame((*pictures, _symbols(state)), readings(state), _says(state), (View("symbols", (4,)), *views))
    return Frame(pictures, readings(state), _says(state), views)


def readings(state: State) -> tuple[Reading, ...]:
    """The counts of this run, and how many new cards either machine knows."""
    own = (Reading("drawn", state.drawn),) if state.own else ()
    return (
        Reading("shown", state.shown),
        Reading("accuracy", state.accuracy),
        Reading("plain", state.plain_accuracy),
        Reading("epoch", state.epoch),
        Reading("mistakes", state.mistakes),
        Reading("corrections", state.corrections),
        Reading("wrong", state.wrong),
        Reading("learnt", state.learnt or None),
        *own,
        Reading("finished", int(state.done)),
    )


def _says(state: State) -> Phrase | None:
    if state.done and state.painted is None:
        epochs = {"epoch": state.learnt, "other": state.plain_learnt}
        known = {"known": 100 * state.accuracy, "known_other": 100 * state.plain_accuracy}
        return phrase("labs.mark1.says.done", **epochs, **known)
    return state.note


def _eye(state: State) -> Tiles:
    """What the eye sees, and which A-units fire."""
    if state.painted is not None:
        caption: Phrase = phrase("labs.mark1.eye.painted")
    elif state.current is None:
        caption = phrase("labs.mark1.eye.blank")
    else:
        caption = phrase("labs.mark1.eye.card", symbol=state.names[int(state.deck.symbols[state.current])])
    rows = 16 if state.units > 32 else 4
    tiles = (
        Tile(state.eye.reshape(SIDE, SIDE), caption),
        Tile(state.firing.reshape(rows, -1), Reading("active", int(state.firing.sum()))),
    )
    return Tiles("eye", tiles, QUIET, painted=None if state.own else 0)


def _symbols(state: State) -> Tiles:
    """One's own two symbols."""
    tiles = tuple(Tile(symbol, phrase("labs.mark1.eye.own", number=k + 1)) for k, symbol in enumerate(state.symbols))
    return Tiles("symbols", tiles, QUIET, painted=state.brush - 1)


def _answers(state: State) -> Table:
    """Each R-unit's sum, whether it fires, and whether it should."""
    card = None if state.painted is not None else state.current
    wanted = None if card is None else int(state.deck.symbols[card])
    rows: list[tuple[Cell, ...]] = []
    for k, (name, value) in enumerate(zip(state.names, state.sums.tolist(), strict=True)):
        fires = str(int(value > 0))
        rows.append(
            (name, Reading(f"sum-{k + 1}", int(value)), fires, "" if wanted is None else str(int(k == wanted)))
        )
    return Table("answers", ("symbol", "sum", "fires", "wanted"), tuple(rows), state.answer if state.shown else None)


def _confusion(state: State) -> Table:
    """New cards: down the symbol on the card, across the machine's answer."""
    rows: list[tuple[Cell, ...]] = []
    for down, (name, counts) in enumerate(zip(state.names, state.confusion.tolist(), strict=True), 1):
        rows.append((name, *(Reading(f"c-{down}-{across}", count) for across, count in enumerate(counts, 1))))
    return Table("confusion", ("card", *state.names), tuple(rows))


def _curves(state: State) -> Curves:
    """The share of new cards known, over the cards shown."""
    points = state.history
    if not points or points[-1][0] < state.shown:
        points = (*points, (state.shown, state.accuracy, state.plain_accuracy))
    x, machine, plain = np.array(points, dtype=np.float64).T
    return Curves("accuracy", (Curve("machine", x, machine), Curve("plain", x, plain)), across="shown")
