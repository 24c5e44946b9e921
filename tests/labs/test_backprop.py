"""Backpropagation, number by number: the slopes are the engine's, and what is done with them is another matter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import numbers_of
from shown import readings
from test_labs_words import explanations_are_sound

from tui_nn.engine.gradcheck import check
from tui_nn.engine.initialisers import initial
from tui_nn.engine.losses import LOSSES
from tui_nn.engine.mlp import Net, forward, gradient
from tui_nn.engine.optimisers import Momentum
from tui_nn.engine.recipe import Data, Recipe
from tui_nn.engine.training import Training, train_epochs
from tui_nn.labs.backprop.lab import BackpropLab
from tui_nn.labs.backprop.names import parameters, place, script
from tui_nn.labs.backprop.passes import passed
from tui_nn.labs.backprop.state import KNOBS, MANY, X, Y
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(BackpropLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=4)
Turns = Sequence[tuple[str, float]]
NOTHING = np.empty((0, 2))


def made(preset: str, turns: Turns = (), ticks: int = 0, seed: int = 0) -> BackpropLab:
    lab = BackpropLab.start(preset, seed)
    for knob, value in turns:
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def option(knob: str, name: str) -> tuple[str, float]:
    return knob, float(next(one for one in KNOBS if one.id == knob).names.index(name))


@pytest.mark.parametrize("function", ["sigmoid", "relu"])
@pytest.mark.parametrize("hidden", [2, 8])
def test_slopes_are_those_of_the_engine_and_of_finite_differences(function: str, hidden: int) -> None:
    sizes, functions = (2, hidden, 1), (function, "identity")
    params = np.random.default_rng(5).normal(size=4 * hidden + 1)
    net = Net(sizes, functions, params)
    for x, y in zip(X, Y, strict=True):
        run = passed(net, x, float(y))
        np.testing.assert_allclose(run.slopes, gradient(net, "bce", x[None], np.array([[y]])), rtol=1e-12, atol=1e-15)

        def loss(at: np.ndarray, x: np.ndarray = x, y: float = float(y)) -> float:
            out = forward(Net(sizes, functions, at), x[None])
            return float(LOSSES["bce"].value(out.T, np.array([[y]])))

        assert check(loss, run.slopes, params) < 1e-6
        assert run.loss == pytest.approx(loss(params), rel=1e-12)


@pytest.mark.parametrize(
    ("turned", "recipe"),
    [
        ([option("update", "each")], Recipe(loss="bce", rate=0.5, batch=1)),
        ([option("update", "all")], Recipe(loss="bce", rate=0.5, batch=4)),
        ([option("rule", "momentum")], Recipe(loss="bce", rate=0.5, batch=4, optimiser=Momentum())),
    ],
)
@pytest.mark.parametrize("preset", ["sigmoid", "wider"])
def test_epochs_are_the_engines_own(preset: str, turned: Turns, recipe: Recipe) -> None:
    lab = made(preset, [*turned, option("pace", "epoch")], 20, seed=3)
    start = made(preset, seed=3).net
    training = Training.begin(start, Data(X, Y[:, None], NOTHING, np.empty((0, 1))), recipe)
    np.testing.assert_allclose(lab.settled.params, train_epochs(training, 20).net.params, rtol=1e-9, atol=1e-12)


@given(presets, turns, st.integers(0, 40))
def test_every_pace_leads_the_same_way(preset: str, turned: Turns, ticks: int) -> None:
    """From wherever it stands: numbers until the epoch is done, or the epoch at once."""
    begun = made(preset, [*turned, option("pace", "number")], ticks)
    one = begun
    while one.epoch == begun.epoch:
        one = one.tick()
    for pace in ("example", "epoch"):
        other = begun.edit(Edit("set", option("pace", pace)))
        while other.epoch == begun.epoch:
            other = other.tick()
        np.testing.assert_array_equal(other.settled.params, one.settled.params)
        assert other.loss == one.loss


def test_the_first_example_by_hand() -> None:
    """h₁ = σ(x₁ + 2x₂ − 1), h₂ = σ(−x₁ − x₂ + 1), p = σ(2h₁ − h₂ − ½), at (1, 0), where 1 is right."""
    numbers = readings(made("one", ticks=len(script(2, True))))
    by_hand = {
        "z1": 0,
        "h1": 0.5,
        "z2": 0,
        "h2": 0.5,
        "z": 0,
        "p": 0.5,
        "L": np.log(2),
        "d": -0.5,
        "g-v1": -0.25,
        "g-v2": -0.25,
        "g-c": -0.5,
        "d1": -0.25,
        "d2": 0.125,
        "g-w11": -0.25,
        "g-w21": 0,
        "g-b1": -0.25,
        "g-w12": 0.125,
        "g-w22": 0,
        "g-b2": 0.125,
        "n-v1": 2.125,
        "n-v2": -0.875,
        "n-c": -0.25,
        "n-w11": 1.125,
        "n-w21": 2,
        "n-b1": -0.875,
        "n-w12": -1.0625,
        "n-w22": -1,
        "n-b2": 0.9375,
    }
    assert len(by_hand) == 28
    for id, value in by_hand.items():
        assert numbers[id] == pytest.approx(value, abs=1e-15), id


def test_one_number_a_tick_in_the_order_of_the_three_walks() -> None:
    lab, seen = made("one"), []
    for _ in script(2, True):
        before = {id for id, value in readings(lab).items() if value is not None}
        lab = lab.tick()
        (new,) = {id for id, value in readings(lab).items() if value is not None} - before
        assert lab.frame().readings[0].id == new
        seen.append(new)
    assert tuple(seen) == script(2, True)


def test_with_all_four_the_weights_wait_for_the_fourth() -> None:
    lab = made("one", [option("update", "all"), option("pace", "example")])
    start = lab.settled.params
    for _ in range(3):
        lab = lab.tick()
        np.testing.assert_array_equal(lab.settled.params, start)
    assert (lab.tick().settled.params != start).any()


def test_zero_weights_move_nothing_with_all_four_and_stay_twins_with_each() -> None:
    """At zero the four slopes cancel. One by one they do not, but both units hear the same, for ever."""
    lab = made("zeros", ticks=20)
    assert lab.epoch == 20 * MANY
    np.testing.assert_array_equal(lab.settled.params, 0.0)
    assert lab.loss == pytest.approx(np.log(2))
    one_by_one = made("zeros", [option("update", "each"), ("rate", 2.0)], 40)
    weights = one_by_one.settled.weights(0)
    np.testing.assert_array_equal(weights[:, 0], weights[:, 1])
    assert weights.any()
    assert readings(one_by_one)["solved"] == 0


def test_a_slope_that_nobody_uses_teaches_nothing() -> None:
    lab = made("one", [option("rule", "nothing"), option("pace", "epochs")], 4)
    np.testing.assert_array_equal(lab.settled.params, made("one").net.params)
    assert readings(lab)["g-v1"] == pytest.approx(lab.run.slopes[place("v1", 2)])


def test_what_is_done_stays_done_when_a_knob_is_turned() -> None:
    lab = made("sigmoid", ticks=3)
    for turn in (("rate", 2.0), option("rule", "nothing"), option("update", "each"), option("pace", "number")):
        after = lab.edit(Edit("set", turn))
        np.testing.assert_array_equal(after.settled.params, lab.settled.params)
        assert after.loss == lab.loss


@given(presets, turns, st.integers(0, 60))
@settings(max_examples=20, deadline=None)
def test_every_number_is_explained_and_ends_in_its_value(preset: str, turned: Turns, ticks: int) -> None:
    lab = made(preset, turned, ticks % (60 if preset == "one" else 5))
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        if value is not None and "10^" not in why.numbers.rpartition("=")[2]:
            assert float(why.numbers.rpartition("=")[2]) == pytest.approx(value, rel=1e-3, abs=1e-9)
    says = lab.frame().says
    assert says is not None
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("accuracy")


@pytest.mark.parametrize("preset", BackpropLab.presets)
def test_every_formula_can_be_drawn(preset: str) -> None:
    for rule in ("descent", "momentum"):
        explanations_are_sound(made(preset, [option("rule", rule)], 28))


@given(presets, turns, st.integers(0, 90), st.integers(0, 90))
@settings(max_examples=50, deadline=None)
def test_the_program_comes_to_the_labs_own_numbers(preset: str, turned: Turns, ticks: int, steps: int) -> None:
    turned = [one for one in turned if one[0] != "rate"]  # at a large one the last digits soon are the first
    short = dict(turned).get("pace", 0 if preset == "one" else 3) == 3
    lab = made(preset, turned, ticks % 3 if short else ticks)
    steps = steps % 3 if short else steps
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert len(found) == 2 + lab.reached
    for id, value in found.items():
        assert value == pytest.approx(expected[id], rel=1e-6, abs=1e-9), id


def test_a_run_is_restored() -> None:
    run = Run.begin("backprop", "one", 4, [("pace", "example")]).forward(9)
    again = restore(share(run)).lab
    assert isinstance(again, BackpropLab)
    assert isinstance(run.lab, BackpropLab)
    np.testing.assert_array_equal(again.settled.params, run.lab.settled.params)
    assert made("sigmoid", seed=2).net.params.tolist() == initial("xavier", (2, 2, 1), 2).tolist()


@pytest.mark.parametrize("hidden", [2, 4, 8])
def test_names_and_places_are_one_to_one(hidden: int) -> None:
    assert sorted(place(name, hidden) for name in parameters(hidden)) == list(range(4 * hidden + 1))
