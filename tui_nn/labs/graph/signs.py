"""How the graph lab writes each operation: in a node, in a formula, in a program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_nn.engine import graph, graph_operations
from tui_nn.engine.arrays import Floats
from tui_nn.engine.expression import Expression
from tui_nn.engine.graph import Node, Operation


@dataclass(frozen=True)
class Sign:
    """Texts with {0}, {1} … for the inputs and {y} for the value; in programs also {d} for the slope along it.

    ``formula`` and ``locals``, the local derivatives, are LaTeX; ``code`` and ``back`` are NumPy.
    """

    label: str
    formula: str
    locals: tuple[str, ...]
    code: str
    back: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Signed(Operation):
    """An operation of this lab's own, which brings its texts along."""

    sign: Sign
    weights: tuple[int, ...] = ()  # inputs that are not nodes of the picture: what stands at the wires, and a bias


_SIGNS = {
    graph.add: Sign("+", "{0} + {1}", ("1", "1"), "{0} + {1}", ("{d}", "{d}")),
    graph.subtract: Sign("−", "{0} - {1}", ("1", "-1"), "{0} - {1}", ("{d}", "-{d}")),
    graph.multiply: Sign("×", r"{0} \cdot {1}", ("{1}", "{0}"), "{0} * {1}", ("{d} * {1}", "{d} * {0}")),
    graph.divide: Sign(
        "÷",
        r"\frac{{{0}}}{{{1}}}",
        (r"\frac{{1}}{{{1}}}", r"(-\frac{{{0}}}{{{1}^2}})"),
        "{0} / {1}",
        ("{d} / {1}", "-{d} * {0} / {1} ** 2"),
    ),
    graph.negative: Sign("−( )", "-{0}", ("(-1)",), "-{0}", ("-{d}",)),
    graph.power: Sign(
        "^",
        "{0}^{{{1}}}",
        (r"{1} \cdot {0}^{{{1} - 1}}", r"{y} \log {0}"),
        "{0} ** {1}",
        ("{d} * {1} * {0} ** ({1} - 1)", "{d} * {y} * np.log({0})"),
    ),
    graph_operations.exp: Sign("exp", "e^{{{0}}}", ("{y}",), "np.exp({0})", ("{d} * {y}",)),
    graph_operations.log: Sign("log", r"\log({0})", (r"\frac{{1}}{{{0}}}",), "np.log({0})", ("{d} / {0}",)),
    graph_operations.sin: Sign("sin", r"\sin({0})", (r"\cos({0})",), "np.sin({0})", ("{d} * np.cos({0})",)),
    graph_operations.cos: Sign("cos", r"\cos({0})", (r"(-\sin({0}))",), "np.cos({0})", ("-{d} * np.sin({0})",)),
    graph_operations.tanh: Sign("tanh", r"\tanh({0})", ("(1 - {y}^2)",), "np.tanh({0})", ("{d} * (1 - {y} * {y})",)),
    graph_operations.sigmoid: Sign(
        "σ", r"\sigma({0})", (r"{y} (1 - {y})",), "sigmoid({0})", ("{d} * {y} * (1 - {y})",)
    ),
    graph_operations.relu: Sign("ReLU", r"\max(0; {0})", ("[{0} > 0]",), "np.maximum({0}, 0)", ("{d} * ({0} > 0)",)),
    graph_operations.step: Sign("step", "[{0} > 0]", ("0",), "({0} > 0) * 1.0", ("{d} * 0",)),
    graph_operations.absolute: Sign(
        "| |", "|{0}|", (r"\frac{{{0}}}{{|{0}|}}",), "np.abs({0})", ("{d} * np.sign({0})",)
    ),
    graph_operations.maximum: Sign(
        "max",
        r"\max({0}; {1})",
        (r"[{0} \ge {1}]", "[{0} < {1}]"),
        "np.maximum({0}, {1})",
        ("{d} * ({0} >= {1})", "{d} * ({0} < {1})"),
    ),
    graph_operations.minimum: Sign(
        "min",
        r"\min({0}; {1})",
        (r"[{0} \le {1}]", "[{0} > {1}]"),
        "np.minimum({0}, {1})",
        ("{d} * ({0} <= {1})", "{d} * ({0} > {1})"),
    ),
    graph_operations.bce: Sign(
        "BCE",
        r"-({1} \log {0} + (1 - {1}) \log(1 - {0}))",
        (r"\frac{{{0} - {1}}}{{{0} (1 - {0})}}", r"\log \frac{{1 - {0}}}{{{0}}}"),
        "-({1} * np.log({0}) + (1 - {1}) * np.log(1 - {0}))",
        ("{d} * ({0} - {1}) / ({0} * (1 - {0}))", "{d} * (np.log(1 - {0}) - np.log({0}))"),
    ),
    graph_operations.total: Sign("Σ", r"\sum {0}", ("1",), "np.sum({0})", ("{d} * np.ones_like({0})",)),
    graph_operations.convolve: Sign(
        "conv",
        r"{0} \ast {1}",
        ("{1}", "{0}"),
        "convolve({0}, {1})",
        ("convolve_back({d}, {0}, {1})[0]", "convolve_back({d}, {0}, {1})[1]"),
    ),
    graph_operations.attention: Sign(
        "attention",
        r"softmax(\frac{{{0} {1}^T}}{{\sqrt{{d}}}}) \cdot {2}",
        ("", "", ""),
        "attend({0}, {1}, {2})",
        tuple(f"attend_back({{d}}, {{0}}, {{1}}, {{2}})[{k}]" for k in range(3)),
    ),
}


def sign_of(node: Node) -> Sign:
    """The texts of a node's operation."""
    assert node.operation is not None
    return node.operation.sign if isinstance(node.operation, Signed) else _SIGNS[node.operation]


def hidden(node: Node) -> tuple[int, ...]:
    """Which inputs of a node are written into the picture otherwise than as nodes."""
    if isinstance(node.operation, Signed):
        return node.operation.weights
    return (1,) if node.operation is graph.power and node.inputs[1].constant else ()


def neuron(inputs: int) -> Signed:
    """σ(w₁x₁ + … + b) as one node: the inputs, as many weights, the bias."""
    count = 2 * inputs + 1
    bias, weights = f"{{{2 * inputs}}}", [f"{{{inputs + k}}}" for k in range(inputs)]
    places = [f"{{{k}}}" for k in range(inputs)]
    products = " + ".join(rf"{w} \cdot {x}" for w, x in zip(weights, places, strict=True))
    code = " + ".join(f"{w} * {x}" for w, x in zip(weights, places, strict=True)) + f" + {bias}"
    factors = [*weights, *places, ""]
    sign = Sign(
        "σ(Σ)",
        rf"\sigma({products} + {bias})",
        tuple(rf"{{y}} (1 - {{y}}) \cdot {factor}" if factor else r"{y} (1 - {y})" for factor in factors),
        f"sigmoid({code})",
        tuple("{d} * {y} * (1 - {y})" + (f" * {factor}" if factor else "") for factor in factors),
    )

    def forward(*given: Floats) -> Floats:
        total = sum(w * x for w, x in zip(given[inputs:-1], given[:inputs], strict=True)) + given[-1]
        return np.asarray(graph_operations.sigmoid.forward(total))

    def backward(slope: Floats, y: Floats, *given: Floats) -> tuple[Floats, ...]:
        along = slope * y * (1 - y)
        return (*(along * w for w in given[inputs:-1]), *(along * x for x in given[:inputs]), along)

    return Signed(f"neuron {inputs}", forward, backward, sign, tuple(range(inputs, count)))


def cross_entropy(classes: int, right: int) -> Signed:
    """log Σ e^zⱼ − z of the right class, as one node of so many logits."""
    powers = " + ".join(f"e^{{{{{{{k}}}}}}}" for k in range(classes))
    sums = " + ".join(f"np.exp({{{k}}})" for k in range(classes))
    logits = ", ".join(f"{{{k}}}" for k in range(classes))
    ones = [1.0 * (k == right) for k in range(classes)]
    sign = Sign(
        "softmax+CE",
        rf"\log({powers}) - {{{right}}}",
        tuple(rf"(\frac{{{{e^{{{{{{{k}}}}}}}}}}}{{{{{powers}}}}} - {int(ones[k])})" for k in range(classes)),
        f"log_sum_exp({logits}) - {{{right}}}",
        tuple(f"{{d}} * (np.exp({{{k}}}) / ({sums}) - {ones[k]})" for k in range(classes)),
    )

    def forward(*z: Floats) -> Floats:
        return np.asarray(graph_operations.cross_entropy.forward(np.stack(z), np.array(ones)))

    def backward(slope: Floats, y: Floats, *z: Floats) -> tuple[Floats, ...]:
        return tuple(graph_operations.cross_entropy.backward(slope, y, np.stack(z), np.array(ones))[0])

    return Signed(f"cross-entropy {right} of {classes}", forward, backward, sign)


def own(value: Expression, slope: Expression) -> Signed:
    """A block of one's own, with what its author says is its slope."""
    sign = Sign("own", "own({0})", ("own'({0})",), "own({0})", ("{d} * own_slope({0})",))
    local: Callable[[Floats], Floats] = slope
    return Signed("own", value, lambda d, y, x: (np.asarray(d * local(x)),), sign)
