"""The Playground's random numbers, points, first weights and features; and how fast its rules converge."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest

from tui_nn.engine.arrays import Floats
from tui_nn.engine.features import FEATURES, features
from tui_nn.engine.mlp import Net
from tui_nn.engine.playground_data import PLAYGROUND_DATA, generate, initial_weights
from tui_nn.engine.seedrandom import Random
from tui_nn.engine.training import Data, Recipe, Training, losses, train_epochs

SEEDS = [f"0.{digit}{digit}{digit}{digit}{digit}" for digit in "123456789"] + ["0.12345"]


def test_the_random_numbers_are_those_of_its_readme() -> None:
    generator = Random("hello.")
    assert [generator.random(), generator.random()] == [0.9282578795792454, 0.3752569768646784]


def test_random_numbers_depend_on_every_character_of_any_seed() -> None:
    firsts = {Random(seed).random() for seed in ("", "a", "b", "ab", "é", "нейрон", "🙂", "x" * 300, "x" * 299 + "y")}
    assert len(firsts) == 9
    generator = Random("uniform")
    values = [generator.uniform(-2, 3) for _ in range(2000)]
    assert -2 <= min(values) < -1.9
    assert 2.9 < max(values) < 3


@pytest.mark.parametrize("name", sorted(PLAYGROUND_DATA))
@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_points_are_split_by_the_ratio_and_repeat(name: str, noise: float) -> None:
    x, y, test_x, test_y = generate(name, noise, 30, Random("7"))
    count = 1200 if name.startswith("reg") else 500
    assert (x.shape, y.shape) == ((count * 3 // 10, 2), (count * 3 // 10,))
    assert len(test_x) == len(test_y) == count - len(x)
    again = generate(name, noise, 30, Random("7"))
    for one, other in zip((x, y, test_x, test_y), again, strict=True):
        np.testing.assert_array_equal(one, other)
    assert not np.array_equal(x, generate(name, noise, 30, Random("8"))[0])


def whole(name: str) -> tuple[Floats, Floats]:
    x, y, *_ = generate(name, 0.0, 100, Random("1"))
    return x, y


def test_without_noise_labels_follow_from_the_points() -> None:
    x, y = whole("circle")
    radius = np.hypot(*x.T)
    assert ((radius < 2.5) == (y > 0)).all()
    assert not ((radius > 2.5) & (radius < 3.5)).any()
    x, y = whole("xor")
    assert ((x.prod(axis=1) >= 0) == (y > 0)).all()
    assert np.abs(x).min() >= 0.3
    x, y = whole("reg-plane")
    np.testing.assert_allclose(y, x.sum(axis=1) / 10)
    x, y = whole("gauss")
    assert (y > 0).sum() == 250
    assert x[y > 0].mean() > 1.9
    x, y = whole("spiral")
    arm = np.hypot(*x.T) < 5
    assert arm.all()
    x, y = whole("reg-gauss")
    assert np.abs(y).max() <= 1


def test_first_weights_are_uniform_and_biases_a_tenth() -> None:
    sizes = (2, 300, 5)
    net = Net(sizes, ("tanh", "tanh"), initial_weights(Random("1"), sizes))
    for layer in range(2):
        assert np.abs(net.weights(layer)).max() < 0.5
        assert (net.biases(layer) == 0.1).all()
    assert net.weights(1).std() == pytest.approx(1 / np.sqrt(12), rel=0.05)


def test_features_in_the_order_asked_for() -> None:
    points = np.array([[2.0, -3.0], [0.5, 4.0]])
    assert features(points, ["x2", "x1x2", "x1-squared"]).tolist() == [[-3.0, -6.0, 4.0], [4.0, 2.0, 0.25]]
    assert features(points, FEATURES).shape == (2, 7)
    np.testing.assert_array_equal(features(points, ["sin-x1"])[:, 0], np.sin([2.0, 0.5]))
    with pytest.raises(ValueError, match="cosine"):
        features(points, ["cosine"])
    with pytest.raises(ValueError, match="pairs"):
        features(points[:, :1], ["x1"])


def arrival(
    name: str, hidden: tuple[int, ...], activation: str, ratio: int, names: tuple[str, ...], seed: str
) -> float:
    """The first epoch with a test loss below 0.01; infinite if it is not among the first 300."""
    random = Random(seed)
    x, y, test_x, test_y = generate(name, 0.0, ratio, random)
    sizes = (len(names), *hidden, 1)
    output = "identity" if name.startswith("reg") else "tanh"
    net = Net(sizes, (*(activation,) * len(hidden), output), initial_weights(random, sizes))
    data = Data(features(x, names), y[:, None], features(test_x, names), test_y[:, None])
    training = Training.begin(net, data, Recipe(), seed=0)
    for epoch in range(1, 301):
        training = train_epochs(training, 1)
        if losses(training)[1] < 0.01:
            return epoch
    return float("inf")


@pytest.mark.parametrize(
    ("name", "hidden", "activation", "ratio", "sines", "expected"),
    [
        ("gauss", (), "tanh", 50, False, 3),
        ("gauss", (4, 2), "tanh", 50, False, 9.5),
        ("circle", (4, 2), "tanh", 50, False, 106),
        ("xor", (8,), "relu", 50, False, 71),
        ("xor", (8, 8), "tanh", 50, False, 83),
        ("reg-plane", (4, 2), "tanh", 50, False, 3.5),
        ("reg-gauss", (8, 8), "tanh", 50, True, 94.5),
        ("spiral", (8, 8, 8, 8), "tanh", 80, True, 107.5),
    ],
)
def test_ten_seeds_arrive_when_the_playgrounds_do(
    name: str, hidden: tuple[int, ...], activation: str, ratio: int, sines: bool, expected: float
) -> None:
    names = ("x1", "x2", "sin-x1", "sin-x2") if sines else ("x1", "x2")
    found = [arrival(name, hidden, activation, ratio, names, seed) for seed in SEEDS]
    assert median(found) == expected
    assert max(found) < float("inf")
