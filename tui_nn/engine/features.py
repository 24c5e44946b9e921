"""Features: what a net is given of a point in the plane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tui_nn.engine.arrays import Floats

# Name -> its value from x₁ and x₂; the order is TensorFlow Playground's.
_OF: dict[str, Callable[[Floats, Floats], Floats]] = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1-squared": lambda x1, x2: x1 * x1,
    "x2-squared": lambda x1, x2: x2 * x2,
    "x1x2": lambda x1, x2: x1 * x2,
    "sin-x1": lambda x1, x2: np.sin(x1),
    "sin-x2": lambda x1, x2: np.sin(x2),
}
FEATURES = tuple(_OF)


def features(points: Floats, names: Sequence[str]) -> Floats:
    """Columns x₁, x₂, x₁², x₂², x₁x₂, sin x₁, sin x₂, those that are named and in that order: (n, 2) -> (n, d).

    They are not scaled.

    Raises:
        ValueError: another name, or points that are not pairs.
    """
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be pairs (n, 2), got shape {points.shape}")
    for name in names:
        if name not in _OF:
            raise ValueError(f"no such feature: {name}; there are {', '.join(FEATURES)}")
    x1, x2 = points.T
    return np.stack([_OF[name](x1, x2) for name in names], axis=1) if names else np.empty((len(points), 0))
