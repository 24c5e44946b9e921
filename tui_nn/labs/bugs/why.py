"""Where the bugs lab's numbers come from."""

from __future__ import annotations

import math

import numpy as np

from tui_nn.labs import tex
from tui_nn.labs.bugs.frame import shown
from tui_nn.labs.bugs.passes import CLASSES
from tui_nn.labs.bugs.state import LOOKED_AT, POINTS, State
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import phrase

MEAN = r"-\frac{1}{n} \sum_{i=1}^{n} \log p_i"
SHARE = r"\frac{e^{z_j}}{\sum_{i=1}^{3} e^{z_i}}"
TAKEN = {
    "twice": r"\frac{e^{p_j}}{\sum_{i=1}^{3} e^{p_i}}",
    "axis": r"\frac{e^{z_j}}{\sum_{i=1}^{n} e^{z_{ij}}}",
    "exp": SHARE,
    "log": SHARE,
    "logits": r"\frac{e^{\sigma(z_j)}}{\sum_{i=1}^{3} e^{\sigma(z_i)}}",
}
FLOORS = {
    "twice": (r"\log(1 + 2 e^{-1})", rf"\log(1 + {tex.number(2 / math.e)})"),
    "axis": (r"\log \frac{n}{3}", rf"\log {POINTS // CLASSES}"),
    "logits": (r"\log(1 + 2 e^{-1})", rf"\log(1 + {tex.number(2 / math.e)})"),
}


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers, topic = _steps(state, reading)
    says = phrase(f"labs.bugs.why.{topic}")
    return worked_out(formula, numbers, value, says)


def _steps(state: State, reading: str) -> tuple[str, str, str]:
    """The formula, its numbers without the result (empty for what is counted), and the sentence's key."""
    if reading in ("loss", "right-loss", "true-loss"):
        of = {"loss": state.passes[0], "right-loss": state.passes[1], "true-loss": state.true}[reading]
        total = float(of.losses.sum())
        topic = f"loss-{state.bug_name}" if reading == "loss" else reading
        return MEAN, rf"\frac{{1}}{{{POINTS}}} \cdot {tex.number(total)}", topic
    if reading in ("accuracy", "right-accuracy"):
        return r"\frac{n_1}{n}", rf"\frac{{{state.hits[reading != 'accuracy']}}}{{{POINTS}}}", "accuracy"
    if reading == "steps":
        return "k", "", reading
    if reading == "slope":
        return r"\max |\frac{\partial L}{\partial w}|", "", f"slope-{state.bug_name}"
    if reading == "floor":
        formula, numbers = FLOORS.get(state.bug_name, ("0", ""))
        return formula, numbers, f"floor-{state.bug_name}" if numbers else "floor"
    return _at_point(state, reading)


def _at_point(state: State, reading: str) -> tuple[str, str, str]:
    """A number of the point looked at."""
    name, _, which = reading.partition("-")
    if name == "sum":
        shares = state.true.shares if which == "share" else state.passes[0].shares
        terms = (tex.number(float(share)) for share in shares[LOOKED_AT])
        return r"\sum_{j=1}^{3} p_j", " + ".join(terms), "sum-share" if which == "share" else f"sum-{state.bug_name}"
    j = int(which)
    if name == "z":
        x1, x2, _one = state.world.x[LOOKED_AT].tolist()
        w1, w2, bias = state.wrong[:, j - 1].tolist()
        return f"z_{j} = w_{{1{j}}} x_1 + w_{{2{j}}} x_2 + b_{j}", tex.weighted_sum((w1, w2), (x1, x2), bias), "z"
    if name == "share":
        return SHARE, _share(state, j, "log"), "share"
    return TAKEN[state.bug_name], _share(state, j, state.bug_name), f"taken-{state.bug_name}"


def _share(state: State, j: int, bug: str) -> str:
    """A power over the sum of powers, the largest taken off; of the numbers that the bug raises e to."""
    with np.errstate(all="ignore"):
        z = state.logits[0]
        if bug == "axis":
            exponents, own = z[:, j - 1], float(z[LOOKED_AT, j - 1])
        else:
            raised = {"twice": state.true.shares, "logits": 1 / (1 + np.exp(-z))}.get(bug, z)
            exponents, own = raised[LOOKED_AT], float(raised[LOOKED_AT, j - 1])
        shift = 0.0 if bug in ("twice", "logits") else float(exponents.max())
        total = float(np.exp(exponents - shift).sum())
    return rf"\frac{{e^{{{tex.number(own - shift)}}}}}{{{tex.number(total)}}}"
