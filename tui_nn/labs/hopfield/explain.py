"""Where the numbers of the Hopfield lab come from."""

from __future__ import annotations

import numpy as np

from tui_nn.labs import tex
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.hopfield.frame import shown
from tui_nn.labs.hopfield.state import State
from tui_nn.labs.hopfield.sweep import COUNTS, UNITS
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import Phrase, phrase

_SIGNS = {"flips": "n", "asked": "n", "holds": "p", "stored": "p", "nets": "n", "recalls": "n"}


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    topic = "m" if reading.startswith("m-") else reading
    says = _says(state, reading, topic)
    if topic in _SIGNS:
        formula, numbers = _SIGNS[topic], ""
    elif topic in ("m", "overlap"):
        number = state.nearest if topic == "overlap" else int(reading[2:]) - 1
        formula, numbers = r"m = \frac{1}{N} \sum_{i=1}^{N} s_i \xi_i", _overlap(state, number)
    else:
        formula, numbers = {"energy": _energy, "change": _change, "sum": _sum}.get(topic, _other)(state, topic)
    return worked_out(formula, numbers, value, says)


def _says(state: State, reading: str, topic: str) -> Phrase:
    if topic == "m":
        return phrase("labs.hopfield.why.m", name=state.label(int(reading[2:]) - 1))
    if topic in ("change", "sum") and state.last:
        row, column = divmod(state.last.unit, state.shape[1])
        return phrase(f"labs.hopfield.why.{topic}", row=row + 1, column=column + 1)
    return phrase(f"labs.hopfield.why.{'no-flip' if topic in ('change', 'sum') else topic}")


def _overlap(state: State, pattern: int | None) -> str:
    """Units that agree, less those that differ, of all."""
    if pattern is None:
        return ""
    alike = int((state.stored[pattern] == state.picture).sum())
    return rf"\frac{{{alike} - {state.units - alike}}}{{{state.units}}}"


def _energy(state: State, _: str) -> tuple[str, str]:
    formula = r"E = -\frac{1}{2} \sum_{i} \sum_{j} w_{ij} s_i s_j"
    return formula, rf"-\frac{{1}}{{2}} \cdot {tex.factor(-2 * state.energy)}"


def _change(state: State, _: str) -> tuple[str, str]:
    if not state.last:
        return r"\Delta E = 2 s_i h_i", ""
    before = tex.factor(state.last.before)
    return r"\Delta E = 2 s_i h_i", rf"2 \cdot {before} \cdot {tex.factor(state.last.sum)}"


def _sum(state: State, _: str) -> tuple[str, str]:
    """What pulls the unit up, and what pulls it down."""
    formula = r"h_i = \sum_{j} w_{ij} s_j"
    if not state.last:
        return formula, ""
    parts = state.weights[state.last.unit] * state.picture  # its own weight is 0, so its flip changes nothing here
    up, down = float(np.maximum(parts, 0).sum()), float(np.minimum(parts, 0).sum())
    return formula, f"{tex.number(up)} - {tex.number(-down)}"


def _other(state: State, topic: str) -> tuple[str, str]:
    if topic == "restless":
        return r"\sum_{i} [s_i h_i < 0]", ""
    if topic == "wrong":
        return r"\sum_{i} [s_i \ne \xi_i]", ""
    if topic == "load":
        latest = state.sweep.latest if state.sweep else None
        return r"\frac{p}{N}", "" if latest is None else rf"\frac{{{COUNTS[latest]}}}{{{UNITS}}}"
    if topic == "mean":
        return r"\bar m = \frac{1}{n} \sum_{k=1}^{n} m_k", _mean(state)
    return "n", ""  # 1 for a false memory


def _mean(state: State) -> str:
    sweep = state.sweep
    if sweep is None or sweep.latest is None:
        return ""
    return rf"\frac{{{tex.number(sweep.totals[sweep.latest])}}}{{{sweep.recalls[sweep.latest]}}}"
