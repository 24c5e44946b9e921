"""Elman's lab as a state: the network, what it remembers, where in the text it is, and how its last guesses went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Self

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.history.elman import CONSONANTS, LETTERS, Network, Step, corrected, stepped, stream, surprise
from tui_nn.labs.lab import Knob
from tui_nn.locale.phrase import Phrase

HIDDEN = 20
WORDS = 1000  # in the text, which begins again at its end
TAIL = 600  # letters whose errors are kept for the means
ROWS = 8  # guesses that are told in full
BLOCK = 300  # letters a point of the learning curves
PACES = (1, 50)  # letters a tick
RATES = (0.02, 0.05, 0.1, 0.2, 0.5)

PACE = Knob("pace", (0.0, 1.0), names=("letter", "fifty"))
MEMORY = Knob("memory", (0.0, 1.0), names=("cut", "kept"))
RATE = Knob("rate", RATES, "η", free="number", reach=(0.0, 1.0))
KNOBS = (PACE, MEMORY, RATE)


@lru_cache(maxsize=16)
def text(seed: int) -> Ints:
    """The letters of a seed, as places in LETTERS."""
    return stream(WORDS, seed)


@dataclass(frozen=True, eq=False)
class Guess:
    """A letter that was read, what was guessed, and what came."""

    letter: int
    came: int
    step: Step


@dataclass(frozen=True, eq=False)
class State:
    """Everything that the lab knows."""

    net: Network
    context: Floats  # (hidden,)
    seed: int
    read: int = 0  # letters read, and as many guesses made
    guesses: tuple[Guess, ...] = ()  # the last few, the newest last
    tail: tuple[tuple[int, float], ...] = ()  # the letter that came and its error, the newest last
    curves: tuple[tuple[float, ...], ...] = ()  # a mean error for each letter, block by block
    pace: int = 0
    memory: int = 1
    rate: float = 0.1
    note: Phrase | None = None

    @property
    def text(self) -> Ints:
        return text(self.seed)

    def letter(self, index: int) -> int:
        """The text goes round."""
        return int(self.text[index % len(self.text)])

    def on(self, letters: int) -> Self:
        """So many letters further, each with a guess and a correction."""
        net, context, read = self.net, self.context, self.read
        guesses, tail, curves = list(self.guesses), list(self.tail), list(self.curves)
        for _ in range(letters):
            letter, came = self.letter(read), self.letter(read + 1)
            before = context if self.memory else net.rest
            step = stepped(net, letter, before)
            guesses.append(Guess(letter, came, step))
            tail.append((came, surprise(step, came)))
            net = corrected(net, letter, before, step, came, self.rate)
            context, read = step.state, read + 1
            if read % BLOCK == 0:
                curves.append(means(tail[-BLOCK:]))
        return replace(
            self,
            net=net,
            context=context,
            read=read,
            guesses=tuple(guesses[-ROWS:]),
            tail=tuple(tail[-TAIL:]),
            curves=tuple(curves),
            note=None,
        )

    @cached_property
    def errors(self) -> tuple[float | None, ...]:
        """For each letter its mean error among the last ones; None where it has not come."""
        return tuple(mean if np.isfinite(mean) else None for mean in means(self.tail))

    def mean(self, consonants: bool) -> float | None:
        """The mean error of all consonants or of all vowels among the last letters."""
        found = [error for came, error in self.tail if (LETTERS[came] in CONSONANTS) is consonants]
        return float(np.mean(found)) if found else None


def means(tail: Sequence[tuple[int, float]]) -> tuple[float, ...]:
    """A mean error for each letter; nan for one that has not come."""
    errors = [[error for came, error in tail if came == letter] for letter in range(len(LETTERS))]
    return tuple(float(np.mean(one)) if one else float("nan") for one in errors)
