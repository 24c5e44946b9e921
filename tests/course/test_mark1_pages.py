"""The pages on the Mark I and on the book of 1969 tell the truth: each figure is what the page's own lab gives."""

from __future__ import annotations

import numpy as np
import pytest

from tui_nn.engine.history.mark1 import EXCITING, INHIBITING
from tui_nn.engine.history.parity import Units, inputs
from tui_nn.labs.mark1.lab import Mark1Lab
from tui_nn.labs.mark1.state import POINTS, TESTS, UNITS
from tui_nn.labs.parity.lab import ParityLab
from tui_nn.labs.run import Run


def learnt(preset: str, seed: int = 0, **settings: int) -> Mark1Lab:
    lab = Run.begin("mark1", preset, seed, [(knob, str(value)) for knob, value in settings.items()]).forward(9000).lab
    assert isinstance(lab, Mark1Lab)
    assert lab.finished
    return lab


def searched(preset: str) -> ParityLab:
    lab = Run.begin("parity", preset, 0).forward(900).lab
    assert isinstance(lab, ParityLab)
    assert lab.finished
    return lab


@pytest.mark.parametrize(
    ("preset", "known", "plain"), [("e-f", 377, 380), ("many-cards", 396, 400), ("eight", 367, 375)]
)
def test_how_many_of_four_hundred_new_cards_are_known(preset: str, known: int, plain: int) -> None:
    lab = learnt(preset)
    assert TESTS == 400
    assert lab.wrong == 0
    assert round(lab.accuracy * TESTS) == known
    assert round(lab.plain_accuracy * TESTS) == plain


def test_sixty_cards_take_three_epochs() -> None:
    lab = learnt("e-f")
    assert (lab.count, lab.learnt) == (60, 3)
    assert 100 * lab.accuracy == pytest.approx(94, abs=0.5)


def test_fewer_cards_and_fewer_units_know_less_and_noise_alone_a_half() -> None:
    """The feedback to the other guesses, and the teacher's note."""
    assert round(learnt("e-f", cards=20).accuracy * TESTS) == 264
    assert round(learnt("e-f", units=64).accuracy * TESTS) == 282
    assert learnt("own", noise=20).accuracy == pytest.approx(0.5, abs=0.06)


def test_what_the_page_says_of_the_wiring_and_counts() -> None:
    lab = Mark1Lab.start("eight", 0)
    assert (POINTS, UNITS, EXCITING, INHIBITING) == (400, 512, 10, 10)
    assert lab.machine.weights.size + lab.machine.biases.size == 4104
    assert lab.plain.weights.size + lab.plain.biases.size == 3208
    assert UNITS * (EXCITING + INHIBITING) == 10_240


def test_units_that_parity_takes() -> None:
    assert [found.units for found in searched("growth").found] == [6, 6, 19, 42, 63, 94, 211]
    lab = ParityLab(seed=1, bits=8)
    while not lab.finished:
        lab = lab.tick()
    assert lab.found[-1].units == 474


def test_three_inputs_a_unit_end_at_four_bits() -> None:
    lab = searched("bounded")
    assert (lab.bits, lab.units, lab.balance) == (4, 1024, 0)


def test_parity_of_three_bits_by_design() -> None:
    units = Units(np.ones((3, 3), dtype=np.int64), np.arange(1, 4))
    assert units.fire(np.array([[1, 0, 1]]))[0].tolist() == [1, 1, 0]
    sums = units.fire(inputs(3)) @ np.array([1.0, -1.0, 1.0])
    np.testing.assert_array_equal(sums, inputs(3).sum(axis=1) % 2)
