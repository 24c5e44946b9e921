"""Colours that stand for values: sixteen levels from low to high, then one colour for each of five classes."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Floats, Ints

LEVELS = 16  # an even count puts the border between two classes between two colours
CLASSES = 5
FIRST_CLASS = LEVELS  # the tone of class 0; the others follow
TONES = LEVELS + CLASSES


def levels(values: Floats, limits: tuple[float, float]) -> Ints:
    """The tones of values: 0 at the low limit or below, 15 at the high one or above, nan in the middle."""
    low, high = limits
    share = (values - low) * (LEVELS / (high - low))
    share[np.isnan(share)] = LEVELS / 2
    return np.asarray(np.clip(share, 0, LEVELS - 1), dtype=np.int64)


def of_classes(classes: Floats) -> Ints:
    """The tone of each class, any shape; the sixth looks as the first again."""
    return FIRST_CLASS + np.asarray(classes, dtype=np.int64) % CLASSES
