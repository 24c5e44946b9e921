"""What the softmax lab shows, and where its numbers come from."""

from __future__ import annotations

import math

from tui_nn.labs import tex
from tui_nn.labs.frame import Bars, Cell, Frame, Reading, Table
from tui_nn.labs.lab import Why
from tui_nn.labs.softmax.state import CLASSES, STAGES, State
from tui_nn.locale.phrase import Phrase, phrase

POWERS, SUM, SHARES = 1, 2, 3  # stages
_TALLEST = 1e12  # of a bar


def shown(state: State) -> Frame:
    """The frame of a state."""
    return Frame((bars(state), table(state)), readings(state), says(state))


def readings(state: State) -> tuple[Reading, ...]:
    """The shares, the loss and its slopes; a number that is not worked out yet, or broken, has no value."""
    done = state.stage >= SHARES
    shares = [Reading(f"p{k}", _at(done, float(state.shares[k - 1])), f"p{'₁₂₃'[k - 1]}") for k in CLASSES]
    slopes = [Reading(f"g{k}", _at(done, float(state.slopes[k - 1])), f"g{'₁₂₃'[k - 1]}") for k in CLASSES]
    return (
        *shares,
        Reading("sum", _at(state.stage >= SUM, state.total), "Σ"),
        Reading("loss", _at(done, state.loss), "L"),
        *slopes,
    )


def bars(state: State) -> Bars:
    """The logits first, then their powers, then the shares."""
    kind = ("logits", "powers", "powers", "shares")[state.stage]
    values = {"logits": state.scaled - state.taken, "powers": state.powers, "shares": state.shares}[kind]
    finite = (value if math.isfinite(value) else 0.0 for value in values.tolist())
    return Bars(kind, ("1", "2", "3"), tuple(min(max(value, -_TALLEST), _TALLEST) for value in finite))


def table(state: State) -> Table:
    """Class by class: the layer's weights where there are any, what goes into the power, the power, the share."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            str(k),
            *(Reading(f"w{k}{i}", weight) for i, weight in enumerate(state.layer[k - 1] if state.layer else (), 1)),
            Reading(f"t{k}", float(state.scaled[k - 1] - state.taken)),
            _cell(state, f"e{k}", float(state.powers[k - 1]), POWERS),
            _cell(state, f"p{k}", float(state.shares[k - 1]), SHARES),
        )
        for k in CLASSES
    )
    first = ("w₁", "w₂", "t") if state.layer else ("exponent",)  # beside weights there is room for a sign only
    return Table("steps", ("class", *first, "power", "share"), rows)


def says(state: State) -> Phrase:
    """What just happened; where it broke, why."""
    stage = STAGES[state.stage]
    if state.stage >= SHARES and state.broken:
        key = "no-zero" if state.total == 0 else "no-infinity"
        return phrase(f"labs.softmax.says.{key}")
    if state.stage == POWERS and math.isinf(float(state.powers.max())):
        return phrase("labs.softmax.says.overflow")
    winner = int(state.scaled.argmax()) + 1
    return phrase(f"labs.softmax.says.{stage}", sum=state.total, winner=winner, share=float(state.shares[winner - 1]))


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers = _steps(state, reading)
    topic = reading if reading in ("sum", "loss") else reading[0]
    if value is None:
        return Why(formula, r"\dots", phrase(f"labs.softmax.why.{topic}"))
    return Why(formula, f"{numbers} = {tex.number(value)}", phrase(f"labs.softmax.why.{topic}"))


def _steps(state: State, reading: str) -> tuple[str, str]:
    """The formula, and its numbers without the result."""
    powers = [float(power) for power in state.powers]
    if reading == "sum":
        return r"\sum_{j=1}^{3} e^{t_j}", " + ".join(map(tex.number, powers))
    if reading == "loss":
        return r"-\log p_y", rf"-\log {tex.number(float(state.shares[state.true - 1]))}"
    letter, k = reading[0], int(reading[1])
    if letter == "w":
        return rf"z_{k} = \sum_{{i=1}}^{{2}} w_{{{k}i}} (x_i + d)", f"w_{{{reading[1:]}}}"
    if letter == "t":
        return _exponent(state, k)
    if letter == "e":
        return f"e^{{t_{k}}}", f"e^{{{tex.number(float(state.scaled[k - 1] - state.taken))}}}"
    if letter == "p":
        fraction = rf"\frac{{{tex.number(powers[k - 1])}}}{{{tex.number(state.total)}}}"
        return rf"p_{k} = \frac{{e^{{t_{k}}}}}{{\sum_{{j=1}}^{{3}} e^{{t_j}}}}", fraction
    right = int(k == state.true)
    numbers = rf"\frac{{{tex.number(float(state.shares[k - 1]))} - {right}}}{{{tex.number(state.temperature)}}}"
    return rf"g_{k} = \frac{{p_{k} - y_{k}}}{{T}}", numbers


def _exponent(state: State, k: int) -> tuple[str, str]:
    formula, number = f"z_{k}", tex.number(state.z[k - 1])
    if state.layer:
        first, second = state.layer[k - 1]
        formula += rf" + d \cdot (w_{{{k}1}} + w_{{{k}2}})"
        number += rf" + {tex.factor(state.inputs)} \cdot ({tex.number(first)} + {tex.factor(second)})"
    fraction = rf"\frac{{{number} + {tex.factor(state.shift)}}}{{{tex.number(state.temperature)}}}"
    return rf"t_{k} = \frac{{{formula} + c}}{{T}} - m", f"{fraction} - {tex.factor(state.taken)}"


def _at(done: bool, value: float) -> float | None:
    return value if done and math.isfinite(value) else None


def _cell(state: State, id: str, value: float, stage: int) -> Cell:
    """The number, or in words what it has become; a dash before it is worked out."""
    if state.stage >= stage and not math.isfinite(value):
        return "nan" if math.isnan(value) else "∞"
    return Reading(id, _at(state.stage >= stage, value))
