"""The same numbers as PyTorch, which made torch_reference.json once (see torch_reference.py)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.mlp import Net
from tui_nn.engine.optimisers import OPTIMISERS
from tui_nn.engine.training import Data, Recipe, Training, train_epochs

FOUND = json.loads(Path(__file__).with_name("torch_reference.json").read_text(encoding="utf-8"))


def test_the_file_has_everything_that_pytorch_has() -> None:
    assert set(FOUND["activations"]["answers"]) == set(ACTIVATIONS) - {"step"}  # which it cannot take slopes of
    assert set(FOUND["losses"]["answers"]) == set(LOSSES)
    assert set(FOUND["optimisers"]["answers"]) == set(OPTIMISERS)


@pytest.mark.parametrize("name", sorted(FOUND["activations"]["answers"]))
def test_activations_and_slopes(name: str) -> None:
    z, expected = np.array(FOUND["activations"]["sums"]), FOUND["activations"]["answers"][name]
    value = ACTIVATIONS[name].value(z)
    np.testing.assert_allclose(value, expected["value"], rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(ACTIVATIONS[name].slope(z, value), expected["slope"], rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("name", sorted(LOSSES))
def test_losses_and_slopes(name: str) -> None:
    expected = FOUND["losses"]["answers"][name]
    out, target = np.array(FOUND["losses"]["outputs"]).T, np.array(expected["targets"]).T
    assert LOSSES[name].value(out, target) == pytest.approx(expected["value"], rel=1e-13)
    slope = LOSSES[name].slope(out, target) / out.shape[1]
    np.testing.assert_allclose(slope.T, expected["slope"], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", sorted(OPTIMISERS))
def test_a_net_walks_the_same_way(name: str) -> None:
    case = FOUND["optimisers"]
    x, y = np.array(case["x"]), np.array(case["y"])
    sizes = tuple(case["sizes"])
    net = Net(sizes, ("tanh",) * (len(sizes) - 1), np.array(case["begin"]))
    recipe = Recipe("half-mse", case["rate"], len(x), OPTIMISERS[name])
    training = Training.begin(net, Data(x, y, x[:0], y[:0]), recipe, seed=0)
    steps = case["answers"][name]
    for epoch, expected in enumerate(steps, case["steps"] - len(steps) + 1):
        training = train_epochs(training, epoch - training.epoch)
        np.testing.assert_allclose(training.net.params, expected, rtol=1e-11, atol=1e-13)
