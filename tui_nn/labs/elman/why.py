"""Where the numbers of Elman's lab come from."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.history.elman import LETTERS
from tui_nn.labs import tex
from tui_nn.labs.elman.frame import ROOM, shown
from tui_nn.labs.elman.state import Guess, State
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import phrase

NEARLY_ONE = 0.999


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers, topic = _steps(state, reading)
    says = phrase(f"{ROOM}.why.{topic}")
    return worked_out(formula, numbers, value, says)


def _steps(state: State, id: str) -> tuple[str, str, str]:
    """The formula, its numbers without the result, and which sentence goes with it."""
    if id == "letters":
        return "t", "", "letters"
    if id == "chance":
        return r"-\ln \frac{1}{3}", r"\ln 3", "chance"
    if id in ("vowels", "consonants") or id.startswith("mean-"):
        return r"\frac{1}{n} \sum_t -\ln p_t", "", "mean"
    if id == "error":
        return _error(state.guesses[-1] if state.guesses else None)
    guess = state.guesses[-1 - int(id[1])]
    return _error(guess) if id[0] == "e" else _share(guess, LETTERS.index(id[-1]))


def _error(guess: Guess | None) -> tuple[str, str, str]:
    if guess is None:
        return r"-\ln p", "", "error"
    share = float(guess.step.shares[guess.came])
    # A share of nearly 1 would be written as 1, whose logarithm is 0.
    told = tex.factor(share) if share < NEARLY_ONE else f"(1 - {tex.number(1 - share)})"
    return rf"-\ln p_{{{LETTERS[guess.came]}}}", rf"-\ln {told}", "error"


def _share(guess: Guess, letter: int) -> tuple[str, str, str]:
    """Softmax over the six logits."""
    name = LETTERS[letter]
    total = float(np.exp(guess.step.logits).sum())
    numbers = rf"\frac{{e^{{{tex.number(float(guess.step.logits[letter]))}}}}}{{{tex.number(total)}}}"
    return rf"p_{{{name}}} = \frac{{e^{{z_{{{name}}}}}}}{{\sum_k e^{{z_k}}}}", numbers, "share"
