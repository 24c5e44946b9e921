"""A Diagram told in words: node by node what goes in, what comes out, and the slope."""

from __future__ import annotations

from tui_nn.labs.frame import Diagram, Node, Reading, Wire
from tui_nn.locale.words import Words
from tui_nn.plots import say
from tui_nn.plots.telling import wrapped


def diagram_told(lab_name: str, diagram: Diagram, words: Words) -> list[str]:
    """The nodes from left to right, numbered since labels may come again; below each, indented, its inputs."""
    nodes = sorted(diagram.nodes, key=lambda node: (node.column, node.row))
    names = {node.id: f"{number} {say.node_label(node, words)}" for number, node in enumerate(nodes, 1)}
    told = [say.table_title(lab_name, diagram.id, words)]
    for node in nodes:
        told.append(_node(node, names, words))
        told += [_wire(wire, names, words) for wire in diagram.wires if wire.end == node.id]
    return [row for line in told for row in _indented(line)]


def _node(node: Node, names: dict[str, str], words: Words) -> str:
    parts = []
    if node.value:
        parts.append(words("plots.twin.diagram.value", number=say.value(node.value, words)))
    if node.slope:
        parts.append(words("plots.twin.diagram.slope", number=say.value(node.slope, words)))
    if node.mark:
        parts.append(words(f"plots.twin.diagram.mark.{node.mark}"))
    return f"{names[node.id]}: {', '.join(parts)}" if parts else names[node.id]


def _wire(wire: Wire, names: dict[str, str], words: Words) -> str:
    parts = [words("plots.twin.diagram.itself") if wire.start == wire.end else names[wire.start]]
    if isinstance(wire.label, Reading):
        parts.append(words("plots.twin.diagram.weight", number=say.value(wire.label, words)))
    elif wire.label:
        parts.append(wire.label)
    if wire.kind != "excites":
        parts.append(words(f"plots.twin.diagram.kind.{wire.kind}"))
    return f"    {words('plots.twin.diagram.from')} {', '.join(parts)}"


def _indented(line: str) -> list[str]:
    """The line in rows of the twin's width, all as far to the right as the first."""
    indent = line[: len(line) - len(line.lstrip())]
    return [indent + row for row in wrapped([line.strip()])]
