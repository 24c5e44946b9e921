"""The net as a value: its parts, its answers and its gradient."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.arrays import Floats
from tui_nn.engine.gradcheck import check
from tui_nn.engine.initialisers import initial
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.mlp import Maps, Net, all_units, forward, gradient

SMOOTH = sorted(name for name, one in ACTIVATIONS.items() if one.smooth)
sizes_of_nets = st.lists(st.integers(1, 5), min_size=2, max_size=5).map(tuple)


def net_of(sizes: tuple[int, ...], hidden: str = "tanh", output: str = "identity", seed: int = 1) -> Net:
    return Net(sizes, (hidden,) * (len(sizes) - 2) + (output,), initial("xavier", sizes, seed))


def by_hand(net: Net, x: Floats) -> list[Floats]:
    """The textbook's forward pass, layer by layer."""
    layers = []
    for layer, name in enumerate(net.activations):
        x = np.asarray(ACTIVATIONS[name].value(x @ net.weights(layer) + net.biases(layer)))
        layers.append(x)
    return layers


@given(sizes_of_nets, st.sampled_from(sorted(ACTIVATIONS)), st.integers(1, 9), st.integers(0, 99))
def test_all_units_are_what_the_textbook_says(sizes: tuple[int, ...], name: str, n: int, seed: int) -> None:
    net = net_of(sizes, name, name, seed)
    x = np.random.default_rng(seed).normal(size=(n, sizes[0]))
    for layer, expected in zip(all_units(net, x), by_hand(net, x), strict=True):
        np.testing.assert_allclose(layer, expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(forward(net, x), all_units(net, x)[-1])


def test_maps_follow_the_net_and_leave_no_trace_of_the_last_one() -> None:
    x = np.random.default_rng(1).normal(size=(30, 2))
    first, second = net_of((2, 4, 1), seed=1), net_of((2, 4, 1), seed=2)
    maps = Maps(first, x)
    maps.of(second)
    for layer, expected in zip(maps.of(first), by_hand(first, x), strict=True):
        np.testing.assert_allclose(layer, expected, rtol=1e-12)


def test_single_precision_stays_single() -> None:
    net = net_of((2, 3, 1))
    single = net.with_params(net.params.astype(np.float32))
    x = np.random.default_rng(1).normal(size=(5, 2))
    assert forward(single, x).dtype == np.float32
    np.testing.assert_allclose(forward(single, x), forward(net, x), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("loss", sorted(LOSSES))
@pytest.mark.parametrize("name", SMOOTH)
@settings(max_examples=4)
@given(sizes=sizes_of_nets, n=st.integers(1, 6), seed=st.integers(0, 10**6))
def test_the_gradient_is_that_of_finite_differences(
    name: str, loss: str, sizes: tuple[int, ...], n: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    output = "identity" if loss in ("bce", "ce") else name
    net = net_of(sizes, name, output, seed)
    net = net.with_params(random.normal(0, 0.7, len(net.params)))
    x, y = random.normal(size=(n, sizes[0])), random.normal(size=(n, sizes[-1]))
    if loss == "bce":
        y = (y > 0).astype(float)
    if loss == "ce":
        y = np.eye(sizes[-1])[y.argmax(axis=1)]

    def mean_loss(params: Floats) -> float:
        return LOSSES[loss].value(by_hand(net.with_params(params), x)[-1].T, y.T)

    # Huber and the mean of sizes have corners; a step over one is seen as a large share and cannot be told from it.
    errors = np.abs(by_hand(net, x)[-1] - y)
    corner = {"mae": 0.0, "huber": 1.0}.get(loss)
    if corner is None or (np.abs(errors - corner) > 1e-3).all():
        claimed = gradient(net, loss, x, y)
        direction = random.normal(size=len(net.params))
        assert check(mean_loss, claimed, net.params, direction) < 1e-6


def test_every_parameter_has_the_place_that_index_says() -> None:
    net = net_of((3, 4, 2))
    places = [
        net.index(layer, i, j)
        for layer, (fan_in, units) in enumerate(pairwise(net.sizes))
        for i in range(fan_in + 1)
        for j in range(units)
    ]
    assert places == list(range(len(net.params)))
    edited = net.with_weight(1, 2, 1, 7.0).with_bias(0, 3, -7.0)
    assert edited.weights(1)[2, 1] == 7.0
    assert edited.biases(0)[3] == -7.0
    assert np.flatnonzero(edited.params != net.params).tolist() == sorted([net.index(1, 2, 1), net.index(0, 3, 3)])


def test_a_net_is_a_value() -> None:
    params = initial("xavier", (2, 3, 1), 1)
    net = Net((2, 3, 1), ("tanh", "tanh"), params)
    params[:] = 0
    assert net.params.all() or net.weights(0).all()
    for part in (net.params, net.weights(0), net.biases(1)):
        with pytest.raises(ValueError, match="read-only"):
            part[...] = 1.0


def test_layers_and_single_weights_are_frozen_and_thawed() -> None:
    net = net_of((2, 3, 1)).with_frozen(0).with_frozen(1, 3, 0)
    assert net.frozen is not None
    assert net.frozen.sum() == 9 + 1
    thawed = net.with_frozen(0, frozen=False).with_frozen(1, 3, 0, frozen=False)
    assert thawed.frozen is None


@pytest.mark.parametrize(
    ("sizes", "activations", "count"),
    [((2,), (), 0), ((2, 0), ("tanh",), 0), ((2, 1), ("tanh",), 2), ((2, 1), (), 3), ((2, 1), ("tanhh",), 3)],
)
def test_parts_that_do_not_fit_are_refused(sizes: tuple[int, ...], activations: tuple[str, ...], count: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        Net(sizes, activations, np.zeros(count))


def test_what_is_not_there_is_refused() -> None:
    net = net_of((2, 3, 1))
    for call in (
        lambda: net.weights(2),
        lambda: net.index(0, 3, 0),
        lambda: net.index(0, 0, -1),
        lambda: net.with_frozen(0, 1),
        lambda: forward(net, np.zeros((4, 3))),
        lambda: gradient(net, "mse", np.zeros((4, 2)), np.zeros((3, 1))),
        lambda: gradient(net, "rmse", np.zeros((4, 2)), np.zeros((4, 1))),
        lambda: net.with_params(np.zeros(len(net.params), dtype=np.int64)),
    ):
        with pytest.raises(ValueError, match=r"."):
            call()
