"""Whether probabilities keep their word: of the examples told 70 %, about 70 % should be positive."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Bools, Floats, Ints

BINS = 10


@dataclass(frozen=True, eq=False)
class Reliability:
    """Examples in even bins of their probability, all arrays (bins,).

    Attributes:
        counts: how many examples.
        told: their mean probability; nan in an empty bin.
        true: the share of positives among them; nan in an empty bin.
    """

    counts: Ints
    told: Floats
    true: Floats

    @property
    def error(self) -> float:
        """ECE = Σ n_b/n·|told − true|, the expected calibration error.

        Source:
            M. Naeini, G. Cooper and M. Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning
            (2015); for networks C. Guo et al., On calibration of modern neural networks (2017).
        """
        some = self.counts > 0
        gaps = np.abs(self.told[some] - self.true[some])
        return float((self.counts[some] * gaps).sum() / self.counts.sum())


def reliability(probabilities: Floats, positive: Bools, bins: int = BINS) -> Reliability:
    """Examples sorted into bins of width 1/bins, a border counting as the upper bin's.

    Args:
        probabilities: (n,), between 0 and 1.
        positive: (n,), the truth.
        bins: ≥ 1.

    Raises:
        ValueError: no examples, shapes that do not fit, or a number that is no probability.
    """
    if not len(probabilities) or probabilities.shape != positive.shape:
        raise ValueError(f"each probability needs its truth, got {probabilities.shape} and {positive.shape}")
    if not ((probabilities >= 0) & (probabilities <= 1)).all():
        raise ValueError("probabilities lie between 0 and 1")
    place = np.minimum((probabilities * bins).astype(np.int64), bins - 1)
    counts = np.bincount(place, minlength=bins)
    with np.errstate(invalid="ignore"):
        told = np.bincount(place, probabilities, bins) / counts
        true = np.bincount(place, positive, bins) / counts
    return Reliability(counts, told, true)


def mean_confidence(probabilities: Floats) -> float:
    """The mean of max(p, 1 − p): how sure the answers at the threshold ½ are. It should be their accuracy."""
    return float(np.maximum(probabilities, 1 - probabilities).mean())
