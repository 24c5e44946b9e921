"""The Hopfield net: units of −1 and +1, symmetric weights, and an energy that no unit ever raises by itself.

Hopfield wrote his units as 0 and 1; −1 and +1 say the same with shorter formulas.

Sources:
    J. J. Hopfield, Neural networks and physical systems with emergent collective computational abilities, PNAS 79
    (1982); capacity: D. Amit, H. Gutfreund, H. Sompolinsky, Physical Review Letters 55 (1985); pseudo-inverse:
    L. Personnaz, I. Guyon, G. Dreyfus, Journal de Physique Lettres 46 (1985).
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from tui_nn.engine.arrays import Floats

TIE = 1e-9  # a sum nearer to 0 than this is rounding, and the unit stays as it is


def hebb(patterns: Floats) -> Floats:
    """Hebb's rule: wᵢⱼ = (1/N) Σ ξᵢξⱼ over the patterns, and wᵢᵢ = 0.

    Args:
        patterns: ξ, (p, N) of −1 and +1.

    Returns:
        (N, N), symmetric.
    """
    weights = patterns.T @ patterns / patterns.shape[1]
    np.fill_diagonal(weights, 0.0)
    return np.asarray(weights)


def pseudo_inverse(patterns: Floats) -> Floats:
    """The projection on the patterns, with wᵢᵢ = 0: however alike they are, each of them stays as it is.

    Without the zeros on its diagonal, W = Ξ⁺Ξ maps each pattern to itself. A unit i of a stored pattern then has
    the sum (1 − Wᵢᵢ)ξᵢ with 0 ≤ Wᵢᵢ ≤ 1: of its own sign, or 0.

    Args:
        patterns: Ξ, (p, N) of −1 and +1.

    Returns:
        (N, N), symmetric.
    """
    weights = np.linalg.pinv(patterns) @ patterns
    weights = (weights + weights.T) / 2
    np.fill_diagonal(weights, 0.0)
    return np.asarray(weights)


def energy(weights: Floats, state: Floats) -> float:
    """E = −½ Σ wᵢⱼsᵢsⱼ, no unit.

    Args:
        weights: (N, N), symmetric, zeros on the diagonal.
        state: (N,) of −1 and +1.
    """
    return float(-0.5 * (state @ weights @ state))


def unstable(state: Floats, sums: Floats) -> Floats:
    """By how much each unit's flip would lower the energy: −ΔE = −2sᵢhᵢ, and 0 for a unit that wants to stay.

    Args:
        state: (N,) of −1 and +1.
        sums: h = W·s, (N,).
    """
    gain = -2 * state * sums
    return np.where(gain > 2 * TIE, gain, 0.0)


def flipped(state: Floats, unit: int) -> Floats:
    """The state with one unit turned over; it changes the energy by ΔE = 2·sᵢ·hᵢ."""
    after = state.copy()
    after[unit] = -after[unit]
    return after


def recall(weights: Floats, cue: Floats, generator: Generator, sweeps: int = 100) -> Floats:
    """Ask the units one by one, in a new random order each sweep, until a whole sweep changes nothing.

    Asked, a unit takes the sign of its sum h = Σ wᵢⱼsⱼ, and stays as it is where h = 0. With symmetric weights and
    zeros on the diagonal the energy falls with every flip, so this ends.

    Args:
        weights: (N, N).
        cue: where to begin, (N,) of −1 and +1. Not modified.
        generator: the orders.
        sweeps: give up after so many.

    Returns:
        The state it comes to rest in, (N,).
    """
    state, sums = cue.copy(), weights @ cue
    for _ in range(sweeps):
        order = generator.permutation(len(state))
        if not unstable(state, sums).any():
            break
        for unit in order.tolist():
            if state[unit] * sums[unit] < -TIE:
                state[unit] = -state[unit]
                sums += 2 * state[unit] * weights[:, unit]
    return state


def overlap(one: Floats, other: Floats) -> float:
    """m = (1/N) Σ sᵢξᵢ: 1 for the same picture, −1 for its negative, about 0 for strangers."""
    return float(one @ other) / len(one)


def damaged(pattern: Floats, noise: float, generator: Generator) -> Floats:
    """The pattern with that share of its units, drawn at random, turned over.

    Args:
        pattern: (N,) of −1 and +1.
        noise: 0 to 1; round(noise·N) units are turned over.
        generator: which of them.
    """
    after = pattern.copy()
    after[generator.permutation(len(pattern))[: round(noise * len(pattern))]] *= -1
    return after


def strangers(count: int, units: int, generator: Generator) -> Floats:
    """Patterns that have nothing to do with each other: (count, units) of −1 and +1 by the toss of a coin."""
    return np.asarray(2.0 * generator.integers(0, 2, (count, units)) - 1)


def mixture(patterns: Floats) -> Floats:
    """What an odd number of patterns says by majority, unit by unit: sign(ξ¹ + ξ² + ξ³).

    Raises:
        ValueError: an even number of patterns, which may come to a tie.
    """
    if len(patterns) % 2 == 0:
        raise ValueError(f"an odd number of patterns has a majority everywhere, {len(patterns)} may not")
    return np.asarray(np.sign(patterns.sum(axis=0)))
