"""Gradients against finite differences: is the slope that a formula claims the slope that there is?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tui_nn.engine.arrays import Floats

FLOOR = 1e-4  # shorter slopes are compared as if this long: rounding f leaves about 1e-11 in a difference
STEP = 1e-5  # near the cube root of float64's precision, where rounding and curvature err equally little


def directional(f: Callable[[Floats], float], at: Floats, direction: Floats, step: float = STEP) -> float:
    """(f(x + h·v) − f(x − h·v)) / 2h: the slope of f at x along v, by central difference.

    Args:
        f: a smooth function of an array of one shape; it must not keep or change its argument.
        at: x, float64 of any shape. direction: v, the same shape. step: h > 0.

    Returns:
        f's unit per unit of v; the error is about h²·f‴/6 plus 10⁻¹⁶·f/h.
    """
    return (f(at + step * direction) - f(at - step * direction)) / (2 * step)


def by_coordinate(f: Callable[[Floats], float], at: Floats, step: float = STEP) -> Floats:
    """The whole gradient by central differences, the shape of `at`: two values of f for each number in it."""
    slopes = np.empty(at.size)
    for i in range(at.size):
        direction = np.zeros(at.size)
        direction[i] = 1.0
        slopes[i] = directional(f, at, direction.reshape(at.shape), step)
    return slopes.reshape(at.shape)


def check(
    f: Callable[[Floats], float],
    gradient: Floats,
    at: Floats,
    direction: Floats | None = None,
    step: float = STEP,
) -> float:
    """How far a claimed gradient is from the finite differences, as a share of its length.

    Along a direction v:  |g·v − d| / max(|g|·|v|, |d|)  with d = `directional`; two values of f, whatever the size.
    Without one, per coordinate:  |g − d| / max(|g|, |d|)  with d = `by_coordinate`. Lengths are Euclidean.

    Args:
        gradient: g, what is claimed of f at x, the shape of `at`.
        direction: random ones make a good check: an error hides only if it is at right angles to them.

    Returns:
        0 when both are the same, about 1 when they have nothing in common. Below 10⁻⁶ means right; where f bends
        sharply, expect more. A gradient shorter than FLOOR is judged as if it were that long.

    Raises:
        ValueError: shapes that differ.
    """
    if gradient.shape != at.shape or (direction is not None and direction.shape != at.shape):
        raise ValueError("the point, its gradient and the direction must have one shape")
    if direction is None:
        found = by_coordinate(f, at, step)
        return _share(_length(gradient - found), _length(gradient), _length(found))
    slope = directional(f, at, direction, step)
    return _share(
        abs(float(np.vdot(gradient, direction)) - slope), _length(gradient) * _length(direction), abs(slope)
    )


def _length(array: Floats) -> float:
    return float(np.sqrt((array * array).sum()))


def _share(difference: float, *lengths: float) -> float:
    return difference / max(*lengths, FLOOR)
