"""What the Boltzmann lab shows."""

from __future__ import annotations

import math

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.history import boltzmann
from tui_nn.labs.boltzmann.state import INPUTS, VISIBLE, Chain, State, vector_shown
from tui_nn.labs.frame import Cell, Curve, Curves, Frame, Reading, Table, Tile, Tiles, View
from tui_nn.locale.phrase import Phrase, phrase

QUIET = (-1.0, 1.0)  # so that a unit which is off has the palette's quiet middle
WINDOW = 6.0  # of ΔE at least, each way


def shown(state: State) -> Frame:
    """The frame of a state."""
    if state.chain:
        pictures = (_units(state.chain), _time(state, state.chain), _chance(state, state.chain))
        views = (View("units", (0, 1)), View("chance", (2,)))
        return Frame(pictures, _asking(state, state.chain), _says_asked(state, state.chain), views)
    learning = (_curve(state), _codes(state), _weights(state))
    return Frame(learning, _learning(state), _says(state), (View("learning", (0, 1)), View("weights", (2,))))


# Learning -----------------------------------------------------------------------------------------------------------


def _learning(state: State) -> tuple[Reading, ...]:
    return (
        Reading("divergence", state.divergence, "G"),
        Reading("codes", state.different),
        Reading("known", float(state.shown.sum())),
        Reading("steps", state.steps),
        Reading("states", len(state.states)),
    )


def _curve(state: State) -> Curves:
    return Curves("divergence", (Curve("divergence", state.history.epochs, state.history.train),), across="steps")


def _codes(state: State) -> Table:
    """For each vector the hidden units' chances, the code that they make, and how probably the machine shows it."""
    rows: list[tuple[Cell, ...]] = []
    for k, (chances, code) in enumerate(zip(state.codes.tolist(), state.written, strict=True), 1):
        hidden = (Reading(f"h-{k}-{j}", p) for j, p in enumerate(chances, 1))
        rows.append((str(k), *hidden, code, Reading(f"p-{k}", float(state.shown[k - 1]))))
    names = (f"h{'₁₂₃'[j]}" for j in range(state.hidden))
    return Table("codes", ("vector", *names, "code", "shown"), tuple(rows))


def _weights(state: State) -> Tiles:
    """From each hidden unit to V₁ (the upper row) and V₂; and all weights."""
    weights = state.machine.weights
    most = float(max(1, math.ceil(np.abs(weights).max())))
    tiles = tuple(
        Tile(weights[VISIBLE + j, :VISIBLE].reshape(2, INPUTS), Reading(f"b-{j + 1}", bias))
        for j, bias in enumerate(state.machine.biases[VISIBLE:].tolist())
    )
    return Tiles("weights", (*tiles, Tile(weights, phrase("labs.boltzmann.tile.all"))), (-most, most))


def _says(state: State) -> Phrase:
    if state.note:
        return state.note
    if state.different == INPUTS:
        return phrase("labs.boltzmann.says.four", codes=" ".join(state.written))
    return phrase("labs.boltzmann.says.shared", n=state.different, codes=" ".join(state.written))


# Asking -------------------------------------------------------------------------------------------------------------


def _asking(state: State, chain: Chain) -> tuple[Reading, ...]:
    last = chain.last
    energy = boltzmann.energies(state.machine, chain.units[None])[0]
    return (
        Reading("energy", float(energy), "E"),
        Reading("gap", last.gap if last else None, "ΔE"),
        Reading("chance", last.chance if last else None, "p"),
        Reading("asked", sum(chain.counts)),
        Reading("shown", _share(chain, range(INPUTS))),
        Reading("expected", float(1 - state.expected[INPUTS])),
        Reading("divergence", state.divergence, "G"),
    )


def _share(chain: Chain, places: range) -> float | None:
    """Of all the time so far."""
    total = sum(chain.counts)
    return sum(chain.counts[place] for place in places) / total if total else None


def _units(chain: Chain) -> Tiles:
    """V₁ above V₂, and the hidden units."""
    visible = Tile(chain.units[:VISIBLE].reshape(2, INPUTS), phrase("labs.boltzmann.tile.visible"))
    hidden = Tile(chain.units[None, VISIBLE:], phrase("labs.boltzmann.tile.hidden"))
    return Tiles("units", (visible, hidden), QUIET)


def _time(state: State, chain: Chain) -> Table:
    """How much of the time each vector was shown, and should be."""
    names: list[Cell] = [*map(str, range(1, INPUTS + 1)), phrase("labs.boltzmann.other")]
    rows = tuple(
        (
            name,
            Reading(f"t-{k + 1}", _share(chain, range(k, k + 1))),
            Reading(f"e-{k + 1}", float(state.expected[k])),
        )
        for k, name in enumerate(names)
    )
    return Table("time", ("vector", "counted", "expected"), rows, current=vector_shown(chain.units))


def _chance(state: State, chain: Chain) -> Curves:
    """p over ΔE: the colder, the steeper. The last gap is in sight, and the curve goes through its own chance."""
    at = chain.last.gap if chain.last else None
    reach = WINDOW if at is None else max(WINDOW, abs(at))
    x = np.linspace(-reach, reach, 121)
    if at is not None:
        x = np.union1d(x, [at])
    return Curves("chance", (Curve("chance", x, _logistic(x / state.temperature)),), across="gap", at=at)


def _logistic(z: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-z)))


def _says_asked(state: State, chain: Chain) -> Phrase:
    if state.note:
        return state.note
    if chain.last is None:
        return phrase("labs.boltzmann.says.recounted", temperature=state.temperature)
    last = chain.last
    answer = "on" if last.on else "off"
    return phrase(
        f"labs.boltzmann.says.{answer}",
        unit=unit_name(last.unit),
        gap=last.gap,
        chance=last.chance,
        temperature=state.temperature,
    )


def unit_name(unit: int) -> Phrase:
    """Unit 3 of V₂."""
    group, place = (
        ("v1", unit) if unit < INPUTS else ("v2", unit - INPUTS) if unit < VISIBLE else ("h", unit - VISIBLE)
    )
    return phrase(f"labs.boltzmann.units.{group}", n=place + 1)
