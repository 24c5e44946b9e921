"""The lesson on computation graphs tells the truth: its figures are what its labs, and the mathematics, give."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tui_nn.course.answers import solved
from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.lesson import Reach
from tui_nn.engine.gradcheck import directional
from tui_nn.labs.frame import Diagram
from tui_nn.labs.run import Run
from tui_nn.labs.zoo.cards import BOTH, BY_ID, CARDS, CHAIN, FORWARD, LOOPS


def numbers(run: Run) -> dict[str, float | int | None]:
    return {reading.id: reading.value for reading in run.lab.frame().numbers()}


def graph(preset: str, steps: int = 99, *settings: tuple[str, str]) -> dict[str, float | int | None]:
    return numbers(Run.begin("graph", preset, 0, settings).forward(steps))


def test_nodes_are_counted_as_the_first_page_counts_them() -> None:
    assert (graph("neuron")["nodes"], graph("neuron")["operations"]) == (6, 3)
    assert graph("build", 0, ("expression", "x*x+x"))["nodes"] == 3
    assert graph("build", 0, ("expression", "(a-b)*a"))["nodes"] == 4
    square = graph("build", 2, ("expression", "(x+1)**2"))
    product = graph("build", 3, ("expression", "(x+1)*(x+1)"))
    assert (square["operations"], square["result"]) == (2, 9)
    assert (product["operations"], product["result"]) == (3, 9)


def test_the_forward_pass_by_hand() -> None:
    told = graph("order", 3, ("a", "5"), ("b", "2"), ("c", "3"))
    assert (told["t1"], told["t2"], told["f"]) == (3, 9, 14)
    first = Run.begin("graph", "order", 0).forward(1).lab.frame().pictures[0]
    assert isinstance(first, Diagram)
    assert [node.label for node in first.nodes if node.mark == "current"] == ["t₁ −"]


def test_slopes_add_up_on_the_third_page() -> None:
    assert graph("fan-out", 4)["d-x"] == 5
    assert graph("fan-out")["d-x"] == 7
    told = graph("order")
    assert [told[f"d-{name}"] for name in ("t2", "t1", "c", "b", "a")] == [1, 2, 2, -2, 3]
    assert (told["t2"], told["t1"]) == (4, 2)


def test_the_witness() -> None:
    gaps = {h: graph("neuron", 7, ("h", h))["gap"] for h in ("0.1", "0.001", "1e-05", "1e-10")}
    assert gaps["0.1"] == pytest.approx(0.0016, abs=1e-4)
    assert gaps["0.001"] is not None
    assert gaps["1e-05"] is not None
    assert gaps["1e-10"] is not None
    assert gaps["0.001"] < 1e-6
    assert gaps["1e-10"] > gaps["1e-05"]

    def cube(x: np.ndarray) -> float:
        return float(x[0] ** 3)

    assert directional(cube, np.array([1.0]), np.array([1.0]), 0.1) == pytest.approx(3.01)
    assert pytest.approx(3.31) == (1.1**3 - 1) / 0.1


def test_what_the_blocks_send_back() -> None:
    step = graph("step")
    assert (step["f"], step["d-t3"]) == (4, -4)
    assert [step[f"d-{name}"] for name in ("t2", "w", "b")] == [0, 0, 0]
    assert graph("relu")["d-w"] == -8
    assert graph("softmax")["d-z2"] == pytest.approx(-0.74, abs=0.005)
    for preset in ("convolution", "attention", "softmax"):
        gap = graph(preset)["gap"]
        assert gap is not None
        assert gap < 1e-6
    wrong = graph("own")["gap"]
    assert wrong is not None
    assert wrong > 0.1


def test_the_swish_sends_back_half_at_zero() -> None:
    sigmoid = 1 / (1 + math.exp(-2.0))
    told = graph("build", 99, ("expression", "x*sigmoid(x)"), ("x", "2"))
    assert told["d-x"] == pytest.approx(sigmoid + 2 * sigmoid * (1 - sigmoid))
    assert graph("build", 99, ("expression", "x*sigmoid(x)"), ("x", "0"))["d-x"] == 0.5


def test_the_zoo_is_sorted_as_the_page_sorts_it() -> None:
    assert len(CARDS) == 25
    ways = {"lstm": LOOPS, "gru": LOOPS, "esn": LOOPS, "hn": BOTH, "rbm": BOTH, "mc": CHAIN}
    ways |= dict.fromkeys(("ae", "cnn", "vae", "drn", "elm", "gan", "svm"), FORWARD)
    assert {id: BY_ID[id].way for id in ways} == ways
    outlines = [[(wire.start, wire.end, wire.kind) for wire in BY_ID[id].sketch.wires] for id in ("ff", "rbf")]
    assert outlines[0] == outlines[1]


def test_the_checkpoints_full_gradient() -> None:
    told = graph("net")
    assert [told[name] for name in ("t1", "t2", "t3")] == [0.5, 0.5, 0.5]
    assert told["f"] == pytest.approx(math.log(2))
    slopes = {
        "v1": -0.25,
        "v2": -0.25,
        "c": -0.5,
        "w1": -0.25,
        "w2": -0.5,
        "b1": -0.25,
        "w3": 0.25,
        "w4": 0.5,
        "b2": 0.25,
    }
    assert {name: told[f"d-{name}"] for name in slopes} == slopes
    assert graph("net", 4, ("c", "0.5"))["f"] == pytest.approx(0.474, abs=5e-4)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_typed_line_solves_an_exercise(language: str) -> None:
    lesson = open_course(own_lessons()).lesson("graph", language)
    reaches = {one.id: one for page in lesson.pages for one in page.exercises if isinstance(one, Reach)}
    assert set(reaches) == {"build", "witness", "mend", "guess"}
    assert numbers(solved(reaches["build"]))["result"] == 9
    assert numbers(solved(reaches["guess"]))["right"] == 6
