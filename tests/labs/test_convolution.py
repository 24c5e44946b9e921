"""The convolution lab: a filter by hand, and a race in which sharing weights wins where digits move."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import numbers_of
from shown import readings
from test_labs_words import explanations_are_sound

from tui_nn.engine.history.convolution import convolved
from tui_nn.labs.convolution import race, slide
from tui_nn.labs.convolution.lab import ConvolutionLab
from tui_nn.labs.convolution.race import SOME, Race
from tui_nn.labs.convolution.runner import BATCHES, Filters, Perceptron
from tui_nn.labs.convolution.slide import MAP, Slide
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

EPOCH = BATCHES // SOME  # ticks
Turns = Sequence[tuple[str, float]]
by_hand = st.lists(st.sampled_from([(knob.id, value) for knob in slide.KNOBS for value in knob.values]), max_size=5)


def made(preset: str, turns: Turns = (), ticks: int = 0, seed: int = 0) -> ConvolutionLab:
    lab = ConvolutionLab.start(preset, seed)
    for knob, value in turns:
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def explained(lab: ConvolutionLab) -> None:
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        assert float(why.numbers.rpartition("=")[2]) == pytest.approx(value, rel=1e-3, abs=1e-9)
    says = lab.frame().says
    assert says is not None
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("nothing")


def program_agrees(lab: ConvolutionLab, steps: int) -> None:
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert len(found) >= 3
    for id, value in found.items():
        assert value == pytest.approx(expected[id], rel=1e-9), id


@given(by_hand, st.integers(0, 40))
@settings(max_examples=30, deadline=None)
def test_every_answer_is_that_of_the_convolution_and_is_explained(turned: Turns, ticks: int) -> None:
    lab = made("slide", turned, ticks)
    assert isinstance(lab.part, Slide)
    answers = convolved(lab.part.picture, lab.part.kernel)
    assert readings(lab)["answer"] == answers[lab.part.row - 1, lab.part.column - 1]
    explained(lab)


@given(by_hand, st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=30, deadline=None)
def test_the_program_slides_as_the_lab_does(turned: Turns, ticks: int, steps: int) -> None:
    program_agrees(made("slide", turned, ticks), steps)


def test_it_goes_line_by_line_and_is_over_when_it_has_been_everywhere() -> None:
    lab = made("slide", ticks=1)
    assert (readings(lab)["row-is"], readings(lab)["column-is"]) == (1, 2)
    moved = made("slide", [("row", 6.0), ("column", 6.0)])
    for _ in range(MAP * MAP):
        moved = moved.tick()
    assert moved.finished
    assert readings(moved)["places"] == 36
    assert moved.tick() is moved


@pytest.mark.parametrize(("preset", "winner"), [("race", "cnn"), ("middle", None)])
def test_filters_win_where_digits_move_and_have_no_need_to_where_they_do_not(preset: str, winner: str | None) -> None:
    """About equal parameters, five epochs."""
    numbers = readings(made(preset, ticks=5 * EPOCH))
    cnn, small, large = (numbers[f"accuracy-{name}"] or 0 for name in race.RACE)
    assert [numbers[f"parameters-{name}"] for name in race.RACE] == [3322, 3115, 13258]
    if winner:
        assert cnn > 0.7
        assert cnn > large + 0.15
        assert large > small + 0.15
    else:
        assert min(cnn, small, large) > 0.93


def test_a_tick_is_as_many_batches_for_each_and_the_same_again_next_time() -> None:
    lab = made("race", ticks=1)
    assert isinstance(lab.part, Race)
    cnn, small = lab.part.runners["cnn"], lab.part.runners["small"]
    assert isinstance(cnn, Filters)
    assert isinstance(small, Perceptron)
    assert small.training.updates == SOME
    again = made("race", ticks=1).part
    assert isinstance(again, Race)
    np.testing.assert_array_equal(again.runners["cnn"].pictures(), cnn.pictures())
    np.testing.assert_array_equal(again.runners["small"].pictures(), small.pictures())


@pytest.mark.parametrize(
    ("preset", "turned", "ticks", "steps"),
    [
        ("race", (), 0, EPOCH),
        ("middle", (), 3, 4),
        ("own", (("model", 0.0), ("filters", 4.0)), 0, EPOCH),
        ("own", (("place", 1.0),), 2, 8),
    ],
)
def test_the_program_trains_the_same_networks(preset: str, turned: Turns, ticks: int, steps: int) -> None:
    program_agrees(made(preset, turned, ticks), steps)


@pytest.mark.parametrize("preset", ConvolutionLab.presets)
def test_every_number_is_explained_and_every_formula_drawn(preset: str) -> None:
    lab = made(preset, ticks=2)
    explained(lab)
    explanations_are_sound(lab)
    if preset == "own":
        explained(made(preset, [("model", 0.0)], 1))


def test_another_network_begins_anew_and_the_race_has_no_such_knobs() -> None:
    lab = made("own", [("hidden", 64.0)], 3)
    assert readings(lab)["parameters"] == 13258
    assert readings(lab)["epoch"] == pytest.approx(0.3)
    turned = lab.edit(Edit("set", ("model", 0.0)))
    assert readings(turned)["epoch"] == 0
    assert readings(turned)["parameters"] == 8 * 26 + 201 * 10
    for preset, knob in (("race", "filters"), ("slide", "place"), ("own", "row")):
        with pytest.raises(Refused):
            made(preset).edit(Edit("set", (knob, 2.0 if knob == "filters" else 1.0)))


def test_it_ends_after_twenty_epochs_and_a_run_is_restored() -> None:
    run = Run.begin("convolution", "own", 2, [("hidden", "5")]).forward(300)
    assert run.step == 20 * EPOCH
    assert run.lab.finished
    again = restore(share(run)).lab
    assert isinstance(again, ConvolutionLab)
    assert readings(again) == {reading.id: reading.value for reading in run.lab.frame().numbers()}
