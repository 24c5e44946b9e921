"""The Boltzmann lab's state: a machine that learns the encoder problem, or a learnt one that is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from tui_nn.engine.arrays import Bools, Floats, Ints
from tui_nn.engine.history import boltzmann
from tui_nn.engine.history.boltzmann import Machine, World
from tui_nn.labs.history import History
from tui_nn.labs.lab import Knob
from tui_nn.locale.phrase import Phrase

INPUTS = 4
VISIBLE = 2 * INPUTS
SIZE = 0.5  # standard deviation of the first weights
LEARNT = (1, 600)  # the seed and the steps of the machine that is asked

# What the random numbers of a seed are for.
WEIGHTS, ASKING = 0, 1

TEMPERATURES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
RATES = (0.125, 0.25, 0.5, 1.0, 2.0)
HELD = ("none", "1", "2", "3", "4")

KNOBS = (
    Knob("temperature", TEMPERATURES, "T"),
    Knob("rate", RATES, "η"),
    Knob("hidden", (1.0, 2.0, 3.0)),
    Knob("hold", tuple(map(float, range(len(HELD)))), names=HELD),
)


@dataclass(frozen=True)
class Asked:
    """The last unit that was asked: which, its gap, its chance, and what it answered."""

    unit: int
    gap: float
    chance: float
    on: bool


@dataclass(frozen=True, eq=False)
class Chain:
    """A machine at work: its state now, and how long it has shown each vector."""

    units: Floats  # (n,) of 0 and 1
    asked: int = 0
    counts: tuple[int, ...] = (0,) * (INPUTS + 1)  # after each question: which of the four is shown; last, none
    last: Asked | None = None


@dataclass(frozen=True, eq=False)
class State:
    """Two groups of four visible units and the hidden ones between them."""

    seed: int
    machine: Machine
    hidden: int = 2
    temperature: float = 1.0
    rate: float = 1.0
    hold: int = 0  # the vector that V₁ is held at, from 1; 0 for none
    steps: int = 0
    history: History = field(default_factory=History)
    chain: Chain | None = None
    note: Phrase | None = None

    @property
    def units(self) -> int:
        return VISIBLE + self.hidden

    @property
    def wired(self) -> Bools:
        return problem(self.hidden)[0]

    @property
    def world(self) -> World:
        return problem(self.hidden)[1]

    @property
    def states(self) -> Floats:
        """All of them, (2^n, n)."""
        return problem(self.hidden)[2]

    @cached_property
    def free(self) -> Floats:
        """ln P of each state at this temperature, (2^n,)."""
        return boltzmann.logs(self.machine, self.states, self.temperature)

    @cached_property
    def divergence(self) -> float:
        """G, in nats; rounding does not take it below 0."""
        return max(0.0, boltzmann.divergence(self.free, self.world, self.units))

    @cached_property
    def shown(self) -> Floats:
        """P′ of each of the four vectors, (4,)."""
        return np.exp(boltzmann.shown(self.free, self.world, self.units))

    @cached_property
    def codes(self) -> Floats:
        """How probably each hidden unit is on while each vector is shown, (4, h)."""
        return boltzmann.hidden_given(self.free, self.world, self.units)

    @property
    def written(self) -> tuple[str, ...]:
        """The code of each vector, rounded: 01, 11."""
        return tuple("".join(str(int(p > 0.5)) for p in row) for row in self.codes.tolist())

    @property
    def different(self) -> int:
        """How many different codes there are."""
        return len(set(self.written))

    @cached_property
    def expected(self) -> Floats:
        """How much of the time each vector should be seen, and none of them, given what is held: (5,)."""
        chances = self.shown
        if self.hold:
            fits = (self.states[:, :INPUTS] == np.eye(INPUTS)[self.hold - 1]).all(axis=1)
            shares = boltzmann.shown(self.free, self.world, self.units) - np.logaddexp.reduce(self.free[fits])
            chances = np.where(np.arange(INPUTS) == self.hold - 1, np.exp(shares), 0.0)
        return np.append(chances, max(0.0, 1 - chances.sum()))


@lru_cache(maxsize=4)
def problem(hidden: int) -> tuple[Bools, World, Floats]:
    """The wires, the world, and all states. Nobody writes into them."""
    wired, world = boltzmann.encoder(INPUTS, hidden)
    return wired, world, boltzmann.all_states(VISIBLE + hidden)


def begun(seed: int, hidden: int) -> Machine:
    """A machine before it has learnt anything."""
    return Machine.random(problem(hidden)[0], SIZE, np.random.default_rng([seed, WEIGHTS]))


@lru_cache(maxsize=1)
def learnt() -> Machine:
    """A machine with four codes. Nobody writes into it."""
    wired, world, states = problem(2)
    seed, steps = LEARNT
    machine = begun(seed, 2)
    for _ in range(steps):
        machine = boltzmann.learnt(machine, wired, world, states, 1.0)
    return machine


def vector_shown(units: Floats) -> int:
    """Which of the four vectors the visible units show, from 0; 4 for none of them."""
    first, second = units[:INPUTS], units[INPUTS:VISIBLE]
    alike = first.sum() == 1 and (first == second).all()
    return int(first.argmax()) if alike else INPUTS


def draws(seed: int, asked: int) -> tuple[float, float]:
    """Two even random numbers for a question: whom it goes to, and the answer."""
    whom, answer = np.random.default_rng([seed, ASKING, asked]).random(2).tolist()
    return whom, answer


def askable(hold: int) -> Ints:
    """The units that may be asked: those of V₁ are not while they are held. Always a machine with two hidden ones."""
    return np.arange(INPUTS if hold else 0, VISIBLE + 2)
