"""Where the numbers of the Boltzmann lab come from."""

from __future__ import annotations

from tui_nn.labs import tex
from tui_nn.labs.boltzmann.frame import shown, unit_name
from tui_nn.labs.boltzmann.state import INPUTS, State
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import Phrase, phrase


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    topic, _, place = reading.partition("-")
    formula, numbers = _steps(state, topic, place)
    says = _says(state, topic, place)
    return worked_out(formula, numbers, value, says)


def _says(state: State, topic: str, place: str) -> Phrase:
    if topic in ("gap", "chance"):
        last = state.chain.last if state.chain else None
        return phrase(f"labs.boltzmann.why.{topic}", unit=unit_name(last.unit)) if last else _none()
    if topic == "h":
        vector, unit = place.split("-")
        return phrase("labs.boltzmann.why.h", vector=vector, unit=unit)
    if topic in ("t", "e"):
        other = int(place) == INPUTS + 1
        which: Phrase | str = phrase("labs.boltzmann.other") if other else place
        return phrase(f"labs.boltzmann.why.{topic}", vector=which)
    if topic in ("p", "b"):
        return phrase(f"labs.boltzmann.why.{topic}", n=int(place))
    return phrase(f"labs.boltzmann.why.{topic}")


def _none() -> Phrase:
    return phrase("labs.boltzmann.why.none")


def _steps(state: State, topic: str, place: str) -> tuple[str, str]:
    """The formula, and its numbers without the result."""
    if topic == "divergence":
        return r"G = \sum_{v} P(v) \ln \frac{P(v)}{P'(v)}", _divergence(state)
    if topic == "known":
        return r"\sum_{v} P'(v)", " + ".join(tex.number(p) for p in state.shown.tolist())
    if topic == "energy":
        return r"E = -\sum_{i<j} w_{ij} s_i s_j - \sum_{i} b_i s_i", _energy(state)
    if topic in ("gap", "chance"):
        return _asked(state, topic)
    if topic in ("t", "shown"):
        return r"\frac{\text{seen}}{\text{asked}}", _counted(state, topic, place)
    if topic in ("p", "e", "expected"):
        return r"P' = \sum_{h} \frac{e^{-E/T}}{Z}", ""
    if topic == "h":
        return r"P'(h = 1 \mid v)", ""
    return ("b", "") if topic == "b" else ("n", "")


def _divergence(state: State) -> str:
    """Each of the four vectors has a share of ¼: the mean of their logarithms."""
    terms = " + ".join(rf"\ln \frac{{0.25}}{{{tex.number(p)}}}" for p in state.shown.tolist())
    return rf"\frac{{1}}{{4}}({terms})" if state.shown.min() > 1e-9 else ""


def _energy(state: State) -> str:
    assert state.chain is not None
    units = state.chain.units
    pairs = float(units @ state.machine.weights @ units / 2)
    return f"-{tex.factor(pairs)} - {tex.factor(float(state.machine.biases @ units))}"


def _asked(state: State, topic: str) -> tuple[str, str]:
    last = state.chain.last if state.chain else None
    if topic == "chance":
        formula = r"p = \frac{1}{1 + e^{-\Delta E/T}}"
        if last is None:
            return formula, ""
        return formula, rf"\frac{{1}}{{1 + e^{{-{tex.factor(last.gap)}/{tex.number(state.temperature)}}}}}"
    formula = r"\Delta E = \sum_{j} w_{ij} s_j + b_i"
    if last is None:
        return formula, ""
    bias = float(state.machine.biases[last.unit])
    return formula, f"{tex.number(last.gap - bias)} + {tex.factor(bias)}"


def _counted(state: State, topic: str, place: str) -> str:
    assert state.chain is not None
    counts = state.chain.counts
    seen = sum(counts[:INPUTS]) if topic == "shown" else counts[int(place) - 1]
    return rf"\frac{{{seen}}}{{{sum(counts)}}}" if sum(counts) else ""
