"""Linear regression: the line that fits best, by formula and by its slopes; what makes its descent fast or wild."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from tui_nn.engine.arrays import Floats

FLAT = 1e-12  # a curvature below this share of the largest one is none: only rounding keeps it from 0


def design(x: Floats, copies: int = 1) -> Floats:
    """The matrix X of a straight line: a column of ones, then x, as often as asked for: (n,) -> (n, 1 + copies)."""
    return np.column_stack([np.ones_like(x), *[x] * copies])


def standardised(x: Floats) -> tuple[Floats, float, float]:
    """x′ = (x − mean) / deviation, with both, (n,); the deviation of equal values counts as 1."""
    mean, deviation = float(x.mean()), float(x.std())
    return (x - mean) / (deviation or 1.0), mean, deviation or 1.0


def mean_squares(matrix: Floats, y: Floats, weights: Floats) -> float:
    """MSE = 1/n · Σ(Xw − y)², in squared units of y."""
    return float(np.mean((matrix @ weights - y) ** 2))


def mean_sizes(matrix: Floats, y: Floats, weights: Floats) -> float:
    """MAE = 1/n · Σ|Xw − y|, in units of y."""
    return float(np.mean(np.abs(matrix @ weights - y)))


def squares_slope(matrix: Floats, y: Floats, weights: Floats) -> Floats:
    """∂MSE/∂w = 2/n · Xᵀ(Xw − y), (columns,)."""
    return np.asarray(2 / len(y) * (matrix.T @ (matrix @ weights - y)))


def sizes_slope(matrix: Floats, y: Floats, weights: Floats) -> Floats:
    """∂MAE/∂w = 1/n · Xᵀ sign(Xw − y), (columns,); a point on the line pulls neither way."""
    return np.asarray(1 / len(y) * (matrix.T @ np.sign(matrix @ weights - y)))


def is_singular(matrix: Floats) -> bool:
    """Whether XᵀX has no inverse: a column is a sum of multiples of the others."""
    return bool(np.linalg.matrix_rank(matrix) < matrix.shape[1])


def least_squares(matrix: Floats, y: Floats) -> Floats:
    """w = (XᵀX)⁻¹Xᵀy, (columns,); where there is no inverse, the shortest of all weights with the least MSE.

    Source:
        A.-M. Legendre, Nouvelles méthodes pour la détermination des orbites des comètes (1805); by singular values.
    """
    return np.asarray(np.linalg.lstsq(matrix, y, rcond=None)[0])


def least_sizes(x: Floats, y: Floats) -> tuple[float, float]:
    """Intercept and slope of a line with the least MAE; takes n²/2 tries, so for few points.

    One such line passes through two of the points, or, where all x are equal, level through one of them.

    Source:
        P. Bloomfield and W. Steiger, Least absolute deviations (1983).
    """
    matrix = design(x)
    lines = [(float(value), 0.0) for value in y]
    for i, j in combinations(range(len(x)), 2):
        if x[i] != x[j]:
            slope = float((y[j] - y[i]) / (x[j] - x[i]))
            lines.append((float(y[i] - slope * x[i]), slope))
    return min(lines, key=lambda line: mean_sizes(matrix, y, np.array(line)))


def curvatures(matrix: Floats) -> Floats:
    """λ of 2/n · XᵀX, rising, (columns,): how sharply the MSE bends along its axes; what is only rounding is 0."""
    found = np.linalg.eigvalsh(2 / len(matrix) * (matrix.T @ matrix))
    return np.where(found < FLAT * found[-1], 0.0, found)


def rate_limit(matrix: Floats) -> float:
    """2/λmax: descent on the MSE with a larger rate than this moves away from the best weights."""
    return float(2 / curvatures(matrix)[-1])


def condition(matrix: Floats) -> float:
    """κ = λmax/λmin: about how many steps descent needs; infinite where XᵀX is singular."""
    found = curvatures(matrix)
    return float(found[-1] / found[0]) if found[0] else float("inf")
