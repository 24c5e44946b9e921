"""Where the numbers of the graph lab come from: the operation, or the chain rule with its products put in."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.graph import Node, contributions, forward
from tui_nn.labs import tex
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.graph.frame import ROOM, shown
from tui_nn.labs.graph.plan import in_tex
from tui_nn.labs.graph.signs import sign_of
from tui_nn.labs.graph.state import Part, State
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import phrase

_MOST_PARTS = 3  # products that are written out
_LONG = 70  # signs of LaTeX for one local derivative
_COUNTS = {"step": "k", "nodes": "n", "operations": "n"}


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers, topic = _steps(state, reading)
    says = phrase(f"{ROOM}.why.{topic}")
    return worked_out(formula, numbers, value, says)


def _steps(state: State, reading: str) -> tuple[str, str, str]:
    """The formula, its numbers without the result, and which sentence goes with it."""
    if reading in _COUNTS:
        return _COUNTS[reading], "", reading
    if reading == "result":
        return _value(state, state.formula.end)[0], _value(state, state.formula.end)[1], "result"
    if reading == "gap":
        return r"\max |g - d|", "", "gap"
    kind, _, rest = reading.partition("-")
    if kind in ("d", "fd", "gap"):
        node, name, place = _found(state, rest)
        if kind == "d":
            return _slope(state, node, name)
        return _difference(state, node, name, place) if kind == "fd" else _apart(state, node, name, place)
    node, name, place = _found(state, reading)
    if place or node.name:
        return name, "", "given"
    return *_value(state, node), "value"


def _found(state: State, id: str) -> tuple[Node, str, tuple[int, ...]]:
    """The node of an id, its sign, and which number of it."""
    name, *places = id.split("-")
    node = next(node for node, known in state.plan.names.items() if known == name)
    sign = f"{name}_{{{''.join(places)}}}" if places else in_tex(name)
    return node, sign, tuple(int(place) - 1 for place in places)


def _texts(state: State, node: Node) -> list[str]:
    """The names of a node's inputs; of a constant its number."""
    return [
        tex.factor(float(one.value)) if one.value is not None else in_tex(state.plan.names[one])
        for one in node.inputs
    ]


def _value(state: State, node: Node) -> tuple[str, str]:
    """An operation, and the same with the inputs' numbers."""
    name = in_tex(state.plan.names[node])
    if node.operation is None:
        return name, ""
    sign, value = sign_of(node), state.all_values
    formula = f"{name} = {sign.formula.format(*_texts(state, node), y=name)}"
    if any(value[one].ndim for one in node.inputs):
        return formula, ""
    return formula, sign.formula.format(*(tex.factor(float(value[one])) for one in node.inputs), y="")


def _partial(name: str) -> str:
    return rf"\frac{{\partial f}}{{\partial {name}}}"


def _slope(state: State, node: Node, name: str) -> tuple[str, str, str]:
    """The sum over the ways back: slope along each user times its local derivative."""
    if node is state.formula.end:
        return _partial(name), "", "end"
    parts = state.parts.get(node, [])
    topic = "slope" if len(parts) == 1 else "sum"
    if state.arrays or not 0 < len(parts) <= _MOST_PARTS:
        rule = rf"{_partial(name)} = \sum_t {_partial('t')} \cdot \frac{{\partial t}}{{\partial {name}}}"
        return rule, "", topic
    formula = " + ".join(_product(state, part) for part in parts)
    numbers = " + ".join(_numbers(state, part) for part in parts)
    return f"{_partial(name)} = {formula}", numbers, topic


def _product(state: State, part: Part) -> str:
    user = in_tex(state.plan.names[part.user])
    local = sign_of(part.user).locals[part.place].format(*_texts(state, part.user), y=user)
    if len(local) > _LONG:
        local = rf"\frac{{\partial {user}}}{{\partial {_texts(state, part.user)[part.place]}}}"
    return rf"{_partial(user)} \cdot {local}"


def _numbers(state: State, part: Part) -> str:
    slope = float(state.slopes[part.user])
    local = float(contributions(part.user, np.ones(()), state.all_values)[part.place])
    return rf"{tex.factor(slope)} \cdot {tex.factor(local)}"


def _difference(state: State, node: Node, name: str, place: tuple[int, ...]) -> tuple[str, str, str]:
    """Twice the whole graph, a little above and a little below."""
    formula = rf"\frac{{f({name} + h) - f({name} - h)}}{{2 h}}"
    if state.forth < len(state.plan.operations):
        return formula, "", "difference"
    value = state.all_values[node]
    bump = np.zeros(value.shape)
    bump[place] = state.h
    above, below = (
        float(forward(state.formula.end, state.formula.given, {node: at})[state.formula.end].reshape(()))
        for at in (value + bump, value - bump)
    )
    numbers = rf"\frac{{{_long(above)} - {_long(below, factor=True)}}}{{2 \cdot {tex.number(state.h)}}}"
    return formula, numbers, "difference"


def _long(value: float, *, factor: bool = False) -> str:
    """A number with enough digits to see a small difference."""
    text = f"{value + 0.0:.10g}"
    mantissa, _, exponent = text.partition("e")
    text = rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa
    return f"({text})" if factor and text.startswith("-") else text


def _apart(state: State, node: Node, name: str, place: tuple[int, ...]) -> tuple[str, str, str]:
    formula = r"\frac{|g - d|}{\max(1; |g|; |d|)}"
    return formula, "", "apart"
