"""The threshold lab: the curriculum's costs, what γ moves and what it cannot, and a network that is too sure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from overfitting import answers, learnt
from programs import numbers_of
from shown import readings

from tui_nn.engine.activations import sigmoid
from tui_nn.engine.calibration import reliability
from tui_nn.engine.mlp import forward
from tui_nn.labs.frame import Curves
from tui_nn.labs.lab import Edit
from tui_nn.labs.threshold.lab import ThresholdLab
from tui_nn.labs.threshold.samples import Kept, scored
from tui_nn.labs.threshold.state import KNOBS
from tui_nn.locale.words import LANGUAGES, Words

LESSON = 102  # the seed of the lesson's examples
presets = st.sampled_from(ThresholdLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=4)
seeds = st.integers(0, 50)


def made(preset: str, seed: int = LESSON, ticks: int = 0, **changes: str | float) -> ThresholdLab:
    lab = ThresholdLab.start(preset, seed)
    for knob, value in changes.items():
        lab = lab.edit(Edit("set", (knob.replace("_", "-"), value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def walked(preset: str, turned: list[tuple[str, float]], ticks: int, seed: int = 1) -> ThresholdLab:
    lab = made(preset, seed)
    for knob, value in turned:
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def test_one_half_is_more_often_right_and_costs_more_than_a_tenth() -> None:
    """The curriculum measured .957 and 734 at one half, .868 and 454 at .09; our examples have more passed there."""
    half, tenth = readings(made("rare")), readings(made("rare", gamma=0.09))
    assert (half["cost"], half["fn"], half["fp"]) == (737, 72, 17)
    assert half["accuracy"] == pytest.approx(0.9555)
    assert (tenth["cost"], tenth["fn"], tenth["fp"]) == (454, 28, 174)
    assert tenth["accuracy"] == pytest.approx(0.899)
    assert tenth["theory"] == pytest.approx(1 / 11)
    assert (tenth["best"], tenth["least"]) == (0.09, 454)


def test_a_tick_is_one_step_down_and_the_foot_of_the_scale_the_end() -> None:
    lab = made("rare", ticks=41)
    assert lab.gamma == 0.09
    says = lab.frame().says
    assert says
    assert says.key == "labs.threshold.says.least"
    lab = made("rare", gamma=0.02, ticks=1)
    assert lab.finished
    assert lab.tick() is lab


@given(presets, seeds, st.floats(0.02, 0.98))
def test_a_probability_and_its_logit_are_the_same_threshold(preset: str, seed: int, gamma: float) -> None:
    """γ = 0 on the logit ⇔ 0.5 on the probability."""
    on_chance = made(preset, seed, scale="probability", gamma=gamma)
    on_logit = on_chance.edit(Edit("set", ("scale", "logit")))
    assert on_logit.gammas == pytest.approx(on_chance.gammas)
    assert on_logit.now == on_chance.now
    assert made(preset, seed, gamma_logit=0.0).now == made(preset, seed, scale="probability", gamma=0.5).now


@given(presets, seeds, st.sampled_from([0.1, 1.0, 10.0]), st.sampled_from([0.5, 2.0, 5.0]))
def test_neither_temperature_nor_price_nor_threshold_moves_the_roc_curve(
    preset: str, seed: int, ratio: float, temperature: float
) -> None:
    plain = made(preset, seed)
    other = made(preset, seed, ratio=ratio, temperature=temperature, gamma=0.2)
    assert readings(other)["auc"] == readings(plain)["auc"]
    assert other.decided(0.5) == made(preset, seed, scale="probability").decided(0.5)


@given(seeds, st.sampled_from([1.0, 2.0, 5.0, 10.0]))
@settings(max_examples=20)
def test_the_theory_comes_near_the_least_cost_where_chances_are_true(seed: int, ratio: float) -> None:
    lab = made("balanced", seed, ratio=ratio)
    assert lab.decided(lab.theory).cost(ratio) <= 1.25 * lab.least
    assert lab.reliability.error < 0.08


def test_a_dear_false_alarm_puts_the_threshold_above_one_half() -> None:
    assert made("spam").theory == pytest.approx(1 / 1.1)
    assert made("spam").best > 0.5


def test_a_network_that_learnt_too_long_is_too_sure_and_the_logistic_one_is_not() -> None:
    """The curriculum measured confidence .886, accuracy .743, ECE .17, and .057 for the logistic one."""
    network, logistic = readings(made("overconfident")), readings(made("logistic"))
    for seen, figures in (
        (network, {"confidence": 0.876, "accuracy": 0.703, "ece": 0.180, "bce": 1.246}),
        (network, {"n-10": 260, "told-10": 0.982, "true-10": 0.735}),
        (logistic, {"confidence": 0.738, "accuracy": 0.72, "ece": 0.037, "bce": 0.575}),
    ):
        assert {id: seen[id] for id in figures} == pytest.approx(figures, abs=5e-4)


def test_one_number_mends_most_of_it_and_changes_no_answer() -> None:
    """Temperature scaling: C. Guo et al. (2017)."""
    cold, warm = made("overconfident"), made("overconfident", temperature=5)
    assert warm.now == cold.now
    assert warm.reliability.error < 0.5 * cold.reliability.error
    assert warm.bce < 0.5 * cold.bce


@pytest.mark.parametrize("model", ["logistic", "network"])
def test_the_kept_answers_are_our_engines(model: str) -> None:
    """Long training may take other roads on another machine; what comes of it is the same."""
    training = learnt(model)
    logits, positive = answers(training)
    kept = scored(Kept(model))
    np.testing.assert_array_equal(kept.positive, positive)
    assert np.corrcoef(kept.logits, logits)[0, 1] > (0.999 if model == "logistic" else 0.8)
    error = reliability(sigmoid(logits), positive).error
    assert error == pytest.approx(reliability(sigmoid(kept.logits), positive).error, abs=0.03)
    far = sigmoid(forward(training.net, np.array([[50.0, 50.0], [-50.0, 50.0], [50.0, -50.0]])))
    assert np.abs(far - 0.5).max() > 0.499


def test_the_kept_network_knows_what_it_has_learnt_by_heart() -> None:
    training = learnt("network")
    told = forward(training.net, training.data.x) > 0
    assert (told == (training.data.y > 0.5)).mean() == pytest.approx(0.88, abs=0.04)


@given(presets, turns, st.integers(0, 3))
def test_gamma_is_marked_on_the_scores_and_the_shares_of_a_class_add_up(
    preset: str, turned: list[tuple[str, float]], ticks: int
) -> None:
    lab = walked(preset, turned, ticks)
    scores, costs = (lab.frame().pictures[k] for k in (0, 2))
    assert isinstance(scores, Curves)
    assert isinstance(costs, Curves)
    assert scores.at == costs.at == lab.gamma
    assert [curve.y.sum() for curve in scores.curves] == pytest.approx([1, 1])


def test_an_explanation_puts_the_counts_in() -> None:
    lab = made("rare")
    assert lab.why("precision").numbers == r"\frac{28}{28 + 17} = 0.6222"
    assert lab.why("recall").numbers == r"\frac{28}{28 + 72} = 0.28"
    assert lab.why("accuracy").numbers == r"\frac{28 + 1883}{2000} = 0.9555"
    assert lab.why("cost").numbers == r"10 \cdot 72 + 17 = 737"
    assert lab.why("cost-best").numbers == r"10 \cdot 28 + 174 = 454"
    assert lab.why("theory").numbers == r"\frac{1}{1 + 10} = 0.09091"


@given(presets, turns, st.integers(0, 3))
@settings(max_examples=40)
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
        lab.why("loss")


@given(presets, turns, st.integers(0, 2), st.integers(0, 3))
@settings(max_examples=15, deadline=None)
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, turned: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = walked(preset, turned, ticks)
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    assert found.keys() == {reading.id for reading in lab.frame().readings} | {"tp", "fn", "fp", "tn"}
    for id, value in found.items():
        assert value == (None if expected[id] is None else pytest.approx(expected[id], rel=1e-9, abs=1e-12)), id
