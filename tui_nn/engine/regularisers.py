"""Regularisers: a price on large weights, in the textbook's way or in the Playground's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.arrays import Floats

# The textbook's two add λ·½Σw² or λ·Σ|w| to the loss, so λ·R′(w) goes into the gradient and through the optimiser.
TEXTBOOK = ("l1", "l2")
# The Playground's two shrink the weights after the update, by the rate alone.
PLAYGROUND = ("playground-l1", "playground-l2")
REGULARISERS = ("none", *TEXTBOOK, *PLAYGROUND)

# In all functions: `weights` masks the parameters, 1 for a weight and 0 for a bias (biases are never priced), in the
# parameters' own kind of number: truth values would be converted at every step. Shapes are those of the parameters.


def penalty(name: str, params: Floats, weights: Floats, strength: float) -> float:
    """What the loss grows by: λ·½Σw² for l2 and playground-l2, λ·Σ|w| for l1 and playground-l1, 0 for none.

    The Playground does not show it in its loss; its rule walks down the same price.

    Raises:
        ValueError: another name.
    """
    _expect_known(name)
    if name == "none":
        return 0.0
    priced = params * weights
    if name.endswith("l1"):
        return strength * float(np.abs(priced).sum())
    return strength * 0.5 * float(np.vdot(priced, priced))


def add_slope(name: str, params: Floats, weights: Floats, strength: float, grad: Floats) -> None:
    """g ← g + λ·w for l2, g ← g + λ·sign(w) for l1, on weights, in place; the other names leave `grad` alone.

    Raises:
        ValueError: another name.
    """
    _expect_known(name)
    if name in TEXTBOOK:
        grad += _priced_slope(name, params, weights, strength)


def shrink(
    name: str,
    params: Floats,
    before: Floats,
    weights: Floats,
    rate: float,
    strength: float,
    dead: NDArray[np.bool_],
) -> None:
    """Finish an update by the Playground's rule, in place; the other names leave everything alone.

    With w₀ before the update and w₁ after it:  w₂ = w₁ − η·λ·R′(w₀), where R′ is w₀ for playground-l2 and sign(w₀)
    for playground-l1. Under playground-l1 a weight with w₁·w₂ < 0 becomes 0 and is dead for good: whatever the
    optimiser does to it is undone.

    Args:
        params: w₁; becomes w₂.
        before: w₀.
        rate: η of this update.
        dead: weights that died earlier; those that die now are added. Only playground-l1 reads or writes it.

    Raises:
        ValueError: another name.

    Source:
        D. Smilkov and S. Carter, TensorFlow Playground, nn.ts (2016).
    """
    _expect_known(name)
    if name not in PLAYGROUND:
        return
    after = params - _priced_slope(name, before, weights, rate * strength)
    if name == "playground-l1":
        # Biases have after = params, so their product is never below 0.
        np.logical_or(dead, params * after < 0, out=dead)
        after[dead] = 0.0
    params[...] = after


def _priced_slope(name: str, params: Floats, weights: Floats, strength: float) -> Floats:
    slope = np.sign(params) if name.endswith("l1") else params.copy()
    slope *= weights
    slope *= strength
    return slope


def _expect_known(name: str) -> None:
    if name not in REGULARISERS:
        raise ValueError(f"no such regulariser: {name}; there are {', '.join(REGULARISERS)}")
