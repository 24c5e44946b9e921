"""Where the threshold lab's numbers come from."""

from __future__ import annotations

from tui_nn.labs import tex
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.lab import Why
from tui_nn.labs.threshold.frame import compared, shown
from tui_nn.labs.threshold.state import LOGIT, State
from tui_nn.locale.phrase import phrase

COUNTS = ("tp", "fn", "fp", "tn")
OF_THRESHOLD = ("gamma", "cost", "accuracy", "precision", "recall")


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the state's frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers, topic = _steps(state, reading)
    says = phrase(f"labs.threshold.why.{topic}")
    return worked_out(formula, numbers, value, says)


def _steps(state: State, reading: str) -> tuple[str, str, str]:
    """The formula, its numbers without the result (empty for what is set or counted), and the sentence's key."""
    if reading in COUNTS:
        return reading.upper(), "", reading
    if reading in ("gamma", "gamma-logit"):
        return _gamma(state, reading)
    name, _, place = reading.partition("-")
    if name in OF_THRESHOLD:
        return _decided(state, name, place)
    if name in ("n", "told", "true"):
        return _bin(state, name, int(place) - 1)
    return _whole(state, reading)


def _gamma(state: State, reading: str) -> tuple[str, str, str]:
    chance, logit = state.gammas
    if reading == "gamma" and state.scale == LOGIT:
        return (
            r"\gamma_p = \frac{1}{1 + e^{-\gamma_z}}",
            rf"\frac{{1}}{{1 + e^{{-{tex.factor(logit)}}}}}",
            "gamma-p",
        )
    if reading == "gamma-logit" and state.scale != LOGIT:
        return (
            r"\gamma_z = \log \frac{\gamma_p}{1 - \gamma_p}",
            rf"\log \frac{{{tex.number(chance)}}}{{1 - {tex.number(chance)}}}",
            "gamma-z",
        )
    return r"\gamma", "", "gamma"


def _decided(state: State, name: str, place: str) -> tuple[str, str, str]:
    """A number that depends on a threshold: on γ, or on one of those that it is compared with."""
    if name == "gamma":
        return _theory(state) if place == "theory" else (r"\gamma", "", "gamma" if place == "here" else f"{place}")
    counted = state.decided(compared(state)[place]) if place else state.now
    if name == "cost":
        numbers = rf"{tex.number(state.ratio)} \cdot {counted.missed} + {counted.alarms}"
        return r"r \cdot FN + FP", numbers, "cost"
    if name == "accuracy":
        return r"\frac{TP + TN}{n}", rf"\frac{{{counted.hits} + {counted.passed}}}{{{counted.n}}}", name
    other, sign = (counted.alarms, "FP") if name == "precision" else (counted.missed, "FN")
    return rf"\frac{{TP}}{{TP + {sign}}}", rf"\frac{{{counted.hits}}}{{{counted.hits} + {other}}}", name


def _theory(state: State) -> tuple[str, str, str]:
    ratio = tex.number(state.ratio)
    if state.scale == LOGIT:
        return r"\gamma^* = -\log r", rf"-\log {ratio}", "theory"
    return r"\gamma^* = \frac{1}{1 + r}", rf"\frac{{1}}{{1 + {ratio}}}", "theory"


def _bin(state: State, name: str, k: int) -> tuple[str, str, str]:
    found, count = state.reliability, int(state.reliability.counts[k])
    if name == "n":
        return "n_b", "", "bin-n"
    if not count:
        return r"\bar p_b" if name == "told" else r"\bar y_b", "", f"bin-{name}"
    if name == "told":
        return (
            r"\bar p_b = \frac{1}{n_b} \sum \hat p_i",
            rf"\frac{{{tex.number(float(found.told[k]) * count)}}}{{{count}}}",
            "bin-told",
        )
    return (
        r"\bar y_b = \frac{1}{n_b} \sum y_i",
        rf"\frac{{{round(float(found.true[k]) * count)}}}{{{count}}}",
        "bin-true",
    )


def _whole(state: State, reading: str) -> tuple[str, str, str]:
    """A number of all examples together."""
    n = state.now.n
    if reading == "theory":
        return _theory(state)
    if reading == "best":
        return r"\hat \gamma = argmin (r \cdot FN + FP)", "", reading
    if reading == "least":
        best = state.decided(state.best)
        return r"r \cdot FN + FP", rf"{tex.number(state.ratio)} \cdot {best.missed} + {best.alarms}", reading
    if reading == "auc":
        return r"P(z_1 > z_0)", "", reading
    if reading == "confidence":
        total = tex.number(state.confidence * n)
        return r"\frac{1}{n} \sum_{i=1}^{n} max(\hat p_i, 1 - \hat p_i)", rf"\frac{{{total}}}{{{n}}}", reading
    if reading == "ece":
        total = tex.number(state.reliability.error * n)
        return r"ECE = \sum_b \frac{n_b}{n} |\bar p_b - \bar y_b|", rf"\frac{{{total}}}{{{n}}}", reading
    total = tex.number(state.bce * n)
    return r"-\frac{1}{n} \sum_{i=1}^{n} \log p_i", rf"\frac{{{total}}}{{{n}}}", reading
