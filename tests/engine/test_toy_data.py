"""Our own data sets: as many classes as they say, the same points for the same seed, and rules that hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.toy_data import TOYS, between_curves, flipped_moons, moons

every_toy = pytest.mark.parametrize("name", sorted(TOYS))


@every_toy
@given(st.sampled_from([0.0, 0.1, 0.5]), st.integers(0, 2**40))
def test_points_have_their_targets_and_repeat(name: str, noise: float, seed: int) -> None:
    toy, again = TOYS[name](noise, seed), TOYS[name](noise, seed)
    np.testing.assert_array_equal(toy.points, again.points)
    np.testing.assert_array_equal(toy.targets, again.targets)
    assert np.isfinite(toy.points).all()
    assert len(toy.points) == len(toy.targets) >= 200
    if toy.classes:
        assert set(toy.targets.tolist()) == set(range(toy.classes))
        assert toy.points.shape[1] == 2
    else:
        assert toy.points.shape[1] == 1


@every_toy
def test_another_seed_makes_other_points_where_chance_has_a_say(name: str) -> None:
    assert not np.array_equal(TOYS[name](0.2, 1).points, TOYS[name](0.2, 2).points)


@pytest.mark.parametrize(("name", "classes"), [("moons", 2), ("rings", 2), ("three", 3), ("four", 4), ("five", 5)])
def test_without_noise_the_nearest_neighbour_is_of_the_same_class(name: str, classes: int) -> None:
    toy = TOYS[name](0.0, 3)
    assert toy.classes == classes
    apart = np.linalg.norm(toy.points[:, None] - toy.points, axis=2)
    np.fill_diagonal(apart, np.inf)
    alike = toy.targets[apart.argmin(axis=1)] == toy.targets
    assert alike.mean() > 0.97


def test_every_fifth_label_of_the_flipped_moons_is_wrong() -> None:
    wrong = flipped_moons(0.3, 5).targets != moons(0.3, 5, 200).targets
    assert wrong.sum() == 40


def test_class_1_lies_between_the_two_functions() -> None:
    toy = between_curves(0.0, 4)
    x, y = toy.points.T
    assert ((x * x / 5 - 4 < y) & (y < 2 + np.sin(x)) == toy.targets).all()


def test_values_without_noise_are_the_functions() -> None:
    sine = TOYS["sine"](0.0, 2)
    np.testing.assert_array_equal(sine.targets, np.sin(sine.points[:, 0]))
    assert TOYS["sine"](0.3, 2).targets.std() > sine.targets.std()
