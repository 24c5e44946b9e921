"""What is left of the gradient in the first layer: little behind sigmoids, enough behind tanh and ReLU."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.losses import LOSSES
from tui_nn.engine.mlp import forward
from tui_nn.labs.deep_gradient.lab import DEPTHS, FUNCTIONS, STARTS, DeepGradientLab
from tui_nn.labs.frame import Curves
from tui_nn.labs.lab import Edit
from tui_nn.locale.words import LANGUAGES, Words


def made(preset: str, seed: int = 0, ticks: int = 30, **settings: str | float) -> DeepGradientLab:
    lab = DeepGradientLab.start(preset, seed)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def readings(lab: DeepGradientLab) -> dict[str, float | int | None]:
    return {reading.id: reading.value for reading in lab.frame().readings}


def ratio(lab: DeepGradientLab) -> float:
    value = readings(lab)["ratio"]
    assert value is not None
    return value


@pytest.mark.parametrize("seed", range(5))
def test_behind_sigmoids_it_vanishes_with_depth(seed: int) -> None:
    """Each sigmoid multiplies by a slope of at most ¼."""
    ratios = [ratio(made("sigmoid", seed, depth=depth)) for depth in (2, 5, 10, 20)]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[2] < 1e-4
    assert ratios[3] < 1e-10


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("preset", ["tanh", "relu"])
def test_behind_tanh_and_relu_with_fitting_weights_it_stays(preset: str, seed: int) -> None:
    assert 0.03 < ratio(made(preset, seed)) < 30


def test_the_size_of_a_layer_is_that_of_its_finite_differences() -> None:
    lab = made("tanh", depth=2)
    x, y = lab.samples
    step, slopes = 1e-6, []
    for i in range(2):
        for j in range(16):
            up, down = (
                LOSSES["mse"].value(
                    forward(lab.net.with_weight(0, i, j, lab.net.weights(0)[i, j] + sign * step), x).T, y.T
                )
                for sign in (1, -1)
            )
            slopes.append(abs(up - down) / (2 * step))
    assert np.mean(slopes) == pytest.approx(lab.sizes[0], rel=1e-5)


def test_a_tick_carries_it_back_one_layer() -> None:
    lab = made("sigmoid", ticks=3)
    (picture,) = lab.frame().pictures
    assert isinstance(picture, Curves)
    assert np.isfinite(picture.curves[0].y).tolist() == [False] * 8 + [True] * 3
    assert readings(lab)["first"] is None
    assert made("sigmoid").finished


@given(
    st.sampled_from(DEPTHS),
    st.sampled_from(FUNCTIONS),
    st.sampled_from(STARTS),
    st.integers(0, 3),
    st.integers(0, 21),
)
def test_every_number_is_explained(depth: int, function: str, start: str, seed: int, ticks: int) -> None:
    lab = made("tanh", seed, ticks, depth=depth, function=function, initial=start)
    for id in readings(lab):
        assert all(Words(language).has(lab.why(id).says.key) for language in LANGUAGES)
