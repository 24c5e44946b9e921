"""The lesson on the heads tells the truth: each figure on its pages is what the page's own lab gives."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tui_nn.engine import calibration, losses
from tui_nn.engine.activations import sigmoid
from tui_nn.labs.heads.code import LINES, SLOPE, TRUNK
from tui_nn.labs.run import Run


def numbers(lab: str, preset: str, steps: int = 0, seed: int = 0, **knobs: str) -> dict[str, float]:
    """All numbers that the lab shows after so many steps; what is not there yet is left out."""
    frame = Run.begin(lab, preset, seed, knobs.items()).forward(steps).lab.frame()
    return {number.id: number.value for number in frame.numbers() if number.value is not None}


def near(value: float) -> Any:
    """The value as a page states it, to its third decimal place."""
    return pytest.approx(value, abs=5.01e-4)


def unit(preset: str, steps: int = 0, **knobs: str) -> dict[str, float]:
    return numbers("unit", preset, steps, 0, **knobs)


def test_two_of_five_lines_make_a_classifier() -> None:
    before = (*TRUNK, *LINES["regression"], SLOPE)
    for head in ("binary", "multilabel", "multiclass"):
        after = (*TRUNK, *LINES[head], SLOPE)
        assert sum(old != new for old, new in zip(before, after, strict=True)) == 2


@pytest.mark.parametrize(
    ("preset", "reading", "score"),
    [
        ("regression", "r2", 0.935),
        ("outputs", "r2", 0.993),
        ("binary", "accuracy", 0.960),
        ("multilabel", "accuracy", 0.956),
        ("multiclass", "accuracy", 0.992),
    ],
)
def test_the_same_trunk_learns_all_five(preset: str, reading: str, score: float) -> None:
    after = numbers("heads", preset, 100)
    assert after["epoch"] == 500
    assert after[reading] == near(score)


def test_five_steps_are_enough_for_four_classes() -> None:
    after = numbers("heads", "regression", 5, head="multiclass", classes="4")
    assert after["outputs"] == 4
    assert after["accuracy"] > 0.9


@pytest.mark.parametrize(("w", "p"), [("1", 0.8808), ("2", 0.9820), ("4", 0.9997)])
def test_twice_the_logit_is_not_twice_the_probability(w: str, p: float) -> None:
    at_two = unit("logistic", w=w)
    assert at_two["t"] == 2 * float(w)
    assert at_two["y"] == pytest.approx(p, abs=5e-5)


def test_the_sigmoid_by_hand() -> None:
    assert unit("logistic", w="3", b="-1", x="1")["y"] == near(0.881)
    assert unit("logistic", w="3", b="-1", x="-1")["t"] == -4
    assert unit("logistic", w="2", b="-3", x="1.5")["y"] == 0.5
    assert unit("logistic", w="2", b="-3", x="-1.5")["t"] == -6
    assert unit("logistic", w="2", b="-3", x="1.75")["t"] == 0.5
    assert math.exp(-2) == pytest.approx(0.1353, abs=5e-5)
    p = sigmoid(np.array([0.0, 1.0, 2.0]))
    assert (p / (1 - p)).tolist() == pytest.approx([1, 2.718, 7.389], abs=5e-4)
    assert sigmoid(np.array([-2.0, 3.0])).tolist() == pytest.approx([0.119, 0.953], abs=5e-4)


def test_what_a_mistake_costs() -> None:
    told = np.array([0.9, 0.5, 0.01])
    z = np.log(told / (1 - told))
    each = [losses.LOSSES["bce"].value(np.array([[one]]), np.array([[1.0]])) for one in z]
    assert each == pytest.approx([0.105, 0.693, 4.605], abs=5e-4)
    assert 10 * each[0] == pytest.approx(1.05, abs=5e-3)
    assert each[2] > 4 * 10 * each[0]
    assert (2 * each[0] + each[1] + each[2]) / 4 == near(1.377)


@pytest.mark.parametrize(("w", "loss"), [("0", 0.693), ("1.5", 0.349), ("4", 0.536)])
def test_the_loss_by_hand_has_a_lowest_place(w: str, loss: float) -> None:
    assert unit("logistic", w=w)["loss"] == near(loss)


def test_only_one_weight_of_the_knob_is_below_the_goal() -> None:
    below = [w for w in ("1.25", "1.5", "1.75") if unit("logistic", w=w)["loss"] < 0.35]
    assert below == ["1.5"]
    assert unit("logistic", w="1.5")["loss"] == pytest.approx(0.3495, abs=5e-5)


def test_two_points_bear_four_fifths_of_the_loss() -> None:
    learnt = unit("logistic", 200)
    assert learnt["w"] == pytest.approx(1.44, abs=5e-3)
    assert learnt["loss"] == pytest.approx(0.3493, abs=5e-5)
    assert learnt["b"] == pytest.approx(0, abs=1e-9)
    two = 2 * math.log1p(math.exp(learnt["w"] / 2))  # x = −0.5 is of class 1, x = 0.5 of class 0
    assert two / (8 * learnt["loss"]) == pytest.approx(0.8, abs=5e-3)
    assert math.log1p(math.exp(4 / 2)) == near(2.127)


def test_squares_hardly_move_a_unit_that_is_sure_and_wrong() -> None:
    loss = {steps: unit("confident", steps)["loss"] for steps in (0, 10, 100, 500)}
    assert [loss[0], loss[10], loss[100]] == pytest.approx([0.7445, 0.7443, 0.7419], abs=5e-5)
    assert loss[500] == near(0.119)
    assert unit("confident")["slope"] == pytest.approx(6e-6, abs=5e-7)
    assert unit("confident", w="0")["loss"] == 0.25
    assert unit("confident", 100, w="0")["loss"] == near(0.119)
    points = Run.begin("unit", "confident", 0).lab.points  # type: ignore[attr-defined]
    assert sum((-4 * x > 0) != (y > 0.5) for x, y in points) == 6


def test_the_cross_entropy_moves_it_at_once() -> None:
    assert unit("confident", 10, loss="bce")["loss"] == near(0.389)
    assert unit("confident", 50, loss="bce")["loss"] == near(0.349)
    assert unit("confident", 10, loss="bce")["y"] == near(0.916)
    assert unit("confident", 10)["y"] < 0.001


def test_the_slopes_of_both_losses() -> None:
    p, y = 0.01, 1.0
    assert p - y == pytest.approx(-0.99)
    assert 2 * (p - y) * p * (1 - p) == pytest.approx(-0.0196, abs=5e-5)
    z, step = math.log(p / (1 - p)), 1e-5
    ends = np.array([z - step, z + step])
    bce = [losses.LOSSES["bce"].value(np.array([[end]]), np.array([[y]])) for end in ends]
    assert (bce[1] - bce[0]) / (2 * step) == pytest.approx(p - y, abs=1e-6)
    low, high = ((sigmoid(ends) - y) ** 2).tolist()
    assert (high - low) / (2 * step) == pytest.approx(2 * (p - y) * p * (1 - p), abs=1e-6)


def rare(gamma: str) -> dict[str, float]:
    return numbers("threshold", "rare", seed=102, gamma=gamma)


def test_the_cheapest_threshold_is_not_one_half() -> None:
    half, best = rare("0.5"), rare("0.09")
    assert (half["fn"], half["fp"], half["cost"]) == (72, 17, 737)
    assert (best["fn"], best["fp"], best["cost"]) == (28, 174, 454)
    assert half["fn"] + half["tp"] == 100
    assert half["fp"] + half["tn"] == 1900
    assert (half["recall"], best["recall"]) == (0.28, 0.72)
    assert (half["precision"], best["precision"]) == (near(0.622), near(0.293))
    assert [half["accuracy"], best["accuracy"]] == pytest.approx([0.9555, 0.899])
    assert (best["best"], best["least"]) == (0.09, 454)
    assert best["theory"] == pytest.approx(1 / 11)
    assert numbers("threshold", "rare", seed=102, scale="logit")["theory"] == near(-2.303)


def test_which_thresholds_reach_the_goal() -> None:
    reached = [gamma for gamma in ("0.07", "0.08", "0.09", "0.1", "0.11") if rare(gamma)["cost"] <= 470]
    assert reached == ["0.08", "0.09", "0.1"]
    nobody = rare("0.99")
    assert (nobody["tp"], nobody["accuracy"], nobody["cost"]) == (0, 0.95, 1000)
    assert numbers("threshold", "rare", seed=102, ratio="4")["theory"] == pytest.approx(0.2)


def test_sigmoids_let_two_tags_be_true_and_softmax_does_not() -> None:
    photo = numbers("heads", "multilabel", 100)
    assert [photo[f"sigmoid-{k}"] for k in (1, 2, 3)] == pytest.approx([0.996, 0.928, 0.009], abs=5e-4)
    assert [photo[f"softmax-{k}"] for k in (1, 2, 3)] == pytest.approx([0.954, 0.046, 0.000], abs=5e-4)
    assert photo["said"] == 2
    assert photo["sum"] == pytest.approx(1.93, abs=5e-3)
    empty = numbers("heads", "multilabel", 100, x1="5", x2="-5")
    assert empty["said"] == 0
    assert empty["sum"] == pytest.approx(0.05, abs=5e-3)
    assert empty["softmax-3"] == pytest.approx(0.97, abs=5e-3)


def test_one_of_many_begins_worse_than_ignorance() -> None:
    assert math.log(3) == near(1.099)
    assert numbers("heads", "multiclass")["loss"] == near(1.581)
    learnt = numbers("heads", "multiclass", 100)
    assert learnt["test-loss"] == near(0.021)
    assert [learnt[f"z-{k}"] for k in (1, 2, 3)] == pytest.approx([0.744, -3.458, 3.060], abs=5e-4)
    assert [learnt[f"softmax-{k}"] for k in (1, 2, 3)] == pytest.approx([0.090, 0.001, 0.909], abs=5e-4)


def test_softmax_and_its_loss_by_hand() -> None:
    shares = losses.softmax(np.array([2.0, 1.0, 0.0]))
    assert shares.tolist() == pytest.approx([0.665, 0.245, 0.090], abs=5e-4)
    assert (-np.log(shares)).tolist() == pytest.approx([0.408, 1.408, 2.408], abs=5e-4)
    truth = np.array([0.0, 1.0, 0.0])
    assert -float((truth * np.log(shares)).sum()) == -math.log(shares[1])
    assert losses.LOSSES["ce"].value(np.array([[2.0], [1.0], [0.0]]), truth[:, None]) == near(1.408)
    assert losses.softmax(np.array([2.0, 0.0]))[0] == pytest.approx(float(sigmoid(np.array([2.0]))[0]))
    assert losses.softmax(np.array([2.0, 0.0]))[0] == near(0.881)


def calibrated(preset: str, **knobs: str) -> dict[str, float]:
    return numbers("threshold", preset, 0, 0, **knobs)


def test_a_network_that_learnt_too_long_promises_too_much() -> None:
    network, simple = calibrated("overconfident"), calibrated("logistic")
    assert (network["n-10"], network["told-10"], network["true-10"]) == (260, near(0.982), near(0.735))
    assert [network[id] for id in ("confidence", "accuracy", "ece")] == pytest.approx([0.876, 0.703, 0.180], abs=5e-4)
    assert [simple[id] for id in ("confidence", "accuracy", "ece")] == pytest.approx([0.738, 0.720, 0.037], abs=5e-4)


def test_a_temperature_makes_it_honest_and_changes_no_answer() -> None:
    before = calibrated("overconfident")
    after = {t: calibrated("overconfident", temperature=t) for t in ("3", "4", "5", "6", "10")}
    assert after["5"]["ece"] == near(0.082)
    assert after["4"]["ece"] == near(0.083)
    assert min(after["3"]["ece"], after["10"]["ece"]) > 0.085
    assert after["10"]["confidence"] < after["10"]["accuracy"]
    assert [after["5"][id] for id in ("tp", "fn", "fp", "tn")] == [before[id] for id in ("tp", "fn", "fp", "tn")]


def test_a_network_is_sure_where_nobody_has_been() -> None:
    shares = numbers("heads", "multiclass", 100, x1="-50", x2="-50")
    assert max(shares[f"softmax-{k}"] for k in (1, 2, 3)) == pytest.approx(0.9996, abs=5e-5)


def test_the_calibration_error_by_hand() -> None:
    told = np.repeat([0.9, 0.6], [60, 40])
    true = np.arange(100) < 42
    true[60:84] = True
    assert (true[:60].mean(), true[60:].mean()) == (0.7, 0.6)
    assert calibration.reliability(told, true).error == pytest.approx(0.12)
