"""Where the playground's numbers come from: formula, numbers put in, and a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.schedules import rate_at
from tui_nn.labs import tex
from tui_nn.labs.frame import Reading, Table
from tui_nn.labs.lab import Why
from tui_nn.labs.playground import pictures
from tui_nn.labs.playground.frame import readings
from tui_nn.labs.playground.state import ARRIVED_ACCURACY, ARRIVED_LOSS, State
from tui_nn.labs.playground.why_parts import explained_part, is_part
from tui_nn.locale.phrase import phrase

Steps = tuple[str, str]  # a formula, and its numbers without the result (empty for what is simply counted or given)
LISTED = 3  # numbers of a long list that are put in

ERRORS = {
    "half-mse": r"\frac{1}{n} \sum \frac{1}{2} (\hat y - y)^2",
    "mse": r"\frac{1}{n} \sum (\hat y - y)^2",
    "mae": r"\frac{1}{n} \sum |\hat y - y|",
    "huber": r"\frac{1}{n} \sum h(\hat y - y)",
    "bce": r"-\frac{1}{n} \sum (y \ln p + (1 - y) \ln (1 - p))",
    "ce": r"-\frac{1}{n} \sum \ln p_y",
}
RATES = {
    "constant": r"\eta",
    "step": r"\eta \cdot 0.5^{\lfloor k / 100 \rfloor}",
    "exponential": r"\eta \cdot 0.99^k",
    "cosine": r"\eta \cdot (0.01 + 0.99 \cdot \frac{1}{2} (1 + \cos(\pi k / 300)))",
    "warmup": r"\eta \cdot \min(1; (k + 1) / 10)",
}


def explained(state: State, reading: str) -> Why:
    """The explanation of a number of the state's frame, or of a part of its network, shown or not.

    Raises:
        KeyError: there is no such number and no such part.
    """
    if is_part(state.net, reading):
        return explained_part(state, reading)
    value = _values(state)[reading]
    topic = _topic(reading)
    formula, numbers = _steps(state, reading)
    if value is None:
        return Why(formula, r"\dots", phrase(f"labs.playground.absent.{_absence(topic)}"))
    ending = f"{numbers} = {tex.number(value)}" if numbers else tex.number(value)
    return Why(formula, ending, phrase(f"labs.playground.why.{topic}"))


def _values(state: State) -> dict[str, float | int | None]:
    found: list[Reading] = list(readings(state))
    tables = [pictures.confusion(state)] if state.world.classes else []
    found += [cell for table in tables for cell in _cells(table)]
    if state.many:
        found += pictures.seeds(state).captions
    return {reading.id: reading.value for reading in found}


def _cells(table: Table) -> list[Reading]:
    return [cell for row in table.rows for cell in row if isinstance(cell, Reading)]


def _topic(reading: str) -> str:
    """Readings that are explained alike: ``confusion-0-1`` as any other of its table."""
    for family in ("confusion", "seed"):
        if reading.startswith(f"{family}-"):
            return family
    return reading


def _absence(topic: str) -> str:
    return "test" if "test" in topic else "value"


def _steps(state: State, reading: str) -> Steps:
    if reading.startswith("confusion-"):
        _, true, told = reading.split("-")
        return r"\sum [y = i] [\hat y = j]", rf"\sum [y = {true}] [\hat y = {told}]"
    if reading.startswith("seed-"):
        return (r"\frac{n - m}{n}" if state.world.classes else r"\frac{1}{n} \sum \frac{1}{2} (\hat y - y)^2"), ""
    if reading.startswith("rival-") and state.rival:
        return _of_rival(state.rival, reading.removeprefix("rival-"))
    return MEASURED[reading](state)


def _of_rival(rival: State, reading: str) -> Steps:
    if reading == "score":
        tested = bool(len(rival.data.test_x))
        return _score(rival, tested)
    return MEASURED[reading](rival)


def _loss(tested: bool) -> Callable[[State], Steps]:
    def steps(state: State) -> Steps:
        loss = state.training.recipe.loss
        parts = _parts(state, tested)
        return ERRORS[loss], rf"\frac{{1}}{{{len(parts)}}} ({_listed(parts, ' + ')})" if len(parts) else ""

    return steps


def _parts(state: State, tested: bool) -> Floats:
    """The loss of each sample learnt from, or of each for testing."""
    n = state.learnt_from
    outputs = state.units[-1][n:] if tested else state.units[-1][:n]
    targets = state.data.test_y if tested else state.data.y
    with np.errstate(all="ignore"):
        return LOSSES[state.training.recipe.loss].per_sample(outputs.T, targets.T)


def _score_of(tested: bool) -> Callable[[State], Steps]:
    return lambda state: _score(state, tested)


def _score(state: State, tested: bool) -> Steps:
    n = state.learnt_from
    part = slice(n, None) if tested else slice(None, n)
    if state.world.classes:
        count, wrong = len(state.wrong[part]), int(state.wrong[part].sum())
        return r"\frac{n - m}{n}", rf"\frac{{{count} - {wrong}}}{{{count}}}"
    values, answers = state.world.in_order[part], state.units[-1][part, 0]
    left = tex.number(float(((answers - values) ** 2).sum()))
    spread = tex.number(float(((values - values.mean()) ** 2).sum()) if len(values) else 0.0)
    return r"1 - \frac{\sum (\hat y - y)^2}{\sum (y - \bar y)^2}", rf"1 - \frac{{{left}}}{{{spread}}}"


def _parameters(state: State) -> Steps:
    sizes = state.net.sizes
    products = [rf"({before} + 1) \cdot {units}" for before, units in pairwise(sizes)]
    return r"\sum (d_{l-1} + 1) \cdot d_l", _capped(products, " + ", 4)


def _least(state: State) -> Steps:
    _, epoch = state.least
    return r"\min L(k)", rf"L({tex.number(epoch)})"


def _rate(state: State) -> Steps:
    name, base = state.dials.named("schedule"), tex.number(state.dials["rate"])
    if name == "constant":
        return RATES[name], ""
    share = rate_at(name, 1.0, state.training.epoch)
    return RATES[name], rf"{base} \cdot {tex.number(share)}"


def _arrived(state: State) -> Steps:
    if state.world.classes:
        return rf"\sum [p \ge {tex.number(ARRIVED_ACCURACY)}]", ""
    return rf"\sum [L < {tex.number(ARRIVED_LOSS)}]", ""


def _listed(values: Floats, between: str) -> str:
    found = [tex.number(float(value)) if math.isfinite(value) else r"\infty" for value in values[: LISTED + 1]]
    return _capped(found, between, LISTED)


def _capped(terms: list[str], between: str, most: int) -> str:
    """The first few terms, then dots where there are more."""
    return between.join([*terms[:most], r"\dots"] if len(terms) > most else terms)


def _counted(sign: str) -> Callable[[State], Steps]:
    return lambda _: (sign, "")


MEASURED: dict[str, Callable[[State], Steps]] = {
    "epoch": _counted("k"),
    "train-loss": _loss(tested=False),
    "test-loss": _loss(tested=True),
    "train-accuracy": _score_of(tested=False),
    "test-accuracy": _score_of(tested=True),
    "train-r2": _score_of(tested=False),
    "test-r2": _score_of(tested=True),
    "differs": _counted("m"),
    "seeds-epoch": _counted("k"),
    "seeds-arrived": _arrived,
    "least-loss": _least,
    "least-epoch": _counted("k"),
    "updates": _counted("t"),
    "rate-now": _rate,
    "parameters": _parameters,
}
