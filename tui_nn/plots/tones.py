"""Colours that stand for values: sixteen levels from low to high, then one colour for each of five classes."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Floats, Ints

LEVELS = 16  # an even count puts the border between two classes between two colours
CLASSES = 5
FIRST_CLASS = LEVELS  # the tone of class 0; the others follow
TONES = LEVELS + CLASSES
TWO = (3, LEVELS - 4)  # of a picture with only two


def levels(values: Floats, limits: tuple[float, float]) -> Ints:
    """The tones of values: 0 at the low limit or below, 15 at the high one or above, nan in the middle."""
    low, high = limits
    share = (values - low) * (LEVELS / (high - low))
    share[np.isnan(share)] = LEVELS / 2
    return np.asarray(np.clip(share, 0, LEVELS - 1), dtype=np.int64)


def of_classes(classes: Floats) -> Ints:
    """The tone of each class, any shape; the sixth looks as the first again."""
    return FIRST_CLASS + np.asarray(classes, dtype=np.int64) % CLASSES


def of_targets(targets: Floats, limits: tuple[float, float], classes: int) -> Ints:
    """The tone of each point's target, (n,): of two classes an end of the scale, of more their own, else a level."""
    if classes > 2:
        return of_classes(targets)
    if classes:
        return np.where(targets > sum(limits) / 2, LEVELS - 1, 0)
    return levels(targets, limits)
