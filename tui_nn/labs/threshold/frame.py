"""What the threshold lab shows: both classes' scores, what γ decides and costs, and whether the chances are true."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.decisions import Confusion, area_under
from tui_nn.labs.frame import Cell, Curve, Curves, Frame, Reading, Table, View
from tui_nn.labs.threshold.state import GRIDS, HALF, LOGIT, State
from tui_nn.locale.phrase import Phrase, phrase

BINS = 25  # of the scores
VIEWS = {"scores": (0, 1, 2), "cost": (2, 3, 0), "roc": (4, 1, 0), "calibration": (5, 6, 0)}
ACROSS = ("p", "z")  # names of the axis of scores
OF_CHOICES = ("at", "γ", "cost", "accuracy", "recall")


def shown(state: State) -> Frame:
    """The frame of a state; for a model's own scores, whether they are true comes first."""
    pictures = (
        scores(state),
        confusion(state),
        costs(state),
        choices(state),
        roc(state),
        calibration(state),
        bins(state),
    )
    order = sorted(VIEWS, key=lambda id: state.kept and id != "calibration")
    return Frame(pictures, readings(state), says(state), tuple(View(id, VIEWS[id]) for id in order))


def readings(state: State) -> tuple[Reading, ...]:
    """γ first, then what it decides and costs, then what does not depend on it; a model's calibration sooner."""
    now, (gamma, logit) = state.now, state.gammas
    decided = (
        Reading("cost", state.cost),
        Reading("accuracy", now.accuracy),
        Reading("precision", now.precision),
        Reading("recall", now.recall),
        Reading("least", state.least),
        Reading("best", state.best),
        Reading("theory", state.theory),
        Reading("gamma-logit", logit),
        Reading("auc", area_under(*state.roc)),
    )
    true = (
        Reading("accuracy", now.accuracy),
        Reading("confidence", state.confidence),
        Reading("ece", state.reliability.error, "ECE"),
        Reading("bce", state.bce, "BCE"),
    )
    first = Reading("gamma", gamma, "γ")
    if state.kept:
        return first, *true, *(reading for reading in decided if reading.id != "accuracy")
    return first, *decided, *true[1:]


def scores(state: State) -> Curves:
    """How the scores of each class are spread: the share of the class in each bin."""
    if state.scale == LOGIT:
        ends = float(np.floor(state.logits.min())), float(np.ceil(state.logits.max()))
    else:
        ends = 0.0, 1.0
    edges = np.linspace(*ends, BINS + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    curves = []
    for id, group in (("negative", ~state.positive), ("positive", state.positive)):
        counts, _ = np.histogram(state.scores[group], edges)
        curves.append(Curve(id, middles, counts / counts.sum()))
    few = state.scale != LOGIT  # most chances are small where positives are rare
    return Curves("scores", tuple(curves), ACROSS[state.scale], logarithmic=few, at=state.gamma)


def confusion(state: State) -> Table:
    """What is true down, what is said across."""
    rows: tuple[tuple[Cell, ...], ...] = (
        (phrase("labs.threshold.rows.positive"), Reading("tp", state.now.hits), Reading("fn", state.now.missed)),
        (phrase("labs.threshold.rows.negative"), Reading("fp", state.now.alarms), Reading("tn", state.now.passed)),
    )
    return Table("confusion", ("true", "said-positive", "said-negative"), rows)


def costs(state: State) -> Curves:
    """The price of all mistakes over γ."""
    return Curves("costs", (Curve("cost", np.array(GRIDS[state.scale]), state.costs),), "gamma", at=state.gamma)


def choices(state: State) -> Table:
    """γ as it is beside one half, the theory's and the measured best."""
    rows = [_choice(state, id, gamma) for id, gamma in compared(state).items()]
    own = [Reading("gamma-here", state.gamma), Reading("cost", state.cost), *_shares("", state.now)]
    here: tuple[Cell, ...] = (phrase("labs.threshold.rows.here"), *own)
    return Table("choices", OF_CHOICES, (*rows, here), current=len(rows))


def compared(state: State) -> dict[str, float]:
    """Thresholds to compare with, in the units of the scale."""
    return {"half": HALF[state.scale], "theory": state.theory, "best": state.best}


def _choice(state: State, id: str, gamma: float) -> tuple[Cell, ...]:
    decided = state.decided(gamma)
    cost = Reading(f"cost-{id}", decided.cost(state.ratio))
    return phrase(f"labs.threshold.rows.{id}"), Reading(f"gamma-{id}", gamma), cost, *_shares(f"-{id}", decided)


def _shares(suffix: str, decided: Confusion) -> list[Reading]:
    return [Reading(f"{name}{suffix}", getattr(decided, name)) for name in ("accuracy", "recall")]


def roc(state: State) -> Curves:
    """Recall over false alarms for every γ, the present one a point."""
    across, up = state.roc
    here = np.array([[state.now.false_alarms, state.now.recall]])
    chance = Curve("chance", across, across)
    return Curves("roc", (Curve("roc", across, up), chance), "alarms", points=here, valued=False)


def calibration(state: State) -> Curves:
    """In each bin of chances, the share that is really positive; true chances lie on the diagonal."""
    some = state.reliability.counts > 0
    told, true = state.reliability.told[some], state.reliability.true[some]
    promised = np.array([0.0, *told, 1.0])
    points = np.column_stack([told, true])
    return Curves(
        "calibration",
        (Curve("measured", told, true), Curve("true", promised, promised)),
        "told",
        points=points,
        valued=False,
    )


def bins(state: State) -> Table:
    """The bins of the calibration in numbers."""
    found = state.reliability
    edges = np.linspace(0, 1, len(found.counts) + 1).round(10).tolist()
    rows: list[tuple[Cell, ...]] = [
        (
            phrase("labs.threshold.rows.bin", low=edges[k], high=edges[k + 1]),
            Reading(f"n-{k + 1}", int(count)),
            Reading(f"told-{k + 1}", _known(found.told[k])),
            Reading(f"true-{k + 1}", _known(found.true[k])),
        )
        for k, count in enumerate(found.counts.tolist())
    ]
    return Table("bins", ("bin", "n", "told", "true-share"), tuple(rows))


def says(state: State) -> Phrase:
    """What just happened, or what γ decides."""
    if state.note:
        return state.note
    words = {"gamma": state.gamma, "cost": state.cost, "least": state.least, "best": state.best}
    before, now = state.before, state.now
    if before and state.cost > state.least:
        more = now.hits + now.alarms - before.hits - before.alarms
        return phrase("labs.threshold.says.step", n=more, hits=now.hits - before.hits, **words)
    if state.cost <= state.least:
        return phrase("labs.threshold.says.least", **words)
    return phrase("labs.threshold.says.now", missed=now.missed, alarms=now.alarms, **words)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
