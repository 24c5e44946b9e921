"""The lesson on activation functions tells the truth: each figure on its pages is what the page's own lab gives."""

from __future__ import annotations

import numpy as np
import pytest

from tui_nn.engine.mlp import forward
from tui_nn.engine.training import Training, train_epochs
from tui_nn.labs.activations.lab import ActivationsLab
from tui_nn.labs.activations.learning import begun, right
from tui_nn.labs.activations.zoo import FUNCTIONS
from tui_nn.labs.frame import Network
from tui_nn.labs.run import Run


def readings(lab: str, preset: str, steps: int = 0, seed: int = 0, **settings: str) -> dict[str, float | None]:
    run = Run.begin(lab, preset, seed, list(settings.items())).forward(steps)
    return {reading.id: reading.value for reading in run.lab.frame().numbers()}


def accuracies(function: str) -> tuple[float, float]:
    lab = Run.begin("activations", "quiz", 0, [("function", function)]).forward(40).lab
    assert isinstance(lab, ActivationsLab)
    assert lab.epoch == 200
    return lab.accuracies


def test_the_v_is_learnt_with_hinges_and_out_of_reach_without() -> None:
    assert readings("collapse", "vee")["mse"] == pytest.approx(1.27, abs=0.005)
    assert readings("collapse", "vee", 200)["mse"] == pytest.approx(0.015, abs=5e-4)
    assert (readings("collapse", "vee", 1000, function="identity")["mse"] or 0) > 0.5


@pytest.mark.parametrize(
    ("function", "x", "value", "slope"),
    [
        ("sigmoid", "0", 0.5, 0.25),
        ("sigmoid", "2", 0.8808, 0.1050),
        ("sigmoid", "4", 0.982, 0.018),
        ("tanh", "0", 0, 1),
        ("tanh", "1", 0.7616, 0.42),
    ],
)
def test_sigmoid_and_tanh(function: str, x: str, value: float, slope: float) -> None:
    found = readings("activations", "two", function=function, x=x)
    assert found["y"] == pytest.approx(value, abs=5e-4)
    assert found["slope"] == pytest.approx(slope, abs=5e-4)


def test_the_sigmoid_is_nowhere_steeper_and_tanh_is_the_same_curve() -> None:
    assert readings("activations", "sigmoid")["steepest"] == 0.25
    x = np.linspace(-5, 5, 101)
    np.testing.assert_allclose(np.tanh(x), 2 / (1 + np.exp(-2 * x)) - 1, atol=1e-15)


def test_saturation() -> None:
    assert readings("unit", "saturated")["y"] == pytest.approx(0.982, abs=5e-4)
    assert readings("unit", "saturated")["slope"] == pytest.approx(0.018, abs=5e-4)
    assert readings("unit", "saturated", 50)["y"] == pytest.approx(0.964, abs=5e-4)
    assert readings("unit", "saturated", 50, loss="bce")["y"] == pytest.approx(0.099, abs=5e-4)


@pytest.mark.parametrize(
    ("preset", "ratio"), [("sigmoid", 5.2e-7), ("tanh", 0.30), ("relu", 0.22), ("shallow", 0.011)]
)
def test_what_of_the_gradient_arrives(preset: str, ratio: float) -> None:
    assert readings("deep-gradient", preset, 50)["ratio"] == pytest.approx(ratio, rel=0.03)
    assert pytest.approx(9.5e-7, rel=0.01) == 0.25**10


@pytest.mark.parametrize("function", FUNCTIONS)
def test_only_the_line_and_the_step_fail_on_the_disc(function: str) -> None:
    told = {"identity": 0.53, "step": 0.63}
    disc, spirals = accuracies(function)
    assert disc == told[function] if function in told else disc >= 0.995
    if function == "square":
        assert spirals == 0.76
    if function in ("cosine", "gauss"):
        assert spirals == 1


def test_the_slope_at_the_corner_matters_only_to_a_network_of_zeros() -> None:
    ends = []
    for function, found in (("=max(0, x)", 0.5), ("=where(x >= 0, x, 0)", 1)):
        fresh = begun("circle", function, 0)
        ends.append(train_epochs(fresh, 50).net.params)
        params = fresh.net.params.copy()
        params[: 3 * fresh.net.sizes[1]] = 0
        zeros = Training.begin(fresh.net.with_params(params), fresh.data, fresh.recipe, 0)
        net = train_epochs(zeros, 300).net
        assert right(forward(net, fresh.data.test_x), fresh.data.test_y).mean() == found
    np.testing.assert_array_equal(ends[0], ends[1])


def test_the_roof_takes_two_hinges() -> None:
    lab = Run.begin("collapse", "roof", 0).lab
    settings = {"w00": "2", "w10": "1", "w01": "0", "w11": "1", "w0": "1", "w1": "-2"}
    assert readings("collapse", "roof", 0, 0, **settings)["mse"] == 0
    assert not lab.finished


def dead_and_right(seed: int, rate: str) -> tuple[int, float]:
    frame = Run.begin("playground", "dead-relu", seed, [("rate", rate)]).forward(60).lab.frame()
    net = next(picture for picture in frame.pictures if isinstance(picture, Network))
    accuracy = next(reading.value for reading in frame.readings if reading.id == "test-accuracy")
    assert accuracy is not None
    return sum(ail == "dead" for ail in net.ailing.values()), accuracy


def test_dead_units_are_a_matter_of_the_rate_and_of_luck() -> None:
    assert dead_and_right(4, "3") == (3, 1)
    wild = [dead_and_right(seed, "3") for seed in range(6)]
    assert max(dead for dead, _ in wild) == 6
    assert dead_and_right(2, "3")[1] == pytest.approx(0.6, abs=0.005)
    assert all(dead_and_right(seed, "0.5") == (0, 1) for seed in range(6))


def test_elu_and_leaky_relu() -> None:
    assert readings("activations", "elu", x="-1")["y"] == pytest.approx(-0.632, abs=5e-4)
    corner = readings("activations", "elu", x="0")
    assert corner["left"] == pytest.approx(1, abs=1e-5)
    assert corner["right"] == pytest.approx(1, abs=1e-5)
    leaky = readings("activations", "leaky", x="-1")
    assert (leaky["y"], leaky["slope"]) == (-0.1, 0.1)


def test_softsign_learns_and_flattens_slowly() -> None:
    assert readings("activations", "own", 40)["circle"] == 1
    far, further = (readings("activations", "own", x=x)["slope"] or 0 for x in ("100", "200"))
    assert far / further == pytest.approx(4, rel=0.02)
