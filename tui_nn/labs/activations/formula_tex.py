"""A formula of the expression language as LaTeX."""

from __future__ import annotations

import ast

from tui_nn.engine.expression import Expression
from tui_nn.labs import tex

_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: r"\cdot"}
_STRENGTH = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 4, ast.Pow: 4}
_COMPARE = {ast.Lt: ("<", r"\ge"), ast.LtE: (r"\le", ">"), ast.Gt: (">", r"\le"), ast.GtE: (r"\ge", "<")}


def as_tex(formula: Expression) -> str:
    """The formula as `plots.formula` can draw it: cases at the top, brackets of Iverson's where they would nest."""
    node = formula.tree
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "where":
        (holds, fails), then, otherwise = _test(node.args[0]), *node.args[1:]
        rows = rf"{_written(then, 0)} & {holds} \\ {_written(otherwise, 0)} & {fails}"
        return rf"\begin{{cases}} {rows} \end{{cases}}"
    return _written(node, 0)


def _written(node: ast.expr, around: int) -> str:
    """One part; in brackets where what stands around it binds more strongly."""
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, int | float)
        return tex.number(float(node.value))
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.UnaryOp):
        sign = "-" if isinstance(node.op, ast.USub) else ""
        return _bracketed(sign + _written(node.operand, 3), bool(around))
    if isinstance(node, ast.BinOp):
        return _operated(node, around)
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    return _called(node.func.id, node.args)


def _operated(node: ast.BinOp, around: int) -> str:
    if isinstance(node.op, ast.Div):
        return rf"\frac{{{_written(node.left, 0)}}}{{{_written(node.right, 0)}}}"
    strength = _STRENGTH[type(node.op)]
    if isinstance(node.op, ast.Pow):
        return _bracketed(f"{_written(node.left, 5)}^{{{_written(node.right, 0)}}}", around > strength)
    right = strength + isinstance(node.op, ast.Sub)
    text = f"{_written(node.left, strength)} {_SIGNS[type(node.op)]} {_written(node.right, right)}"
    return _bracketed(text, around > strength)


def _called(name: str, parts: list[ast.expr]) -> str:
    if name == "abs":
        return f"|{_written(parts[0], 0)}|"
    if name == "where":
        holds, fails = _test(parts[0])
        terms = ((holds, parts[1]), (fails, parts[2]))
        return "(" + " + ".join(rf"[{test}] \cdot {_written(part, 2)}" for test, part in terms) + ")"
    # A semicolon, because a comma may be decimal.
    return rf"\{name}({'; '.join(_written(part, 0) for part in parts)})"


def _test(node: ast.expr) -> tuple[str, str]:
    """A comparison, and its contrary."""
    assert isinstance(node, ast.Compare)
    left, right = _written(node.left, 0), _written(node.comparators[0], 0)
    holds, fails = _COMPARE[type(node.ops[0])]
    return f"{left} {holds} {right}", f"{left} {fails} {right}"


def _bracketed(text: str, needed: bool) -> str:
    return f"({text})" if needed else text
