"""Training as a value: the Playground's rules, equal roads to the same place, faults that say where they began."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning import playground_epochs, recipes, small_data, small_net, small_training

from tui_nn.engine.losses import LOSSES
from tui_nn.engine.mlp import forward, gradient
from tui_nn.engine.optimisers import Adam, Momentum, Sgd
from tui_nn.engine.training import (
    Best,
    Data,
    Fault,
    Recipe,
    Training,
    epoch_and_losses,
    losses,
    train,
    train_epochs,
)


def assert_same(one: Training, other: Training) -> None:
    """Bit for bit, all that a training is."""
    assert (one.epoch, one.position, one.updates, one.fresh, one.fault) == (
        other.epoch, other.position, other.updates, other.fresh, other.fault,
    )  # fmt: skip
    for mine, others in ((one.net.params, other.net.params), (one.memory, other.memory), (one.dead, other.dead)):
        np.testing.assert_array_equal(mine, others)
    assert (one.pending is None) == (other.pending is None)
    if one.pending and other.pending:
        assert one.pending.count == other.pending.count
        np.testing.assert_array_equal(one.pending.gradient, other.pending.gradient)


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid", "identity"])
@pytest.mark.parametrize("regulariser", ["none", "playground-l1", "playground-l2"])
@pytest.mark.parametrize("batch", [1, 5, 10, 23])
def test_epochs_are_the_playgrounds(activation: str, regulariser: str, batch: int) -> None:
    """Left-over samples join the next epoch's first update and its divisor; L1 puts weights to rest for good."""
    net, data = small_net(hidden=activation), small_data()
    recipe = Recipe(rate=0.05, batch=batch, regulariser=regulariser, strength=0.0 if regulariser == "none" else 0.03)
    ours = train_epochs(Training.begin(net, data, recipe), 12)
    np.testing.assert_allclose(ours.net.params, playground_epochs(net, data, recipe, 12), rtol=1e-11, atol=1e-13)


def test_l1_kills_weights_and_only_weights() -> None:
    after = train_epochs(small_training(regulariser="playground-l1", strength=0.3), 20)
    assert after.dead.any()
    assert not after.net.params[after.dead].any()
    for layer in range(after.net.layers):
        bias = after.net.index(layer, after.net.sizes[layer], 0)
        assert not after.dead[bias : bias + after.net.sizes[layer + 1]].any()
    revived = train_epochs(after.with_recipe(replace(after.recipe, regulariser="none")), 3)
    assert revived.net.params[after.dead].all()


@settings(max_examples=60)
@given(recipes, st.integers(0, 40), st.integers(0, 40))
def test_steps_may_be_taken_in_any_portions(recipe: Recipe, first: int, second: int) -> None:
    begun = Training.begin(small_net(), small_data(), recipe, 3)
    assert_same(train(train(begun, first), second), train(begun, first + second))


@settings(max_examples=60)
@given(recipes, st.integers(0, 3), st.integers(0, 3))
def test_epochs_are_made_of_steps(recipe: Recipe, first: int, second: int) -> None:
    begun = Training.begin(small_net(), small_data(), recipe, 3)
    whole = train_epochs(begun, first + second)
    assert (whole.epoch, whole.position) == (first + second, 0)
    assert_same(train_epochs(train_epochs(begun, first), second), whole)
    assert_same(train(begun, whole.updates), whole)
    assert_same(
        train_epochs(train(begun, whole.updates // 2), whole.epoch - train(begun, whole.updates // 2).epoch), whole
    )


@given(recipes)
def test_an_epoch_with_its_losses_is_the_epoch_and_its_losses(recipe: Recipe) -> None:
    begun = Training.begin(small_net(), small_data(), recipe, 3)
    after, both = epoch_and_losses(begun)
    assert_same(after, train_epochs(begun, 1))
    assert both == losses(after)


def test_training_changes_nothing_that_was_there() -> None:
    begun = small_training(optimiser=Momentum(), regulariser="playground-l1", strength=0.1)
    kept = [array.copy() for array in (begun.net.params, begun.memory, begun.dead, begun.data.x)]
    middle = train(begun, 7)
    before = middle.net.params.copy(), middle.memory.copy()
    train(middle, 9)
    for array, copy in zip((begun.net.params, begun.memory, begun.dead, begun.data.x), kept, strict=True):
        np.testing.assert_array_equal(array, copy)
    np.testing.assert_array_equal(middle.net.params, before[0])
    np.testing.assert_array_equal(middle.memory, before[1])


def test_two_threads_do_not_meet() -> None:
    begun = small_training()
    alone = [train_epochs(replace(begun, net=small_net(seed=seed)), 60) for seed in range(4)]
    found: dict[int, Training] = {}

    def run(seed: int) -> None:
        after = replace(begun, net=small_net(seed=seed))
        for _ in range(60):
            after = train_epochs(after, 1)
        found[seed] = after

    threads = [threading.Thread(target=run, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for seed in range(4):
        assert_same(found[seed], alone[seed])


@pytest.mark.parametrize("loss", sorted(LOSSES))
@pytest.mark.parametrize("k", [1, 3])
def test_losses_are_means_over_each_sample_set(loss: str, k: int) -> None:
    data = small_data(n=5000, m=9, k=k)
    data = replace(data, y=np.abs(data.y), test_y=np.abs(data.test_y))
    training = small_training(net=small_net((2, 3, k), output="identity"), data=data, loss=loss)
    both = losses(training)
    for value, x, y in zip(both, (data.x, data.test_x), (data.y, data.test_y), strict=True):
        assert value == pytest.approx(LOSSES[loss].value(forward(training.net, x).T, y.T), rel=1e-10)


def test_no_test_samples_have_no_loss() -> None:
    data = small_data(m=0)
    for loss in ("half-mse", "mae"):
        learnt, tested = losses(small_training(data=data, loss=loss))
        assert np.isfinite(learnt)
        assert np.isnan(tested)


@pytest.mark.parametrize("loss", ["mse", "ce"])
def test_one_batch_of_everything_walks_down_the_mean_gradient(loss: str) -> None:
    net, data = small_net((2, 4, 3), "gelu", "identity"), small_data(k=3)
    data = replace(data, y=np.eye(3)[np.arange(len(data.x)) % 3])
    after = train(Training.begin(net, data, Recipe(loss, 0.1, batch=99)), 1)
    assert after.epoch == 1
    step = 0.1 * gradient(net, loss, data.x, data.y)
    np.testing.assert_allclose(after.net.params, net.params - step, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("regulariser", ["none", "l2", "playground-l1", "playground-l2"])
@pytest.mark.parametrize("optimiser", [Sgd(), Adam()])
def test_frozen_parameters_stay_and_the_others_move(regulariser: str, optimiser: Any) -> None:
    net = small_net().with_frozen(1).with_frozen(0, 0, 2).with_frozen(2, 3, 0)
    training = small_training(net=net, optimiser=optimiser, regulariser=regulariser, strength=0.5)
    after = train_epochs(training, 5)
    assert net.frozen is not None
    np.testing.assert_array_equal(after.net.params[net.frozen], net.params[net.frozen])
    assert (after.net.params != net.params)[~net.frozen].all()
    assert not after.dead[net.frozen].any()


def test_the_order_depends_on_seed_and_epoch_alone() -> None:
    def after(seed: int, **recipe: Any) -> Any:
        return train_epochs(small_training(seed, order="shuffled", **recipe), 2).net.params

    np.testing.assert_array_equal(after(1), after(1))
    assert (after(1) != after(2)).any()
    # With all samples in one batch the order makes no difference but rounding.
    np.testing.assert_allclose(after(1, batch=23), after(2, batch=23), rtol=1e-12)


def test_dropout_changes_learning_but_not_what_is_measured() -> None:
    plain, dropped = small_training(), small_training(dropout=0.5)
    assert losses(plain) == losses(dropped)
    assert (train(plain, 1).net.params != train(dropped, 1).net.params).any()
    assert (train(replace(dropped, seed=9), 1).net.params != train(dropped, 1).net.params).any()


def test_dropout_drops_its_share_and_keeps_the_mean() -> None:
    """With identity units the mean over many masks is the gradient without any."""
    net = small_net((2, 50, 1), "identity", "identity")
    data = small_data(n=4)
    steps = [
        net.params - train(Training.begin(net, data, Recipe("mae", 1.0, 4, dropout=0.4), seed), 1).net.params
        for seed in range(300)
    ]
    outputs = np.array(steps)[:, net.index(1, 0, 0) : net.index(1, 50, 0)]
    whole = net.params - train(Training.begin(net, data, Recipe("mae", 1.0, 4)), 1).net.params
    np.testing.assert_allclose(outputs.mean(), whole[net.index(1, 0, 0) : net.index(1, 50, 0)].mean(), rtol=0.1)
    assert len(np.unique(outputs[:, 0])) > 4


def test_anything_may_change_on_the_way() -> None:
    middle = train(small_training(optimiser=Adam()), 6)
    faster = middle.with_recipe(replace(middle.recipe, rate=0.5, batch=3))
    assert (faster.updates, faster.position) == (middle.updates, middle.position)
    np.testing.assert_array_equal(faster.memory, middle.memory)
    fresh = middle.with_recipe(replace(middle.recipe, optimiser=Momentum()))
    assert fresh.memory.shape == (1, len(middle.net.params))
    assert not fresh.memory.any()
    assert train_epochs(faster, 2).epoch == middle.epoch + 2
    # A new Adam begins with the full steps of a new run.
    again = train(fresh.with_recipe(middle.recipe), 1)
    begun = train(replace(small_training(optimiser=Adam(), net=middle.net), position=middle.position), 1)
    np.testing.assert_array_equal(again.net.params, begun.net.params)


def test_an_edited_weight_lives_again() -> None:
    after = train_epochs(small_training(regulariser="playground-l1", strength=0.3), 20)
    place = int(after.dead.argmax())
    params = after.net.params.copy()
    params[place] = 0.5
    edited = after.with_net(after.net.with_params(params))
    assert not edited.dead[place]
    assert edited.dead.sum() == after.dead.sum() - 1
    with pytest.raises(ValueError, match="sizes"):
        after.with_net(small_net((2, 4, 1)))


def test_single_precision_trains_in_single_precision() -> None:
    net = small_net()
    both = [train_epochs(small_training(net=net.with_params(net.params.astype(kind))), 20) for kind in ("f4", "f8")]
    assert both[0].net.params.dtype == np.float32
    np.testing.assert_allclose(both[0].net.params, both[1].net.params, rtol=1e-3, atol=1e-4)


def far_out(**recipe: Any) -> Training:
    return small_training(net=small_net(hidden="identity", output="identity"), rate=50.0, **recipe)


@settings(max_examples=20)
@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["carry", "short"]), st.booleans())
def test_divergence_stops_at_the_same_step_however_it_is_reached(
    first: int, second: int, leftovers: str, adam: bool
) -> None:
    begun = far_out(leftovers=leftovers, optimiser=Momentum() if adam else Sgd())
    straight = train(begun, first + second)
    assert_same(train(train(begun, first), second), straight)
    assert np.isfinite(straight.net.params).all()


def test_a_fault_says_where_it_began_and_stays() -> None:
    stopped = train_epochs(far_out(), 10_000)
    assert stopped.fault is not None
    assert stopped.fault.step == stopped.updates + 1
    assert stopped.fault.cause in ("overflow-sum", "overflow-loss", "gradient", "weight")
    assert train(stopped, 5) is stopped
    assert train_epochs(stopped, 5) is stopped
    mended = stopped.with_net(small_net(hidden="identity", output="identity"))
    assert train(mended, 1).updates == stopped.updates + 1


def fault(training: Training) -> Fault | None:
    after = train_epochs(training, 1)
    np.testing.assert_array_equal(after.net.params, training.net.params)
    return after.fault


def test_each_cause_is_told_from_the_others() -> None:
    net = small_net((2, 3, 1), "relu", "identity")
    data = small_data(n=5)
    bad_x, bad_y = data.x.copy(), data.y.copy()
    bad_x[1, 1], bad_y[2, 0] = np.nan, np.inf
    positive = replace(data, x=np.abs(data.x) + 1)
    begun = small_training(net=net, data=data)
    assert fault(replace(begun, data=replace(data, x=bad_x))) == Fault(0, 1, "data", 1)
    assert fault(replace(begun, data=replace(data, y=bad_y))) == Fault(1, 1, "data", 0)
    huge = net.with_weight(0, 0, 1, 1e308).with_weight(0, 1, 1, 1e308)
    assert fault(small_training(net=huge, data=positive)) == Fault(0, 1, "overflow-sum", 1)
    wide = net.with_bias(1, 0, 1e200).with_bias(0, 1, 1e150)
    assert fault(small_training(net=wide, data=positive)) == Fault(1, 1, "overflow-loss", 0)


def test_a_weight_that_is_no_number_is_named() -> None:
    net = small_net((2, 3, 1)).with_weight(0, 1, 2, np.nan)
    after = train(small_training(net=net), 1)
    assert after.fault == Fault(0, 1, "weight", 2)


def test_early_stopping_keeps_the_best() -> None:
    best, training = Best(patience=2), small_training()
    seen = []
    for loss in (3.0, 1.0, float("nan"), 2.0):
        training = train(training, 1)
        seen.append(training)
        assert not best.stop
        best = best.seen(training, loss)
    assert best.stop
    assert best.training is seen[1]
    assert best.loss == 1.0


@pytest.mark.parametrize(
    "bad",
    [
        {"loss": "rmse"}, {"rate": -0.1}, {"rate": float("nan")}, {"batch": 0}, {"regulariser": "l3"},
        {"strength": -1.0}, {"order": "random"}, {"leftovers": "drop"}, {"dropout": 1.0}, {"schedule": "sometimes"},
    ],
)  # fmt: skip
def test_recipes_that_mean_nothing_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad))[:4]):
        replace(Recipe(), **bad)


def test_data_and_steps_that_mean_nothing_are_refused() -> None:
    x, y = np.zeros((4, 2)), np.zeros((4, 1))
    for parts in ((x, y[:3], x, y), (x[:0], y[:0], x, y), (x, y[:, 0], x, y), (x, y, x[:, :1], y), (x, y, x, y[:2])):
        with pytest.raises(ValueError, match="shapes"):
            Data(*parts)
    with pytest.raises(ValueError, match="sizes"):
        Training.begin(small_net((3, 1)), small_data(), Recipe())
    with pytest.raises(ValueError, match="seed"):
        Training.begin(small_net(), small_data(), Recipe(), -1)
    for call in (train, train_epochs):
        with pytest.raises(ValueError, match="forward"):
            call(small_training(), -1)
