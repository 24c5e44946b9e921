"""One example through a network with one hidden layer: every number forward, every number back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui_nn.engine.activations import activation, sigmoid
from tui_nn.engine.arrays import Floats
from tui_nn.engine.mlp import Net


@dataclass(frozen=True, eq=False)
class Pass:
    """Of h hidden units. Slopes are ∂L/∂, and δ is the slope along a unit's sum."""

    sums: Floats  # (h,): z of each hidden unit
    units: Floats  # (h,): f(z)
    bends: Floats  # (h,): f'(z)
    logit: float  # z of the output
    share: float  # p = σ(z)
    loss: float  # −log of the share that the truth had
    error: float  # δ of the output, p − y
    errors: Floats  # (h,): δ of each hidden unit
    slopes: Floats  # (P,), in the order of `Net.params`


def passed(net: Net, x: Floats, y: float) -> Pass:
    """x (d,) through a net of sizes (d, h, 1) that ends in a logit, compared with y, 0 or 1, by cross-entropy."""
    hidden = activation(net.activations[0])
    weights = net.weights(1)[:, 0]
    sums = x @ net.weights(0) + net.biases(0)
    units = hidden.value(sums)
    bends = hidden.slope(sums, units)
    logit = float(units @ weights + net.biases(1)[0])
    share = float(sigmoid(np.array([logit]))[0])
    loss = max(logit, 0.0) - logit * y + float(np.log1p(np.exp(-abs(logit))))
    error = share - y
    errors = np.asarray(error * weights * bends)
    slopes = np.concatenate([np.outer(x, errors).ravel(), errors, error * units, [error]])
    return Pass(sums, units, bends, logit, share, loss, error, errors, slopes)
