"""The heads lab: one trunk, two lines that change, sigmoids that add up to anything and softmax to one."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import numbers_of
from shown import readings

from tui_nn.engine.arrays import Floats
from tui_nn.engine.losses import LOSSES, softmax
from tui_nn.labs.frame import Map, Table
from tui_nn.labs.heads.lab import HeadsLab
from tui_nn.labs.heads.program import TARGETS
from tui_nn.labs.heads.state import KNOBS, PLACES, TRUNK
from tui_nn.labs.heads.world import HEADS, LEARNT, QUESTIONS, data, world
from tui_nn.labs.lab import Edit
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(HeadsLab.presets)
heads = st.sampled_from(HEADS)
turns = st.lists(
    st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values if (knob.id, value) != ("rate", 1)]),
    max_size=3,
)
places = st.sampled_from(PLACES)
logits = st.lists(st.floats(-8, 8), min_size=3, max_size=3).map(np.array)


def made(preset: str, ticks: int = 0, seed: int = 0, **changes: str | float) -> HeadsLab:
    return walked(preset, list(changes.items()), ticks, seed)


def walked(preset: str, turned: Sequence[tuple[str, str | float]], ticks: int, seed: int = 1) -> HeadsLab:
    lab = HeadsLab.start(preset, seed)
    for knob, value in turned:
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


@pytest.mark.parametrize(
    ("preset", "score"),
    [
        ("regression", 0.93),
        ("outputs", 0.93),
        ("binary", 0.95),
        ("multilabel", 0.93),
        ("multiclass", 0.97),
        ("four", 0.9),
        ("five", 0.85),
    ],
)
def test_every_head_learns_its_question_on_the_same_kind_of_trunk(preset: str, score: float) -> None:
    lab = made(preset, 100)
    assert lab.net.sizes == (2, 12, lab.k)
    assert lab.score > score
    assert lab.losses.test[-1] < 0.6 * lab.losses.test[0]


@given(heads, heads, st.integers(0, 2))
@settings(max_examples=20, deadline=None)
def test_another_head_keeps_the_trunk_bit_for_bit(before: str, after: str, ticks: int) -> None:
    lab = made("multilabel", ticks, head=before)
    other = lab.edit(Edit("set", ("head", after)))
    np.testing.assert_array_equal(lab.net.params[:TRUNK], other.net.params[:TRUNK])
    assert other.k == (QUESTIONS[after].k or 3)
    assert (other.training.epoch == 0) or before == after


@given(heads, heads)
def test_between_two_heads_the_program_changes_the_lines_of_head_and_loss_alone(one: str, other: str) -> None:
    """Beyond these only the data differ: what is true, and the numbers that W2 and b2 begin with."""
    first, second = (made("binary", head=head).program(3).splitlines() for head in (one, other))
    diff = list(unified_diff(first, second, n=0, lineterm=""))[2:]
    changed = [line[1:].strip() for line in diff if line[0] in "+-"]
    code = [line for line in changed if not line.startswith(("targets = ", "W2 = ", "b2 = ", "print("))]
    assert all(line.startswith(("y = ", "loss = ")) for line in code)
    assert len(code) in (0, 4)
    assert (len(code) == 0) == (QUESTIONS[one].loss == QUESTIONS[other].loss)


@given(heads, st.integers(0, 20))
def test_whatever_the_head_the_slope_along_z_is_y_minus_t(head: str, seed: int) -> None:
    """So not even the line of the slope changes."""
    random = np.random.default_rng(seed)
    lab = made("binary", head=head)
    z = random.normal(0, 2, (6, lab.k))
    t = np.asarray(lab.training.data.y[:6])
    loss = LOSSES[QUESTIONS[head].loss]
    expected = lab.kind.readout(z) - t
    np.testing.assert_allclose(loss.slope(z.T, t.T).T, expected, atol=1e-12)
    flat = z.ravel()

    def total(values: Floats) -> float:
        return 6 * loss.value(values.reshape(z.shape).T, t.T)

    step = 1e-6 * random.normal(size=flat.shape)
    assert total(flat + step) - total(flat - step) == pytest.approx(2 * step @ expected.ravel(), rel=1e-4, abs=1e-12)


@given(st.sampled_from(["multilabel", "multiclass", "five"]), places, places, st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_softmax_adds_up_to_one_and_says_exactly_one_yes(preset: str, x1: float, x2: float, ticks: int) -> None:
    lab = made(preset, ticks, x1=x1, x2=x2)
    seen = readings(lab)
    assert seen["sum-softmax"] == pytest.approx(1)
    assert 0 < float(seen["sum-sigmoid"] or 0) < lab.k
    if lab.single:
        assert (seen["said"], seen["not-one"]) == (1, 0)
        assert seen["sum"] == seen["sum-softmax"]
    else:
        assert seen["said"] == int((lab.sigmoids > 0.5).sum())
        assert seen["sum"] == seen["sum-sigmoid"]


def test_a_photo_with_sea_and_people_gets_both_tags_of_sigmoids_and_one_of_softmax() -> None:
    lab = made("multilabel", 100)
    assert lab.yes.tolist() == [True, True, False]
    assert lab.sigmoids.sum() == pytest.approx(1.93, abs=0.1)
    assert (lab.shares > 0.5).sum() <= 1
    assert lab.not_one > 0.1


@given(logits, st.floats(0.1, 5))
def test_under_softmax_more_for_one_is_less_for_the_others(z: Floats, more: float) -> None:
    raised = z + np.array([more, 0, 0])
    assert (softmax(raised)[1:] < softmax(z)[1:]).all()


def test_the_five_questions_are_asked_about_the_same_points() -> None:
    sets = {head: data(head, 3, 7) for head in HEADS}
    there = world(3, 7)
    for one in sets.values():
        np.testing.assert_array_equal(one.x, there.points[:LEARNT])
    np.testing.assert_array_equal(sets["binary"].y[:, 0], sets["multilabel"].y[:, 0])
    np.testing.assert_array_equal(sets["regression"].y[:, 0], sets["outputs"].y[:, 0])
    assert set(sets["multilabel"].y.sum(axis=1)) == {0, 1, 2, 3}
    assert set(sets["multiclass"].y.sum(axis=1)) == {1}
    assert TARGETS.keys() == sets.keys()


@given(presets, turns, st.integers(0, 2))
@settings(max_examples=25, deadline=None)
def test_the_map_marks_the_point_and_shows_what_the_table_tells_there(
    preset: str, turned: list[tuple[str, float]], ticks: int
) -> None:
    lab = walked(preset, turned, ticks)
    picture, table = lab.frame().pictures[:2]
    assert isinstance(picture, Map)
    assert isinstance(table, Table)
    assert picture.at == lab.place
    assert picture.classes == (lab.k if lab.single else 0 if lab.values else 2)
    lit = lab.edit(Edit("set", ("x1", 0))).edit(Edit("set", ("x2", 0)))
    centre = float(picture.field(1, 1)[0, 0])
    assert centre == pytest.approx(float(lit.answer.argmax() if lab.single else lit.answer[lab.output]))
    if lab.single:
        assert lit.yes.tolist() == [k == centre for k in range(lab.k)]
    assert len(table.rows) == lab.k + (lab.k > 1 and not lab.values)


def test_a_rate_far_too_large_stops_before_the_numbers_are_lost_and_a_smaller_one_goes_on() -> None:
    lab = made("regression", 5, rate=100)
    says = lab.frame().says
    assert lab.finished
    assert says
    assert says.key == "labs.heads.says.lost"
    assert lab.tick() is lab
    assert not lab.edit(Edit("set", ("rate", 0.01))).finished


@pytest.mark.parametrize("preset", ["regression", "outputs"])
@pytest.mark.parametrize("rate", [0.5, 1.0, 3.0, 10.0, 30.0])
def test_no_loss_ever_grows_beyond_what_can_be_shown(preset: str, rate: float) -> None:
    lab = made(preset, 10, rate=rate)
    assert lab.losses.train.max() < 1e30
    assert lab.frame().numbers()


@given(st.sampled_from(["outputs", "multilabel", "five"]), places, places)
@settings(deadline=None)
def test_an_output_is_its_products_and_its_bias(preset: str, x1: float, x2: float) -> None:
    lab = made(preset, 1, x1=x1, x2=x2)
    hidden = np.tanh(np.array([x1, x2]) @ lab.net.weights(0) + lab.net.biases(0))
    for j in range(1, lab.k + 1):
        products, bias = lab.why(f"z-{j}").numbers.split(" = ")[0].split(" + ")
        assert float(products) == pytest.approx(float(hidden @ lab.net.weights(1)[:, j - 1]), rel=1e-3, abs=1e-4)
        assert float(bias.strip("()")) == pytest.approx(float(lab.net.biases(1)[j - 1]), rel=1e-3, abs=1e-4)


@given(presets, turns, st.integers(0, 2))
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
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("cost")


@given(presets, turns, st.integers(0, 1), st.integers(0, 2))
@settings(max_examples=20, deadline=None)
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, turned: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = walked(preset, turned, ticks)
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert {"epoch", "loss", "test-loss", "z-1"} < found.keys()
    for id, value in found.items():
        assert value == pytest.approx(expected[id], rel=1e-7, abs=1e-9), id
