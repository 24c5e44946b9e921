"""The rules of differentiation, on the trees of the formulas in `expression`: what comes out is such a tree again."""

from __future__ import annotations

import ast


def derivative(node: ast.expr) -> ast.expr:
    """d/dx of a formula's tree, without the terms that are 0 and the factors that are 1."""
    if not varies(node):
        return _number(0)
    if isinstance(node, ast.Name):
        return _number(1)
    if isinstance(node, ast.UnaryOp):
        inner = derivative(node.operand)
        return _minus(_number(0), inner) if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.BinOp):
        return _of_operator(node.op, node.left, node.right)
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    return _of_call(node.func.id, node.args)


def varies(node: ast.expr) -> bool:
    """Whether x is in it."""
    return any(isinstance(part, ast.Name) and part.id == "x" for part in ast.walk(node))


def _of_operator(op: ast.operator, u: ast.expr, v: ast.expr) -> ast.expr:
    du, dv = derivative(u), derivative(v)
    if isinstance(op, ast.Add):
        return _plus(du, dv)
    if isinstance(op, ast.Sub):
        return _minus(du, dv)
    if isinstance(op, ast.Mult):
        return _plus(_times(du, v), _times(u, dv))
    if isinstance(op, ast.Div):
        if not varies(v):
            return _over(du, v)
        return _over(_minus(_times(du, v), _times(u, dv)), _power(v, _number(2)))
    if not varies(v):
        return _times(_times(v, _power(u, _one_less(v))), du)
    # u^v = exp(v log u)
    return _times(_power(u, v), _plus(_times(dv, _call("log", u)), _over(_times(v, du), u)))


def _of_call(name: str, parts: list[ast.expr]) -> ast.expr:
    if name == "where":
        return _where(parts[0], derivative(parts[1]), derivative(parts[2]))
    u = parts[0]
    du = derivative(u)
    if name in ("max", "min"):
        first = ast.Compare(u, [ast.GtE() if name == "max" else ast.LtE()], [parts[1]])
        return _where(first, du, derivative(parts[1]))
    if name == "abs":
        below = _where(_compare(u, ast.Lt()), _number(-1), _number(0))
        return _times(_where(_compare(u, ast.Gt()), _number(1), below), du)
    if name == "log":
        return _over(du, u)
    outer = {
        "exp": _call("exp", u),
        "sin": _call("cos", u),
        "cos": _minus(_number(0), _call("sin", u)),
        "tanh": _minus(_number(1), _power(_call("tanh", u), _number(2))),
    }
    return _times(outer[name], du)


def _number(value: float) -> ast.expr:
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


def _is(node: ast.expr, value: float) -> bool:
    return isinstance(node, ast.Constant) and node.value == value


def _plus(u: ast.expr, v: ast.expr) -> ast.expr:
    if _is(u, 0):
        return v
    return u if _is(v, 0) else ast.BinOp(u, ast.Add(), v)


def _minus(u: ast.expr, v: ast.expr) -> ast.expr:
    if _is(v, 0):
        return u
    return ast.UnaryOp(ast.USub(), v) if _is(u, 0) else ast.BinOp(u, ast.Sub(), v)


def _times(u: ast.expr, v: ast.expr) -> ast.expr:
    if _is(u, 0) or _is(v, 0):
        return _number(0)
    if _is(u, 1):
        return v
    return u if _is(v, 1) else ast.BinOp(u, ast.Mult(), v)


def _over(u: ast.expr, v: ast.expr) -> ast.expr:
    return u if _is(u, 0) else ast.BinOp(u, ast.Div(), v)


def _power(u: ast.expr, v: ast.expr) -> ast.expr:
    if _is(v, 0):
        return _number(1)
    return u if _is(v, 1) else ast.BinOp(u, ast.Pow(), v)


def _one_less(v: ast.expr) -> ast.expr:
    if isinstance(v, ast.Constant) and isinstance(v.value, int | float) and v.value >= 1:
        return _number(v.value - 1)
    return ast.BinOp(v, ast.Sub(), _number(1))


def _call(name: str, u: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), [u], [])


def _compare(u: ast.expr, sign: ast.cmpop) -> ast.expr:
    return ast.Compare(u, [sign], [_number(0)])


def _where(test: ast.expr, u: ast.expr, v: ast.expr) -> ast.expr:
    if ast.dump(u) == ast.dump(v):
        return u
    return ast.Call(ast.Name("where", ast.Load()), [test, u, v], [])
