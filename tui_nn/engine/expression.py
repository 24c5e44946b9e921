"""Formulas as a person types them, checked and never run as Python; those of one variable with value and slope."""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.derivative import derivative

LONGEST, DEEPEST, LARGEST_POWER = 200, 30, 64.0
FUNCTIONS = {"exp": 1, "log": 1, "sin": 1, "cos": 1, "tanh": 1, "abs": 1, "max": 2, "min": 2, "where": 3}  # arguments
_COMPARE = {ast.Lt: np.less, ast.LtE: np.less_equal, ast.Gt: np.greater, ast.GtE: np.greater_equal}
_OPERATORS = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
}
_CALLED = {
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "tanh": np.tanh,
    "abs": np.abs,
    "max": np.maximum,
    "min": np.minimum,
}


@dataclass(frozen=True)
class Language:
    """What formulas are made of besides numbers, + − * / and **: names, and functions with the arguments they take.

    A function with the number ANY takes one or more.
    """

    names: frozenset[str]
    functions: Mapping[str, int]


ANY = 0
OF_X = Language(frozenset("x"), FUNCTIONS)


class BadFormula(Exception):
    """A text that is no formula here. reason: empty, long, deep, syntax, sign, name, number, call, compare, power."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(f"{reason} at {position}")
        self.reason = reason
        self.position = position  # counts from 1


@dataclass(frozen=True)
class Expression:
    """A formula that `parsed` has let through; its derivative is a formula of the same language."""

    tree: ast.expr

    def __str__(self) -> str:
        """The formula as one would type it."""
        return ast.unparse(self.tree)

    @cached_property
    def slope(self) -> Expression:
        """f′, by the rules of differentiation; at a corner the slope of the part that f itself takes there."""
        return Expression(derivative(self.tree))

    def __call__(self, x: Floats) -> Floats:
        """f at every x, of its shape; not finite where f is not."""
        with np.errstate(all="ignore"):
            return _value(self.tree, np.asarray(x, dtype=np.float64))

    def code(self) -> str:
        """The formula as NumPy would have it."""
        return ast.unparse(_Numpy().visit(ast.parse(str(self), mode="eval").body))


def parsed(text: str) -> Expression:
    """The formula of numbers, x, + − * / **, FUNCTIONS, and comparisons as the first part of where(c, a, b).

    Raises:
        BadFormula: anything else; where it is and why.
    """
    return Expression(tree_of(text, OF_X))


def tree_of(text: str, language: Language) -> ast.expr:
    """The syntax tree of a formula of that language: numbers, names, signs, operators and calls, and nothing else.

    Raises:
        BadFormula: anything else; where it is and why.
    """
    if not text.strip():
        raise BadFormula("empty", 1)
    if len(text) > LONGEST:
        raise BadFormula("long", LONGEST + 1)
    for place, sign in enumerate(text, 1):
        if not (sign.isascii() and sign.isprintable()):
            raise BadFormula("sign", place)
    ahead = len(text) - len(text.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text[ahead:], mode="eval").body
    except SyntaxError as error:
        raise BadFormula("syntax", min(ahead + (error.offset or 1), len(text) + 1)) from error
    except (RecursionError, MemoryError, ValueError) as error:
        raise BadFormula("deep", 1) from error
    _check(tree, 0, ahead + 1, language)
    return tree


def _check(node: ast.expr, depth: int, ahead: int, language: Language) -> None:
    at = node.col_offset + ahead
    if depth > DEEPEST:
        raise BadFormula("deep", at)
    parts: list[ast.expr] = []
    if isinstance(node, ast.Constant):
        if type(node.value) not in (int, float) or not math.isfinite(_float(node.value)):
            raise BadFormula("number", at)
    elif isinstance(node, ast.Name):
        if node.id not in language.names:
            raise BadFormula("name", at)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        parts = [node.operand]
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        parts = [node.left, node.right]
    elif isinstance(node, ast.Call):
        parts = _arguments(node, ahead, language)
    else:
        raise BadFormula("compare" if isinstance(node, ast.Compare) else "syntax", at)
    for part in parts:
        _check(part, depth + 1, ahead, language)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and _fixed(node.right):
        with np.errstate(all="ignore"):
            power = float(_value(node.right, np.zeros(())))
        if not abs(power) <= LARGEST_POWER:
            raise BadFormula("power", node.right.col_offset + ahead)


def _fixed(node: ast.expr) -> bool:
    """Whether it is a number whatever the names stand for."""
    return all(part.id in ("where", *_CALLED) for part in ast.walk(node) if isinstance(part, ast.Name))


def _arguments(node: ast.Call, ahead: int, language: Language) -> list[ast.expr]:
    at = node.col_offset + ahead
    if not isinstance(node.func, ast.Name) or node.func.id not in language.functions:
        raise BadFormula("name", at)
    wanted = language.functions[node.func.id]
    if node.keywords or any(isinstance(part, ast.Starred) for part in node.args):
        raise BadFormula("call", at)
    if len(node.args) != wanted and not (wanted == ANY and node.args):
        raise BadFormula("call", at)
    if node.func.id != "where":
        return node.args
    first = node.args[0]
    if not (isinstance(first, ast.Compare) and len(first.ops) == 1 and type(first.ops[0]) in _COMPARE):
        raise BadFormula("compare", first.col_offset + ahead)
    return [first.left, first.comparators[0], *node.args[1:]]


def _float(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except OverflowError:
        return math.inf


def _value(node: ast.expr, x: Floats) -> Floats:
    if isinstance(node, ast.Constant):
        return np.full_like(x, _float(node.value))
    if isinstance(node, ast.Name):
        return x
    if isinstance(node, ast.UnaryOp):
        inner = _value(node.operand, x)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.BinOp):
        return np.asarray(_OPERATORS[type(node.op)](_value(node.left, x), _value(node.right, x)))
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    if node.func.id != "where":
        return np.asarray(_CALLED[node.func.id](*(_value(part, x) for part in node.args)))
    test, then, otherwise = node.args
    assert isinstance(test, ast.Compare)
    chosen = _COMPARE[type(test.ops[0])](_value(test.left, x), _value(test.comparators[0], x))
    return np.where(chosen, _value(then, x), _value(otherwise, x))


class _Numpy(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        assert isinstance(node.func, ast.Name)
        known = {"max": "maximum", "min": "minimum"}
        name = ast.Attribute(ast.Name("np", ast.Load()), known.get(node.func.id, node.func.id), ast.Load())
        return ast.Call(name, node.args, [])
