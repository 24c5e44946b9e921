"""The playground's network, and all that made it, as JSON for other programs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs.playground.beginning import features_of
from tui_nn.labs.playground.knobs import BY_ID
from tui_nn.labs.playground.state import State

MOST_ROWS = 10_000  # of the losses; of a longer run every second, fourth, … row and the last


def written(state: State) -> str:
    """One object: ``network``, ``recipe``, ``data``, ``knobs``, ``losses``, ``seed``; what is no number is null.

    ``network.layers`` are in order, each with ``weights`` (a row an input, a column a unit), ``biases`` and
    ``activation``: a layer answers activation(inputs @ weights + biases). The inputs are ``network.features`` of a
    point; classes are coded as ``data.encoded`` says.
    """
    net = state.net
    layers = [
        {"weights": net.weights(k).tolist(), "biases": net.biases(k).tolist(), "activation": net.activations[k]}
        for k in range(net.layers)
    ]
    names = features_of(state.dials, state.world)
    found = {
        "format": "tui-nn playground 1",
        "preset": state.preset,
        "seed": state.seed_text,
        "epoch": state.training.epoch,
        "updates": state.training.updates,
        "network": {"features": list(names), "layers": layers},
        "recipe": _recipe(state),
        "data": _data(state),
        "knobs": {id: _setting(state, id) for id in state.dials.values},
        "losses": _losses(state),
    }
    return json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _recipe(state: State) -> dict[str, Any]:
    recipe = state.training.recipe
    rule = recipe.optimiser
    return {
        "loss": recipe.loss,
        "optimiser": {"name": rule.name, **asdict(rule)},
        "rate": recipe.rate,
        "schedule": recipe.schedule,
        "batch": recipe.batch,
        "order": recipe.order,
        "regulariser": recipe.regulariser,
        "strength": recipe.strength,
        "dropout": recipe.dropout,
    }


def _data(state: State) -> dict[str, Any]:
    world, task = state.world, state.task
    codes = {str(label): task.encoded(_one(label))[0].tolist() for label in range(world.classes)}
    return {
        "name": state.dials.named("data"),
        "classes": world.classes,
        "encoded": codes,
        "points": world.points.tolist(),
        "targets": [int(target) for target in world.targets] if world.classes else world.targets.tolist(),
        "tested": world.tested.tolist(),
    }


def _one(label: int) -> Floats:
    return np.array([float(label)])


def _setting(state: State, id: str) -> float | str:
    return state.dials.named(id) if BY_ID[id].names else state.dials[id]


def _losses(state: State) -> dict[str, list[float | None]]:
    history = state.history
    every = -(-history.length // MOST_ROWS)
    rows = sorted({*range(0, history.length, every), history.length - 1})
    return {
        "epoch": _numbers(history.epochs[rows]),
        "train": _numbers(history.train[rows]),
        "test": _numbers(history.test[rows]),
    }


def _numbers(values: Iterable[float]) -> list[float | None]:
    return [float(value) if math.isfinite(value) else None for value in values]
