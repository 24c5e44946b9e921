"""Formulas of one variable as a person types them, with value and slope; none is ever run as Python."""

from __future__ import annotations

import ast
import math
import warnings
from dataclasses import dataclass

import numpy as np

from tui_nn.engine.arrays import Floats

LONGEST, DEEPEST, LARGEST_POWER = 200, 30, 64.0
FUNCTIONS = {"exp": 1, "log": 1, "sin": 1, "cos": 1, "tanh": 1, "abs": 1, "max": 2, "min": 2, "where": 3}  # arguments
_COMPARE = {ast.Lt: np.less, ast.LtE: np.less_equal, ast.Gt: np.greater, ast.GtE: np.greater_equal}
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)

Dual = tuple[Floats, Floats]  # value and slope


class BadFormula(Exception):
    """A text that is no formula here. reason: empty, long, deep, syntax, sign, name, number, call, compare, power."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(f"{reason} at {position}")
        self.reason = reason
        self.position = position  # counts from 1


@dataclass(frozen=True)
class Expression:
    """f(x) and f′(x) of a formula that `parsed` has let through."""

    text: str
    tree: ast.expr

    def __call__(self, x: Floats) -> Dual:
        """Value and slope at every x, of its shape, by forward differentiation; not finite where f is not."""
        with np.errstate(all="ignore"):
            value, slope = _dual(self.tree, np.asarray(x, dtype=np.float64))
        return value, slope


def parsed(text: str) -> Expression:
    """The formula of numbers, x, + − * / **, FUNCTIONS, and comparisons as the first part of where(c, a, b).

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
    _check(tree, 0, ahead + 1)
    return Expression(text.strip(), tree)


def _check(node: ast.expr, depth: int, ahead: int) -> None:
    at = node.col_offset + ahead
    if depth > DEEPEST:
        raise BadFormula("deep", at)
    parts: list[ast.expr] = []
    if isinstance(node, ast.Constant):
        if type(node.value) not in (int, float) or not math.isfinite(_float(node.value)):
            raise BadFormula("number", at)
    elif isinstance(node, ast.Name):
        if node.id != "x":
            raise BadFormula("name", at)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        parts = [node.operand]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, _OPERATORS):
        parts = [node.left, node.right]
    elif isinstance(node, ast.Call):
        parts = _arguments(node, ahead)
    else:
        raise BadFormula("compare" if isinstance(node, ast.Compare) else "syntax", at)
    for part in parts:
        _check(part, depth + 1, ahead)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and not _varies(node.right):
        with np.errstate(all="ignore"):
            power = float(_dual(node.right, np.zeros(()))[0])
        if not abs(power) <= LARGEST_POWER:
            raise BadFormula("power", node.right.col_offset + ahead)


def _arguments(node: ast.Call, ahead: int) -> list[ast.expr]:
    at = node.col_offset + ahead
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
        raise BadFormula("name", at)
    if node.keywords or len(node.args) != FUNCTIONS[node.func.id]:
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


def _varies(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "x" for part in ast.walk(node))


def _dual(node: ast.expr, x: Floats) -> Dual:
    if isinstance(node, ast.Constant):
        return np.full_like(x, _float(node.value)), np.zeros_like(x)
    if isinstance(node, ast.Name):
        return x, np.ones_like(x)
    if isinstance(node, ast.UnaryOp):
        u, du = _dual(node.operand, x)
        return (-u, -du) if isinstance(node.op, ast.USub) else (u, du)
    if isinstance(node, ast.BinOp):
        return _operated(node, x)
    assert isinstance(node, ast.Call)
    return _called(node, x)


def _operated(node: ast.BinOp, x: Floats) -> Dual:
    (u, du), (v, dv) = _dual(node.left, x), _dual(node.right, x)
    if isinstance(node.op, ast.Add):
        return u + v, du + dv
    if isinstance(node.op, ast.Sub):
        return u - v, du - dv
    if isinstance(node.op, ast.Mult):
        return u * v, du * v + u * dv
    if isinstance(node.op, ast.Div):
        return u / v, (du * v - u * dv) / (v * v)
    value = u**v
    if not _varies(node.right):
        return value, np.where(v == 0, 0.0, v * u ** (v - 1) * du)
    return value, value * (dv * np.log(u) + v * du / u)


def _called(node: ast.Call, x: Floats) -> Dual:
    assert isinstance(node.func, ast.Name)
    name = node.func.id
    if name == "where":
        test = node.args[0]
        assert isinstance(test, ast.Compare)
        chosen = _COMPARE[type(test.ops[0])](_dual(test.left, x)[0], _dual(test.comparators[0], x)[0])
        (u, du), (v, dv) = _dual(node.args[1], x), _dual(node.args[2], x)
        return np.where(chosen, u, v), np.where(chosen, du, dv)
    u, du = _dual(node.args[0], x)
    if name in ("max", "min"):
        v, dv = _dual(node.args[1], x)
        first = u >= v if name == "max" else u <= v
        return np.where(first, u, v), np.where(first, du, dv)
    if name == "exp":
        return np.exp(u), np.exp(u) * du
    if name == "log":
        return np.log(u), du / u
    if name == "sin":
        return np.sin(u), np.cos(u) * du
    if name == "cos":
        return np.cos(u), -np.sin(u) * du
    if name == "tanh":
        return np.tanh(u), (1 - np.tanh(u) ** 2) * du
    return np.abs(u), np.sign(u) * du
