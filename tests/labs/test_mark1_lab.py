"""The Mark I lab: figures of the course, what the learner may change, and that its numbers can be had again."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import numbers_of
from shown import readings

from tui_nn.labs.frame import Tiles
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.mark1.lab import Mark1Lab
from tui_nn.labs.mark1.state import KNOBS, LONGEST
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(Mark1Lab.presets)
turns = st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values])
dots = st.tuples(st.integers(0, 19), st.integers(0, 19), st.integers(0, 1))
edits = st.one_of(
    turns.map(lambda turn: Edit("set", turn)), dots.map(lambda dot: Edit("paint", tuple(map(float, dot))))
)


def lab_of(run: Run) -> Mark1Lab:
    assert isinstance(run.lab, Mark1Lab)
    return run.lab


def learnt(preset: str, **changes: float) -> Mark1Lab:
    run = Run.begin("mark1", preset, 0, [(knob, f"{value:g}") for knob, value in changes.items()])
    return lab_of(run.forward(20_000))


def changed(lab: Mark1Lab, *changes: Edit) -> Mark1Lab:
    """The changes that the lab does not refuse."""
    for edit in changes:
        with suppress(Refused):
            lab = lab.edit(edit)
    return lab


def test_it_learns_every_card_and_then_rests() -> None:
    lab = learnt("e-f")
    assert lab.finished
    assert lab.wrong == 0
    assert lab.tick() is lab
    assert lab.learnt == 3


def test_only_the_weights_into_the_r_units_ever_change() -> None:
    """The A-units see a card at the end exactly as they saw it at the start."""
    before, after = Mark1Lab.start("e-f", 0), learnt("e-f")
    np.testing.assert_array_equal(before.deck.active, after.deck.active)
    assert after.machine.weights.any()


def test_without_any_drawing_nothing_can_be_known_of_new_cards() -> None:
    """Cards of noise alone can be learnt by heart, and that helps nobody."""
    lab = learnt("own", noise=20)
    assert lab.finished
    assert lab.wrong == 0
    assert lab.accuracy == pytest.approx(0.5, abs=0.06)


def test_two_symbols_of_ones_own_are_taught() -> None:
    lab = Mark1Lab.start("own", 0)
    for k in range(4, 16):
        lab = lab.edit(Edit("paint", (float(k), 10.0, 1.0)))
    lab = lab.edit(Edit("set", ("brush", 2.0)))
    for k in range(4, 16):
        lab = lab.edit(Edit("paint", (10.0, float(k), 1.0)))
    assert lab.drawn == 12
    while not lab.finished:
        lab = lab.tick()
    assert lab.accuracy >= 0.9


def test_a_drawing_on_the_eye_is_answered_and_the_next_card_wipes_it() -> None:
    lab = learnt("many-cards").edit(Edit("set", ("cards", 200.0))).tick()
    before = lab.eye.copy()
    lab = lab.edit(Edit("paint", (0.0, 19.0, 1.0 - before[19])))
    assert (lab.eye != before).sum() == 1
    np.testing.assert_array_equal(lab.machine.weights, lab.edit(Edit("paint", (5.0, 5.0, 1.0))).machine.weights)
    says = lab.frame().says
    assert says is not None
    assert says.values["symbol"] == "EF"[lab.answer]
    assert lab.tick().painted is None


def test_the_curves_of_a_long_run_stay_short() -> None:
    """Blank cards cannot be learnt, so this goes on for ever."""
    lab = lab_of(Run.begin("mark1", "own", 0, [("noise", "0")]).forward(10_000))
    assert not lab.finished
    assert 100 < len(lab.history) < LONGEST
    assert lab.history[-1][0] == lab.shown


def test_fewer_a_units_know_less() -> None:
    assert learnt("e-f", units=16).accuracy < learnt("e-f").accuracy


def test_more_letters_keep_what_was_learnt() -> None:
    lab = learnt("e-f")
    more = lab.edit(Edit("set", ("letters", 4.0)))
    np.testing.assert_array_equal(more.machine.weights[:2], lab.machine.weights)
    assert not more.machine.weights[2:].any()
    again = more.edit(Edit("set", ("letters", 2.0)))
    assert again.accuracy == lab.accuracy
    less = lab.edit(Edit("set", ("units", 64.0)))
    np.testing.assert_array_equal(less.machine.weights, lab.machine.weights[:, :64])


def test_one_of_the_pictures_may_be_painted_on() -> None:
    def painted(lab: Mark1Lab) -> list[tuple[str, int]]:
        found = [picture for picture in lab.frame().pictures if isinstance(picture, Tiles)]
        return [(tiles.id, tiles.painted) for tiles in found if tiles.painted is not None]

    assert painted(Mark1Lab.start("e-f", 0)) == [("eye", 0)]
    own = Mark1Lab.start("own", 0)
    assert painted(own) == [("symbols", 0)]
    assert painted(own.edit(Edit("set", ("brush", 2.0)))) == [("symbols", 1)]


def test_letters_cannot_be_counted_where_the_symbols_are_ones_own() -> None:
    with pytest.raises(Refused) as refused:
        Mark1Lab.start("own", 0).edit(Edit("set", ("letters", 3.0)))
    assert all(Words(language).has(refused.value.says.key) for language in LANGUAGES)


@pytest.mark.parametrize("args", [(20.0, 0.0, 1.0), (0.0, -1.0, 1.0), (1.5, 0.0, 1.0), (0.0, 0.0, 2.0), (0.0, 0.0)])
def test_a_dot_beside_the_card_is_refused(args: tuple[float, ...]) -> None:
    for preset in ("e-f", "own"):
        with pytest.raises(Refused):
            Mark1Lab.start(preset, 0).edit(Edit("paint", args))


def test_the_confusion_counts_every_new_card_once() -> None:
    lab = learnt("e-f")
    assert lab.confusion.sum() == 400
    assert lab.confusion.sum(axis=1).tolist() == [200, 200]
    assert lab.accuracy == lab.confusion.trace() / 400


@given(presets, st.lists(edits, max_size=4), st.integers(0, 3), st.lists(edits, max_size=2))
@settings(max_examples=25)
def test_every_number_is_explained_and_every_sentence_fits(
    preset: str, first: list[Edit], ticks: int, then: list[Edit]
) -> None:
    lab = changed(Mark1Lab.start(preset, 1), *first)
    for _ in range(ticks):
        lab = lab.tick()
    lab = changed(lab, *then)
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        assert value is None or np.isfinite(value)
        if value is not None:
            assert float(why.numbers.rpartition("=")[2]) == pytest.approx(value, abs=1e-4), id
    says = lab.frame().says
    assert says is not None
    assert all(Words(language).has(says.key) for language in LANGUAGES)
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("nothing")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", ["e-f", "many-cards", "eight"])
def test_the_last_sentence_fits_too(language: str, preset: str) -> None:
    words = Words(language)
    says = learnt(preset).frame().says
    assert says is not None
    assert len(words.say(says)) <= 80
    assert len(words(f"labs.mark1.look.{preset}")) <= 80


@given(presets, st.lists(edits, max_size=3), st.integers(0, 80), st.integers(0, 90))
@settings(max_examples=12)
def test_the_program_comes_to_the_labs_own_numbers(preset: str, first: list[Edit], ticks: int, steps: int) -> None:
    lab = changed(Mark1Lab.start(preset, 2), *first)
    for _ in range(ticks):
        lab = lab.tick()
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert len(found) >= 11
    for id, value in found.items():
        assert value == expected[id], id


def test_a_run_is_restored() -> None:
    run = Run.begin("mark1", "own", 3).edited(Edit("paint", (3, 4, 1))).forward(70).edited(Edit("set", ("brush", 2)))
    again, lab = lab_of(restore(share(run))), lab_of(run)
    np.testing.assert_array_equal(again.machine.weights, lab.machine.weights)
    np.testing.assert_array_equal(again.symbols, lab.symbols)
    assert readings(again) == readings(lab)
