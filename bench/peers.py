"""The same work by those whom people know: scikit-learn and PyTorch, on one thread, each where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise

from tui_nn.engine.mlp import Net
from tui_nn.engine.training import Data, Recipe

Work = Callable[[], object]


@dataclass(frozen=True)
class Task:
    """A net that learns by plain SGD, in fixed order."""

    name: str
    net: Net
    data: Data
    recipe: Recipe


def missing() -> list[str]:
    """Peers that are not installed; `pip install '.[peers]'` brings them."""
    return [name for module, name in (("sklearn", "scikit-learn"), ("torch", "PyTorch")) if find_spec(module) is None]


def scikit_epoch(task: Task) -> Work:
    """One epoch by partial_fit, then both losses. Its output unit is linear, which costs it less than ours."""
    from sklearn.neural_network import MLPRegressor

    data, recipe, net = task.data, task.recipe, task.net
    model = MLPRegressor(
        hidden_layer_sizes=net.sizes[1:-1],
        activation=net.activations[0],
        solver="sgd",
        alpha=0.0,
        batch_size=min(recipe.batch, len(data.x)),
        learning_rate_init=recipe.rate,
        momentum=0.0,
        nesterovs_momentum=False,
        shuffle=False,
        random_state=0,
    )
    y, test_y = data.y.ravel(), data.test_y.ravel()
    model.partial_fit(data.x, y)
    # The same start; scikit-learn keeps its first weights to itself until it has seen data.
    for layer in range(net.layers):
        model.coefs_[layer][...] = net.weights(layer)
        model.intercepts_[layer][...] = net.biases(layer)

    def epoch() -> tuple[float, float]:
        model.partial_fit(data.x, y)
        learnt = 0.5 * float(((model.predict(data.x) - y) ** 2).mean())
        return learnt, 0.5 * float(((model.predict(data.test_x) - test_y) ** 2).mean())

    return epoch


def torch_epoch(task: Task, losses: bool = True) -> Work:
    """One epoch of eager PyTorch in float32, then both losses if wanted."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    data, recipe, net = task.data, task.recipe, task.net
    kinds = {"tanh": nn.Tanh, "relu": nn.ReLU}
    parts: list[nn.Module] = []
    for layer, (fan_in, units) in enumerate(pairwise(net.sizes)):
        linear = nn.Linear(fan_in, units)
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(net.weights(layer).T))
            linear.bias.copy_(torch.tensor(net.biases(layer)))
        parts.append(linear)
        if net.activations[layer] != "identity":
            parts.append(kinds[net.activations[layer]]())
    model = nn.Sequential(*parts)
    descent = torch.optim.SGD(model.parameters(), lr=recipe.rate)
    x, y, test_x, test_y = (
        torch.tensor(array, dtype=torch.float32) for array in (data.x, data.y, data.test_x, data.test_y)
    )
    if recipe.loss == "ce":
        y, test_y, error, share = y.argmax(1), test_y.argmax(1), nn.CrossEntropyLoss(), 1.0
    else:
        error, share = nn.MSELoss(), 0.5

    def epoch() -> tuple[float, float] | None:
        for begin in range(0, len(x), recipe.batch):
            descent.zero_grad()
            loss = share * error(model(x[begin : begin + recipe.batch]), y[begin : begin + recipe.batch])
            loss.backward()
            descent.step()
        if not losses:
            return None
        with torch.no_grad():
            return share * float(error(model(x), y)), share * float(error(model(test_x), test_y))

    return epoch
