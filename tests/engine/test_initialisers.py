"""Initial weights: as wide as the textbook says, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.arrays import Floats
from tui_nn.engine.initialisers import INITIALISERS, initial
from tui_nn.engine.passes import blocks

every_initialiser = pytest.mark.parametrize("name", sorted(INITIALISERS))
WIDE = (300, 200, 100)


def weights(name: str, layer: int, seed: int = 1) -> Floats:
    return blocks(WIDE, initial(name, WIDE, seed))[layer][:-1]


@every_initialiser
@given(sizes=st.lists(st.integers(1, 6), min_size=2, max_size=5), seed=st.integers(0, 10**6))
def test_there_is_a_number_for_every_weight_and_bias(name: str, sizes: list[int], seed: int) -> None:
    params = initial(name, sizes, seed)
    assert params.dtype == np.float64
    assert params.shape == (sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1)),)
    np.testing.assert_array_equal(params, initial(name, sizes, seed))
    for block in blocks(sizes, params):
        assert set(block[-1]) == {0.1 if name == "playground" else 0.0}


@pytest.mark.parametrize("name", ["playground", "xavier", "he"])
def test_another_seed_gives_other_weights_and_nothing_else_is_random(name: str) -> None:
    state = np.random.get_state(legacy=False)["state"]["key"]
    assert (weights(name, 0, 1) != weights(name, 0, 2)).all()
    np.testing.assert_array_equal(np.random.get_state(legacy=False)["state"]["key"], state)


def test_zeros_are_zeros() -> None:
    assert not initial("zeros", WIDE, 1).any()


@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize(("name", "limits"), [("playground", (0.5, 0.5)), ("xavier", (6 / 500, 6 / 300))])
def test_uniform_weights_fill_their_range(name: str, limits: tuple[float, float], layer: int) -> None:
    limit = limits[layer] if name == "playground" else np.sqrt(limits[layer])
    drawn = weights(name, layer)
    assert drawn.min() >= -limit
    assert drawn.max() < limit
    assert drawn.max() - drawn.min() > 1.99 * limit
    # Uniform numbers in ±a have variance a²/3; of 20,000 or more it is off by 1 % or so.
    assert drawn.var() == pytest.approx(limit**2 / 3, rel=0.03)
    assert abs(drawn.mean()) < 0.02 * limit


@pytest.mark.parametrize("layer", [0, 1])
def test_he_weights_are_normal_with_variance_two_by_fan_in(layer: int) -> None:
    scaled = weights("he", layer) / np.sqrt(2 / WIDE[layer])
    assert scaled.var() == pytest.approx(1, rel=0.03)
    assert abs(scaled.mean()) < 0.02
    assert (np.abs(scaled) < 1).mean() == pytest.approx(0.683, abs=0.01)  # uniform numbers would give 0.577


@pytest.mark.parametrize(("name", "hidden"), [("he", "relu"), ("xavier", "tanh")])
def test_signals_neither_die_nor_explode_through_ten_layers(name: str, hidden: str) -> None:
    """That is what these two are for; the Playground's would grow or fade with the width."""
    sizes = (100,) * 11
    signal = 0.3 * np.random.default_rng(1).normal(size=(50, 100))
    begun = np.sqrt((signal**2).mean())
    for block in blocks(sizes, initial(name, sizes, 1)):
        signal = signal @ block[:-1]
        signal = np.maximum(signal, 0) if hidden == "relu" else np.tanh(signal)
    assert 0.2 < np.sqrt((signal**2).mean()) / begun < 3


@pytest.mark.parametrize("sizes", [(), (2,), (2, 0), (0, 1)])
def test_sizes_that_make_no_net_are_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="inputs and outputs"):
        initial("xavier", sizes, 1)


def test_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="there are zeros"):
        initial("Xavier", (2, 1), 1)
