"""The Boltzmann lab: figures of the course, what heat does, and that its numbers can be explained and had again."""

from __future__ import annotations

import math

import numpy as np
import pytest
from explained import sums_up
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import numbers_of
from shown import numbers, readings
from test_labs_words import explanations_are_sound

from tui_nn.labs.boltzmann.lab import BoltzmannLab
from tui_nn.labs.boltzmann.state import KNOBS, vector_shown
from tui_nn.labs.frame import Curves
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(BoltzmannLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=4)


def made(preset: str, seed: int = 0, ticks: int = 0, **turned: float) -> BoltzmannLab:
    lab = BoltzmannLab.start(preset, seed)
    for knob, value in turned.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def test_vectors_that_share_a_code_cost_half_of_ln_2_between_them() -> None:
    """Two of four confused: G nears ½·ln 2; two and two: ln 2. Four codes leave nothing."""
    assert made("encoder", 0, 1500).different == 3
    assert made("encoder", 0, 1500).divergence == pytest.approx(math.log(2) / 2, abs=0.03)
    assert made("encoder", 2, 1500).different == 2
    assert made("encoder", 2, 1500).divergence == pytest.approx(math.log(2), abs=0.03)
    assert made("encoder", 1, 1500).different == 4
    assert made("encoder", 1, 1500).divergence < 0.03


def test_a_machine_of_one_hidden_unit_has_no_room_for_four_codes() -> None:
    lab = made("encoder", 1, 100, hidden=1)
    assert lab.units == 9
    assert lab.different <= 2


def test_heat_blurs_what_was_learnt_and_cold_sharpens_it() -> None:
    shares = [made("asking", temperature=t).expected[:4].sum() for t in (0.25, 1.0, 2.0, 10.0)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.999
    assert shares[-1] < 0.1


def test_what_is_seen_nears_what_is_expected() -> None:
    lab = made("recall", 0, 3000)
    assert lab.chain
    np.testing.assert_allclose(np.array(lab.chain.counts) / 3000, lab.expected, atol=0.03)
    assert sum(lab.chain.counts) == 3000
    warm = made("asking", 0, 10_000, temperature=5.0)
    assert warm.chain
    np.testing.assert_allclose(np.array(warm.chain.counts) / 10_000, warm.expected, atol=0.03)


def test_what_is_held_stays_held_and_other_heat_begins_another_count() -> None:
    lab = made("recall", 3, 50)
    assert lab.chain
    assert lab.chain.units[:4].tolist() == [0, 1, 0, 0]
    warmer = lab.edit(Edit("set", ("temperature", 3.0)))
    assert warmer.chain
    assert sum(warmer.chain.counts) == 0
    np.testing.assert_array_equal(warmer.chain.units, lab.chain.units)


@pytest.mark.parametrize("ticks", [1, 5, 12])
def test_the_gap_that_was_asked_is_in_the_picture_with_its_own_chance(ticks: int) -> None:
    run = Run.begin("boltzmann", "recall", 0).forward(ticks)
    picture = run.lab.frame().pictures[2]
    assert isinstance(picture, Curves)
    (curve,) = picture.curves
    gap, chance = (numbers(run.lab)[id] for id in ("gap", "chance"))
    assert picture.at == gap
    assert curve.x[0] <= gap <= curve.x[-1]
    assert curve.y[list(curve.x).index(gap)] == pytest.approx(chance)


def test_a_vector_is_shown_when_both_groups_have_the_same_one_unit_on() -> None:
    assert vector_shown(np.array([0.0, 1, 0, 0, 0, 1, 0, 0, 1, 1])) == 1
    assert vector_shown(np.array([0.0, 1, 0, 0, 0, 0, 1, 0, 1, 1])) == 4
    assert vector_shown(np.zeros(10)) == 4
    assert vector_shown(np.array([1.0, 1, 0, 0, 1, 1, 0, 0, 0, 0])) == 4


def test_other_hidden_units_begin_anew_and_other_heat_does_not() -> None:
    lab = made("encoder", 0, 20)
    assert lab.edit(Edit("set", ("hidden", 3.0))).steps == 0
    warmer = lab.edit(Edit("set", ("temperature", 2.0)))
    assert warmer.steps == 20
    assert warmer.machine is lab.machine
    with pytest.raises(Refused):
        lab.edit(Edit("paint", (0.0, 0.0, 1.0)))


@given(presets, turns, st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_every_number_is_explained_and_ends_in_its_value(
    preset: str, turned: list[tuple[str, float]], ticks: int
) -> None:
    lab = made(preset, 1, ticks, **dict(turned))
    for id, value in readings(lab).items():
        assert value is None or math.isfinite(value)
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        if value is not None and "10^" not in why.numbers.rpartition("=")[2]:
            assert float(why.numbers.rpartition("=")[2]) == pytest.approx(value, rel=1e-3, abs=1e-9)
    says = lab.frame().says
    assert says is not None
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("accuracy")


@pytest.mark.parametrize("preset", BoltzmannLab.presets)
def test_the_sums_in_explanations_come_to_the_numbers(preset: str) -> None:
    known = {"encoder": ("divergence", "known"), "asking": ("energy", "gap", "chance", "shown", "t-5")}
    found = sums_up(made(preset, 0, 30))
    assert found.keys() >= set(known.get(preset, ()))
    for id, (sum_, value) in found.items():
        assert sum_ == pytest.approx(value, rel=5e-3, abs=2e-3), id


@pytest.mark.parametrize("preset", BoltzmannLab.presets)
def test_every_formula_can_be_drawn(preset: str) -> None:
    for ticks in (0, 3):
        explanations_are_sound(made(preset, 0, ticks))


@given(presets, turns, st.integers(0, 3), st.integers(0, 5))
@settings(max_examples=30, deadline=None)
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, turned: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = made(preset, 2, ticks, **dict(turned))
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert len(found) >= 3
    for id, value in found.items():
        assert value == pytest.approx(expected[id], rel=1e-9, abs=1e-12), id


def test_a_run_is_restored() -> None:
    run = Run.begin("boltzmann", "encoder", 3, [("rate", "0.5")]).forward(20)
    again = restore(share(run)).lab
    assert isinstance(again, BoltzmannLab)
    assert isinstance(run.lab, BoltzmannLab)
    np.testing.assert_array_equal(again.machine.weights, run.lab.machine.weights)
    np.testing.assert_array_equal(again.history.train, run.lab.history.train)
