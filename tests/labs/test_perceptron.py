"""The perceptron lab: what it learns, what it shows, and what its edits do."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from perceptron_runs import finished, readings, rows, ticked, walked, walks

from tui_nn.engine.perceptron import correct
from tui_nn.labs.frame import Bars, Plane
from tui_nn.labs.lab import Edit, Lab, Refused
from tui_nn.labs.perceptron.lab import PerceptronLab
from tui_nn.labs.perceptron.state import line
from tui_nn.locale.words import Words


def plane(lab: PerceptronLab) -> Plane:
    picture = lab.frame().pictures[0]
    assert isinstance(picture, Plane)
    return picture


def says(lab: PerceptronLab) -> str:
    sentence = lab.frame().says
    assert sentence
    return Words("en").say(sentence)


def refusal(lab: PerceptronLab, verb: str, *args: str | float) -> str:
    with pytest.raises(Refused) as refused:
        lab.edit(Edit(verb, args))
    return refused.value.says.key


def test_it_is_a_lab() -> None:
    lab: type[Lab] = PerceptronLab
    assert lab.has_points


@pytest.mark.parametrize(
    ("preset", "updates", "epoch", "weights"),
    [("or", 4, 4, (0, 1, 1)), ("and", 10, 6, (-2, 2, 1)), ("nand", 11, 6, (3, -2, -1))],
)
def test_gates_are_learnt_in_the_curriculums_figures(
    preset: str, updates: int, epoch: int, weights: tuple[int, int, int]
) -> None:
    lab = finished(preset)
    seen = readings(lab)
    assert (seen["mistakes"], seen["epoch"], seen["finished"]) == (updates, epoch, 1)
    assert (seen["bias"], seen["w1"], seen["w2"]) == weights
    assert lab.tick() is lab


def test_the_log_shows_the_corrections_of_or() -> None:
    """Columns: number, x1, x2, y, ŷ, and b, w1, w2 after the correction."""
    assert rows(finished("or"), "log") == [
        [2, 0, 1, 1, 0, 1, 0, 1],
        [5, 0, 0, 0, 1, 0, 0, 1],
        [7, 1, 0, 1, 0, 1, 1, 1],
        [9, 0, 0, 0, 1, 0, 1, 1],
    ]


def test_xor_goes_round_in_a_circle_for_ever_at_half() -> None:
    """From the end of epoch 2 on, every epoch ends with (b, w1, w2) = (1, −1, 0), two corners of four right."""
    lab = ticked(PerceptronLab.start("xor", 0), 4)
    assert lab.learning.weights == (0, -1, 0)
    for _ in range(250):
        lab = ticked(lab, 4)
        seen = readings(lab)
        assert lab.learning.weights == (1, -1, 0)
        assert (seen["accuracy"], seen["finished"]) == (0.5, 0)


def test_the_cycle_is_told_when_the_weights_come_back() -> None:
    told = says(ticked(PerceptronLab.start("xor", 0), 12))
    assert told == "The weights after epoch 3 are those of epoch 2: an endless cycle"


def test_no_cycle_is_told_across_a_change_of_the_points() -> None:
    """Equal weights prove a circle only where the same epoch would follow again."""
    lab = ticked(PerceptronLab.start("xor", 0), 8).edit(Edit("move", (0, 0.0, 0.0)))
    lab = ticked(lab, 4)
    assert lab.learning.weights == lab.learning.ends[-2].weights
    assert "cycle" not in says(lab)
    assert "cycle" in says(ticked(lab, 4))


def test_what_happened_is_said() -> None:
    lab = PerceptronLab.start("or", 0)
    told = [says(ticked(lab, ticks)) for ticks in (0, 1, 2, 16)]
    assert told == [
        "No example has been shown yet",
        "Example (0; 0) is right: nothing changes",
        "Example (0; 1) answered 0, not 1; b and w₂ grow by 1",
        "A whole epoch, number 4, without a mistake: learnt after 4 mistakes",
    ]


@given(walks)
@settings(max_examples=40, deadline=None)
def test_a_tick_corrects_as_the_engine_does_bit_for_bit(walk: tuple[str, int, list[int | Edit]]) -> None:
    lab = walked(walk)
    before, after = lab.learning, lab.tick().learning
    if lab.clean or not after.last:
        return
    corrected = correct(line(before.weights), np.array([after.last.x1, after.last.x2]), after.last.target, lab.rate)
    assert after.weights == (corrected.bias, *corrected.weights.tolist())


@given(walks)
@settings(max_examples=40, deadline=None)
def test_finished_means_that_every_point_is_on_its_side(walk: tuple[str, int, list[int | Edit]]) -> None:
    lab = ticked(walked(walk), 60)
    if lab.finished:
        assert readings(lab)["wrong"] == 0
        assert lab.tick() is lab


@given(st.integers(0, 200), st.sampled_from(["clouds", "shuffles"]), st.sampled_from([0.1, 0.4]))
@settings(max_examples=15, deadline=None)
def test_no_order_makes_more_mistakes_than_the_bound(seed: int, preset: str, margin: float) -> None:
    lab = finished(preset, ("margin", margin), seed=seed)
    seen = readings(lab)
    assert seen["margin"] == pytest.approx(margin)
    assert seen["bound"]
    assert max(order.mistakes for order in lab.learnt) <= seen["bound"]


@given(st.integers(0, 200), st.sampled_from([0.125, 0.5, 2.0, 4.0]))
@settings(max_examples=15, deadline=None)
def test_from_a_zero_start_the_rate_changes_no_decision(seed: int, rate: float) -> None:
    plain, scaled = finished("clouds", seed=seed), finished("clouds", ("rate", rate), seed=seed)
    assert tuple(rate * w for w in plain.learning.weights) == scaled.learning.weights
    assert (plain.learning.shown, plain.learning.mistakes) == (scaled.learning.shown, scaled.learning.mistakes)


def test_twenty_orders_leave_twenty_lines_over_the_same_points() -> None:
    lab = finished("shuffles", seed=1)
    seen = readings(lab)
    bars = next(picture for picture in lab.frame().pictures if isinstance(picture, Bars))
    assert (seen["orders"], len(bars.values)) == (20, 20)
    assert (seen["fewest"], seen["most"]) == (min(bars.values), max(bars.values))
    assert [boundary.faded for boundary in plane(lab).boundaries] == [True] * 19 + [False]
    for boundary in plane(lab).boundaries:
        answers = plane(lab).points @ boundary.weights + boundary.bias > 0
        np.testing.assert_array_equal(answers, plane(lab).classes)


def test_the_same_points_are_learnt_with_different_lines() -> None:
    seen = readings(finished("shuffles", seed=1))
    least, most = seen["angle-least"], seen["angle-most"]
    assert least is not None
    assert most is not None
    assert most - least > 5


def test_a_shuffled_order_is_the_same_in_every_epoch() -> None:
    lab = PerceptronLab.start("xor", 5).edit(Edit("set", ("order", "shuffled")))
    seen = []
    for _ in range(8):
        lab = lab.tick()
        seen.append(plane(lab).current)
    assert seen[:4] == seen[4:]
    assert sorted(point for point in seen[:4] if point is not None) == [0, 1, 2, 3]


def test_some_order_learns_or_with_two_mistakes() -> None:
    """What the exercise asks for exists among the first seeds."""
    assert 2 in {finished("or", ("order", "shuffled"), seed=seed).learning.mistakes for seed in range(10)}


def test_a_knob_turned_keeps_what_was_learnt() -> None:
    lab = ticked(PerceptronLab.start("clouds", 0), 90)
    for setting in (("rate", 4.0), ("order", "given"), ("margin", 0.4)):
        turned = lab.edit(Edit("set", setting))
        assert turned.learning.weights == lab.learning.weights
        assert turned.learning.mistakes == lab.learning.mistakes


def test_a_knob_turned_to_where_it_stands_changes_nothing() -> None:
    lab = ticked(PerceptronLab.start("or", 0), 3)
    assert lab.edit(Edit("set", ("order", "given"))) is lab


def test_new_points_wake_a_finished_lab() -> None:
    lab = finished("or").edit(Edit("add", (2.0, 2.0, 0)))
    assert not lab.finished
    assert readings(lab)["wrong"] == 1
    assert lab.tick().learning.epoch == 5


def test_points_are_added_moved_deleted_and_loaded() -> None:
    lab = PerceptronLab.start("or", 0)
    added = lab.edit(Edit("add", (0.5, 2.5, 1)))
    assert plane(added).points[4].tolist() == [0.5, 2.5]
    moved = added.edit(Edit("move", (4, -1.0, 0.0)))
    assert plane(moved).points[4].tolist() == [-1, 0]
    assert plane(moved).classes[4] == 1
    assert len(plane(moved.edit(Edit("delete", (4,)))).points) == 4
    loaded = lab.edit(Edit("load", (1, 2, 0, 3, 4, 1)))
    assert plane(loaded).points.tolist() == [[1, 2], [3, 4]]
    assert plane(loaded).classes.tolist() == [0, 1]


def test_senseless_edits_are_refused_with_a_reason() -> None:
    lab = PerceptronLab.start("or", 0)
    assert refusal(lab, "add", 0, 0, 2) == "labs.refused.class"
    assert refusal(lab, "add", float("nan"), 0, 1) == "labs.refused.coordinate"
    assert refusal(lab, "add", 0, float("inf"), 1) == "labs.refused.coordinate"
    assert refusal(lab, "add", 0, "north", 1) == "labs.refused.coordinate"
    assert refusal(lab, "add", 0, 1) == "labs.refused.edit"
    assert refusal(lab, "move", 4, 0, 0) == "labs.refused.point"
    assert refusal(lab, "delete", -1) == "labs.refused.point"
    assert refusal(lab, "delete", 1.5) == "labs.refused.point"
    assert refusal(lab, "load") == "labs.refused.no-points"
    assert refusal(lab, "load", 1, 2) == "labs.refused.triples"
    assert refusal(lab, "load", *(0.0, 0.0, 1.0) * 2001) == "labs.refused.too-many"
    assert refusal(lab, "paint", 1) == "labs.refused.edit"
    assert refusal(lab, "set", "rate", 3) == "labs.refused.knob"
    assert refusal(lab, "set", "speed", 3) == "labs.refused.no-knob"
    assert refusal(lab, "set", "margin", 0.4) == "labs.refused.margin"
    assert refusal(PerceptronLab.start("shuffles", 0), "set", "order", "given") == "labs.refused.order"
    assert refusal(lab.edit(Edit("load", (0, 0, 1))), "delete", 0) == "labs.refused.last-point"
    changed = PerceptronLab.start("clouds", 0).edit(Edit("delete", (0,)))
    assert refusal(changed, "set", "margin", 0.4) == "labs.refused.margin"


def test_an_unknown_preset_or_seed_is_refused() -> None:
    with pytest.raises(Refused):
        PerceptronLab.start("nor", 0)
    with pytest.raises(Refused):
        PerceptronLab.start("clouds", -1)


def test_the_window_stands_still_until_a_point_leaves_it() -> None:
    lab = PerceptronLab.start("or", 0)
    inside, outside = lab.edit(Edit("add", (1.4, 0, 1))), lab.edit(Edit("add", (9, 0, 1)))
    assert plane(inside).window == plane(lab).window
    low, high, *_ = plane(outside).window
    assert low < 0
    assert high > 9


def test_after_an_edit_the_margin_is_that_of_the_line_found() -> None:
    lab = PerceptronLab.start("nand", 0).edit(Edit("move", (0, -1.0, -1.0)))
    assert readings(lab)["margin"] is None
    assert readings(lab)["bound"] is None
    while not lab.finished:
        lab = lab.tick()
    assert readings(lab)["margin"] is not None


def test_memory_stays_small_however_long_the_run() -> None:
    lab = PerceptronLab.start("xor", 0)
    short, long = ticked(lab, 100).learning, ticked(lab, 10_000).learning
    for learning in (short, long):
        assert (len(learning.log), len(learning.ends)) == (6, 6)
    assert sys.getsizeof(long.log) == sys.getsizeof(short.log)


@given(st.sampled_from(PerceptronLab.presets), st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_the_same_preset_and_seed_are_the_same_lab(preset: str, seed: int) -> None:
    one, other = (ticked(PerceptronLab.start(preset, seed), 70) for _ in range(2))
    assert one.learning == other.learning
    assert one.order == other.order
    np.testing.assert_array_equal(plane(one).points, plane(other).points)
