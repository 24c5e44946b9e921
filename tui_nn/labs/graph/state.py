"""The graph lab's state: a graph, the values of its letters, and how far the passes are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.graph import Node, contributions, difference, forward
from tui_nn.labs.graph.language import LARGEST, LETTERS, Typed
from tui_nn.labs.graph.plan import Plan
from tui_nn.labs.lab import Knob, ladder
from tui_nn.locale.phrase import Phrase

POWERS = (-1, -2, -3, -4, -5, -6, -8, -10)  # of ten: the steps of the differences
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

KNOBS = (
    *(
        Knob(name, ladder(-4, 4, 0.25), name.translate(_LOWERED), free="number", reach=(-LARGEST, LARGEST))
        for name in LETTERS
    ),
    Knob("h", tuple(10.0**power for power in POWERS), "h", names=tuple(f"e{power}" for power in POWERS)),
)


@dataclass(frozen=True, eq=False)
class Part:
    """What a node has sent back along one of its inputs."""

    user: Node
    place: int  # which input of it
    along: Floats


@dataclass(frozen=True, eq=False)
class State:
    """Ticks: first each operation forward, then 1 at the end, then each operation back."""

    formula: Typed
    ticks: int = 0
    h: float = 1e-5
    note: Phrase | None = None

    @cached_property
    def plan(self) -> Plan:
        return Plan(self.formula.end)

    @cached_property
    def returning(self) -> tuple[Node, ...]:
        """The operations that send something back, the last first."""
        alive = self.plan.alive
        return tuple(node for node in reversed(self.plan.operations) if any(one in alive for one in node.inputs))

    @property
    def length(self) -> int:
        """How many ticks there are."""
        return len(self.plan.operations) + 1 + len(self.returning)

    @property
    def forth(self) -> int:
        """How many operations are worked out."""
        return min(self.ticks, len(self.plan.operations))

    @property
    def seeded(self) -> bool:
        """Whether the way back has begun."""
        return self.ticks > len(self.plan.operations)

    @property
    def back(self) -> int:
        """How many operations have sent back what they had to."""
        return max(0, self.ticks - len(self.plan.operations) - 1)

    @cached_property
    def all_values(self) -> dict[Node, Floats]:
        """The value of every node, whether it is its turn or not."""
        return forward(self.formula.end, self.formula.given)

    @cached_property
    def values(self) -> dict[Node, Floats]:
        """The values worked out so far."""
        waiting = self.plan.operations[self.forth :]
        return {node: value for node, value in self.all_values.items() if node not in waiting}

    @cached_property
    def parts(self) -> dict[Node, list[Part]]:
        """What has come back to each node so far; to the end nothing, its slope is 1."""
        parts: dict[Node, list[Part]] = {}
        slopes = {self.formula.end: np.ones_like(self.all_values[self.formula.end])}
        for node in self.returning[: self.back]:
            sent = contributions(node, slopes[node], self.all_values)
            for place, (before, along) in enumerate(zip(node.inputs, sent, strict=True)):
                if before in self.plan.alive:
                    parts.setdefault(before, []).append(Part(node, place, along))
                    slopes[before] = slopes[before] + along if before in slopes else along
        return parts

    @cached_property
    def slopes(self) -> dict[Node, Floats]:
        """The slopes so far, sums of what has come back."""
        slopes = {self.formula.end: np.ones_like(self.all_values[self.formula.end])} if self.seeded else {}
        for node, parts in self.parts.items():
            total = parts[0].along
            for part in parts[1:]:
                total = total + part.along
            slopes[node] = total
        return slopes

    @cached_property
    def whole(self) -> frozenset[Node]:
        """The nodes whose slopes have come back altogether."""
        left = {before for node in self.returning[self.back :] for before in node.inputs}
        return frozenset(node for node in self.slopes if node not in left)

    @cached_property
    def differences(self) -> dict[Node, Floats]:
        """The same slopes by finite differences, as soon as all values are there; of arrays only the variables'."""
        if self.forth < len(self.plan.operations):
            return {}
        nodes = (
            self.plan.variables if self.arrays else tuple(node for node in self.plan.order if node in self.plan.alive)
        )
        with np.errstate(all="ignore"):
            return {node: difference(self.formula.end, node, self.formula.given, self.h) for node in nodes}

    @property
    def arrays(self) -> bool:
        """Whether values are more than single numbers."""
        return any(value.ndim for value in self.all_values.values())

    @property
    def current(self) -> Node | None:
        """The node that the last tick was about."""
        if not self.ticks:
            return None
        if self.back:
            return self.returning[self.back - 1]
        return self.formula.end if self.seeded else self.plan.operations[self.forth - 1]

    def gap(self, node: Node) -> Floats:
        """How far slope and difference are apart, as a share where they are larger than 1."""
        slope, found = self.slopes[node], self.differences[node]
        with np.errstate(all="ignore"):
            return np.asarray(np.abs(slope - found) / np.maximum(1.0, np.maximum(np.abs(slope), np.abs(found))))

    @cached_property
    def worst(self) -> float | None:
        """The largest gap, once all slopes are there."""
        if self.ticks < self.length:
            return None
        found = [float(self.gap(node).max()) for node in self.differences if node in self.slopes]
        return max(found) if found and np.isfinite(found).all() else None

    def elements(self, node: Node) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The numbers of a node: id and place."""
        name = self.plan.names[node]
        for place in np.ndindex(self.all_values[node].shape):
            yield "-".join([name, *(str(k + 1) for k in place)]), place


def finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
