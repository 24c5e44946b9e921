"""The regression lab's beginnings: points, and how the line is looked for."""

from __future__ import annotations

from typing import Any

from tui_nn.labs.regression.state import EQUATION, HAND, MAE, MSE

# A straight line, y = 2 + 0.8·x, and what chance made of it.
FLATS = (
    (0.0, 2.4), (1.0, 1.9), (2.0, 4.3), (3.0, 3.7), (4.0, 6.2), (5.0, 5.1),
    (6.0, 7.4), (7.0, 6.8), (8.0, 9.5), (9.0, 8.6), (10.0, 9.3), (11.0, 11.7),
)  # fmt: skip
THREE = ((1.0, 3.0), (2.0, 5.0), (3.0, 7.0))
OUTLIER = (*((float(x), 2.0 * x + 1) for x in range(9)), (9.0, 100.0))
# Floor space in square metres, a rent in thousands: far from zero, and of another size than the ones.
RENTS = (
    (22.0, 31.0),
    (28.0, 30.0),
    (33.0, 38.0),
    (38.0, 40.0),
    (45.0, 44.0),
    (51.0, 52.0),
    (58.0, 51.0),
    (64.0, 63.0),
)
ONE_PLACE = tuple((0.0, y) for y in (1.0, 2.0, 3.0, 4.0, 100.0))

PRESETS: dict[str, dict[str, Any]] = {
    "hand": {"points": FLATS, "method": HAND},
    "squares": {"points": THREE, "weights": (2.0, 1.0), "method": HAND, "squares": True},
    "equation": {"points": THREE, "method": EQUATION},
    "twin": {"points": THREE, "weights": (0.0, 0.0, 0.0), "method": EQUATION, "twin": True},
    "descent": {"points": THREE, "method": MSE, "rate": 0.1},
    "limit": {"points": FLATS, "method": MSE, "rate": 0.02},
    "scale": {"points": RENTS, "method": MSE, "rate": 0.0004},
    "outlier": {"points": OUTLIER, "method": MAE, "rate": 0.02},
    "constant": {"points": ONE_PLACE, "method": EQUATION},
}
