"""What Elman's lab shows: guesses letter by letter with their errors, and how the errors fall as it reads."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tui_nn.engine.history.elman import LETTERS, surprise
from tui_nn.labs.elman.state import BLOCK, Guess, State
from tui_nn.labs.frame import Cell, Curve, Curves, Frame, Reading, Table, View
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.elman"
CHANCE = math.log(3)
VIEWS = (View("letters", (0, 1)), View("shares", (2,)), View("learning", (3, 4)))
SAW = 40  # letters in the picture of errors


def shown(state: State) -> Frame:
    """The frame of a state."""
    pictures = (errors(state), guesses(state), shares(state), curves(state), means(state))
    return Frame(pictures, readings(state), says(state), VIEWS)


def readings(state: State) -> tuple[Reading, ...]:
    """The newest error, and what the last few hundred come to."""
    return (
        Reading("error", state.tail[-1][1] if state.tail else None),
        Reading("letters", state.read),
        Reading("vowels", state.mean(consonants=False)),
        Reading("consonants", state.mean(consonants=True)),
        Reading("chance", CHANCE),
    )


def errors(state: State) -> Curves:
    """The error of each of the last letters: teeth at the consonants."""
    tail = state.tail[-SAW:]
    x = np.arange(state.read - len(tail) + 1, state.read + 1, dtype=np.float64)
    drawn = [Curve("error", x, np.array([error for _, error in tail]))]
    if tail:
        drawn.append(Curve("chance", x[[0, -1]], np.array([CHANCE, CHANCE])))
    return Curves("errors", tuple(drawn), across="letter")


def guesses(state: State) -> Table:
    """The last letters: what was read, what seemed likeliest, and what came."""
    rows = []
    for back, guess in _numbered(state):
        best = int(guess.step.shares.argmax())
        error = Reading(f"e{back}", surprise(guess.step, guess.came))
        rows.append((LETTERS[guess.letter], LETTERS[best], _share(guess, back, best), LETTERS[guess.came], error))
    return Table("guesses", ("read", "expected", "share", "came", "error"), tuple(rows), _newest(rows))


def shares(state: State) -> Table:
    """The same letters, with how likely each of the six seemed next."""
    rows: list[tuple[Cell, ...]] = [
        (LETTERS[guess.letter], *(_share(guess, back, k) for k in range(len(LETTERS))), LETTERS[guess.came])
        for back, guess in _numbered(state)
    ]
    return Table("shares", ("read", *LETTERS, "came"), tuple(rows), _newest(rows))


def _numbered(state: State) -> list[tuple[int, Guess]]:
    """The guesses, each with how far back it is."""
    return [(len(state.guesses) - 1 - k, guess) for k, guess in enumerate(state.guesses)]


def _share(guess: Guess, back: int, letter: int) -> Reading:
    return Reading(f"p{back}-{LETTERS[letter]}", float(guess.step.shares[letter]))


def _newest(rows: Sequence[object]) -> int | None:
    return len(rows) - 1 if rows else None


def curves(state: State) -> Curves:
    """The mean error of each letter as it reads on."""
    x = BLOCK * np.arange(1, len(state.curves) + 1, dtype=np.float64)
    y = np.array(state.curves).reshape(-1, len(LETTERS))
    return Curves("curves", tuple(Curve(name, x, y[:, k]) for k, name in enumerate(LETTERS)), across="letter")


def means(state: State) -> Table:
    """The mean error of each letter among the last few hundred."""
    rows = tuple((name, Reading(f"mean-{name}", mean)) for name, mean in zip(LETTERS, state.errors, strict=True))
    return Table("means", ("letter", "mean"), rows)


def says(state: State) -> Phrase:
    """What just happened, or what to try."""
    if state.note:
        return state.note
    if not state.guesses:
        return phrase(f"{ROOM}.says.fresh")
    last = state.guesses[-1]
    best = int(last.step.shares.argmax())
    return phrase(
        f"{ROOM}.says.{'hit' if best == last.came else 'miss'}",
        letter=LETTERS[last.letter],
        guess=LETTERS[best],
        share=float(last.step.shares[best]),
        came=LETTERS[last.came],
        error=surprise(last.step, last.came),
    )
