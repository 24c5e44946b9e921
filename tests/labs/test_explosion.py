"""The lab explosion: b to the power d, exactly, and a search that takes its seconds."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import numbers_of
from shown import numbers, readings

from tui_nn.labs.explosion.lab import KNOBS, PRESETS, ExplosionLab
from tui_nn.labs.frame import Curves
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(ExplosionLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=4)


def made(preset: str, ticks: int = 0, settings: list[tuple[str, float]] | None = None) -> ExplosionLab:
    run = Run.begin("explosion", preset, 0, [(knob, str(value)) for knob, value in settings or []]).forward(ticks)
    assert isinstance(run.lab, ExplosionLab)
    return run.lab


def test_ten_ways_six_deep_are_a_million_in_a_thousand_seconds() -> None:
    assert readings(made("lesson"))["positions"] == 1_000_000
    lab = made("lesson", 2000)
    assert lab.finished
    assert readings(lab)["seconds"] == 1000
    assert readings(made("lesson", 0, [("depth", 7.0)]))["positions"] == 10_000_000


def test_a_game_of_chess_has_a_number_of_124_digits() -> None:
    lab = made("chess", 1000)
    assert readings(lab)["digits"] == 124
    assert math.log10(numbers(lab)["positions"]) == pytest.approx(80 * math.log10(35))
    assert readings(lab)["level"] == 7
    assert not lab.finished


def test_the_levels_are_a_straight_line_on_the_logarithmic_axis() -> None:
    tree = made("lesson", 3).frame().pictures[0]
    assert isinstance(tree, Curves)
    assert tree.logarithmic
    assert tree.curves[0].y.tolist() == [10.0**k for k in range(7)]
    assert tree.curves[1].y.tolist() == [3000, 3000]


def test_another_tree_begins_anew_and_another_speed_does_not() -> None:
    lab = made("lesson", 5)
    assert lab.edit(Edit("set", ("branches", "3"))).seen == 0
    faster = lab.edit(Edit("set", ("speed", "1000000"))).tick()
    assert faster.finished
    assert faster.seconds == 6


@given(presets, turns, st.integers(0, 30))
def test_every_number_is_explained_and_every_sentence_fits(
    preset: str, settings: list[tuple[str, float]], ticks: int
) -> None:
    lab = made(preset, ticks, settings)
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES)
        if value is not None:
            assert math.isfinite(value)
            told = why.numbers.rpartition("=")[2]
            assert "10^" in told or float(told) == pytest.approx(value, rel=1e-3)
    says = lab.frame().says
    assert says is not None
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("accuracy")


@given(presets, turns, st.integers(0, 5), st.integers(0, 20))
def test_the_program_counts_the_same(preset: str, settings: list[tuple[str, float]], ticks: int, steps: int) -> None:
    lab = made(preset, ticks, settings)
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    assert found == readings(lab)


def test_presets_are_within_the_knobs() -> None:
    for branches, depth, speed in PRESETS.values():
        assert KNOBS[0].parse(str(branches)) == branches
        assert KNOBS[1].parse(str(depth)) == depth
        assert speed in KNOBS[2].values
