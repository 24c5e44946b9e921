"""The Boltzmann machine: units of 0 and 1 that decide by chance, small enough here to count every state it has.

A machine of so few units needs no sampling: all its states are written down, so probabilities, the divergence G and
its gradient are exact. The paper had to estimate them from what its machines did at each temperature.

Source:
    D. H. Ackley, G. E. Hinton, T. J. Sejnowski, A learning algorithm for Boltzmann machines, Cognitive Science 9
    (1985). Its thresholds θ are −b here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.random import Generator

from tui_nn.engine.arrays import Bools, Floats, Ints

MOST = 16  # units; twice as many states with each of them


@dataclass(frozen=True, eq=False)
class Machine:
    """Symmetric weights with zeros on the diagonal, and biases."""

    weights: Floats  # (n, n)
    biases: Floats  # (n,)

    @classmethod
    def random(cls, wired: Bools, size: float, generator: Generator) -> Self:
        """Weights from a normal distribution of that standard deviation where there are wires; biases 0.

        Args:
            wired: (n, n), symmetric, false on the diagonal.
            size: standard deviation, no unit.
            generator: draws n·n numbers, of which those above the diagonal count.
        """
        drawn = np.triu(size * generator.normal(size=wired.shape), 1)
        return cls(np.where(wired, drawn + drawn.T, 0.0), np.zeros(len(wired)))


@dataclass(frozen=True, eq=False)
class World:
    """What the visible units are to show, and how often: the environment of the paper."""

    vectors: Floats  # (m, v) of 0 and 1, no two alike
    shares: Floats  # (m,), positive, their sum is 1


def encoder(inputs: int, hidden: int) -> tuple[Bools, World]:
    """The paper's encoder problem: two groups of `inputs` units, in each the same one is on; between them `hidden`.

    Every group is wired within itself and to the hidden units; no wire leads from one visible group to the other,
    so what one of them knows of the other has to pass through the hidden units.

    Returns:
        The wires (n, n) with n = 2·inputs + hidden, the visible units first; and the world of `inputs` vectors.
    """
    group = np.repeat([0, 1, 2], [inputs, inputs, hidden])
    wired = (group[:, None] == group) | (group[:, None] == 2) | (group == 2)
    np.fill_diagonal(wired, False)
    return wired, World(np.hstack([np.eye(inputs), np.eye(inputs)]), np.full(inputs, 1 / inputs))


def all_states(units: int) -> Floats:
    """Every state of so many units, (2^n, n) of 0 and 1, counting up in binary: the first unit changes last.

    Raises:
        ValueError: more units than `MOST`.
    """
    if not 0 < units <= MOST:
        raise ValueError(f"from 1 to {MOST} units can be written down, not {units}")
    numbers = np.arange(2**units)[:, None]
    return np.asarray(numbers >> np.arange(units - 1, -1, -1) & 1, dtype=np.float64)


def energies(machine: Machine, states: Floats) -> Floats:
    """E = −Σᵢ<ⱼ wᵢⱼsᵢsⱼ − Σ bᵢsᵢ of each state: (k, n) -> (k,)."""
    return np.asarray(-0.5 * ((states @ machine.weights) * states).sum(axis=1) - states @ machine.biases)


def gap(machine: Machine, state: Floats, unit: int) -> float:
    """ΔE = Σ wᵢⱼsⱼ + bᵢ: how much lower the energy is with this unit on than with it off; (n,) -> a number."""
    return float(machine.weights[unit] @ state + machine.biases[unit])


def chance(gap: float, temperature: float) -> float:
    """p = 1/(1 + e^(−ΔE/T)): how probably a unit with that gap is on when it is asked.

    Args:
        gap: ΔE, in units of energy.
        temperature: T > 0, in the same units.
    """
    return float(np.exp(-np.logaddexp(0.0, -gap / temperature)))


def logs(machine: Machine, states: Floats, temperature: float = 1.0) -> Floats:
    """ln P of every state in Boltzmann's distribution P = e^(−E/T)/Z, which asking the units for long comes to.

    Args:
        machine: n units.
        states: all of them, as `all_states` gives them.
        temperature: T > 0, in units of energy.

    Returns:
        (2^n,), finite even where P itself would be too small for a float.
    """
    scores = -energies(machine, states) / temperature
    return np.asarray(scores - np.logaddexp.reduce(scores))


def clamped(free: Floats, world: World, units: int) -> Floats:
    """P with the visible units held, each of the world's vectors for its share of the time.

    The hidden units go on deciding: in each vector they have the free machine's distribution given that vector.

    Args:
        free: what `logs` answers, (2^n,).
        world: vectors of the first v units.
        units: n.

    Returns:
        (2^n,), 0 for states that do not show a vector of the world; their sum is 1.
    """
    seen = np.zeros_like(_by_visible(free, world, units))
    seen[places_of(world)] = world.shares[:, None] * _given(free, world, units)
    return seen.reshape(-1)


def divergence(free: Floats, world: World, units: int) -> float:
    """G = Σ P(v)·ln(P(v)/P′(v)) over the world's vectors: 0 when the free machine shows just what the world does.

    Args:
        free: what `logs` answers, (2^n,).
        world: P; vectors of the first v units.
        units: n.

    Returns:
        G in nats, at least 0 but for rounding.
    """
    return float((world.shares * (np.log(world.shares) - shown(free, world, units))).sum())


def shown(free: Floats, world: World, units: int) -> Floats:
    """ln P′ of each of the world's vectors, how probably the free machine shows it: (2^n,) -> (m,)."""
    return np.asarray(np.logaddexp.reduce(_by_visible(free, world, units)[places_of(world)], axis=1))


def places_of(world: World) -> Ints:
    """Where the world's vectors stand among all states of the visible units, (m,)."""
    powers = 2 ** np.arange(world.vectors.shape[1] - 1, -1, -1)
    return np.asarray(world.vectors.astype(np.int64) @ powers)


def hidden_given(free: Floats, world: World, units: int) -> Floats:
    """How probably each hidden unit is on while each vector of the world is shown: (m, n − v)."""
    return np.asarray(_given(free, world, units) @ all_states(units - world.vectors.shape[1]))


def together(chances: Floats, states: Floats) -> Floats:
    """pᵢⱼ, how probably two units are on at once; on the diagonal pᵢ: (k,), (k, n) -> (n, n)."""
    return np.asarray(states.T @ (chances[:, None] * states))


def gradient(machine: Machine, wired: Bools, world: World, states: Floats, temperature: float = 1.0) -> Machine:
    """The slopes of G: ∂G/∂wᵢⱼ = −(pᵢⱼ − p′ᵢⱼ)/T and ∂G/∂bᵢ = −(pᵢ − p′ᵢ)/T.

    p is the world's (visible units held), p′ the free machine's. A weight needs to know nothing but how often its
    own two units are on together.

    Args:
        machine: n units.
        wired: (n, n), the wires that may learn.
        world: what the visible units are to show.
        states: all of them, as `all_states` gives them.
        temperature: T > 0.

    Returns:
        The slopes, in the shape of a machine.
    """
    free = logs(machine, states, temperature)
    wanted = together(clamped(free, world, len(machine.biases)), states)
    slopes = -(wanted - together(np.exp(free), states)) / temperature
    return Machine(np.where(wired, slopes, 0.0), np.diag(slopes).copy())


def learnt(
    machine: Machine, wired: Bools, world: World, states: Floats, rate: float, temperature: float = 1.0
) -> Machine:
    """One step down G: w ← w − η·∂G/∂w, and the same for the biases.

    Args:
        machine: n units. Not modified.
        wired: (n, n), the wires that may learn.
        world: what the visible units are to show.
        states: all of them.
        rate: η > 0, in units of energy squared per nat.
        temperature: T > 0.
    """
    slopes = gradient(machine, wired, world, states, temperature)
    return Machine(machine.weights - rate * slopes.weights, machine.biases - rate * slopes.biases)


def asked(machine: Machine, state: Floats, unit: int, temperature: float, draw: float) -> Floats:
    """One unit decides by chance: on with p = 1/(1 + e^(−ΔE/T)), else off.

    Args:
        machine: n units.
        state: (n,) of 0 and 1. Not modified.
        unit: which one, from 0.
        temperature: T > 0.
        draw: an even random number from 0 to 1; the unit is on when it is below p.
    """
    after = state.copy()
    after[unit] = float(draw < chance(gap(machine, state, unit), temperature))
    return after


def _by_visible(free: Floats, world: World, units: int) -> Floats:
    """One row a state of the visible units, one column a state of the hidden ones."""
    shown = world.vectors.shape[1]
    return free.reshape(2**shown, 2 ** (units - shown))


def _given(free: Floats, world: World, units: int) -> Floats:
    """P of each state of the hidden units given each vector of the world, (m, 2^(n−v)); every row's sum is 1."""
    rows = _by_visible(free, world, units)[places_of(world)]
    return np.asarray(np.exp(rows - np.logaddexp.reduce(rows, axis=1)[:, None]))
