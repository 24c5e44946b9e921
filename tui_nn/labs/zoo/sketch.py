"""Sketches of architectures: layers of signs from left to right, and the wires between them."""

from __future__ import annotations

from collections.abc import Iterable

from tui_nn.labs.frame import Diagram, Node, Wire

# Signs: x in, y out, x′ the input again, h hidden, v visible, k a kernel, p pooling, z a code, ~ noise, M memory.


def layers(*signs: str, marks: dict[str, str] | None = None) -> tuple[Node, ...]:
    """Nodes in columns: ``layers("x x", "h h h", "y")``. The node in row 2 of column 1 is called ``1-2``."""
    tallest = max(len(column.split()) for column in signs)
    return tuple(
        Node(
            f"{column}-{row}", sign, column, row + (tallest - len(text.split())) / 2, mark=(marks or {}).get(sign, "")
        )
        for column, text in enumerate(signs)
        for row, sign in enumerate(text.split())
    )


def full(nodes: tuple[Node, ...], *gaps: int, kind: str = "excites") -> tuple[Wire, ...]:
    """From every node of a column to every one of the next, after each of these columns; after all without any."""
    columns = gaps or tuple(range(max(node.column for node in nodes)))
    return tuple(
        Wire(start.id, end.id, kind=kind)
        for column in columns
        for start in nodes
        for end in nodes
        if start.column == column and end.column == column + 1
    )


def loops(nodes: tuple[Node, ...], sign: str, kind: str = "excites") -> tuple[Wire, ...]:
    """From each node of that sign to itself."""
    return tuple(Wire(node.id, node.id, kind=kind) for node in nodes if node.label == sign)


def wires(text: str, kind: str = "excites") -> tuple[Wire, ...]:
    """``0-0>1-0 0-1>1-0``."""
    pairs = (pair.split(">") for pair in text.split())
    return tuple(Wire(start, end, kind=kind) for start, end in pairs)


def straight(*signs: str) -> Diagram:
    """Layers that are joined completely."""
    nodes = layers(*signs)
    return drawn(nodes, full(nodes))


def drawn(nodes: tuple[Node, ...], *groups: Iterable[Wire]) -> Diagram:
    return Diagram("sketch", nodes, tuple(wire for group in groups for wire in group))
