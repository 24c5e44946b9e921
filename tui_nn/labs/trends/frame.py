"""What the trends lab shows: the points that are seen, the line through them, and every number with its source."""

from __future__ import annotations

import numpy as np

from tui_nn.labs import tex
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.frame import Curve, Curves, Frame, Reading, Table, View
from tui_nn.labs.lab import Why
from tui_nn.labs.trends.data import PERSON, RUSSAKOVSKY, Point
from tui_nn.labs.trends.state import SCALES, State
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.trends"
SAMPLES = 80


def shown(state: State) -> Frame:
    """The chart, and the table behind it."""
    views = (View("chart", (0,)), View("numbers", (1,)))
    return Frame((_chart(state), _table(state)), readings(state), _says(state), views)


def readings(state: State) -> tuple[Reading, ...]:
    """How many points, the last one, and what the line says."""
    seen, line, following = state.seen, state.line, state.following
    months = 12 / abs(line.slope)
    numbers = [
        Reading("shown", state.shown),
        Reading("doubling" if state.grows else "halving", months),
        Reading("forecast", line.at(following.year) if following else None),
        Reading("latest", seen[-1].value),
        Reading("growth", seen[-1].value / seen[0].value),
        Reading("yearly", 2.0**line.slope),
    ]
    return (*numbers, Reading("person", PERSON)) if state.series == "errors" else tuple(numbers)


def _chart(state: State) -> Curves:
    """The points joined, the line as far as the next point, and where one person stands."""
    seen, following = state.seen, state.following
    last = following.year if following else seen[-1].year
    x = np.linspace(state.fitted[0].year, last, SAMPLES)
    curves = [  # the second has the colour of points
        Curve("line", x, np.array([state.line.at(year) for year in x.tolist()])),
        Curve("seen", np.array([point.year for point in seen]), np.array([point.value for point in seen])),
    ]
    if state.series == "errors":
        ends = np.array([seen[0].year, last])
        curves.append(Curve("person", ends, np.full(2, PERSON)))
    points = np.array([(point.year, point.value) for point in seen])
    logarithmic = SCALES[state.scale] == "logarithmic"
    return Curves(state.series, tuple(curves), across="year", logarithmic=logarithmic, points=points, valued=False)


def _table(state: State) -> Table:
    rows = tuple(
        (point.date, point.name, Reading(f"v{k}", point.value), point.source) for k, point in enumerate(state.seen, 1)
    )
    return Table(f"numbers-{state.series}", ("date", "name", "value", "source"), rows, len(rows) - 1)


def _says(state: State) -> Phrase:
    return state.note or phrase(f"{ROOM}.look.{state.series}")


def met(before: State, point: Point) -> Phrase:
    """What a new point is beside what the line had said."""
    said = before.line.at(point.year)
    return phrase(f"{ROOM}.says.met", name=point.name, value=point.value, said=said)


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers, says = _steps(state, reading)
    return worked_out(formula, numbers, value, says)


def _steps(state: State, reading: str) -> tuple[str, str, Phrase]:
    """The formula, its numbers without the result, and the sentence."""
    seen, line, following = state.seen, state.line, state.following
    if reading[0] == "v" and reading[1:].isdigit():
        point = seen[int(reading[1:]) - 1]
        return f"v_{{{reading[1:]}}}", "", phrase(f"{ROOM}.why.value", name=point.name, source=point.source)
    says = phrase(f"{ROOM}.why.{reading}", **({"source": RUSSAKOVSKY} if reading == "person" else {}))
    slope, level = tex.number(line.slope), tex.number(line.level)
    if reading in ("doubling", "halving"):
        size = tex.number(abs(line.slope))
        return r"\frac{12}{|b|}, \quad \log_2 v = a + b t", rf"\frac{{12}}{{{size}}}", says
    if reading == "yearly":
        return "2^b", rf"2^{{{slope}}}", says
    if reading == "forecast":
        gap = tex.number(following.year - line.origin) if following else ""
        return "2^{a + b t}", rf"2^{{{level} + {tex.factor(line.slope)} \cdot {gap}}}", says
    if reading == "growth":
        ratio = rf"\frac{{{tex.number(seen[-1].value)}}}{{{tex.number(seen[0].value)}}}"
        return rf"\frac{{v_{{{state.shown}}}}}{{v_1}}", ratio, says
    return {"shown": "k", "latest": f"v_{{{state.shown}}}", "person": "v"}[reading], "", says
