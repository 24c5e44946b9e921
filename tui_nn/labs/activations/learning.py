"""The two tasks that a function is tried on: a disc within a ring, and two spirals."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tui_nn.engine.arrays import Bools, Floats
from tui_nn.engine.initialisers import initial
from tui_nn.engine.mlp import Net
from tui_nn.engine.optimisers import Adam
from tui_nn.engine.training import Data, Recipe, Training

LEARNT, TESTED = 200, 200  # points
RADIUS = 3.0
WINDOW = (-3.3, 3.3, -3.3, 3.3)
TURNS = 1.25  # of each spiral
RATE, BATCH, EPOCHS = 0.01, 20, 5  # EPOCHS a tick
TASKS = ("circle", "spiral")
HIDDEN = {"circle": (8,), "spiral": (24, 24)}


@lru_cache(maxsize=16)
def data(task: str, seed: int) -> Data:
    """Points (n, 2) and classes (n, 1) of 0 and 1 in turn: the first half to learn from, the others for testing."""
    random = np.random.default_rng(seed)
    n = LEARNT + TESTED
    classes = np.arange(n) % 2
    along = random.uniform(0, 1, n)
    if task == "circle":
        radius = RADIUS * np.where(classes == 1, 0.5 * along, 0.7 + 0.3 * along)
        angle = random.uniform(0, 2 * np.pi, n)
    else:
        radius = RADIUS * (0.1 + 0.9 * along)
        angle = 2 * np.pi * TURNS * along + np.pi * classes
    points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    targets = classes[:, None].astype(np.float64)
    return Data(points[:LEARNT], targets[:LEARNT], points[LEARNT:], targets[LEARNT:])


def begun(task: str, function: str, seed: int) -> Training:
    """A fresh network for a task; `function` is a name that the engine knows, such as "=max(0, x)"."""
    sizes = (2, *HIDDEN[task], 1)
    functions = (*[function] * len(HIDDEN[task]), "identity")
    net = Net(sizes, functions, initial("he", sizes, seed))
    recipe = Recipe(loss="bce", rate=RATE, batch=BATCH, optimiser=Adam())
    return Training.begin(net, data(task, seed), recipe, seed)


def right(logits: Floats, targets: Floats) -> Bools:
    """Which answers are right, (n,): a logit above 0 says class 1."""
    return np.asarray((logits[:, 0] > 0) == (targets[:, 0] > 0.5))
