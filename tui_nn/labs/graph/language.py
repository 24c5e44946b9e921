"""What can be typed in the graph lab: a formula, the values of its letters, and a block of one's own.

sigmoid(w*x + b); x = 1; w = 2; b = -2
own(w*x); own = x**3; slope = 3*x**2
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tui_nn.engine import graph, graph_operations
from tui_nn.engine.arrays import Floats
from tui_nn.engine.expression import ANY, BadFormula, Expression, Language, parsed, tree_of
from tui_nn.engine.graph import Node, constant, topological, variable
from tui_nn.labs.graph import signs
from tui_nn.labs.lab import Refused
from tui_nn.locale.phrase import phrase

LETTERS = (
    *("x", "x1", "x2", "x3", "y", "w", "w1", "w2", "w3", "w4", "b", "b1", "b2"),
    *("v", "v1", "v2", "a", "c", "u", "z", "z1", "z2", "z3"),
)
MOST_OPERATIONS, MOST_LETTERS, LARGEST, LONGEST = 16, 13, 1e6, 300

_ONE: dict[str, graph.Operation] = {
    "exp": graph_operations.exp,
    "log": graph_operations.log,
    "sin": graph_operations.sin,
    "cos": graph_operations.cos,
    "tanh": graph_operations.tanh,
    "sigmoid": graph_operations.sigmoid,
    "relu": graph_operations.relu,
    "step": graph_operations.step,
    "abs": graph_operations.absolute,
}
_TWO = {"max": graph_operations.maximum, "min": graph_operations.minimum, "bce": graph_operations.bce}
_FUNCTIONS = {**dict.fromkeys(_ONE, 1), **dict.fromkeys(_TWO, 2), "own": 1, "neuron": ANY, "ce": ANY}
_LANGUAGE = Language(frozenset(LETTERS), _FUNCTIONS)
_OPERATORS: dict[type[ast.operator], Callable[[Node, Node], Node]] = {
    ast.Add: graph.add,
    ast.Sub: graph.subtract,
    ast.Mult: graph.multiply,
    ast.Div: graph.divide,
    ast.Pow: graph.power,
}


@dataclass(frozen=True, eq=False)
class Typed:
    """A formula as a graph, with the values of its letters; ``own`` is the block of one's own, value and slope."""

    text: str
    end: Node
    given: Mapping[str, float | Floats]
    own: tuple[Expression, Expression] | None = None
    valued: frozenset[str] = frozenset()  # the letters whose values were typed

    def holding(self, given: Mapping[str, float | Floats]) -> Typed:
        """The same with other values."""
        return replace(self, given={**self.given, **given})


def read(text: str) -> Typed:
    """The graph that a line describes. A letter without a value is 1; `own` without a formula is the square.

    Raises:
        Refused: what stands there cannot be read; the sentence says where and why.
    """
    if len(text) > LONGEST:
        raise _refused("long", LONGEST + 1)
    formula, given, blocks, at = "", {}, {}, 1
    for part in text.split(";"):
        name, sign, rest = part.partition("=")
        if not sign:
            formula = _taken(formula, part, at)
        elif name.strip() in ("own", "slope"):
            blocks[name.strip()] = _block(rest, at + len(name) + 1)
        else:
            given[_letter(name, at)] = _number(rest, at + len(name) + 1)
        at += len(part) + 1
    own = (blocks.get("own", parsed("x**2")), blocks.get("slope", parsed("2*x")))
    begin = len(text) - len(text.lstrip()) if not formula else text.index(formula)
    end = _graph(formula, own, begin)
    used = [node.name for node in topological(end) if node.name]
    values = {name: given.get(name, 1.0) for name in LETTERS if name in used}
    return Typed(text.strip(), end, values, own if "own(" in formula.replace(" ", "") else None, frozenset(given))


def _taken(formula: str, part: str, at: int) -> str:
    if formula and part.strip():
        raise _refused("twice", at)
    return formula or (part if part.strip() else "")


def _letter(name: str, at: int) -> str:
    if name.strip() not in LETTERS:
        raise _refused("name", at)
    return name.strip()


def _number(text: str, at: int) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= LARGEST:
        raise _refused("value", at)
    return value + 0.0


def _block(text: str, at: int) -> Expression:
    try:
        return parsed(text)
    except BadFormula as bad:
        raise _refused(bad.reason, bad.position + at - 1) from bad


def _graph(formula: str, own: tuple[Expression, Expression], begin: int) -> Node:
    try:
        end = _Reader(own).node(tree_of(formula, _LANGUAGE))
    except BadFormula as bad:
        raise _refused(bad.reason, bad.position + begin) from bad
    order = topological(end)
    if sum(node.operation is not None for node in order) > MOST_OPERATIONS:
        raise _refused("many", MOST_OPERATIONS)
    names = sum(bool(node.name) for node in order)
    if not 0 < names <= MOST_LETTERS:
        raise _refused("letters", MOST_LETTERS)
    return end


def _refused(reason: str, place: int) -> Refused:
    return Refused(phrase(f"labs.graph.refused.{reason}", place=place))


class _Reader:
    """A checked tree as nodes; each letter is one node, however often it is written."""

    def __init__(self, own: tuple[Expression, Expression]) -> None:
        self._own = own
        self._letters: dict[str, Node] = {}

    def node(self, tree: ast.expr) -> Node:
        if isinstance(tree, ast.Constant):
            assert isinstance(tree.value, int | float)
            return constant(float(tree.value))
        if isinstance(tree, ast.Name):
            return self._letters.setdefault(tree.id, variable(tree.id))
        if isinstance(tree, ast.UnaryOp):
            inner = self.node(tree.operand)
            if isinstance(tree.op, ast.UAdd):
                return inner
            return constant(-inner.value) if inner.value is not None else -inner
        if isinstance(tree, ast.BinOp):
            return _OPERATORS[type(tree.op)](self.node(tree.left), self.node(tree.right))
        assert isinstance(tree, ast.Call)
        assert isinstance(tree.func, ast.Name)
        return self._called(tree.func.id, tree)

    def _called(self, name: str, tree: ast.Call) -> Node:
        parts = [self.node(part) for part in tree.args]
        if name in _ONE or name in _TWO:
            return (_ONE | _TWO)[name](*parts)
        if name == "own":
            return signs.own(*self._own)(*parts)
        return self._neuron(parts, tree) if name == "neuron" else self._choice(parts, tree)

    def _neuron(self, parts: list[Node], tree: ast.Call) -> Node:
        inputs = len(parts) // 2
        weights = parts[inputs:]
        if len(parts) % 2 == 0 or not 1 <= inputs <= 3 or any(part.operation for part in weights):
            raise BadFormula("neuron", tree.col_offset + 1)
        return signs.neuron(inputs)(*parts)

    def _choice(self, parts: list[Node], tree: ast.Call) -> Node:
        right, logits = parts[0].value, parts[1:]
        if right is None or not 2 <= len(logits) <= 4 or float(right) not in range(len(logits)):
            raise BadFormula("choice", tree.col_offset + 1)
        return signs.cross_entropy(len(logits), int(right))(*logits)
