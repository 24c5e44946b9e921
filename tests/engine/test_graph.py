"""Slopes that flow back through a graph are those that finite differences find, whatever the graph."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine import graph_operations as ops
from tui_nn.engine.graph import (
    GraphError,
    Node,
    Operation,
    backward,
    block,
    constant,
    difference,
    forward,
    gradients,
    topological,
    variable,
)

x, w, b = (variable(name) for name in "xwb")
SMOOTH: dict[str, Callable[..., Node]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / (b * b + 1.5),
    "neg": lambda a, b: -a,
    "square": lambda a, b: a**2,
    "exp": lambda a, b: ops.exp(ops.tanh(a)),
    "log": lambda a, b: ops.log(a * a + 1.25),
    "sin": lambda a, b: ops.sin(a),
    "cos": lambda a, b: ops.cos(a),
    "tanh": lambda a, b: ops.tanh(a),
    "sigmoid": lambda a, b: ops.sigmoid(a),
    "power": lambda a, b: (a * a + 0.5) ** ops.tanh(b),
    "bce": lambda a, b: ops.bce(ops.sigmoid(a), ops.sigmoid(b)),
}


@st.composite
def random_graphs(draw: st.DrawFn) -> Node:
    """Up to ten operations on three variables and a constant; any node may be used any number of times."""
    nodes = [x, w, b, constant(0.75)]
    for _ in range(draw(st.integers(1, 10))):
        name = draw(st.sampled_from(sorted(SMOOTH)))
        first, second = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        nodes.append(ops.tanh(SMOOTH[name](first, second)) if name in "+-*" else SMOOTH[name](first, second))
    return nodes[-1] + x * w


def shape(*sizes: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=sizes)


@given(random_graphs(), st.lists(st.floats(-1.5, 1.5), min_size=3, max_size=3))
def test_every_slope_of_a_random_graph_is_that_of_finite_differences(end: Node, at: list[float]) -> None:
    given = dict(zip("xwb", at, strict=True))
    for node, slope in backward(end, forward(end, given)).items():
        found = difference(end, node, given)
        np.testing.assert_allclose(slope, found, rtol=1e-5, atol=1e-6)


ARRAYS: list[tuple[Node, dict[str, np.ndarray]]] = [
    (ops.total(x @ w + b), {"x": shape(4, 3), "w": shape(3, 2), "b": shape(2)}),  # the bias is broadcast
    (ops.mean((x * w) ** 2 - b), {"x": shape(4, 1), "w": shape(3), "b": shape()}),
    (ops.total(ops.sin(x / (w * w + 1)) + b), {"x": shape(2, 3), "w": shape(2, 1), "b": shape(1, 3)}),
    (ops.total(ops.tanh(x @ w)), {"x": shape(3), "w": shape(3, 2)}),
    (ops.total(ops.tanh(w @ x)), {"x": shape(3), "w": shape(2, 3)}),
    (x @ w, {"x": shape(3), "w": shape(3, seed=1)}),
    (ops.total(x ** (w + 3)), {"x": np.abs(shape(2, 3)) + 0.5, "w": shape(3)}),
    (ops.total(ops.relu(x) * w), {"x": shape(5), "w": shape(5, seed=1)}),
    (ops.total(ops.absolute(x) * w), {"x": shape(5), "w": shape(5, seed=1)}),
    (ops.total(ops.maximum(x, w) * ops.minimum(x, b)), {"x": shape(5), "w": shape(5, seed=1), "b": shape(1, seed=2)}),
    (ops.total(ops.softmax(x) * w), {"x": shape(2, 3), "w": shape(2, 3, seed=1)}),
    (ops.cross_entropy(x, w), {"x": shape(3), "w": np.array([0.0, 1.0, 0.0])}),
    (ops.cross_entropy(x * 100, w), {"x": shape(4, 3), "w": np.eye(3)[[0, 2, 1, 1]]}),
    (ops.total(ops.convolve(x, w) ** 2), {"x": shape(5, 4), "w": shape(2, 3)}),
    (ops.total(ops.attention(x, w, b) ** 2), {"x": shape(3, 2), "w": shape(4, 2), "b": shape(4, 5)}),
    (ops.mean(ops.bce(ops.sigmoid(x), w)), {"x": shape(6), "w": np.array([0.0, 1, 1, 0, 1, 0])}),
]


@pytest.mark.parametrize(("end", "given"), ARRAYS)
def test_slopes_of_arrays_have_their_shapes_and_are_those_of_finite_differences(
    end: Node, given: dict[str, np.ndarray]
) -> None:
    values = forward(end, given)
    for node, slope in backward(end, values).items():
        assert slope.shape == values[node].shape, str(node)
        np.testing.assert_allclose(slope, difference(end, node, given), rtol=1e-5, atol=2e-6, err_msg=str(node))


def test_a_node_comes_after_its_inputs_and_once() -> None:
    shared = x * w
    end = shared * shared + ops.exp(shared) * x
    order = topological(end)
    assert len(set(order)) == len(order) == 7
    assert order[-1] is end
    for place, node in enumerate(order):
        assert all(before in order[:place] for before in node.inputs)


def test_a_long_chain_needs_no_deep_stack() -> None:
    end = x
    for _ in range(5000):
        end = end + 1
    assert gradients(end, {"x": 0.0})["x"] == 1


def test_by_hand() -> None:
    """σ(wx + b) at a sum of 0; (x + 1)² at 2; x(x + 3) at 2, where x is used twice."""
    assert gradients(ops.sigmoid(w * x + b), {"x": 1, "w": 2, "b": -2}) == {"w": 0.25, "x": 0.5, "b": 0.25}
    assert gradients((x + 1) ** 2, {"x": 2}) == {"x": 6}
    assert gradients(x * (x + 3), {"x": 2}) == {"x": 7}
    assert gradients(x * x * x, {"x": 2}) == {"x": 12}


def test_the_step_stops_every_slope_and_a_corner_takes_the_side_below() -> None:
    assert gradients(ops.step(w * x), {"x": 1, "w": 2}) == {"w": 0, "x": 0}
    assert [gradients(ops.relu(x), {"x": at})["x"] for at in (-1, 0, 1)] == [0, 0, 1]


def test_softmax_with_cross_entropy_sends_back_p_minus_y() -> None:
    z, y = np.array([2.0, 1.0, -1.0]), np.array([0.0, 1.0, 0.0])
    p = np.exp(z) / np.exp(z).sum()
    np.testing.assert_allclose(gradients(ops.cross_entropy(x, w), {"x": z, "w": y})["x"], p - y, rtol=1e-12)


def test_a_block_of_ones_own_is_a_node_like_any_other_and_a_wrong_one_is_found() -> None:
    right = block("cube", lambda x: x**3, lambda slope, y, x: (slope * 3 * x**2,))
    wrong = block("cube", lambda x: x**3, lambda slope, y, x: (slope * 2 * x**2,))
    for operation, agrees in ((right, True), (wrong, False)):
        end, given = operation(w * x) + b, {"x": 2.0, "w": 0.5, "b": 1.0}
        slope = gradients(end, given)["w"]
        assert np.isclose(slope, difference(end, w, given), rtol=1e-6) == agrees


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (lambda: forward(x + w, {"x": 1}), "the variable w has no value"),
        (
            lambda: forward(x @ w, {"x": shape(2, 3), "w": shape(2, 3)}),
            r"@ cannot take inputs of shape \(2, 3\), \(2, 3\)",
        ),
        (lambda: gradients(x + 1, {"x": [1.0, 2.0]}), r"slopes are of a single number; \+ has the shape \(2,\)"),
        (lambda: difference(x + 1, x, {"x": [1.0, 2.0]}), "slopes are of a single number"),
        (
            lambda: gradients(Operation("f", lambda a: a, lambda s, y, a: ())(x), {"x": 1}),
            "has 1 inputs and sends back 0",
        ),
        (
            lambda: gradients(ops.total(Operation("f", lambda a: a, lambda s, y, a: (shape(3),))(x)), {"x": [1, 2]}),
            r"sends back a slope of shape \(3,\) along an input of shape \(2,\)",
        ),
    ],
)
def test_what_cannot_be_worked_out_is_told(work: Callable[[], object], says: str) -> None:
    with pytest.raises(GraphError, match=says):
        work()
