"""Each preset shows what its sentence promises, at seed 1 and not only there."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from playground_runs import begun, picture, readings, said, ticked, turned

from tui_nn.engine.passes import blocks
from tui_nn.labs.frame import Histogram, Reading, Table
from tui_nn.labs.playground.lab import PlaygroundLab


def shares(lab: PlaygroundLab) -> tuple[float, float]:
    """Right answers (or R²) over the points learnt from and over the others."""
    return lab.scores


def arrived(preset: str, epochs: int = 100) -> int:
    return sum(ticked(begun(preset, seeds=20), epochs).arrived)


def test_the_circle_is_enclosed_by_six_units() -> None:
    lab = ticked(begun("circle"), 100)
    assert sum(lab.net.sizes[1:-1]) == 6
    assert shares(lab) == (1, 1)


def test_one_unit_draws_the_straight_border_of_two_clouds() -> None:
    lab = begun("linear")
    assert len(lab.net.params) == 3
    assert min(shares(ticked(lab, 5))) > 0.98


def test_without_hidden_units_no_border_goes_round_a_circle() -> None:
    lab = begun("first-light")
    assert len(lab.net.params) == 3
    assert max(max(shares(ticked(lab, ticks))) for ticks in (10, 50, 200)) < 0.7


def test_three_units_draw_a_triangle_round_the_circle() -> None:
    lab = ticked(begun("circle-3"), 100)
    assert lab.net.sizes == (2, 3, 1)
    assert min(shares(lab)) > 0.99
    assert arrived("circle-3") == 17


@pytest.mark.parametrize(("preset", "count"), [("xor-2", 0), ("xor-4", 13), ("xor-8", 20)])
def test_xor_is_a_matter_of_size_and_luck(preset: str, count: int) -> None:
    """Curriculum 8.3: of twenty seeds 0, 13 and 20 arrive with 2, 4 and 8 tanh units."""
    assert arrived(preset) == count


def test_the_spiral_is_too_much_for_8_8_and_not_for_16_16() -> None:
    small, large = (ticked(begun(preset), 500) for preset in ("spiral-8-8", "spiral-16-16"))
    assert shares(small)[1] < 0.8
    assert shares(large)[0] > 0.99
    assert shares(large)[1] > 0.9


def test_sines_do_half_of_the_work_on_the_spiral() -> None:
    plain, sines = (ticked(begun(preset), 100) for preset in ("spiral-8-8", "spiral-features"))
    assert shares(plain)[1] < 0.7
    assert shares(sines)[1] > 0.95
    assert len(sines.net.params) < 300


def test_slopes_vanish_layer_by_layer_through_deep_sigmoids() -> None:
    lab = ticked(begun("sigmoid-deep"), 1)
    sizes = [float(np.abs(block[:-1]).mean()) for block in blocks(lab.net.sizes, lab.slopes)]
    assert len(sizes) == 5
    assert all(nearer > 2 * farther for farther, nearer in pairwise(sizes))
    assert sizes[0] < 1e-3 * sizes[-1]
    ends = picture(lab.frame(), Histogram, "gradients").ends
    assert ends[0][1] < 0.01 * ends[-1][1]
    assert "stands still" in said(ticked(lab, 60).frame().says)


@pytest.mark.parametrize("seed", [1, 2, 3, 42])
def test_too_fast_overflows_while_one_watches_batch_by_batch(seed: int) -> None:
    lab = begun("too-fast", seed=seed)
    seen = []
    while not lab.finished:
        lab = lab.tick()
        seen.append(lab.losses[0])
    assert 4 <= len(seen) <= 20
    assert max(seen) > 1e30
    assert lab.training.fault is not None
    calm = ticked(begun("too-fast", seed=seed, rate=0.03, stride="epoch"), 20)
    assert not calm.finished


def test_a_high_rate_kills_relus_at_most_seeds() -> None:
    dead = [len(ticked(begun("dead-relu", seed=seed), 30).ailing) for seed in range(1, 11)]
    assert sum(count > 0 for count in dead) >= 7
    lab = ticked(begun("dead-relu"), 30)
    assert "dead ReLU" in said(lab.frame().says)
    assert set(lab.ailing.values()) == {"dead"}
    gentle = ticked(begun("dead-relu", rate=0.03), 30)
    assert gentle.ailing == {}


@pytest.mark.parametrize("seed", [1, 2, 42])
def test_from_zeros_units_stay_copies(seed: int) -> None:
    lab = ticked(begun("zeros", seed=seed), 100)
    first = lab.net.weights(0)
    np.testing.assert_array_equal(first, np.repeat(first[:, :1], 4, axis=1))
    assert max(shares(lab)) < 0.7
    assert "copies" in said(lab.frame().says)


def test_the_test_loss_rises_while_the_training_loss_falls() -> None:
    """Curriculum 8.6: moons with a fifth of the labels wrong, 100 points to learn from, 64-64."""
    lab = begun("overfit")
    assert len(lab.data.x) == 100
    assert lab.net.sizes == (2, 64, 64, 1)
    lab = ticked(lab, 600)
    train, test = lab.history.train, lab.history.test
    best = int(test.argmin())
    assert best < 50
    assert test[600] > 2 * test[best]
    assert train[600] < 0.5 * train[best]
    assert shares(lab)[0] > 0.85 > shares(lab)[1] + 0.15
    assert lab.least == (float(test[best]), best)


def test_eight_units_bend_a_line_into_the_curve() -> None:
    lab = begun("regression-curve")
    assert lab.world.kind == "curve"
    assert min(shares(ticked(lab, 100))) > 0.9
    assert max(shares(turned(lab, layers=0).tick())) < 0.5


def test_one_unit_without_a_bend_lies_in_the_plane() -> None:
    lab = ticked(begun("plane"), 10)
    assert len(lab.net.params) == 3
    assert min(shares(lab)) > 0.999


def test_the_hills_are_found() -> None:
    assert min(shares(ticked(begun("hills"), 100))) > 0.85


def test_three_classes_have_an_output_each_and_the_greatest_wins() -> None:
    lab = ticked(begun("classes-3"), 5)
    assert lab.net.sizes[-1] == 3
    table = picture(lab.frame(), Table, "confusion")
    counts = np.array([[cell.value for cell in row if isinstance(cell, Reading)] for row in table.rows], dtype=float)
    assert counts.trace() == counts.sum() == len(lab.data.test_x)


def test_ones_own_points_are_told_apart_while_one_looks() -> None:
    lab = ticked(begun("own-points"), 60)
    assert shares(lab)[0] == 1
    assert readings(lab)["test-loss"] is None


def test_golf_begins_where_it_is_not_yet_won() -> None:
    lab = ticked(begun("golf"), 300)
    assert readings(lab)["parameters"] == 65
    assert shares(lab)[1] < 0.7
