"""What the Hopfield lab shows."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Curve, Curves, Frame, Picture, Reading, Tile, Tiles, View
from tui_nn.labs.hopfield.state import BLANK, MIXTURE, State
from tui_nn.labs.hopfield.sweep import COUNTS, UNITS, Trials
from tui_nn.locale.phrase import Phrase, phrase

QUIET = (-1.0, 1.0)  # so that a unit which is off has the palette's quiet middle
MOST = 8  # memories that are shown


def shown(state: State) -> Frame:
    """The frame of a state."""
    if state.sweep:
        return Frame((_capacity(state.sweep),), _counts(state.sweep), _sweeping(state), (View("capacity", (0,)),))
    pictures: list[Picture] = [_net(state), _energy(state)]
    views = [View("net", (0, 1))]
    if state.count:
        pictures.append(_memories(state))
        views.append(View("memories", (2,)))
    return Frame(tuple(pictures), readings(state), _says(state), tuple(views))


def readings(state: State) -> tuple[Reading, ...]:
    """Energy and flips, how near the picture is to a memory, and whether it is at rest."""
    return (
        Reading("energy", state.energy, "E"),
        Reading("change", 2 * state.last.before * state.last.sum if state.last else None, "ΔE"),
        Reading("overlap", state.best),
        Reading("flips", state.flips),
        Reading("restless", state.unstable),
        Reading("wrong", wrong(state)),
        Reading("sum", state.last.sum if state.last else None, "h"),
        Reading("asked", state.asked),
        Reading("false-memory", int(state.false_memory)),
    )


def wrong(state: State) -> int | None:
    """Units that differ from the pattern the picture was made of; None where it was not made of one."""
    if state.cue in (BLANK, MIXTURE):
        return None
    return int((state.picture != state.known[state.cue - 1]).sum())


def _net(state: State) -> Tiles:
    """The picture now, and beside it the memory that is most like it."""
    tiles = [_tile(state, state.picture, phrase("labs.hopfield.tile.now"))]
    if state.nearest is not None:
        name = state.label(state.nearest)
        tiles.append(_tile(state, state.stored[state.nearest], phrase("labs.hopfield.tile.nearest", name=name)))
    return Tiles("net", tuple(tiles), QUIET, painted=0)


def _memories(state: State) -> Tiles:
    """What is stored, and how much the picture overlaps with each."""
    tiles = (_tile(state, state.stored[k], Reading(f"m-{k + 1}", float(state.overlaps[k]))) for k in memories(state))
    return Tiles("memories", tuple(tiles), QUIET)


def memories(state: State) -> range:
    """Which patterns are shown."""
    return range(min(MOST, state.count))


def _tile(state: State, picture: Floats, caption: Phrase | Reading) -> Tile:
    return Tile((picture.reshape(state.shape) > 0).astype(np.float64), caption)


def _energy(state: State) -> Curves:
    """The energy after each flip."""
    energies = np.array(state.energies)
    return Curves("energy", (Curve("energy", np.arange(len(energies), dtype=np.float64), energies),), across="flips")


def _says(state: State) -> Phrase:
    if state.note:
        return state.note
    if state.unstable and state.last:
        last, columns = state.last, state.shape[1]
        row, column = divmod(last.unit, columns)
        change = 2 * last.before * last.sum
        return phrase("labs.hopfield.says.flip", row=row + 1, column=column + 1, sum=last.sum, change=change)
    if state.unstable:
        return phrase("labs.hopfield.says.ready", n=state.unstable)
    return _rest(state)


def _rest(state: State) -> Phrase:
    """Where the picture has come to rest."""
    if state.nearest is None:
        return phrase("labs.hopfield.says.empty")
    name, overlaps = state.label(state.nearest), state.overlaps
    if not state.false_memory:
        begun = state.label(state.cue - 1) if BLANK < state.cue < MIXTURE else name
        if begun != name:
            return phrase("labs.hopfield.says.other", name=name, begun=begun, overlap=float(overlaps.max()))
        if overlaps.max() == 1:
            return phrase("labs.hopfield.says.recalled", name=name)
        return phrase("labs.hopfield.says.nearly", name=name, overlap=float(overlaps.max()))
    if overlaps.min() == -1:
        return phrase("labs.hopfield.says.negative", name=state.label(int(overlaps.argmin())))
    return phrase("labs.hopfield.says.false")


# The sweep ---------------------------------------------------------------------------------------------------------


def _capacity(sweep: Trials) -> Curves:
    """The mean overlap of what is recalled, over the number of patterns stored."""
    curve = Curve("recalled", np.array(COUNTS, dtype=np.float64), sweep.means)
    return Curves("capacity", (curve,), across="stored", valued=False)


def _counts(sweep: Trials) -> tuple[Reading, ...]:
    latest = sweep.latest
    return (
        Reading("stored", None if latest is None else COUNTS[latest]),
        Reading("load", None if latest is None else COUNTS[latest] / UNITS, "p/N"),
        Reading("mean", None if latest is None else float(sweep.means[latest])),
        Reading("holds", sweep.holds),
        Reading("nets", sweep.done),
        Reading("recalls", sum(sweep.recalls)),
    )


def _sweeping(state: State) -> Phrase | None:
    sweep = state.sweep
    assert sweep is not None
    if sweep.latest is None:
        return state.note or phrase("labs.hopfield.look.capacity")
    if sweep.finished and sweep.holds is not None:
        return phrase("labs.hopfield.says.swept", n=sweep.holds)
    return phrase("labs.hopfield.says.sweep", n=COUNTS[sweep.latest], mean=float(sweep.means[sweep.latest]))
