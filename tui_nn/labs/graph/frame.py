"""What the graph lab shows: the graph with values and slopes, and each slope beside its finite difference."""

from __future__ import annotations

from tui_nn.engine import graph
from tui_nn.engine.graph import Node
from tui_nn.labs import frame
from tui_nn.labs.frame import Cell, Diagram, Frame, Reading, Table, View, Wire
from tui_nn.labs.graph.plan import pretty, shown_inputs
from tui_nn.labs.graph.signs import sign_of
from tui_nn.labs.graph.state import State, finite
from tui_nn.locale.phrase import Phrase, phrase

VIEWS = (View("graph", (0,)), View("slopes", (1,)))
ROOM = "labs.graph"
_RAISED = str.maketrans("-0123456789.", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹·")
AGREES = 1e-6
_ROWS = 12  # of the table, where it has slopes of operations too


def shown(state: State) -> Frame:
    """The frame of a state."""
    return Frame((diagram(state), table(state)), readings(state), says(state), VIEWS)


def readings(state: State) -> tuple[Reading, ...]:
    """How far the passes are, and what they come to."""
    end = state.values.get(state.formula.end)
    return (
        Reading("step", min(state.ticks, state.length)),
        Reading("nodes", len(state.plan.pictured)),
        Reading("operations", len(state.plan.operations)),
        Reading("result", None if end is None else finite(float(end.reshape(())))),
        Reading("gap", state.worst),
    )


def diagram(state: State) -> Diagram:
    """The graph with what is known so far."""
    plan = state.plan
    nodes = tuple(_node(state, node) for node in plan.pictured)
    wires = [
        Wire(plan.names[node.inputs[k]], plan.names[node], _weight(state, node, k))
        for node in plan.operations
        for k in shown_inputs(node)
    ]
    return Diagram("graph", nodes, tuple(wires))


def _node(state: State, node: Node) -> frame.Node:
    name, (column, row) = state.plan.names[node], state.plan.places[node]
    single = not node.constant and not state.all_values[node].ndim
    value = value_of(state, node, ()) if single else None
    slope = slope_of(state, node, ()) if single and node in state.slopes else None
    return frame.Node(name, label(state, node), column, row, value, slope, _mark(state, node))


def label(state: State, node: Node) -> str:
    """What stands in a node: ``t₁ ×``, ``x``, ``2``; of an array its shape too."""
    if node.value is not None:
        return f"{float(node.value):g}".replace("-", "−")
    name = pretty(state.plan.names[node])
    shape = "×".join(map(str, state.all_values[node].shape))
    parts = [name, sign(node)] if node.operation else [name]
    return " ".join([*parts, shape] if shape else parts)


def sign(node: Node) -> str:
    """The sign of an operation; a fixed exponent is raised."""
    exponent = node.inputs[1].value if node.operation is graph.power else None
    return sign_of(node).label if exponent is None else f"( ){f'{float(exponent):g}'.translate(_RAISED)}"


def _mark(state: State, node: Node) -> str:
    if node is state.current and state.ticks < state.length:
        return "current"
    if node not in state.values:
        return "waiting"
    if state.seeded:
        return "done" if node in state.returning[: state.back] or (node.name and node in state.whole) else ""
    return "done" if node.operation else ""


def _weight(state: State, node: Node, place: int) -> Reading | str:
    """What stands at a wire into a neuron: its weight."""
    count = len(shown_inputs(node))
    if len(node.inputs) != 2 * count + 1 or count == 0 or not _is_neuron(node):
        return ""
    weight = node.inputs[count + place]
    return f"{float(weight.value):g}" if weight.value is not None else value_of(state, weight, ())


def _is_neuron(node: Node) -> bool:
    return bool(node.operation and node.operation.name.startswith("neuron"))


def value_of(state: State, node: Node, place: tuple[int, ...]) -> Reading:
    """The value of a node, or one number of it; none before its turn."""
    name = _id(state, node, place)
    value = finite(float(state.values[node][place])) if node in state.values else None
    return Reading(name, value, symbol(name))


def slope_of(state: State, node: Node, place: tuple[int, ...]) -> Reading:
    """The slope along a node, or one number of it."""
    name = _id(state, node, place)
    slope = finite(float(state.slopes[node][place])) if node in state.slopes else None
    return Reading(f"d-{name}", slope, f"∂{symbol(name)}")


def _id(state: State, node: Node, place: tuple[int, ...]) -> str:
    return "-".join([state.plan.names[node], *(str(k + 1) for k in place)])


def symbol(id: str) -> str:
    """``x-1-2`` as one reads it: x₁₂."""
    return pretty(id.replace("-", ""))


def table(state: State) -> Table:
    """Each slope, and the same by a finite difference; where there are many, those of the letters alone."""
    plan = state.plan
    others = () if state.arrays else tuple(node for node in plan.operations if node in plan.alive)
    nodes = (*plan.variables, *(others if len(plan.variables) + len(others) <= _ROWS else ()))
    rows = [_row(state, node, id, place) for node in nodes for id, place in state.elements(node)]
    current = next((k for k, node in enumerate(nodes) if node is state.current), None)
    if state.arrays or state.ticks >= state.length:
        current = None
    return Table("slopes", ("node", "value", "slope", "difference", "apart"), tuple(rows), current)


def _row(state: State, node: Node, id: str, place: tuple[int, ...]) -> tuple[Cell, ...]:
    found = state.differences.get(node)
    difference = Reading(f"fd-{id}", None if found is None else finite(float(found[place])))
    whole = found is not None and node in state.whole
    apart = Reading(f"gap-{id}", finite(float(state.gap(node)[place])) if whole else None)
    name = symbol(id) if not node.operation else f"{symbol(id)} {sign(node)}"
    return name, value_of(state, node, place), slope_of(state, node, place), difference, apart


def says(state: State) -> Phrase:
    """What just happened, or what to try."""
    if state.note:
        return state.note
    node = state.current
    if node is None:
        return phrase(f"{ROOM}.says.ready", n=len(state.plan.operations))
    if state.ticks >= state.length:
        return _ended(state)
    name = label(state, node)
    if not state.seeded:
        return _forward(state, node, name)
    if not state.back:
        return phrase(f"{ROOM}.says.seed")
    added = next((one for one in node.inputs if one in state.slopes and len(state.parts[one]) > 1), None)
    if added is not None and not state.arrays:
        last, before = state.parts[added][-1].along, state.slopes[added] - state.parts[added][-1].along
        values = {"before": float(before), "more": float(last), "total": float(state.slopes[added])}
        return phrase(f"{ROOM}.says.adds", node=name, input=pretty(state.plan.names[added]), **values)
    if state.arrays:
        return phrase(f"{ROOM}.says.back-array", node=name)
    return phrase(f"{ROOM}.says.back", node=name, slope=float(state.slopes[node]))


def _forward(state: State, node: Node, name: str) -> Phrase:
    if state.values[node].ndim:
        return phrase(f"{ROOM}.says.forward-array", node=name)
    value = finite(float(state.values[node]))
    if value is None:
        return phrase(f"{ROOM}.says.endless", node=name)
    return phrase(f"{ROOM}.says.forward", node=name, value=value)


def _ended(state: State) -> Phrase:
    if state.worst is None:
        return phrase(f"{ROOM}.says.nothing")
    if not any(slope.any() for node, slope in state.slopes.items() if node.name):
        return phrase(f"{ROOM}.says.zero")
    kind = "agrees" if state.worst <= AGREES else "differs"
    return phrase(f"{ROOM}.says.{kind}")
