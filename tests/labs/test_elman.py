"""Elman's lab: vowels can be foreseen, consonants cannot, and without memory not even all vowels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import numbers_of
from shown import numbers, readings
from test_labs_words import explanations_are_sound

from tui_nn.labs.elman.lab import ElmanLab
from tui_nn.labs.elman.state import KNOBS, TAIL
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=4)
LESSONS = ("letters", "learning", "forgetful")


def made(preset: str, ticks: int = 0, seed: int = 0, turned: Sequence[tuple[str, float]] = ()) -> ElmanLab:
    lab = ElmanLab.start(preset, seed)
    for knob, value in turned:
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


@pytest.mark.parametrize("seed", range(3))
def test_vowels_are_foreseen_and_consonants_stay_a_matter_of_chance(seed: int) -> None:
    shown = numbers(made("learning", 180, seed))
    assert shown["vowels"] < 0.1
    # Nobody who can only guess does better on average than the logarithm of three.
    assert math.log(3) < shown["consonants"] < 1.4
    for vowel in "aiu":
        assert shown[f"mean-{vowel}"] < 0.2


def test_without_memory_nobody_can_tell_the_last_vowel_of_a_word() -> None:
    """After i comes another i or not: ln 2 for the second, nothing for the first. After u: twice of three times."""
    shown = numbers(made("forgetful", 180))
    assert shown["mean-i"] == pytest.approx(math.log(2) / 2, abs=0.1)
    assert shown["mean-u"] == pytest.approx(2 * math.log(1.5) / 3, abs=0.1)
    assert shown["mean-a"] < 0.05
    assert shown["consonants"] > 1.6


def test_fifty_letters_at_once_are_fifty_one_by_one() -> None:
    slow, fast = made("letters", 100), made("learning", 2)
    np.testing.assert_array_equal(slow.net.inner, fast.net.inner)
    assert readings(slow) == readings(fast)


def test_the_letters_before_a_preset_are_read_once() -> None:
    assert made("learnt").net is made("learnt").net
    assert made("learnt").tick().net is not made("learnt").net


def test_the_error_of_a_letter_that_was_nearly_certain_is_explained_to_the_digit() -> None:
    lab = made("learnt", 40)
    sure = [k for k in range(8) if (error := readings(lab)[f"e{k}"]) is not None and error < 1e-3]
    assert sure
    for k in sure:
        left, right = lab.why(f"e{k}").numbers.split(" = ")
        inside = left.removeprefix(r"-\ln (").removesuffix(")")
        rest = inside.removeprefix("1 - ").replace(r" \cdot 10^{", "e").replace("}", "")
        value = right.replace(r" \cdot 10^{", "e").replace("}", "")
        assert -math.log1p(-float(rest)) == pytest.approx(float(value), rel=2e-3)


def test_nothing_changed_in_the_labs_before() -> None:
    lab = made("learning", 3)
    before = lab.net.inner.copy(), lab.net.outer.copy(), lab.context.copy()
    made_further = lab.tick()
    assert made_further.read == lab.read + 50
    for was, now in zip(before, (lab.net.inner, lab.net.outer, lab.context), strict=True):
        np.testing.assert_array_equal(was, now)


@given(st.sampled_from(ElmanLab.presets), turns, st.integers(0, 12))
@settings(max_examples=20, deadline=None)
def test_every_number_is_explained_and_ends_in_its_value(
    preset: str, turned: list[tuple[str, float]], ticks: int
) -> None:
    lab = made(preset, ticks, turned=turned)
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


@pytest.mark.parametrize("ticks", [0, 3])
def test_every_formula_can_be_drawn(ticks: int) -> None:
    explanations_are_sound(made("letters", ticks))


@given(st.sampled_from(LESSONS), turns, st.integers(0, 14), st.integers(0, 14))
@settings(max_examples=20, deadline=None)
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, turned: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = made(preset, ticks, turned=turned)
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    for id, value in found.items():
        assert expected[id] == (None if value is None else pytest.approx(value, rel=1e-7)), id


def test_a_run_is_restored_and_its_memory_is_bounded() -> None:
    run = Run.begin("elman", "learning", 4, [("memory", "cut")]).forward(20)
    again = restore(share(run)).lab
    assert isinstance(again, ElmanLab)
    assert isinstance(run.lab, ElmanLab)
    np.testing.assert_array_equal(again.net.inner, run.lab.net.inner)
    assert len(run.lab.tail) == TAIL
