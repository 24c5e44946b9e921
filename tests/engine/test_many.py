"""Many nets at once: each as if it were alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning import recipes, small_data, small_net

from tui_nn.engine.many import begin_many, losses_many, one, train_epochs_many
from tui_nn.engine.mlp import Net
from tui_nn.engine.optimisers import Adam
from tui_nn.engine.training import Data, Recipe, Training, losses, train_epochs


def assert_each_alone(nets: list[Net], data: Data, recipe: Recipe, epochs: int) -> None:
    seeds = range(len(nets))
    many = begin_many(nets, data, recipe, seeds)
    for _ in range(epochs):
        many = train_epochs_many(many, 1)
    learnt, tested = losses_many(many)
    for s in seeds:
        alone = train_epochs(Training.begin(nets[s], data, recipe, s), epochs)
        part = one(many, s)
        assert (part.epoch, part.position, part.updates) == (alone.epoch, alone.position, alone.updates)
        for mine, others in ((part.net.params, alone.net.params), (part.memory, alone.memory)):
            np.testing.assert_allclose(mine, others, rtol=1e-12, atol=1e-14)
        np.testing.assert_array_equal(part.dead, alone.dead)
        np.testing.assert_allclose((learnt[s], tested[s]), losses(alone), rtol=1e-11)
        # Each goes on by itself from where it is.
        further = train_epochs(part, 1).net.params
        np.testing.assert_allclose(further, train_epochs(alone, 1).net.params, rtol=1e-11, atol=1e-13)


@settings(max_examples=40)
@given(recipes, st.sampled_from([(2, 1), (2, 3, 1), (2, 4, 3, 2)]), st.integers(1, 4))
def test_each_trajectory_is_that_of_its_own_run(recipe: Recipe, sizes: tuple[int, ...], count: int) -> None:
    nets = [small_net(sizes, seed=seed) for seed in range(count)]
    # At a rate at which no weights run away: there the last digits, which may differ, would grow too.
    assert_each_alone(nets, small_data(k=sizes[-1]), replace(recipe, rate=recipe.rate / 10), 3)


@pytest.mark.parametrize("activation", ["relu", "gelu", "identity"])
@pytest.mark.parametrize("loss", ["mse", "huber", "ce"])
def test_other_units_and_losses_too(activation: str, loss: str) -> None:
    nets = [small_net((2, 4, 4, 3), activation, "identity", seed) for seed in range(3)]
    data = small_data(k=3)
    one_hot = [np.eye(3)[np.arange(len(y)) % 3] for y in (data.y, data.test_y)]
    assert_each_alone(nets, Data(data.x, one_hot[0], data.test_x, one_hot[1]), Recipe(loss, 0.1, 5), 4)


def test_each_keeps_its_own_frozen_weights() -> None:
    nets = [small_net(seed=0).with_frozen(0), small_net(seed=1), small_net(seed=2).with_frozen(1, 2, 1)]
    assert_each_alone(nets, small_data(), Recipe(rate=0.1, optimiser=Adam()), 3)


@pytest.mark.parametrize("recipe", [{}, {"batch": 4}, {"optimiser": Adam()}])
def test_a_fault_stops_one_and_leaves_the_others(recipe: dict[str, Any]) -> None:
    nets = [small_net((2, 3, 1), "identity", "identity", seed) for seed in range(3)]
    nets[1] = nets[1].with_weight(1, 0, 0, 1e200).with_weight(0, 0, 0, 1e150)
    data = small_data()
    settings_of_all = Recipe(rate=0.01, **recipe)
    many = train_epochs_many(begin_many(nets, data, settings_of_all, (5, 6, 7)), 4)
    stopped = one(many, 1)
    alone = train_epochs(Training.begin(nets[1], data, settings_of_all, 6), 4)
    assert stopped.fault is not None
    assert stopped.fault == alone.fault
    np.testing.assert_array_equal(stopped.net.params, alone.net.params)
    for s in (0, 2):
        expected = train_epochs(Training.begin(nets[s], data, settings_of_all, 5 + s), 4).net.params
        np.testing.assert_allclose(one(many, s).net.params, expected, rtol=1e-12, atol=1e-14)
        assert one(many, s).fault is None


def test_nets_that_do_not_belong_together_are_refused() -> None:
    data, recipe = small_data(), Recipe()
    nets = [small_net(seed=1), small_net(seed=2)]
    for group, seeds in (
        ([], []),
        (nets, [1]),
        ([nets[0], small_net((2, 3, 1))], [1, 2]),
        (nets, [1, -2]),
        ([small_net((3, 1))], [1]),
    ):
        with pytest.raises(ValueError, match=r"."):
            begin_many(group, data, recipe, seeds)
    with pytest.raises(ValueError, match="forward"):
        train_epochs_many(begin_many(nets, data, recipe, [1, 2]), -1)
