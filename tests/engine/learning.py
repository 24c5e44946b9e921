"""Small trainings for the tests, and TensorFlow Playground's rules written a second time, sample by sample."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.arrays import Floats
from tui_nn.engine.initialisers import initial
from tui_nn.engine.mlp import Net
from tui_nn.engine.optimisers import Adam, Momentum, Nesterov, Sgd
from tui_nn.engine.training import Data, Recipe, Training

recipes = st.builds(
    Recipe,
    rate=st.sampled_from([0.03, 0.3]),
    batch=st.integers(1, 30),
    optimiser=st.sampled_from([Sgd(), Momentum(), Nesterov(), Adam()]),
    schedule=st.sampled_from(["constant", "cosine"]),
    regulariser=st.sampled_from(["none", "l1", "l2", "playground-l1", "playground-l2"]),
    strength=st.sampled_from([0.0, 0.05]),
    order=st.sampled_from(["fixed", "shuffled"]),
    leftovers=st.sampled_from(["carry", "short"]),
    dropout=st.sampled_from([0.0, 0.3]),
)


def small_data(n: int = 23, m: int = 7, d: int = 2, k: int = 1, seed: int = 5) -> Data:
    random = np.random.default_rng(seed)
    x = random.uniform(-3, 3, (n + m, d))
    y = np.sign(random.normal(size=(n + m, k)))
    return Data(x[:n], y[:n], x[n:], y[n:])


def small_net(
    sizes: tuple[int, ...] = (2, 4, 3, 1), hidden: str = "tanh", output: str = "tanh", seed: int = 1
) -> Net:
    return Net(sizes, (hidden,) * (len(sizes) - 2) + (output,), initial("playground", sizes, seed))


def small_training(seed: int = 3, net: Net | None = None, data: Data | None = None, **recipe: Any) -> Training:
    return Training.begin(
        net or small_net(), data or small_data(), replace(Recipe(rate=0.1, batch=5), **recipe), seed
    )


def playground_epochs(net: Net, data: Data, recipe: Recipe, epochs: int) -> Floats:
    """The parameters after so many epochs of nn.ts: one sample at a time, sums of slopes, an update every batch.

    Without a regulariser the strength must be 0.
    """
    weights = [net.weights(layer).copy() for layer in range(net.layers)]
    biases = [net.biases(layer).copy() for layer in range(net.layers)]
    sums = [(np.zeros_like(w), np.zeros_like(b)) for w, b in zip(weights, biases, strict=True)]
    dead = [np.zeros(w.shape, dtype=bool) for w in weights]
    count = 0
    for _ in range(epochs):
        for i, (x, y) in enumerate(zip(data.x, data.y, strict=True), 1):
            inputs, sloped, a = [], [], x
            for w, b, name in zip(weights, biases, net.activations, strict=True):
                inputs.append(a)
                z = a @ w + b
                a = np.asarray(ACTIVATIONS[name].value(z))
                sloped.append(ACTIVATIONS[name].slope(z, a))
            error = a - y
            for layer in reversed(range(net.layers)):
                error = error * sloped[layer]
                sums[layer][0][...] += np.outer(inputs[layer], error)
                sums[layer][1][...] += error
                error = weights[layer] @ error
            count += 1
            if i % recipe.batch == 0:
                for w, b, (sum_w, sum_b), gone in zip(weights, biases, sums, dead, strict=True):
                    b -= recipe.rate / count * sum_b
                    first = w - recipe.rate / count * sum_w
                    second = first - recipe.rate * recipe.strength * (
                        np.sign(w) if recipe.regulariser == "playground-l1" else w
                    )
                    if recipe.regulariser == "playground-l1":
                        gone |= first * second < 0
                    w[...] = np.where(gone, 0.0, second)
                    sum_w[...] = 0
                    sum_b[...] = 0
                count = 0
    return np.concatenate([np.vstack([w, b]).ravel() for w, b in zip(weights, biases, strict=True)])
