"""What ails a network is named when it is true, and only then."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playground_runs import begun, picture, refusal, said, ticked, turned

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.mlp import forward
from tui_nn.labs.frame import Network
from tui_nn.labs.lab import Edit
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.playground.state import FLAT_FOR, NEARLY_ALL, SATURATED
from tui_nn.labs.run import Run
from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import Words


def biased(lab: PlaygroundLab, biases: list[float]) -> PlaygroundLab:
    for unit, bias in enumerate(biases, 1):
        lab = lab.edit(Edit("bias", (1, unit, bias)))
    return lab


def sums(lab: PlaygroundLab) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """z of the first layer for the points learnt from."""
    return np.asarray(lab.data.x @ lab.net.weights(0) + lab.net.biases(0))


biases = st.lists(st.floats(-12, 12), min_size=4, max_size=4)


@given(biases, st.sampled_from(["circle", "gauss", "xor"]))
@settings(max_examples=40, deadline=None)
def test_exactly_the_relus_that_answer_0_to_every_point_are_called_dead(values: list[float], data: str) -> None:
    lab = biased(begun("circle", activation="relu", layers=1, data=data), values)
    dead = {f"u-1-{unit + 1}": "dead" for unit in np.flatnonzero((sums(lab) <= 0).all(axis=0))}
    assert lab.ailing == dead
    assert picture(lab.frame(), Network).ailing == dead
    after = lab.tick()
    for name in dead:  # it no longer learns: neither its weights nor those that lead from it
        unit = int(name[-1]) - 1
        np.testing.assert_array_equal(after.net.weights(0)[:, unit], lab.net.weights(0)[:, unit])
        assert after.net.weights(1)[unit, 0] == lab.net.weights(1)[unit, 0]


@given(biases, st.sampled_from(["tanh", "sigmoid"]), st.floats(0.1, 8))
@settings(max_examples=40, deadline=None)
def test_exactly_the_units_that_are_flat_nearly_everywhere_are_called_saturated(
    values: list[float], activation: str, weight: float
) -> None:
    lab = biased(begun("circle", activation=activation, layers=1), values)
    lab = lab.edit(Edit("weight", (1, 1, 2, weight)))
    f, z = ACTIVATIONS[activation], np.vstack([sums(lab), np.zeros(4)])  # the steepest is at 0
    slopes = f.slope(z, f.value(z))
    slopes = slopes[:-1] / slopes[-1]
    flat = (slopes < SATURATED).mean(axis=0) >= NEARLY_ALL
    assert lab.ailing == {f"u-1-{unit + 1}": "saturated" for unit in np.flatnonzero(flat)}


@pytest.mark.parametrize("activation", sorted(set(ACTIVATIONS) - {"relu", "tanh", "sigmoid"}))
def test_other_activations_neither_die_nor_saturate(activation: str) -> None:
    assert biased(begun("circle", activation=activation, layers=1), [-90, 90, 0, 1]).ailing == {}


def test_a_dead_relu_is_named_and_explained() -> None:
    lab = biased(begun("circle", activation="relu", layers=1), [-50, 0.1, 0.1, 0.1]).tick()
    assert said(lab.frame().says) == "1 dead ReLU, u-1-1: it answers 0 to every point and no longer learns"
    assert "dead" in said(lab.why("u-1-1").says)
    assert "dead" not in said(lab.why("u-1-2").says)


def test_a_few_dead_units_of_a_wide_layer_do_not_hide_the_losses() -> None:
    lab = begun("overfit").tick()
    for unit in (1, 2, 3):
        lab = lab.edit(Edit("bias", (1, unit, -99)))
    lab = lab.tick()
    assert {"u-1-1", "u-1-2", "u-1-3"} <= set(lab.ailing)
    assert said(lab.frame().says).startswith("Epoch 2: training loss")


def test_saturated_units_are_named() -> None:
    lab = biased(begun("circle", layers=1), [90, 0.1, 0.1, -90]).tick()
    assert said(lab.frame().says).startswith("2 saturated units, u-1-1 first")


def test_copies_are_named_as_long_as_they_are_copies() -> None:
    lab = ticked(begun("zeros"), 5)
    assert lab.copies
    assert "copies" in said(lab.frame().says)
    other = lab.edit(Edit("weight", (1, 1, 1, 0.3))).tick()
    assert not other.copies
    assert "copies" not in said(other.frame().says)
    assert not begun("circle").copies
    assert not begun("zeros", layers=0).tick().copies


def test_a_net_that_does_not_learn_is_called_stuck_and_one_that_learns_is_not() -> None:
    flat = ticked(begun("sigmoid-deep"), FLAT_FOR - 1)
    assert not flat.stuck
    flat = ticked(flat, 11)
    assert flat.stuck
    assert "stands still" in said(flat.frame().says)
    assert not ticked(begun("circle"), 100).stuck  # it stands still too, but far from guessing
    assert not ticked(begun("first-light"), 100).stuck
    assert not any(ticked(begun("xor-4"), ticks).stuck for ticks in (10, 45, 60))


def test_a_constant_net_over_values_is_stuck_as_well() -> None:
    lab = ticked(begun("regression-curve", f_x1="off", f_x1_squared="on", layers=0), 300)
    assert lab.stuck  # a sine is odd, so x² says nothing of it


# Leaving the numbers.


@pytest.mark.parametrize("seed", range(1, 6))
def test_where_the_numbers_were_left_is_told_with_step_layer_and_cure(seed: int) -> None:
    run = Run.begin("playground", "too-fast", seed).forward(100)
    lab = run.lab
    assert isinstance(lab, PlaygroundLab)
    fault = lab.training.fault
    assert lab.finished
    assert fault is not None
    assert fault.step == lab.training.updates + 1 == run.step
    assert np.isfinite(lab.net.params).all()
    told = said(lab.frame().says)
    assert told.startswith(f"Update {fault.step}: ")
    assert "rate below 3" in told
    if fault.cause == "overflow-sum":
        assert f"unit {fault.unit + 1}, layer {fault.layer + 1}," in told
        with np.errstate(all="ignore"):
            answers = forward(lab.net, lab.data.x)
        assert not np.isfinite(answers).all()
    assert len(Words("ru").say(lab.frame().says or phrase(""))) <= 80
    cured = run.rewound().edited(Edit("set", ("rate", 0.03))).forward(100)
    assert not cured.lab.finished


def test_a_stopped_run_goes_on_when_its_cause_is_changed() -> None:
    lab = ticked(begun("too-fast"), 60)
    assert lab.finished
    assert lab.tick() is lab
    assert not begun("too-fast", rate=0.01).finished
    assert not turned(lab, start="xavier").finished
    assert "A weight is a number" in refusal(lab, "weight", 1, 1, 1, float("inf"))


def test_numbers_beyond_all_numbers_are_shown_as_none_and_explained() -> None:
    lab = ticked(begun("too-fast"), 60)
    losses = [reading for reading in lab.frame().readings if reading.id in ("train-loss", "test-loss")]
    assert losses
    for reading in losses:
        assert reading.value is None or reading.value > 1e100
        said(lab.why(reading.id).says)
