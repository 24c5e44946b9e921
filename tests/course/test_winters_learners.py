"""The pages on backpropagation, recurrent networks and convolution tell the truth: each figure, measured."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pytest

from tui_nn.engine.activations import sigmoid
from tui_nn.engine.many import Many, begin_many, losses_many, one, train_epochs_many
from tui_nn.engine.mlp import Net
from tui_nn.engine.recipe import Data, Recipe
from tui_nn.labs.backprop.lab import BackpropLab
from tui_nn.labs.backprop.passes import passed
from tui_nn.labs.backprop.state import SOLVED, X, Y
from tui_nn.labs.run import Run


def readings(
    lab: str, preset: str, ticks: int, settings: Iterable[tuple[str, str]] = (), seed: int = 0
) -> dict[str, float]:
    run = Run.begin(lab, preset, seed, settings).forward(ticks)
    return {reading.id: float(reading.value) for reading in run.lab.frame().numbers() if reading.value is not None}


STARTS = 50


def trained(preset: str) -> Many:
    """So many starts after 5,000 epochs, all four examples at once, rate 0.5."""
    labs = [BackpropLab.start(preset, seed) for seed in range(STARTS)]
    none = np.empty((0, 2)), np.empty((0, 1))
    recipe = Recipe(loss="bce", rate=labs[0].rate, batch=4)
    return train_epochs_many(
        begin_many([lab.net for lab in labs], Data(X, Y[:, None], *none), recipe, range(STARTS)), 5000
    )


@pytest.mark.parametrize(
    ("preset", "times"), [("sigmoid", 36), ("relu", 11), ("relu-4", 39), ("wider", 49), ("zeros", 0)]
)
def test_so_many_of_fifty_starts_solve_exclusive_or(preset: str, times: int) -> None:
    assert (losses_many(trained(preset))[0] < SOLVED).sum() == times


def test_where_two_relus_fail_one_is_dead_or_both_are_stuck() -> None:
    many = trained("relu")
    dead = 0
    for s in np.flatnonzero(losses_many(many)[0] >= SOLVED):
        net = one(many, int(s)).net
        dead += bool((X @ net.weights(0) + net.biases(0) <= 0).all(axis=0).any())
    assert (dead, 39 - dead) == (23, 16)


def test_seed_1_is_a_good_start_for_two_relus_and_seed_0_is_not() -> None:
    assert readings("backprop", "relu", 4, seed=1)["solved"] == 1  # 100 epochs
    assert readings("backprop", "relu", 3, seed=1)["solved"] == 0
    assert readings("backprop", "relu", 100)["solved"] == 0


def test_the_lesson_begins_where_it_can_end() -> None:
    """The kind weights of the page's own lab learn XOR too, at 25 epochs a tick."""
    numbers = readings("backprop", "one", 20, [("pace", "epochs")])
    assert numbers["solved"] == 1
    assert readings("backprop", "one", 20, [("pace", "epochs"), ("rule", "nothing")])["mean"] == pytest.approx(
        readings("backprop", "one", 0)["mean"]
    )


def test_the_pass_by_hand() -> None:
    """h₁ = h₂ = ½, v = (4, −4), p = ½, at (0, 1), where 1 is right."""
    params = np.array([0.0, 0, 0, 0, 0, 0, 4, -4, 0])
    run = passed(Net((2, 2, 1), ("sigmoid", "identity"), params), np.array([0.0, 1.0]), 1.0)
    assert (run.share, run.error) == (0.5, -0.5)
    assert run.errors.tolist() == [-0.5, 0.5]
    #                                 w₁₁ w₁₂  w₂₁   w₂₂    b₁   b₂    v₁     v₂     c
    assert run.slopes.tolist() == [0, 0, -0.5, 0.5, -0.5, 0.5, -0.25, -0.25, -0.5]
    assert sigmoid(np.zeros(1))[0] * (1 - sigmoid(np.zeros(1))[0]) == 0.25


def test_vowels_and_consonants_after_nine_thousand_letters() -> None:
    numbers = readings("elman", "learning", 180)
    assert numbers["letters"] == 9000
    assert numbers["vowels"] == pytest.approx(0.04, abs=0.005)
    assert numbers["consonants"] == pytest.approx(1.24, abs=0.005)
    assert numbers["chance"] == pytest.approx(1.0986, abs=5e-5)
    assert math.log10(3) == pytest.approx(0.477, abs=5e-4)
    learnt = readings("elman", "learnt", 0)
    assert learnt["vowels"] == numbers["vowels"]
    assert readings("elman", "learnt", 8, [("memory", "cut"), ("pace", "fifty")])["vowels"] > 0.25
    assert readings("elman", "learnt", 8, [("pace", "fifty")])["vowels"] < 0.1


def test_what_can_be_foreseen_without_memory() -> None:
    numbers = readings("elman", "forgetful", 180)
    assert numbers["mean-a"] < 0.02
    for vowel in "iu":
        assert numbers[f"mean-{vowel}"] > 0.25


@pytest.mark.parametrize(
    ("preset", "filters", "small", "large"), [("race", 0.85, 0.42, 0.72), ("middle", 0.99, 0.98, 0.99)]
)
def test_who_reads_the_digits(preset: str, filters: float, small: float, large: float) -> None:
    numbers = readings("convolution", preset, 200)
    assert numbers["epoch"] == 20
    assert [round(numbers[f"accuracy-{name}"], 2) for name in ("cnn", "small", "large")] == [filters, small, large]
    assert [numbers[f"parameters-{name}"] for name in ("cnn", "small", "large")] == [3322, 3115, 13258]


def test_twelve_filters_are_enough_and_eight_are_not_quite() -> None:
    twelve = readings("convolution", "own", 200, [("model", "cnn"), ("filters", "12")])
    eight = readings("convolution", "own", 200, [("model", "cnn"), ("filters", "8")])
    assert (twelve["parameters"], round(twelve["accuracy"], 2)) == (3322, 0.85)
    assert round(eight["accuracy"], 3) == 0.795


def test_the_filter_by_hand() -> None:
    pixels = np.array([[0, 4, 16], [0, 2, 15], [1, 8, 12]])
    assert (pixels * [-1, 0, 1]).sum() == 42
    for row, column, answer in ((3, 3, 33), (5, 4, 31)):
        assert readings("convolution", "slide", 0, [("row", str(row)), ("column", str(column))])["answer"] == answer
    assert readings("convolution", "slide", 35)["most"] == 33
