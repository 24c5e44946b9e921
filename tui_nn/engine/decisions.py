"""What a threshold on scores decides: right and wrong answers of either kind, their shares, their price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Bools, Floats, Ints


@dataclass(frozen=True)
class Confusion:
    """How many positives were found (hits) or missed, how many negatives raised a false alarm or were let pass."""

    hits: int
    missed: int
    alarms: int
    passed: int

    @property
    def n(self) -> int:
        return self.hits + self.missed + self.alarms + self.passed

    @property
    def accuracy(self) -> float:
        """(TP + TN)/n: the share of right answers."""
        return (self.hits + self.passed) / self.n

    @property
    def precision(self) -> float | None:
        """TP/(TP + FP): how many of those called positive are; None where none is called so."""
        said = self.hits + self.alarms
        return self.hits / said if said else None

    @property
    def recall(self) -> float:
        """TP/(TP + FN): how many of the positives are found. There is at least one."""
        return self.hits / (self.hits + self.missed)

    @property
    def false_alarms(self) -> float:
        """FP/(FP + TN): how many of the negatives are called positive. There is at least one."""
        return self.alarms / (self.alarms + self.passed)

    def cost(self, ratio: float) -> float:
        """r·FN + FP: the price of all mistakes, a false alarm costing 1 and a missed positive r."""
        return ratio * self.missed + self.alarms


def hits_and_alarms(scores: Floats, positive: Bools, thresholds: Floats) -> tuple[Ints, Ints]:
    """How many positives and how many negatives score above each threshold.

    Args:
        scores: (n,), of any unit.
        positive: (n,), the truth.
        thresholds: (k,), in the unit of the scores. A score on a threshold is not above it.

    Returns:
        Hits and false alarms, each (k,).
    """
    return _above(scores[positive], thresholds), _above(scores[~positive], thresholds)


def _above(scores: Floats, thresholds: Floats) -> Ints:
    return np.asarray(len(scores) - np.searchsorted(np.sort(scores), thresholds, side="right"), dtype=np.int64)


def decided(scores: Floats, positive: Bools, threshold: float) -> Confusion:
    """The four counts when everything that scores above the threshold is called positive."""
    hits, alarms = (int(counts[0]) for counts in hits_and_alarms(scores, positive, np.array([threshold])))
    positives = int(positive.sum())
    return Confusion(hits, positives - hits, alarms, len(scores) - positives - alarms)


def costs(scores: Floats, positive: Bools, thresholds: Floats, ratio: float) -> Floats:
    """r·FN + FP at each threshold, (k,)."""
    hits, alarms = hits_and_alarms(scores, positive, thresholds)
    return np.asarray(ratio * (int(positive.sum()) - hits) + alarms)


def cheapest_threshold(ratio: float) -> float:
    """1/(1 + r), the threshold on a true probability that costs least on average.

    Calling an example positive costs 1 − p, not calling it r·p: positive is cheaper from p = 1/(1 + r) on.

    Args:
        ratio: r > 0, what a missed positive costs where a false alarm costs 1.

    Raises:
        ValueError: a ratio not above 0.

    Source:
        C. Elkan, The foundations of cost-sensitive learning (2001).
    """
    if not ratio > 0:
        raise ValueError(f"a missed positive must cost something, got {ratio}")
    return 1 / (1 + ratio)


def roc(scores: Floats, positive: Bools) -> tuple[Floats, Floats]:
    """The ROC curve: false-alarm share and recall at every threshold, from (0, 0) to (1, 1), each (k,), rising.

    Raises:
        ValueError: examples of one class only.

    Source:
        T. Fawcett, An introduction to ROC analysis (2006).
    """
    positives, negatives = int(positive.sum()), int((~positive).sum())
    if not positives or not negatives:
        raise ValueError("a ROC curve needs examples of both classes")
    thresholds = np.append(np.unique(scores)[::-1], -np.inf)
    hits, alarms = hits_and_alarms(scores, positive, thresholds)
    return alarms / negatives, hits / positives


def area_under(across: Floats, up: Floats) -> float:
    """The area under a curve by trapezoids; of a ROC curve the chance that a positive scores above a negative."""
    return float(np.trapezoid(up, across))
