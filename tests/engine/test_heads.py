"""Heads: targets as the loss wants them, outputs as a person reads them, and targets that a task cannot have."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.heads import HEADS
from tui_nn.engine.losses import LOSSES


def test_every_head_names_an_activation_and_a_loss_that_there_are() -> None:
    for name, head in HEADS.items():
        assert head.name == name
        assert head.activation in ACTIVATIONS
        assert head.loss in LOSSES


@pytest.mark.parametrize(
    ("name", "targets", "k", "encoded"),
    [
        ("playground", [0, 1, 1], 1, [[-1], [1], [1]]),
        ("playground-regression", [0.5, -2], 1, [[0.5], [-2]]),
        ("regression", [0.5, -2], 1, [[0.5], [-2]]),
        ("regression", [[0.5], [-2]], 1, [[0.5], [-2]]),
        ("outputs", [[1.5, 2], [3, 4]], 2, [[1.5, 2], [3, 4]]),
        ("binary", [0, 1], 1, [[0], [1]]),
        ("binary", [False, True], 1, [[0], [1]]),
        ("multilabel", [[0, 1, 1], [1, 0, 0]], 3, [[0, 1, 1], [1, 0, 0]]),
        ("multiclass", [2, 0], 3, [[0, 0, 1], [1, 0, 0]]),
        ("multiclass", [2.0, 0.0], 3, [[0, 0, 1], [1, 0, 0]]),
    ],
)
def test_targets_become_what_the_loss_wants(name: str, targets: Any, k: int, encoded: Any) -> None:
    found = HEADS[name].encode(np.array(targets), k)
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, np.array(encoded, dtype=float))


@pytest.mark.parametrize(
    ("name", "targets", "k"),
    [
        ("playground", [-1, 1], 1),
        ("playground", [0, 1], 2),
        ("regression", [1.0, 2.0], 2),
        ("regression", [[1.0, 2.0]], 1),
        ("playground-regression", [[1.0, 2.0]], 2),
        ("outputs", [1.0, 2.0], 2),
        ("outputs", [[1.0, 2.0, 3.0]], 2),
        ("binary", [0, 2], 1),
        ("binary", [0.5], 1),
        ("binary", [[0, 1]], 2),
        ("multilabel", [[0, 2]], 2),
        ("multilabel", [0, 1], 2),
        ("multiclass", [0, 3], 3),
        ("multiclass", [-1], 3),
        ("multiclass", [0.5], 3),
        ("multiclass", [float("nan")], 3),
        ("multiclass", [[0, 1]], 2),
    ],
)
def test_targets_that_the_task_cannot_have_are_refused(name: str, targets: Any, k: int) -> None:
    with pytest.raises(ValueError, match=r"targets|output"):
        HEADS[name].encode(np.array(targets), k)


def test_readouts_are_values_or_probabilities() -> None:
    outputs = np.array([[0.0, 2.0, -3.0], [1000.0, -1000.0, 0.0]])
    for name in ("regression", "playground-regression", "outputs"):
        np.testing.assert_array_equal(HEADS[name].readout(outputs), outputs)
    np.testing.assert_array_equal(HEADS["playground"].readout(np.array([[-1.0], [0.0], [1.0]])), [[0], [0.5], [1]])
    for name in ("binary", "multilabel"):
        expected = 1 / (1 + np.exp(-outputs.clip(-700, 700)))
        np.testing.assert_allclose(HEADS[name].readout(outputs), expected, atol=1e-300)
    chances = HEADS["multiclass"].readout(outputs)
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    np.testing.assert_allclose(chances[0], np.exp(outputs[0]) / np.exp(outputs[0]).sum())


def test_decisions_are_classes_tags_or_values_and_a_border_is_class_0() -> None:
    one = np.array([[-2.0], [0.0], [1e-9]])
    for name in ("playground", "binary"):
        decided = HEADS[name].decide(one)
        assert decided.tolist() == [0, 0, 1]
        assert decided.dtype == np.int64
    assert HEADS["multilabel"].decide(np.array([[-1.0, 0.0, 2.0]])).tolist() == [[0, 0, 1]]
    assert HEADS["multiclass"].decide(np.array([[1.0, 3.0, 2.0], [5.0, 5.0, 5.0]])).tolist() == [1, 0]
    for name in ("regression", "playground-regression", "outputs"):
        np.testing.assert_array_equal(HEADS[name].decide(one), one)


@pytest.mark.parametrize("name", ["playground", "binary"])
def test_a_decision_is_class_1_where_its_probability_is_above_a_half(name: str) -> None:
    outputs = np.linspace(-1, 1, 41)[:, None]
    shares = HEADS[name].readout(outputs)[:, 0]
    np.testing.assert_array_equal(HEADS[name].decide(outputs) == 1, shares > 0.5)


@pytest.mark.parametrize("name", ["playground", "binary", "multiclass", "multilabel"])
def test_what_is_encoded_is_decided_back(name: str) -> None:
    k = 1 if name in ("playground", "binary") else 3
    targets = np.array([[0, 1, 1], [1, 0, 0]]) if name == "multilabel" else np.array([0, 1, 1, 0])
    head = HEADS[name]
    encoded = head.encode(targets, k)
    outputs = encoded if name == "playground" else 2 * encoded - 1
    np.testing.assert_array_equal(head.decide(outputs), targets)
