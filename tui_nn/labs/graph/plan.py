"""A graph as it is shown: what each node is called, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tui_nn.engine.graph import Node, topological
from tui_nn.labs.graph.signs import hidden

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
LAST = "f"  # what the end is called


@dataclass(frozen=True, eq=False)
class Plan:
    """The nodes of a graph in topological order, with a name for each that is not a constant."""

    end: Node

    @cached_property
    def order(self) -> tuple[Node, ...]:
        return topological(self.end)

    @cached_property
    def operations(self) -> tuple[Node, ...]:
        """In the order in which they can be worked out."""
        return tuple(node for node in self.order if node.operation)

    @cached_property
    def variables(self) -> tuple[Node, ...]:
        return tuple(node for node in self.order if node.name)

    @cached_property
    def alive(self) -> frozenset[Node]:
        """The nodes that depend on a variable; the others have no slope."""
        found: set[Node] = set()
        for node in self.order:
            if node.name or any(before in found for before in node.inputs):
                found.add(node)
        return frozenset(found)

    @cached_property
    def names(self) -> dict[Node, str]:
        """Variables by their letters, operations t1, t2 … and f, constants k1, k2 …; none is a letter of another."""
        names: dict[Node, str] = {}
        for node in self.order:
            if node.operation:
                number = sum(name.startswith("t") for name in names.values()) + 1
                names[node] = LAST if node is self.end else f"t{number}"
            else:
                names[node] = node.name or f"k{sum(name.startswith('k') for name in names.values()) + 1}"
        return names

    @cached_property
    def pictured(self) -> tuple[Node, ...]:
        """The nodes that stand in the picture: not those that are only weights at wires, or exponents."""
        wanted = {self.end} | {node.inputs[k] for node in self.operations for k in shown_inputs(node)}
        return tuple(node for node in self.order if node in wanted)

    @cached_property
    def places(self) -> dict[Node, tuple[int, int]]:
        """Column and row of each node that is pictured."""
        return dict(_placed(self.end, self._columns()))

    def _columns(self) -> dict[Node, int]:
        """Operations one to the right of their furthest input, leaves one to the left of their first use."""
        columns: dict[Node, int] = {}
        for node in self.operations:
            columns[node] = 1 + max((columns.get(node.inputs[k], 0) for k in shown_inputs(node)), default=0)
        for node in reversed(self.pictured):
            if not node.operation:
                used = [columns[user] for user in self.operations if node in _shown(user)]
                columns[node] = min(used, default=1) - 1
        first = min(columns.values())
        return {node: column - first for node, column in columns.items()}


def shown_inputs(node: Node) -> list[int]:
    """The places of the inputs that stand as nodes in the picture."""
    return [k for k in range(len(node.inputs)) if k not in hidden(node)]


def _shown(node: Node) -> list[Node]:
    return [node.inputs[k] for k in shown_inputs(node)]


def _placed(end: Node, columns: dict[Node, int]) -> Iterator[tuple[Node, tuple[int, int]]]:
    """From the end back: an operation's longest input in its own row, the others in the nearest free ones."""
    taken: set[tuple[int, int]] = set()
    seen: set[Node] = set()
    waiting = [(end, 0)]
    while waiting:
        node, row = waiting.pop(0)
        if node in seen:
            continue
        seen.add(node)
        tries = sorted(range(-len(columns), len(columns) + 1), key=lambda step: (abs(step), -step))
        place = next((columns[node], row + step) for step in tries if (columns[node], row + step) not in taken)
        taken.add(place)
        yield node, place
        inputs = sorted(_shown(node), key=lambda before: -columns[before] if before.operation else 1)
        waiting += [(before, place[1] + k) for k, before in enumerate(inputs)]


def pretty(name: str) -> str:
    """``w1`` as one reads it: w₁."""
    return name.translate(_LOWERED)


def in_tex(name: str) -> str:
    return f"{name[0]}_{{{name[1:]}}}" if len(name) > 1 else name
