"""The pages on Hopfield and Boltzmann tell the truth: each figure on them is what the page's own lab gives."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tui_nn.engine.history import boltzmann, hopfield
from tui_nn.labs.boltzmann.lab import BoltzmannLab
from tui_nn.labs.hopfield.lab import HopfieldLab
from tui_nn.labs.run import Run


def net(preset: str, *turned: tuple[str, str], ticks: int = 500) -> HopfieldLab:
    lab = Run.begin("hopfield", preset, 0, turned).forward(ticks).lab
    assert isinstance(lab, HopfieldLab)
    return lab


def machine(preset: str, seed: int, *turned: tuple[str, str], ticks: int = 0) -> BoltzmannLab:
    lab = Run.begin("boltzmann", preset, seed, turned).forward(ticks).lab
    assert isinstance(lab, BoltzmannLab)
    return lab


# Hopfield ----------------------------------------------------------------------------------------------------------


def test_a_damaged_h_becomes_a_mongrel_and_the_pseudo_inverse_mends_it() -> None:
    lab = net("letters")
    assert lab.flips == 40
    assert lab.overlaps.round(2).tolist() == [0.83, 0.94, 0.54, 0.43]
    e, f = lab.stored[:2]
    assert hopfield.overlap(e, f) == pytest.approx(0.77, abs=5e-3)
    mended = net("letters", ("rule", "pseudo-inverse"))
    assert mended.flips == 14
    assert mended.overlaps[2] == 1


@pytest.mark.parametrize(("rule", "recalled"), [("hebb", [1, 0, 0, 0]), ("pseudo-inverse", [1, 1, 1, 1])])
def test_hebb_recalls_one_letter_of_four_and_the_pseudo_inverse_all(rule: str, recalled: list[int]) -> None:
    found = [net("letters", ("rule", rule), ("cue", str(cue))).overlaps[cue - 1] == 1 for cue in (1, 2, 3, 4)]
    assert found == [bool(one) for one in recalled]


def test_a_flip_by_hand() -> None:
    assert 2 * 1 * -1.5 == -3
    weights = np.array([[0, -1.5], [-1.5, 0]])
    before, after = np.array([1.0, 1.0]), np.array([-1.0, 1.0])
    assert hopfield.energy(weights, after) - hopfield.energy(weights, before) == -3


def test_how_many_random_pictures_fit() -> None:
    sweep = net("capacity").sweep
    assert sweep
    assert sweep.done == 400
    assert sweep.holds == 14
    means = dict(zip(range(2, 42, 2), sweep.means.round(2).tolist(), strict=True))
    assert all(means[p] == 1 for p in (2, 4, 6, 8, 10))
    assert means[14] == 0.98
    assert means[40] == pytest.approx(0.5, abs=0.015)


def test_the_negative_and_a_mixture_are_false_memories() -> None:
    negative = net("random", ("noise", "90"), ticks=20)
    assert negative.flips == 10
    assert negative.overlaps.min() == -1
    assert negative.false_memory
    assert negative.energy == pytest.approx(hopfield.energy(negative.weights, negative.stored[0]))
    assert net("random", ("cue", "mixture"), ("noise", "0")).false_memory
    assert not net("random").false_memory


# Boltzmann ---------------------------------------------------------------------------------------------------------


def test_how_many_seeds_find_four_codes() -> None:
    found = {seed: machine("encoder", seed, ticks=600) for seed in range(20)}
    assert [seed for seed, lab in found.items() if lab.different == 4] == [1, 4, 8, 9, 13, 16, 17, 19]
    for lab in found.values():
        nearest = {4: 0.05, 3: 0.4, 2: 0.74}[lab.different]
        assert lab.divergence == pytest.approx(nearest, abs=0.01)


def test_three_hidden_units_find_them_more_often() -> None:
    """16 of 20; here the four that do not."""
    stuck = [s for s in (7, 8, 15, 19) if machine("encoder", s, ("hidden", "3"), ticks=600).different < 4]
    assert stuck == [7, 8, 15, 19]


def test_seed_0_gets_stuck_and_400_steps_are_enough_for_seed_1() -> None:
    lab = machine("encoder", 0, ticks=600)
    assert lab.different == 3
    assert lab.divergence == pytest.approx(0.41, abs=5e-3)
    lab = machine("encoder", 1, ticks=400)
    assert lab.different == 4
    assert lab.divergence < 0.1
    assert len(lab.states) == 1024
    assert math.log(2) / 2 == pytest.approx(0.35, abs=5e-3)
    assert math.log(2) == pytest.approx(0.69, abs=5e-3)


def test_heat_makes_the_answer_a_matter_of_luck_and_cold_keeps_the_machine_where_it_is() -> None:
    for heat, expected in (("1", 0.97), ("3", 0.38)):
        assert machine("recall", 0, ("temperature", heat)).expected[1] == pytest.approx(expected, abs=5e-3)
    cold = machine("asking", 0, ("temperature", "0.25"), ticks=2000).chain
    assert cold
    assert sum(count > 0 for count in cold.counts[:4]) == 1
    assert boltzmann.chance(0, 10) == 0.5
