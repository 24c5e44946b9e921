"""The lesson on the useless layer tells the truth: each figure on its pages is what the page's own lab gives."""

from __future__ import annotations

import numpy as np
import pytest

from tui_nn.engine import linear
from tui_nn.labs.collapse.lab import ARCH, CollapseLab
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run


def readings(run: Run) -> dict[str, float | None]:
    return {reading.id: reading.value for reading in run.lab.frame().readings}


def test_two_layers_reach_the_lines_own_figure_and_no_less() -> None:
    x, y = np.array(ARCH).T
    matrix = linear.design(x)
    assert linear.mean_squares(matrix, y, linear.least_squares(matrix, y)) == pytest.approx(2.406, abs=5e-4)
    lab = Run.begin("collapse", "curved", 0).forward(1000).lab
    assert isinstance(lab, CollapseLab)
    assert lab.mse == pytest.approx(2.406, abs=5e-4)
    assert lab.gammas == pytest.approx((-0.25, 0), abs=5e-3)


def test_the_sums_by_hand() -> None:
    lab = CollapseLab.start("lesson", 0)
    assert lab.told(np.array([1.0])).tolist() == [4]
    assert lab.gammas == CollapseLab.start("same-line", 0).gammas == (3, 1)
    for id, value in (("w00", 2), ("w10", -1), ("w01", 1), ("w11", 2), ("w0", 3), ("w1", 1)):
        lab = lab.edit(Edit("set", (id, float(value))))
    assert lab.gammas == (7, -1)


@pytest.mark.parametrize(("layers", "right"), [("0", 0.63), ("1", 0.67), ("2", 0.64), ("3", 0.62)])
def test_no_depth_solves_the_circle_without_an_activation(layers: str, right: float) -> None:
    settings = [("activation", "identity"), ("layers", layers)]
    assert readings(Run.begin("playground", "circle", 1, settings).forward(100))["test-accuracy"] == pytest.approx(
        right, abs=0.005
    )
    assert (
        readings(Run.begin("playground", "circle", 1, [*settings, ("seeds", "20")]).forward(100))["seeds-arrived"]
        == 0
    )


def test_with_an_activation_it_is_solved() -> None:
    run = Run.begin("playground", "circle", 1, [("activation", "tanh")]).forward(100)
    assert readings(run)["test-accuracy"] == 1


def test_products_of_layers_are_one_layer_and_a_narrow_one_takes_rank() -> None:
    random = np.random.default_rng(1)
    layers = [random.normal(size=(8, 8)) / np.sqrt(8) for _ in range(10)]
    x = random.normal(size=(50, 8))
    through = x
    for weights in layers:
        through = through @ weights
    np.testing.assert_allclose(through, x @ np.linalg.multi_dot(layers), atol=2e-14)
    assert np.linalg.matrix_rank(random.normal(size=(8, 2)) @ random.normal(size=(2, 8))) == 2


def test_one_unit_by_descent_meets_the_formula() -> None:
    def unit(preset: str, steps: int, *settings: tuple[str, str]) -> dict[str, float | None]:
        return readings(Run.begin("unit", preset, 0, settings).forward(steps))

    after = unit("line", 200)
    assert after["gap"] is not None
    assert after["gap"] < 1e-15
    assert after["loss"] == pytest.approx(0.08265, abs=5e-6)
    soon = unit("line", 28, ("rate", "0.2"))["gap"]
    assert soon is not None
    assert soon < 1e-6
    assert unit("line", 50, ("rate", "0.26"))["loss"] > unit("line", 0)["loss"]  # type: ignore[operator]
    assert unit("line", 200, ("rate", "0.24"))["gap"] < 1e-6  # type: ignore[operator]
    assert unit("step", 50)["loss"] == 0.25
    assert unit("step", 50, ("function", "sigmoid"), ("rate", "0.5"))["loss"] == pytest.approx(0.128, abs=5e-4)
