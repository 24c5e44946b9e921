"""Computation graphs: values flow forward in topological order, slopes flow back by the chain rule.

A formula is written with the operators of Python and the functions of `graph_operations`::

    x, w, b = variable("x"), variable("w"), variable("b")
    y = sigmoid(w * x + b)
    gradients(y, {"x": 1, "w": 2, "b": -2})["w"]  # 0.25

Source: S. Linnainmaa, master's thesis, Helsinki (1970), for differentiation in reverse; D. E. Rumelhart,
G. E. Hinton, R. J. Williams, Nature 323:533–536 (1986), for learning with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from tui_nn.engine.arrays import Floats
from tui_nn.engine.gradcheck import STEP, by_coordinate


class GraphError(ValueError):
    """A graph that cannot be worked out; the message names the node and says why."""


@dataclass(frozen=True, eq=False)
class Operation:
    """What a node does: a value from the inputs' values, and slopes along the inputs from the slope along the value.

    ``forward(*inputs)`` answers the value. ``backward(slope, value, *inputs)`` answers for each input the local
    derivative times `slope`, in the input's shape, or in the shape that broadcasting gave it: what was broadcast is
    added up again here. `name` is for messages and programs.
    """

    name: str
    forward: Callable[..., Floats]
    backward: Callable[..., tuple[Floats, ...]]

    def __call__(self, *inputs: Operand) -> Node:
        """A node that does this to the inputs."""
        return Node(self, tuple(map(as_node, inputs)))


@dataclass(frozen=True, eq=False, repr=False)
class Node:
    """A variable (it has a name), a constant (it has a value), or an operation on other nodes."""

    operation: Operation | None = None
    inputs: tuple[Node, ...] = ()
    name: str = ""
    value: Floats | None = None

    @property
    def constant(self) -> bool:
        return self.value is not None

    def __str__(self) -> str:
        return self.name or (self.operation.name if self.operation else str(self.value))

    def __add__(self, other: Operand) -> Node:
        return add(self, other)

    def __radd__(self, other: Operand) -> Node:
        return add(other, self)

    def __sub__(self, other: Operand) -> Node:
        return subtract(self, other)

    def __rsub__(self, other: Operand) -> Node:
        return subtract(other, self)

    def __mul__(self, other: Operand) -> Node:
        return multiply(self, other)

    def __rmul__(self, other: Operand) -> Node:
        return multiply(other, self)

    def __truediv__(self, other: Operand) -> Node:
        return divide(self, other)

    def __rtruediv__(self, other: Operand) -> Node:
        return divide(other, self)

    def __pow__(self, other: Operand) -> Node:
        return power(self, other)

    def __matmul__(self, other: Operand) -> Node:
        return matmul(self, other)

    def __neg__(self) -> Node:
        return negative(self)


Operand: TypeAlias = "Node | ArrayLike"
Values: TypeAlias = Mapping[Node, Floats]


def variable(name: str) -> Node:
    """A leaf whose value is given when the graph is worked out; slopes are wanted along it."""
    return Node(name=name)


def constant(value: ArrayLike) -> Node:
    """A leaf that never changes; nobody asks for a slope along it."""
    return Node(value=np.asarray(value, dtype=np.float64))


def as_node(operand: Operand) -> Node:
    return operand if isinstance(operand, Node) else constant(operand)


def topological(end: Node) -> tuple[Node, ...]:
    """The nodes that `end` is made of, each once and after all of its inputs; `end` is the last."""
    order: list[Node] = []
    seen: set[Node] = set()
    waiting: list[tuple[Node, bool]] = [(end, False)]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(before, False) for before in reversed(node.inputs)]
    return tuple(order)


def worked_out(node: Node, values: Values) -> Floats:
    """The value of an operation from those of its inputs, as float64.

    Raises:
        GraphError: the inputs' shapes do not go together.
    """
    assert node.operation is not None
    inputs = [values[before] for before in node.inputs]
    try:
        with np.errstate(all="ignore"):
            return np.asarray(node.operation.forward(*inputs), dtype=np.float64)
    except ValueError as error:
        shapes = ", ".join(str(np.shape(array)) for array in inputs)
        raise GraphError(f"{node} cannot take inputs of shape {shapes}") from error


def forward(
    end: Node, given: Mapping[str, ArrayLike], pinned: Mapping[Node, ArrayLike] | None = None
) -> dict[Node, Floats]:
    """The value of every node, in topological order.

    Args:
        given: for each variable its value, any shape. pinned: values that some nodes have whatever their inputs are.

    Raises:
        GraphError: a variable without a value; inputs whose shapes do not go together.
    """
    values: dict[Node, Floats] = {}
    for node in topological(end):
        if pinned and node in pinned:
            values[node] = np.asarray(pinned[node], dtype=np.float64)
        elif node.operation:
            values[node] = worked_out(node, values)
        elif node.value is not None:
            values[node] = node.value
        elif node.name in given:
            values[node] = np.asarray(given[node.name], dtype=np.float64)
        else:
            raise GraphError(f"the variable {node.name} has no value")
    return values


def contributions(node: Node, slope: Floats, values: Values) -> tuple[Floats, ...]:
    """What a node sends back to each of its inputs: local derivative × incoming slope, each in its input's shape.

    Raises:
        GraphError: the operation answers too few or too many slopes, or of a wrong shape.
    """
    if node.operation is None:
        return ()
    inputs = [values[before] for before in node.inputs]
    with np.errstate(all="ignore"):
        sent = node.operation.backward(slope, values[node], *inputs)
    if len(sent) != len(inputs):
        raise GraphError(f"{node} has {len(inputs)} inputs and sends back {len(sent)} slopes")
    return tuple(_gathered(part, array.shape, node) for part, array in zip(sent, inputs, strict=True))


def backward(end: Node, values: Values) -> dict[Node, Floats]:
    """∂end/∂node for every node that is not a constant, each in its node's shape, in one walk back.

    A node that goes into several others gets one part from each, and they add up.

    Raises:
        GraphError: `end` is not a single number.
    """
    if values[end].size != 1:
        raise GraphError(f"slopes are of a single number; {end} has the shape {values[end].shape}")
    slopes = {end: np.ones_like(values[end])}
    for node in reversed(topological(end)):
        for before, part in zip(node.inputs, contributions(node, slopes[node], values), strict=False):
            slopes[before] = slopes[before] + part if before in slopes else part
    return {node: slope for node, slope in slopes.items() if not node.constant}


def gradients(end: Node, given: Mapping[str, ArrayLike]) -> dict[str, Floats]:
    """The slope of `end` along each variable, by name. Errors as in `forward` and `backward`."""
    slopes = backward(end, forward(end, given))
    return {node.name: slope for node, slope in slopes.items() if node.name}


def difference(end: Node, node: Node, given: Mapping[str, ArrayLike], step: float = STEP) -> Floats:
    """∂end/∂node by central differences, the node's shape: all after the node is worked out twice for each number.

    Args:
        step: h > 0; the error is about h² times a third derivative, and 10⁻¹⁶/h.

    Raises:
        GraphError: as in `forward` and `backward`.
    """

    def told(at: Floats) -> float:
        return float(forward(end, given, {node: at})[end].reshape(()))

    values = forward(end, given)
    if values[end].size != 1:
        raise GraphError(f"slopes are of a single number; {end} has the shape {values[end].shape}")
    return by_coordinate(told, values[node], step)


def _gathered(part: Floats, shape: tuple[int, ...], node: Node) -> Floats:
    """A slope in its input's shape: where one number was used many times, the sum over its uses."""
    part = np.asarray(part, dtype=np.float64)
    over = part.ndim - len(shape)
    if over > 0:
        part = part.sum(axis=tuple(range(over)))
    stretched = tuple(
        k for k, size in enumerate(shape) if size == 1 and part.ndim == len(shape) and part.shape[k] > 1
    )
    part = part.sum(axis=stretched, keepdims=True) if stretched else part
    try:
        return np.broadcast_to(part, shape)
    except ValueError as error:
        raise GraphError(
            f"{node} sends back a slope of shape {part.shape} along an input of shape {shape}"
        ) from error


def _simple(name: str, forward: Callable[..., Floats], *slopes: Callable[..., Floats]) -> Operation:
    """An operation whose local derivatives are numbers: each a function of the inputs."""

    def back(slope: Floats, _: Floats, *inputs: Floats) -> tuple[Floats, ...]:
        return tuple(np.asarray(slope * local(*inputs)) for local in slopes)

    return Operation(name, forward, back)


def _one(*_: Floats) -> Floats:
    return np.array(1.0)


def _power_slopes(slope: Floats, value: Floats, a: Floats, b: Floats) -> tuple[Floats, ...]:
    # Along the exponent only where there is a logarithm; 0^b for b > 0 stays 0, and so its slope is 0.
    along = np.where(a > 0, value * np.log(np.where(a > 0, a, 1.0)), np.where((a == 0) & (b > 0), 0.0, np.nan))
    return slope * b * np.where(b == 0, 0.0, a ** np.where(b == 0, 1.0, b - 1)), slope * along


def _matmul_slopes(slope: Floats, _: Floats, a: Floats, b: Floats) -> tuple[Floats, ...]:
    rows = a if a.ndim > 1 else a[None]
    columns = b if b.ndim > 1 else b[:, None]
    slope = slope.reshape(rows.shape[0], columns.shape[1])
    return (slope @ columns.T).reshape(a.shape), (rows.T @ slope).reshape(b.shape)


def _matmul(a: Floats, b: Floats) -> Floats:
    if not 1 <= a.ndim <= 2 or not 1 <= b.ndim <= 2:
        raise ValueError("vectors and matrices only")
    return np.asarray(a @ b)


add = _simple("+", lambda a, b: a + b, _one, _one)
subtract = _simple("−", lambda a, b: a - b, _one, lambda a, b: np.array(-1.0))
multiply = _simple("×", lambda a, b: a * b, lambda a, b: b, lambda a, b: a)
divide = _simple("÷", lambda a, b: a / b, lambda a, b: 1 / b, lambda a, b: -a / (b * b))
negative = _simple("neg", lambda a: -a, lambda a: np.array(-1.0))
power = Operation("^", lambda a, b: np.asarray(a**b), _power_slopes)
matmul = Operation("@", _matmul, _matmul_slopes)


def block(name: str, forward: Callable[..., Floats], backward: Callable[..., Sequence[Floats]]) -> Operation:
    """An operation of one's own; is `backward` right? `difference` tells.

    Args:
        forward: the value from the inputs' values. backward: from the slope along the value, the value, and the
            inputs' values, the slope along each input.
    """
    return Operation(name, forward, lambda *known: tuple(backward(*known)))
