"""Rosenblatt's perceptron: a line that moves only when it is wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Floats, Ints


@dataclass(frozen=True, eq=False)
class Line:
    """The decision boundary w·x + b = 0, with weights of shape (d,)."""

    weights: Floats
    bias: float = 0.0

    def score(self, points: Floats) -> Floats:
        """t = w·x + b of each row: (n, d) -> (n,), or (d,) -> ().

        Products are added one after another rather than by a matrix product, whose fused multiply-add rounds
        differently on different machines: for d = 2 the sum is bit for bit w₁x₁ + w₂x₂ + b.
        """
        return np.asarray((points * self.weights).sum(axis=-1) + self.bias)

    def predict(self, points: Floats) -> Ints:
        """ŷ = [t > 0] of each row, 0 or 1; a score of exactly 0 gives 0."""
        return np.asarray(self.score(points) > 0, dtype=np.int64)


def correct(line: Line, x: Floats, target: int, rate: float = 1.0) -> Line:
    """Show the perceptron one example; move the line only if it was wrong.

    With y = target, ŷ = [w·x + b > 0] and η = rate:  w ← w + η·(y − ŷ)·x  and  b ← b + η·(y − ŷ).

    Args:
        line: the boundary, d weights. Not modified.
        x: one example, shape (d,), in the data's own units.
        target: its class, 0 or 1.
        rate: > 0, no unit. From a zero start it rescales the line and changes no decision.

    Returns:
        The moved line, or `line` itself when the example was already right.

    Raises:
        ValueError: a wrong shape, a target other than 0 or 1, a rate not above 0.

    Source:
        F. Rosenblatt, Principles of Neurodynamics (1962).
    """
    if x.shape != line.weights.shape:
        raise ValueError(f"x has shape {x.shape}; the line expects {line.weights.shape}")
    if target not in (0, 1):
        raise ValueError(f"target must be 0 or 1, got {target}")
    if not rate > 0:
        raise ValueError(f"rate must be positive, got {rate}")

    error = target - int(line.predict(x))
    if error == 0:
        return line
    return Line(line.weights + rate * error * x, line.bias + rate * error)


def margin(line: Line, points: Floats, targets: Ints) -> float:
    """γ: the smallest signed distance of an example (x, 1) from the plane (w, b) in the augmented space.

    γ = min s·(w·x + b) / |(w, b)|, where s = +1 for class 1 and −1 for class 0.

    Args:
        line: any boundary but the zero one.
        points: (n, d), n ≥ 1, in the data's own units.
        targets: (n,) of 0 and 1.

    Returns:
        A distance in the data's units: above 0 when the line separates the classes, below 0 when it errs.

    Raises:
        ValueError: weights and bias are all zero: such a line has no direction.

    Source:
        A. Novikoff, On convergence proofs on perceptrons (1962).
    """
    length = _length(line)
    if length == 0:
        raise ValueError("the margin of a line needs weights or a bias other than zero")
    return float(((2 * targets - 1) * line.score(points)).min() / length)


def radius(points: Floats) -> float:
    """R: the largest |(x, 1)| of an example; points (n, d), n ≥ 1, in the data's units."""
    return float(np.sqrt((points**2).sum(axis=1) + 1).max())


def bound(radius: float, margin: float) -> float:
    """(R/γ)²: from a zero start, no order of the examples makes more corrections than this.

    Raises:
        ValueError: a margin not above 0: the theorem speaks of separated classes only.

    Source:
        A. Novikoff, On convergence proofs on perceptrons (1962).
    """
    if not margin > 0:
        raise ValueError(f"the bound needs a margin above 0, got {margin}")
    return (radius / margin) ** 2


def least_squares(points: Floats, targets: Ints) -> Line:
    """The w and b with the least Σ(w·x + b − y)², the answer that ADALINE's rule approaches.

    Args:
        points: (n, d), n ≥ 1.
        targets: (n,) of 0 and 1.

    Returns:
        The line of least norm among the best ones, so collinear inputs are no obstacle.

    Source:
        B. Widrow and M. Hoff, Adaptive switching circuits (1960).
    """
    augmented = np.column_stack([points, np.ones(len(points))])
    best = np.linalg.lstsq(augmented, targets.astype(np.float64), rcond=None)[0]
    return Line(best[:-1], float(best[-1]))


def _length(line: Line) -> float:
    return float(np.sqrt((line.weights**2).sum() + line.bias**2))
