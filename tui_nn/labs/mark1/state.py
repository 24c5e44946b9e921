"""The Mark I lab's state: the symbols, the cards dealt from them, and two machines that learn from the same cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.history.mark1 import Responses, associate, wired
from tui_nn.engine.letters import FONT, SIDE, centred, deal
from tui_nn.labs.lab import Knob
from tui_nn.locale.phrase import Phrase

LETTERS = "".join(FONT)
POINTS = SIDE * SIDE
UNITS = 512
TESTS = 400  # new cards, never learnt from
RECORDED = 20  # cards between two points of the curves
LONGEST = 240  # points of the curves; beyond that every second one goes
WIRING, DECK, TEST = range(3)  # the streams of random numbers of a seed

KNOBS = (
    Knob("letters", tuple(map(float, range(2, len(LETTERS) + 1)))),
    Knob("brush", (1.0, 2.0)),
    Knob("cards", (10.0, 20.0, 40.0, 60.0, 100.0, 200.0, 400.0)),
    Knob("noise", (0.0, 2.0, 5.0, 10.0, 20.0, 30.0)),
    Knob("shift", (0.0, 1.0, 2.0, 3.0)),
    Knob("units", (16.0, 32.0, 64.0, 128.0, 256.0, 512.0)),
)


@dataclass(frozen=True, eq=False)
class Deck:
    """Cards as the eye sees them and as the A-units do, with the number of each one's symbol."""

    cards: Floats  # (n, 400)
    active: Floats  # (n, 512)
    symbols: Ints  # (n,)


@lru_cache(maxsize=4)
def wires(seed: int) -> Floats:
    """The wiring of a seed, (512, 400)."""
    return wired(UNITS, POINTS, np.random.default_rng([seed, WIRING]))


@lru_cache(maxsize=6)  # one lab needs two; the same lab has the same decks at every step
def _deck(seed: int, stream: int, symbols: bytes, count: int, shift: int, noise: float) -> Deck:
    shapes = np.frombuffer(symbols).reshape(-1, SIDE, SIDE)
    cards, shown = deal(shapes, count, shift, noise, np.random.default_rng([seed, stream]))
    return Deck(cards, associate(wires(seed), cards), shown)


@dataclass(frozen=True, eq=False)
class State:
    """The machine and, beside it, a plain perceptron: response units wired straight to the 400 points of the eye."""

    seed: int
    symbols: Floats  # (k, 20, 20) of 0 and 1
    machine: Responses
    plain: Responses
    own: bool = False  # whether the symbols are the learner's
    count: int = 60  # cards to learn from
    noise: float = 2.0  # per cent
    shift: int = 2
    units: int = UNITS
    brush: int = 1  # the symbol that is painted on, from 1
    place: int = 0  # cards of this epoch shown
    epoch: int = 0
    shown: int = 0
    mistakes: int = 0  # in this epoch, of the machine and of the plain one
    plain_mistakes: int = 0
    corrections: int = 0
    learnt: int = 0  # the first epoch without a correction, of either machine; 0: none yet
    plain_learnt: int = 0
    current: int | None = None  # the card in the eye
    painted: Floats | None = None  # (400,), what the learner has made of it
    history: tuple[tuple[int, float, float], ...] = ()
    note: Phrase | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What the symbols are called."""
        return tuple("12" if self.own else LETTERS[: len(self.symbols)])

    @property
    def deck(self) -> Deck:
        """The cards that are learnt from."""
        return self._dealt(DECK, self.count)

    @property
    def tests(self) -> Deck:
        """New cards of the same kind."""
        return self._dealt(TEST, TESTS)

    def _dealt(self, stream: int, count: int) -> Deck:
        return _deck(self.seed, stream, self.symbols.tobytes(), count, self.shift, self.noise / 100)

    @property
    def done(self) -> bool:
        """Whether both have been right about every card for a whole epoch."""
        return self.place == self.count and not self.mistakes and not self.plain_mistakes

    @cached_property
    def eye(self) -> Floats:
        """What the eye sees, (400,): the card, the learner's drawing, or nothing yet."""
        if self.painted is not None:
            return self.painted
        if self.current is None:
            return np.zeros(POINTS)
        card: Floats = self.deck.cards[self.current]
        return card

    @cached_property
    def firing(self) -> Floats:
        """The A-units' answers to what the eye sees, (units,)."""
        firing: Floats = associate(wires(self.seed)[: self.units], self.eye[None])[0]
        return firing

    @cached_property
    def sums(self) -> Floats:
        """t of each R-unit, (k,)."""
        return self.machine.sums(self.firing)

    @property
    def answer(self) -> int:
        """The R-unit with the largest sum, from 0."""
        return int(self.sums.argmax())

    @cached_property
    def confusion(self) -> Ints:
        """New cards by the symbol on them (down) and the machine's answer (across), (k, k)."""
        kinds = len(self.symbols)
        told = self.machine.choose(self.tests.active[:, : self.units])
        return np.bincount(self.tests.symbols * kinds + told, minlength=kinds * kinds).reshape(kinds, kinds)

    @cached_property
    def accuracy(self) -> float:
        """The share of new cards that the machine knows."""
        return int(self.confusion.trace()) / TESTS

    @cached_property
    def plain_accuracy(self) -> float:
        """The same for the plain perceptron."""
        return int((self.plain.choose(self.tests.cards) == self.tests.symbols).sum()) / TESTS

    @cached_property
    def wrong(self) -> int:
        """Cards of those learnt from that the machine would answer wrongly now."""
        told = self.machine.choose(self.deck.active[:, : self.units])
        return int((told != self.deck.symbols).sum())

    @property
    def drawn(self) -> int:
        """Dots of the learner's symbols, of the one that has fewer."""
        return int(self.symbols.sum(axis=(1, 2)).min())


def letters(count: int) -> Floats:
    """The first letters of the font on cards, (count, 20, 20)."""
    return np.stack([centred(letter) for letter in LETTERS[:count]])
