"""The lesson on multilayer networks tells the truth: each figure on its pages is what the page's own lab gives."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tui_nn.engine.many import train_epochs_many
from tui_nn.engine.toy_data import moons
from tui_nn.labs.lab import Edit
from tui_nn.labs.playground.datasets import number_of
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.run import Run

LESSONS = Path(__file__).parents[2] / "lessons" / "08-playground"
ENGLISH, RUSSIAN = ((LESSONS / f"lesson.{language}.md").read_text(encoding="utf-8") for language in ("en", "ru"))

SEED = 1  # of every lab on these pages, unless they say otherwise
ADAM = {"optimiser": "adam", "rate": "0.01"}


def begun(preset: str, seed: int = SEED, /, **settings: str) -> Run:
    return Run.begin("playground", preset, seed, [(knob.replace("_", "-"), text) for knob, text in settings.items()])


def readings(run: Run) -> dict[str, float | None]:
    return {reading.id: reading.value for reading in run.lab.frame().readings}


def reading(run: Run, id: str) -> float:
    value = readings(run)[id]
    assert value is not None
    return value


@cache
def _arrived(preset: str, epochs: int, settings: tuple[tuple[str, str], ...]) -> tuple[bool, ...]:
    lab = begun(preset, seeds="20", **dict(settings)).lab
    assert isinstance(lab, PlaygroundLab)
    assert lab.many is not None
    return replace(lab, many=train_epochs_many(lab.many, epochs)).arrived


def arrived(preset: str, epochs: int = 100, /, **settings: str) -> int:
    """How many of the twenty the lab shows as arrived after so many epochs; only they are trained here."""
    return sum(_arrived(preset, epochs, tuple(settings.items())))


def page(text: str, id: str) -> str:
    """The page of that id, up to the next one."""
    _, _, rest = text.partition(f"{{#{id}")
    return rest.partition("\n## ")[0]


def says(id: str, english: str, russian: str) -> None:
    assert english in page(ENGLISH, id)
    assert russian in page(RUSSIAN, id)


# mlp


def test_parameters_are_counted_as_the_lesson_counts_them() -> None:
    """64-32-10 stands in no lab; its count is the formula's, which the lab's nets bear out."""
    assert (64 + 1) * 32 + (32 + 1) * 10 == 2410
    assert reading(begun("circle"), "parameters") == 3 * 4 + 5 * 2 + 3 * 1 == 25
    for first, second in ((5, 12), (1, 32), (3, 18), (13, 4), (19, 2)):
        assert reading(begun("circle", u1=str(first), u2=str(second)), "parameters") == 100
    says(
        "mlp", "2-4-2-1 is modest: $(2+1)·4 + (4+1)·2 + (2+1)·1 = 25$", "2-4-2-1: $(2+1)·4 + (4+1)·2 + (2+1)·1 = 25$"
    )


def test_the_forward_pass_by_hand_is_right() -> None:
    weights, biases = np.array([[1.0, 1.0, -1.0], [1.0, -2.0, 2.0]]), np.array([-1.0, -1.0, 1.0])
    sums = np.array([2.0, 1.0]) @ weights + biases
    hidden = np.maximum(sums, 0)
    assert sums.tolist() == [2, -1, 1]
    assert hidden.tolist() == [2, 0, 1]
    assert hidden @ np.array([1.0, 3.0, -2.0]) + 0.5 == 0.5


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
def test_no_page_changes_the_net_that_its_preset_names(text: str) -> None:
    """The preset's name and first sentence tell of its own net."""
    shape = re.compile(r"\b(u\d|layers|activation) = ")
    assert not [line for line in text.splitlines() if "set = {" in line and shape.search(line)]


# hidden-units


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid"])
def test_two_units_never_close_a_border_round_the_disc(activation: str) -> None:
    assert arrived("circle-2", 1000, activation=activation) == 0


@pytest.mark.parametrize(("activation", "count"), [("tanh", 17), ("relu", 18), ("sigmoid", 0)])
def test_three_units_close_it_as_often_as_the_lesson_says(activation: str, count: int) -> None:
    assert arrived("circle-3", activation=activation) == count


def test_the_slow_sigmoid_has_closed_it_every_time_by_epoch_1000() -> None:
    assert arrived("circle-3", 1000, activation="sigmoid") == 20
    says("hidden-units", "- 3 units: tanh 17, ReLU 18, sigmoid 0", "- 3 нейрона: tanh 17, ReLU 18, сигмоида 0")
    says("hidden-units", "with three all 20 slow sigmoids arrive", "с тремя доходят и все 20 медленных сигмоид")


def test_two_units_stand_at_86_and_87_percent() -> None:
    after = [reading(begun("circle-2").forward(epochs), "test-accuracy") for epochs in (100, 1000)]
    assert [round(100 * accuracy) for accuracy in after] == [86, 87]


def test_the_lab_counts_the_twenty_as_these_tests_do() -> None:
    """With the knob and `stop` as a learner turns them, tick by tick."""
    run = begun("circle-3", seeds="20", stop="epochs-100").forward(5000)
    assert (reading(run, "epoch"), reading(run, "seeds-epoch"), reading(run, "seeds-arrived")) == (100, 100, 17)


# xor-luck

XOR = {
    "2": {"tanh": 0, "relu": 0, "sigmoid": 0},
    "3": {"tanh": 3, "relu": 12, "sigmoid": 0},
    "4": {"tanh": 13, "relu": 16, "sigmoid": 1},
    "8": {"tanh": 20, "relu": 20, "sigmoid": 13},
}


@pytest.mark.parametrize("units", XOR)
def test_xor_arrives_as_often_as_the_lesson_says(units: str) -> None:
    counts = {name: arrived("xor-2", u1=units, activation=name) for name in XOR[units]}
    assert counts == XOR[units]
    tanh, relu, sigmoid = counts.values()
    assert f"- {units} units: tanh {tanh}, ReLU {relu}, sigmoid {sigmoid}\n" in page(ENGLISH, "xor-luck")
    assert f"tanh {tanh}, ReLU {relu}, сигмоида {sigmoid}\n" in page(RUSSIAN, "xor-luck")


def test_the_stuck_stay_stuck() -> None:
    """Of three ReLU units twelve arrive by epoch 100, and not one more by epoch 1,000; of two units none."""
    assert arrived("xor-3", 1000) == 12
    assert [arrived("xor-2", 1000, activation=name) for name in XOR["2"]] == [0, 0, 0]


def test_an_unlucky_start_stays_near_76_percent_and_three_of_eight_seeds_arrive() -> None:
    assert round(100 * reading(begun("xor-3", 0).forward(100), "test-accuracy")) == 76
    ends = {seed: begun("xor-3", seed).forward(100) for seed in range(8)}
    assert [seed for seed, end in ends.items() if reading(end, "test-accuracy") >= 0.95] == [1, 2, 4]


# spiral


@pytest.mark.parametrize(
    ("settings", "count"),
    [
        ({"layers": "1", **ADAM}, 0),
        ({"layers": "1", "activation": "relu", **ADAM}, 0),
        (ADAM, 17),
        ({"activation": "relu", **ADAM}, 20),
        ({"activation": "sigmoid", **ADAM}, 0),
        ({}, 0),
        ({"activation": "relu"}, 0),
    ],
)
def test_the_spiral_arrives_as_often_as_the_lesson_says(settings: dict[str, str], count: int) -> None:
    assert arrived("spiral-16-16", **settings) == count


@pytest.mark.parametrize(("activation", "count"), [("tanh", 0), ("relu", 0)])
def test_one_layer_of_sixteen_never_arrives(activation: str, count: int) -> None:
    assert arrived("spiral-16", activation=activation) == count


def test_the_second_layer_of_the_spiral_is_one_knob_away() -> None:
    assert arrived("spiral-16", layers="2") == 17


def test_the_lesson_states_the_counts_of_the_spiral() -> None:
    says("spiral", "- 16-16: tanh 17, ReLU 20, sigmoid 0", "- 16-16: tanh 17, ReLU 20, сигмоида 0")


def test_the_slow_sigmoid_draws_the_spiral_by_epoch_1000() -> None:
    """One success is enough to prove that it can."""
    end = begun("spiral-16-16", activation="sigmoid", **ADAM).forward(1000)
    assert round(100 * reading(end, "test-accuracy")) == 99
    says("spiral", "the first of them reaches 99 %", "первая из них дойдёт до 99 %")


def test_nineteen_parameters_play_the_spiral() -> None:
    sines = {"f_sin_x1": "on", "f_sin_x2": "on", "layers": "1", "u1": "3", "activation": "sine"}
    end = begun("golf", **sines, optimiser="adam", rate="0.03").forward(50)
    assert reading(end, "parameters") == 19
    assert reading(end, "test-accuracy") >= 0.95
    assert reading(begun("golf", u1="16", u2="12"), "parameters") == 265


# seeds-batches


def test_another_rate_starts_from_the_same_weights_and_ends_elsewhere() -> None:
    slow, fast, wild = (begun("xor-4", rate=rate) for rate in ("0.03", "0.3", "10"))
    assert round(reading(slow, "test-loss"), 3) == round(reading(fast, "test-loss"), 3) == 0.571
    rewound = slow.forward(20).edited(Edit("set", ("rate", 0.3))).rewound()
    assert reading(rewound, "test-loss") == reading(slow, "test-loss")
    assert [round(reading(run.forward(20), "test-loss"), 3) for run in (fast, slow)] == [0.045, 0.139]
    assert round(reading(wild.forward(50), "test-loss"), 3) == 0.608
    says("seeds-batches", "at 0.3 is at 0.045, the one at 0.03 at 0.139", "у скорости 0,3 они 0,045, у 0,03 — 0,139")


@pytest.mark.parametrize(
    ("batch", "updates", "loss"), [("1", 12_500, 0.020), ("10", 1250, 0.053), ("250", 50, 0.497)]
)
def test_batches_take_the_updates_and_leave_the_losses_that_the_lesson_states(
    batch: str, updates: int, loss: float
) -> None:
    end = begun("xor-4", batch=batch).forward(50)
    assert (reading(end, "updates"), round(reading(end, "test-loss"), 3)) == (updates, loss)
    assert f"{loss:.3f}" in page(ENGLISH, "seeds-batches")
    assert f"{loss:.3f}".replace(".", ",") in page(RUSSIAN, "seeds-batches")


# overfitting


@cache
def overfitted() -> Run:
    return begun("overfit", stop="epochs-1000").forward(5000)


def test_the_large_net_is_best_at_epoch_13_and_far_worse_at_epoch_1000() -> None:
    end = overfitted()
    assert (round(reading(end, "least-loss"), 3), reading(end, "least-epoch")) == (0.597, 13)
    assert [round(reading(end, id), 3) for id in ("train-loss", "test-loss")] == [0.149, 1.935]
    assert [round(100 * reading(end, id)) for id in ("train-accuracy", "test-accuracy")] == [97, 59]
    says("overfitting", "the test at **1.935** and 59 %", "на тесте **1,935** и 59 %")


def test_its_test_loss_is_below_0_6_from_epoch_7_to_16() -> None:
    lab = overfitted().lab
    assert isinstance(lab, PlaygroundLab)
    below = np.flatnonzero(lab.history.test <= 0.6)
    assert lab.history.epochs[below].tolist() == list(range(7, 17))
    says("overfitting", "From epoch 7 to epoch 16", "С эпохи 7 по 16")


def test_the_knob_for_early_stopping_waits_fifty_epochs() -> None:
    end = begun("overfit", stop="early").forward(1000)
    assert (reading(end, "epoch"), reading(end, "least-epoch")) == (63, 13)


def test_logistic_regression_ends_better_than_the_large_net() -> None:
    end = begun("overfit", layers="0").forward(1000)
    assert reading(end, "parameters") == 3
    assert [round(reading(end, id), 3) for id in ("train-loss", "test-loss")] == [0.575, 0.622]
    assert round(100 * reading(end, "test-accuracy")) == 71
    says("overfitting", "ends at 0.622 and 71 %", "приходит к 0,622 и 71 %")


@pytest.mark.parametrize(
    ("settings", "loss"), [({"regulariser": "l2", "strength": "0.03"}, 0.604), ({"ratio": "90"}, 1.407)]
)
def test_remedies_end_where_the_lesson_says(settings: dict[str, str], loss: float) -> None:
    assert round(reading(begun("overfit", **settings).forward(1000), "test-loss"), 3) == loss


def test_the_three_labels_it_does_not_repeat_are_wrong_ones() -> None:
    lab = overfitted().lab
    assert isinstance(lab, PlaygroundLab)
    clean = moons(0.2, number_of(lab.seed_text), 200)
    truth = {
        tuple(point): target for point, target in zip(clean.points.tolist(), clean.targets.tolist(), strict=True)
    }
    right = np.array([truth[tuple(point)] for point in lab.world.points.tolist()])
    false = lab.world.targets != right
    assert (false[~lab.world.tested].sum(), false[lab.world.tested].sum()) == (18, 22)
    disputed = lab.wrong[: lab.learnt_from]
    assert (disputed.sum(), (disputed & false[~lab.world.tested]).sum()) == (3, 3)


# own-data


def test_a_third_class_takes_the_net_from_33_to_51_parameters() -> None:
    run = begun("own-points")
    assert reading(run, "parameters") == 33
    assert reading(run.edited(Edit("add", (3, 3, 2))), "parameters") == 51


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN], ids=["en", "ru"])
def test_every_lab_has_the_seed_that_these_tests_use(text: str) -> None:
    """Only the unlucky start of `luck` is another's."""
    labs = [line for line in text.splitlines() if line.startswith(("seed = ", "lab = {"))]
    others = [line for line in labs if f"seed = {SEED}" not in line]
    assert len(labs) == 13
    assert len(others) == 1
    assert "xor-3" in others[0]
