"""The bugs lab: the slope of each is that of its own loss, and each fails in the way that it is known by."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from programs import numbers_of
from shown import readings

from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import softmax
from tui_nn.labs.bugs.code import BACKWARD, FORWARD, LOSS
from tui_nn.labs.bugs.lab import BugsLab
from tui_nn.labs.bugs.passes import went
from tui_nn.labs.bugs.state import BUGS, KNOBS, POINTS
from tui_nn.labs.frame import Curves, Map, Table
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(BugsLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=3)
logits = arrays(np.float64, (6, 3), elements=st.floats(-4, 4))
CLASSES = np.array([0, 1, 2, 2, 1, 1])


def walked(preset: str, turned: Sequence[tuple[str, str | float]], ticks: int, seed: int = 0) -> BugsLab:
    lab = BugsLab.start(preset, seed)
    for knob, value in turned:
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def made(preset: str, ticks: int = 0, **changes: str | float) -> BugsLab:
    return walked(preset, list(changes.items()), ticks)


def key(lab: BugsLab) -> str:
    says = lab.frame().says
    assert says is not None
    return says.key.rpartition(".")[2]


@given(st.sampled_from(("right", *BUGS)), logits)
def test_the_slope_is_exactly_that_of_the_buggy_loss(bug: str, z: Floats) -> None:
    back, step = went(bug, z, CLASSES).back, 1e-5
    for place in np.ndindex(z.shape):
        along = np.zeros_like(z)
        along[place] = step
        up, down = (went(bug, z + sign * along, CLASSES).losses.sum() for sign in (1, -1))
        assert (up - down) / (2 * step) == pytest.approx(back[place], abs=1e-6)


@given(logits)
def test_in_range_exp_before_max_and_log_of_a_share_are_right(z: Floats) -> None:
    right = went("right", z, CLASSES)
    for bug in ("exp", "log"):
        same = went(bug, z, CLASSES)
        np.testing.assert_allclose(same.losses, right.losses, atol=1e-12)
        np.testing.assert_allclose(same.back, right.back, atol=1e-12)
        np.testing.assert_allclose(same.shares, right.shares, atol=1e-15)


@given(arrays(np.float64, (6, 3), elements=st.floats(-2000, 2000)), st.sampled_from(["twice", "logits"]))
def test_with_three_classes_softmax_twice_never_gets_below_0_551(z: Floats, bug: str) -> None:
    floor = math.log(1 + 2 / math.e)
    assert floor == pytest.approx(0.551, abs=5e-4)
    assert (went(bug, z, CLASSES).losses >= floor - 1e-12).all()
    best = np.full((6, 3), -1000.0)
    best[np.arange(6), CLASSES] = 1000
    assert went(bug, best, CLASSES).losses.tolist() == pytest.approx([floor] * 6)


def test_softmax_twice_learns_the_right_answers_and_shows_it_in_the_loss_alone() -> None:
    lab = made("twice", 400)
    seen = readings(lab)
    assert (seen["accuracy"], seen["right-accuracy"]) == (1, 1)
    assert lab.floor < float(seen["loss"] or 0) < 0.57
    assert float(seen["right-loss"] or 0) < 0.02
    assert key(lab) == "floor"
    assert sum(float(seen[f"taken-{k}"] or 0) for k in (1, 2, 3)) == pytest.approx(1)
    assert float(seen["taken-1"] or 0) < 0.577 < 0.99 < float(seen["share-1"] or 0)


def test_on_the_wrong_axis_the_loss_begins_at_log_n_and_the_biases_never_learn() -> None:
    begun = readings(made("axis"))
    assert begun["loss"] == pytest.approx(math.log(POINTS))
    assert begun["right-loss"] == pytest.approx(math.log(3))
    lab = made("axis", 400)
    seen = readings(lab)
    np.testing.assert_allclose(lab.wrong[2], 0, atol=1e-12)
    assert np.abs(lab.right[2]).min() > 0.5
    assert seen["floor"] == pytest.approx(math.log(50))
    assert seen["loss"] == pytest.approx(4.160, abs=5e-4)
    assert (seen["accuracy"], seen["right-accuracy"]) == (0.86, 1)
    np.testing.assert_allclose(lab.passes[0].shares.sum(axis=0), 1)


def test_exp_before_max_is_nan_after_one_step_on_large_inputs_and_the_mended_one_learns() -> None:
    lab = made("exp", 1)
    assert np.isfinite(lab.wrong).all()
    assert np.isnan(lab.passes[0].losses).any()
    assert key(lab) == "nan"
    after = lab.tick()
    assert np.isnan(after.wrong).all()
    assert key(after) == "lost"
    seen = readings(walked("exp", [], 60))
    assert (seen["loss"], seen["true-loss"], seen["slope"]) == (None, None, None)
    assert seen["accuracy"] == pytest.approx(1 / 3)
    assert float(seen["right-accuracy"] or 0) > 0.9


def test_log_of_0_is_first_infinite_and_then_nan() -> None:
    lab = made("log", 1)
    assert math.isinf(lab.passes[0].losses.mean())
    assert np.isfinite(lab.passes[0].shares).all()
    assert key(lab) == "infinite"
    assert key(lab.tick()) == "lost"


@pytest.mark.parametrize(("rate", "exp", "log"), [(0.1, False, False), (0.3, True, False), (0.5, True, True)])
def test_with_a_smaller_rate_the_logits_stay_in_range(rate: float, exp: bool, log: bool) -> None:
    assert (made("exp", 60, rate=rate).lost, made("log", 60, rate=rate).lost) == (exp, log)


@pytest.mark.parametrize("bug", ["exp", "log"])
def test_on_standardised_inputs_these_two_bugs_sleep(bug: str) -> None:
    seen = readings(made(bug, 400, scale=1))
    assert seen["loss"] == pytest.approx(seen["right-loss"])
    assert seen["accuracy"] == 1


def test_another_bug_begins_again_and_another_rate_goes_on() -> None:
    lab = made("twice", 5)
    assert lab.edit(Edit("set", ("rate", 0.1))).steps == 5
    again = lab.edit(Edit("set", ("bug", "axis")))
    assert (again.steps, again.losses.length, again.bug_name) == (0, 1, "axis")
    assert lab.tick().losses.length == 7
    np.testing.assert_array_equal(lab.tick().wrong, made("twice", 6).wrong)


def test_the_screen_shows_the_lines_that_the_program_runs() -> None:
    assert FORWARD.keys() == LOSS.keys() == BACKWARD.keys() == {"right", *BUGS}
    for bug in BUGS:
        lab = made(bug)
        program = [line.strip() for line in lab.program(1).splitlines()]
        table = lab.frame().pictures[3]
        assert isinstance(table, Table)
        assert all(row[0] in program for row in table.rows)


def test_the_maps_show_the_class_with_the_largest_logit() -> None:
    lab = made("axis", 50)
    wrong, right, curves = lab.frame().pictures[:3]
    assert isinstance(wrong, Map)
    assert isinstance(right, Map)
    assert isinstance(curves, Curves)
    assert (len(wrong.wrong), len(right.wrong)) == (POINTS - lab.hits[0], POINTS - lab.hits[1])
    assert right.field(1, 1)[0, 0] == softmax(np.array([2.0, 2.0, 1.0]) @ lab.right).argmax()
    assert [curve.id for curve in curves.curves] == ["wrong", "right", "floor"]
    assert curves.curves[0].y[0] == pytest.approx(math.log(POINTS))


@given(presets, turns, st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_every_number_is_explained_and_ends_in_its_value(
    preset: str, turned: list[tuple[str, float]], ticks: int
) -> None:
    lab = walked(preset, turned, ticks)
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        if value is not None and "10^" not in why.numbers.rpartition("=")[2]:
            assert float(why.numbers.rpartition("=")[2]) == pytest.approx(value, rel=1e-3, abs=1e-9)
    says = lab.frame().says
    assert says is not None
    assert all(Words(language).has(says.key) and len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("recall")


@given(presets, turns, st.integers(0, 3), st.integers(0, 4), st.integers(0, 5))
@settings(max_examples=30, deadline=None)
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, turned: list[tuple[str, float]], ticks: int, steps: int, seed: int
) -> None:
    lab = walked(preset, turned, ticks, seed)
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert len(found) >= 7
    for id, value in found.items():
        assert value == (None if expected[id] is None else pytest.approx(expected[id], rel=1e-6, abs=1e-12)), id


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_the_lab_names_has_a_word(language: str) -> None:
    words = Words(language)
    frame = made("twice").frame()
    keys = ["title", *(f"presets.{preset}" for preset in BugsLab.presets), *(f"knobs.{knob.id}" for knob in KNOBS)]
    keys += [f"look.{preset}" for preset in BugsLab.presets] + [f"options.bug.{bug}" for bug in BUGS]
    keys += [f"readings.{reading.id}" for reading in frame.readings] + [f"views.{view.id}" for view in frame.views]
    keys += [f"tables.{id}" for picture in frame.pictures if (id := getattr(picture, "id", ""))]
    assert [key for key in keys if not words.has(f"labs.bugs.{key}")] == []


def test_a_shared_run_comes_back_as_it_was() -> None:
    run = Run.begin("bugs", "log", 2).forward(1).edited(Edit("set", ("rate", 0.1))).forward(3)
    assert restore(share(run)).lab.frame().numbers() == run.lab.frame().numbers()
