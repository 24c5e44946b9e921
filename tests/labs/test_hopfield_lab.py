"""The Hopfield lab: the energy falls with every step, and its numbers can be explained and had again."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from explained import sums_up
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import numbers_of
from shown import numbers, readings
from test_labs_words import explanations_are_sound

from tui_nn.labs.hopfield.lab import HopfieldLab
from tui_nn.labs.hopfield.state import KNOBS
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(HopfieldLab.presets)
turns = st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values])
units = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 1))
edits = st.one_of(
    turns.map(lambda turn: Edit("set", turn)), units.map(lambda unit: Edit("paint", tuple(map(float, unit))))
)


def lab_of(run: Run) -> HopfieldLab:
    assert isinstance(run.lab, HopfieldLab)
    return run.lab


def changed(lab: HopfieldLab, *changes: Edit) -> HopfieldLab:
    """The changes that the lab does not refuse."""
    for edit in changes:
        with suppress(Refused):
            lab = lab.edit(edit)
    return lab


def ticked(lab: HopfieldLab, ticks: int) -> HopfieldLab:
    for _ in range(ticks):
        lab = lab.tick()
    return lab


@given(st.sampled_from(["letters", "random", "spurious"]), st.integers(0, 99), st.lists(edits, max_size=4))
@settings(max_examples=30, deadline=None)
def test_the_energy_falls_with_every_step_until_no_unit_wants_to_flip(
    preset: str, seed: int, changes: list[Edit]
) -> None:
    lab = changed(HopfieldLab.start(preset, seed), *changes)
    for _ in range(2000):
        if lab.finished:
            break
        after = lab.tick()
        assert after.energy < lab.energy
        assert after.energy == pytest.approx(lab.energy + numbers(after)["change"], abs=1e-9)
        assert (after.picture != lab.picture).sum() == 1
        lab = after
    assert lab.finished
    assert lab.tick() is lab
    assert readings(lab)["restless"] == 0


def test_hebb_confuses_letters_that_are_alike_and_the_pseudo_inverse_does_not() -> None:
    run = Run.begin("hopfield", "letters", 0).forward(200)
    says = run.lab.frame().says
    assert says is not None
    assert says.key == "labs.hopfield.says.other"
    assert says.values["begun"] == "H"
    assert says.values["name"] == "F"
    again = Run.begin("hopfield", "letters", 0, [("rule", "pseudo-inverse")]).forward(200)
    assert readings(lab_of(again))["wrong"] == 0


def test_rows_and_columns_are_counted_from_one_as_the_brush_does() -> None:
    run = Run.begin("hopfield", "letters", 0)
    before, after = run.lab, run.forward(1).lab
    assert isinstance(before, HopfieldLab)
    assert isinstance(after, HopfieldLab)
    says, why = after.frame().says, after.why("change").says
    assert says is not None
    rows, columns = np.nonzero((before.picture != after.picture).reshape(after.shape))
    where = {"row": int(rows[0]) + 1, "column": int(columns[0]) + 1}
    assert {name: says.values[name] for name in where} == where
    assert {name: why.values[name] for name in where} == where


def test_a_mixture_of_three_is_a_false_memory() -> None:
    lab = lab_of(Run.begin("hopfield", "spurious", 0).forward(200))
    assert lab.false_memory
    assert lab.overlaps.max() < 0.9


def test_the_negative_of_a_memory_is_a_false_memory_too() -> None:
    lab = HopfieldLab.start("random", 0)
    negative = [
        Edit("paint", (float(unit // 10), float(unit % 10), float(lab.known[0, unit] < 0))) for unit in range(100)
    ]
    lab = ticked(changed(lab, *negative), 50)
    assert lab.false_memory
    says = lab.frame().says
    assert says is not None
    assert says.key == "labs.hopfield.says.negative"


def test_one_stores_pictures_of_ones_own_and_gets_them_back() -> None:
    def drawn(lab: HopfieldLab, value: float, *dots: tuple[int, int]) -> HopfieldLab:
        return changed(lab, *(Edit("paint", (float(row), float(column), value)) for row, column in dots))

    lab = HopfieldLab.start("own", 0)
    with pytest.raises(Refused):
        lab.edit(Edit("set", ("patterns", 1.0)))  # nothing has been drawn
    cross = [(k, k) for k in range(10)] + [(k, 9 - k) for k in range(10)]
    lab = drawn(lab, 1, *cross).edit(Edit("set", ("patterns", 1.0)))
    whole = lab.picture
    lab = ticked(drawn(lab, 0, *cross[:6]), 100)
    np.testing.assert_array_equal(lab.picture, whole)
    with pytest.raises(Refused):
        lab.edit(Edit("set", ("patterns", 4.0)))  # one at a time
    assert lab.edit(Edit("set", ("patterns", 0.0))).count == 0


@pytest.mark.parametrize("preset", ["letters", "random"])
def test_other_weights_leave_the_picture_alone(preset: str) -> None:
    lab = ticked(HopfieldLab.start(preset, 0), 3)
    after = lab.edit(Edit("set", ("rule", 1.0)))
    np.testing.assert_array_equal(after.picture, lab.picture)
    assert after.energy != lab.energy


@pytest.mark.parametrize(
    "edit", [Edit("paint", (14.0, 0.0, 1.0)), Edit("paint", (0.0, 0.0, 2.0)), Edit("add", (1.0,))]
)
def test_what_makes_no_sense_is_refused(edit: Edit) -> None:
    with pytest.raises(Refused):
        HopfieldLab.start("letters", 0).edit(edit)
    with pytest.raises(Refused):
        HopfieldLab.start("letters", 0).edit(Edit("set", ("patterns", 10.0)))


@given(presets, st.lists(edits, max_size=4), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_every_number_is_explained_and_ends_in_its_value(preset: str, changes: list[Edit], ticks: int) -> None:
    lab = ticked(changed(HopfieldLab.start(preset, 1), *changes), ticks)
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


@pytest.mark.parametrize("preset", HopfieldLab.presets)
def test_the_sums_in_explanations_come_to_the_numbers(preset: str) -> None:
    known = {"letters": ("energy", "change", "sum", "overlap", "m-1"), "capacity": ("load", "mean")}
    found = sums_up(ticked(HopfieldLab.start(preset, 0), 30))
    assert found.keys() >= set(known.get(preset, ()))
    for id, (sum_, value) in found.items():
        assert sum_ == pytest.approx(value, rel=5e-3, abs=2e-3), id


@pytest.mark.parametrize("preset", HopfieldLab.presets)
def test_every_formula_can_be_drawn(preset: str) -> None:
    explanations_are_sound(ticked(HopfieldLab.start(preset, 0), 3))


@given(presets, st.lists(edits, max_size=3), st.integers(0, 3), st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_the_program_comes_to_the_labs_own_numbers(preset: str, changes: list[Edit], ticks: int, steps: int) -> None:
    lab = ticked(changed(HopfieldLab.start(preset, 2), *changes), ticks)
    found = numbers_of(lab.program(steps))
    expected = readings(ticked(lab, steps))
    assert len(found) >= 2
    for id, value in found.items():
        assert value == (expected[id] if value is None else pytest.approx(expected[id], rel=1e-9, abs=1e-9)), id


def test_a_run_is_restored() -> None:
    run = Run.begin("hopfield", "letters", 3).forward(2).edited(Edit("paint", (0.0, 0.0, 0.0))).forward(2)
    again = lab_of(restore(share(run)))
    np.testing.assert_array_equal(again.picture, lab_of(run).picture)
    assert again.energies == lab_of(run).energies
