"""The logarithm of a sum of powers, without forming a power that overflows."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Floats


def log_sum_exp(logits: Floats, axis: int = 0) -> Floats:
    """log Σ e^zⱼ = m + log Σ e^(zⱼ − m) along an axis, with m = max z.

    The largest term of the sum is 1, so that neither end of the format is near: the answer lies between m and
    m + log k. The cross-entropy of class y is log Σ e^zⱼ − z_y, and its slope along z is softmax(z) − onehot(y).

    Args:
        logits: finite, any shape, k ≥ 1 along the axis.

    Returns:
        The same shape without the axis.
    """
    largest = logits.max(axis=axis, keepdims=True)
    powers = np.exp(logits - largest)
    return np.asarray(largest.squeeze(axis) + np.log(powers.sum(axis=axis)))
