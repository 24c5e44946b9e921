"""The parity lab: the units needed explode with the bits, and units of a lower order are never enough."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import numbers_of
from shown import readings

from tui_nn.labs.frame import Curves
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.parity.lab import ParityLab, more
from tui_nn.labs.parity.state import KNOBS, LIMIT, PATIENCE
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(ParityLab.presets)
turns = st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values])


def made(preset: str, ticks: int = 0, **changes: float) -> ParityLab:
    lab = ParityLab.start(preset, 0)
    for knob, value in changes.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def test_an_order_of_three_ends_at_four_bits_with_the_balance_at_zero() -> None:
    lab = made("bounded", 500)
    assert lab.finished
    assert [(found.bits, found.units is None) for found in lab.found] == [(2, False), (3, False), (4, True)]
    assert (lab.units, lab.epochs, lab.balance) == (LIMIT, PATIENCE, 0)
    assert lab.wrong > 0
    assert lab.tick() is lab


def test_a_learnt_parity_has_a_balance_above_zero_and_no_input_wrong() -> None:
    lab = made("growth", 200, bits=4)
    assert lab.finished
    assert lab.bits == 4
    assert lab.wrong == lab.mistakes == 0
    assert lab.balance > 0
    np.testing.assert_array_equal(lab.answers, lab.targets)


def test_more_bits_may_be_asked_for_later() -> None:
    """What was found stays; the search goes on where it ended."""
    four = made("growth", 200, bits=4)
    five = four.edit(Edit("set", ("bits", 5.0)))
    assert not five.finished
    assert five.found == four.found
    assert five.tick().bits == 5
    assert made("growth", 200, bits=5).found[:3] == four.found


def test_each_try_has_half_as_many_units_again() -> None:
    assert [more(units) for units in (1, 2, 3, 4, 100, LIMIT)] == [2, 3, 4, 6, 150, LIMIT]


def test_the_curve_shows_what_was_found() -> None:
    lab = made("growth", 200, bits=4)
    curves = lab.frame().pictures[0]
    assert isinstance(curves, Curves)
    assert curves.curves[0].x.tolist() == [2, 3, 4]
    assert curves.curves[0].y.tolist() == [found.units for found in lab.found]


@given(presets, st.lists(turns, max_size=2), st.integers(0, 40))
@settings(max_examples=20)
def test_every_number_is_explained_and_every_sentence_fits(
    preset: str, changes: list[tuple[str, float]], ticks: int
) -> None:
    lab = made(preset, ticks, **dict(changes))
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        if value is not None:
            assert float(why.numbers.rpartition("=")[2]) == value, id
    says = lab.frame().says
    assert says is not None
    assert all(Words(language).has(says.key) for language in LANGUAGES)
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("nothing")
    with pytest.raises(Refused):
        lab.edit(Edit("paint", (0.0, 0.0, 1.0)))


@pytest.mark.parametrize("key", ["learning", "learnt", "given-up", "hopeless", "too-many", "order"])
def test_the_longest_numbers_fit_too(key: str) -> None:
    numbers = {"bits": 8, "units": LIMIT, "epochs": PATIENCE, "more": LIMIT, "order": 7}
    assert all(len(Words(language)(f"labs.parity.says.{key}", **numbers)) <= 80 for language in LANGUAGES)


@given(presets, st.lists(turns, max_size=1), st.integers(0, 12), st.integers(0, 12))
@settings(max_examples=12)
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, changes: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = made(preset, ticks, **dict(changes))
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert len(found) >= 7
    for id, value in found.items():
        assert value == expected[id], id


def test_a_run_is_restored() -> None:
    run = Run.begin("parity", "growth", 5, [("order", "4")]).forward(9)
    again, lab = restore(share(run)).lab, run.lab
    assert isinstance(again, ParityLab)
    assert isinstance(lab, ParityLab)
    assert readings(again) == readings(lab)
