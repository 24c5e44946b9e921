"""The programs that the playground writes come to its own numbers; the network as JSON answers as it does."""

from __future__ import annotations

import ast
import json
import math
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playground_runs import begun, readings, ticked, turned, walked, walks

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.features import features
from tui_nn.engine.mlp import Net, forward
from tui_nn.labs.lab import Edit
from tui_nn.labs.playground.knobs import BY_ID, HEADS
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.playground.turning import seeded
from tui_nn.labs.run import Run

PRINTED = {"epoch", "train-loss", "test-loss", "least-loss", "least-epoch", "updates", "parameters"}
FROZEN = (Edit("freeze", (1, 1, 2)), Edit("freeze", (2, 0, 1)), Edit("freezelayer", (3,)))


def output_of(program: str) -> str:
    lines: list[str] = []
    exec(program, {"print": lambda *words: lines.append(" ".join(map(str, words)))})
    return "\n".join(lines)


def same(printed: str, lab: PlaygroundLab, digits: float = 1e-9) -> None:
    """The program's numbers are the lab's own; sums may be added up in another order."""
    seen = readings(lab)
    found = dict(line.split(" = ") for line in printed.splitlines())
    assert set(found) >= PRINTED
    for id, text in found.items():
        value = None if text in ("nan", "inf") else ast.literal_eval(text)
        wanted = seen[id]
        assert (value is None) == (wanted is None), (id, text, wanted)
        assert value is None or value == pytest.approx(wanted, rel=digits, abs=1e-30), id


def frozen(lab: PlaygroundLab) -> PlaygroundLab:
    for edit in FROZEN:
        lab = lab.edit(edit)
    return lab


# Each is a preset, its knobs, ticks before the program is written, ticks that it takes.
Case = tuple[str, dict[str, str | float], int, int]


def cases(preset: str, before: int, after: int, knob: str, names: Iterable[str], **others: str | float) -> list[Case]:
    """One for each choice of a knob."""
    return [(preset, {knob: name, **others}, before, after) for name in names]


RULES = ("sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw")
CASES: list[Case] = [
    *cases("circle", 1, 3, "activation", ACTIVATIONS, batch=30),
    *cases("xor-4", 3, 4, "optimiser", RULES, rate=0.01, batch=30, order="shuffled"),
    *cases("xor-4", 9, 13, "optimiser", RULES, stride="batch", batch=30, schedule="step"),
    *cases("circle", 2, 5, "regulariser", BY_ID["regulariser"].names, strength=0.03),
    *cases("classes-3", 1, 3, "head", HEADS),
    *cases("circle", 1, 3, "head", HEADS),
    *cases("hills", 1, 2, "head", ("playground", "mse", "mae", "huber"), batch=250),
    *cases("circle", 3, 3, "schedule", BY_ID["schedule"].names),
    *cases("circle", 60, 60, "stop", ("loss", "accuracy", "epochs-100"), ratio=100),
    ("overfit", {"stop": "early", "u1": 16, "u2": 16, "rate": 0.01}, 10, 200),
    ("regression-curve", {}, 3, 5),
    ("too-fast", {}, 1, 20),
    ("too-fast", {"stride": "epoch"}, 0, 3),
    ("own-points", {}, 3, 5),
    ("circle", {"dropout": 0.3, "order": "shuffled"}, 2, 3),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]}")
def test_the_numpy_program_comes_to_the_labs_numbers(case: Case) -> None:
    preset, knobs, before, after = case
    lab = ticked(turned(begun(preset), **knobs), before)
    same(output_of(lab.program(after)), ticked(lab, after))


@pytest.mark.parametrize("regulariser", BY_ID["regulariser"].names)
@pytest.mark.parametrize("optimiser", ["sgd", "adamw"])
def test_what_is_frozen_stays_in_the_program_too(regulariser: str, optimiser: str) -> None:
    lab = frozen(ticked(begun("circle", regulariser=regulariser, strength=0.1, optimiser=optimiser), 2))
    same(output_of(lab.program(4)), ticked(lab, 4))


def test_without_hidden_units_there_is_nothing_to_leave_out() -> None:
    lab = turned(begun("linear"), dropout=0.1)
    same(output_of(lab.program(2)), ticked(lab, 2))


@given(walks, st.integers(0, 4))
@settings(max_examples=25, deadline=None)
def test_from_wherever_one_is_the_program_goes_on(walk: tuple[str, int, list[int | Edit]], steps: int) -> None:
    """At a calm rate: at a wild one rounding grows to another run within 50 updates."""
    lab = turned(walked(walk), rate=0.01)
    end = ticked(lab, steps)
    if all(map(math.isfinite, end.losses[:1])) and abs(end.losses[0]) < 1e6:
        same(output_of(lab.program(steps)), end, digits=1e-6)


@pytest.mark.parametrize("preset", ["circle", "classes-3"])
def test_the_program_runs_by_itself(preset: str) -> None:
    lab = ticked(begun(preset, optimiser="adam", regulariser="l2", strength=0.01), 3)
    run = subprocess.run([sys.executable, "-c", lab.program(10)], capture_output=True, text=True, check=True)
    same(run.stdout, ticked(lab, 10))
    assert run.stderr == ""


def test_a_run_writes_the_program_that_leads_to_its_screen() -> None:
    run = Run.begin("playground", "circle", 1).forward(3).edited(seeded("мир")).forward(4)
    assert isinstance(run.lab, PlaygroundLab)
    same(output_of(run.program()), run.lab)


@pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not needed to run tui-nn")
def test_the_pytorch_program_comes_to_the_labs_numbers() -> None:
    for preset, knobs, before, after in CASES:
        lab = ticked(turned(begun(preset), **knobs), before)
        same(output_of(lab.torch_program(after)), ticked(lab, after))
    for regulariser in BY_ID["regulariser"].names:
        lab = frozen(ticked(begun("circle", regulariser=regulariser, strength=0.1, optimiser="adamw"), 2))
        same(output_of(lab.torch_program(4)), ticked(lab, 4))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]}")
def test_the_pytorch_program_is_python_and_complete(case: Case) -> None:
    preset, knobs, before, after = case
    text = ticked(turned(begun(preset), **knobs), before).torch_program(after)
    ast.parse(text)
    assert "$" not in text
    assert {
        line.split('"')[1].removesuffix(" =") for line in text.splitlines() if line.startswith("print(")
    } >= PRINTED


# JSON.


def restored(found: dict[str, dict[str, list[dict[str, list[list[float]]]]]]) -> Net:
    layers = found["network"]["layers"]
    params = np.concatenate([np.vstack([layer["weights"], layer["biases"]]).ravel() for layer in layers])
    sizes = (len(layers[0]["weights"]), *(len(layer["biases"]) for layer in layers))
    return Net(sizes, tuple(str(layer["activation"]) for layer in layers), params)


@pytest.mark.parametrize("preset", PlaygroundLab.presets)
def test_the_network_in_json_answers_as_the_lab_does(preset: str) -> None:
    lab = ticked(begun(preset), 2)
    found = json.loads(lab.as_json(), parse_constant=pytest.fail)
    net = restored(found)
    points, targets = np.array(found["data"]["points"]), np.array(found["data"]["targets"], dtype=float)
    tested = np.array(found["data"]["tested"])
    x = features(points, tuple(found["network"]["features"]))
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(forward(net, np.concatenate([x[~tested], x[tested]])), lab.units[-1])
    np.testing.assert_array_equal(net.params, lab.net.params)
    np.testing.assert_array_equal(targets, lab.world.targets)
    codes = found["data"]["encoded"]
    if codes:
        encoded = np.array([codes[str(int(target))] for target in targets])
        np.testing.assert_array_equal(encoded[~tested], lab.data.y)
    assert found["recipe"]["loss"] == lab.training.recipe.loss
    assert found["recipe"]["optimiser"]["name"] == lab.dials.named("optimiser")
    assert found["losses"]["train"] == [None if not math.isfinite(loss) else loss for loss in lab.history.train]
    assert found["knobs"]["data"] == found["data"]["name"] == lab.dials.named("data")


def test_the_losses_of_a_long_run_are_thinned_with_the_last_one_kept() -> None:
    lab = ticked(begun("own-points"), 12)
    many = lab.history
    for row in range(25_000):
        many = many.with_row(20.0 + row, 0.5, 0.25)
    losses = json.loads(replace(lab, history=many).as_json())["losses"]
    assert 8_000 < len(losses["train"]) <= 10_001
    assert losses["epoch"][-1] == 20.0 + 24_999
