"""Where the heads lab's numbers come from."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.mlp import all_units
from tui_nn.labs import tex
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.heads.frame import shown
from tui_nn.labs.heads.state import State
from tui_nn.labs.heads.world import LEARNT, TESTED
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import phrase

SHOWN = 3  # terms of a sum; of more the first and the last
MOST = 100.0  # from larger logits the largest is taken off before the powers are told
LOSSES = {
    "regression": r"\frac{1}{2n} \sum_{i=1}^{n} (y_i - t_i)^2",
    "outputs": r"\frac{1}{2n} \sum_{i=1}^{n} \sum_{j=1}^{K} (y_{ij} - t_{ij})^2",
    "binary": r"-\frac{1}{n} \sum_{i=1}^{n} \log p_i",
    "multilabel": r"-\frac{1}{n} \sum_{i=1}^{n} \sum_{j=1}^{K} \log p_{ij}",
    "multiclass": r"-\frac{1}{n} \sum_{i=1}^{n} \log p_i",
}


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the state's frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers, topic = _steps(state, reading)
    says = phrase(f"labs.heads.why.{topic}")
    return worked_out(formula, numbers, value, says)


def _steps(state: State, reading: str) -> tuple[str, str, str]:
    """The formula, its numbers without the result (empty for what is counted), and the sentence's key."""
    if reading in ("loss", "test-loss"):
        n = LEARNT if reading == "loss" else TESTED
        _, learnt, tested = state.losses.row(-1)
        total = n * (learnt if reading == "loss" else tested)
        return LOSSES[state.head], rf"\frac{{1}}{{{n}}} \cdot {tex.number(total)}", f"loss-{state.head}"
    if reading in ("accuracy", "not-one"):
        right = state.right
        count, n = (int(right.sum()), right.size) if reading == "accuracy" else (_not_one(state), TESTED)
        return r"\frac{n_1}{n}", rf"\frac{{{count}}}{{{n}}}", f"{reading}-{state.head}"
    if reading == "r2":
        formula = r"R^2 = 1 - \frac{\sum (y - t)^2}{\sum (t - \bar t)^2}"
        return formula, rf"1 - {tex.factor(1 - state.score)}", reading
    if reading in ("epoch", "said", "outputs"):
        return {"epoch": "k", "said": "n", "outputs": "K"}[reading], "", reading
    return _at_point(state, reading)


def _at_point(state: State, reading: str) -> tuple[str, str, str]:
    """A number of the point looked at."""
    name, _, which = reading.partition("-")
    if name == "sum":
        own = "softmax" if state.single else "sigmoid"
        return _sum(state, which or own)
    j = int(which)
    z = float(state.logits[j - 1])
    if name == "z":
        hidden = all_units(state.net, np.array([state.place]))[0][0]
        products = float(hidden @ state.net.weights(1)[:, j - 1])
        numbers = f"{tex.number(products)} + {tex.factor(float(state.net.biases(1)[j - 1]))}"
        return rf"z_{j} = \sum_i h_i w_{{i{j}}} + b_{j}", numbers, "z"
    if name == "sigmoid":
        return rf"\sigma(z_{j}) = \frac{{1}}{{1 + e^{{-z_{j}}}}}", rf"\frac{{1}}{{1 + e^{{-{tex.factor(z)}}}}}", name
    shift = float(state.logits.max()) if state.logits.max() > MOST else 0.0
    powers = float(np.exp(state.logits - shift).sum())
    formula = rf"\frac{{e^{{z_{j}}}}}{{\sum_{{i=1}}^{{K}} e^{{z_i}}}}"
    return formula, rf"\frac{{e^{{{tex.number(z - shift)}}}}}{{{tex.number(powers)}}}", name


def _sum(state: State, which: str) -> tuple[str, str, str]:
    values = state.sigmoids if which == "sigmoid" else state.shares
    formula = r"\sum_{j=1}^{K} \sigma(z_j)" if which == "sigmoid" else r"\sum_{j=1}^{K} y_j"
    terms = [tex.number(value) for value in values.tolist()]
    terms = terms if len(terms) <= SHOWN else [terms[0], r"\dots", terms[-1]]
    return formula, " + ".join(terms), f"sum-{which}"


def _not_one(state: State) -> int:
    return round(state.not_one * TESTED)
