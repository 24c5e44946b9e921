"""What the programs in NumPy and in PyTorch have in common: the points, their measure, the places in the run."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template
from typing import Any

from numpy.typing import NDArray

from tui_nn.engine.arrays import Floats
from tui_nn.engine.mlp import Net
from tui_nn.engine.passes import blocks
from tui_nn.engine.schedules import SCHEDULES, Cosine, Exponential, Schedule, Step, Warmup
from tui_nn.labs.playground.beginning import features_of
from tui_nn.labs.playground.state import ARRIVED_ACCURACY, ARRIVED_LOSS, PATIENCE, State

HEAD = Template('''\
"""A multilayer perceptron that learns points of the plane by gradient descent."""

import numpy as np

np.seterr(all="ignore")  # an overflow stops the learning below

# The points to learn from and those for testing, one a row; then their $what.
points = np.array($points).reshape(-1, 2)
test_points = np.array($test_points).reshape(-1, 2)
targets = np.array($targets)
test_targets = np.array($test_targets)


def features(points):
    x1, x2 = points[:, 0], points[:, 1]
    return np.column_stack([$features])


def encoded(targets):
    return $encoded


X, Y = features(points), encoded(targets)
test_X, test_Y = features(test_points), encoded(test_targets)

# Weights (a row an input, a column a unit) and biases, layer by layer.
params = [
$params
]
''')

ACCURACY = Template('''

def score(X, targets):
    """The share of right answers."""
    if not len(targets):
        return None
    out = $out
    return float(($decided == targets).mean())

''')
R2 = Template('''

def score(X, targets):
    """R²: how much of the values' spread is explained."""
    if not len(targets) or np.all(targets == targets[0]):
        return None
    out = $out[:, 0]
    return 1 - float(((out - targets) ** 2).sum() / ((targets - targets.mean()) ** 2).sum())

''')

MASKS = Template('''

def masks(place, m):
    """Which hidden units are left out of this batch; the others count more."""
    random = np.random.default_rng([$seed, *place, 1])
    return [np.where(random.random((units, m)).T < $share, 0.0, 1 / (1 - $share)) for units in $hidden]

''')

FEATURES = {
    "x1": "x1",
    "x2": "x2",
    "x1-squared": "x1 * x1",
    "x2-squared": "x2 * x2",
    "x1x2": "x1 * x2",
    "sin-x1": "np.sin(x1)",
    "sin-x2": "np.sin(x2)",
}


def head(state: State) -> str:
    """Points, features, targets and first parameters."""
    world, learnt = state.world, ~state.world.tested
    kind = "int" if world.classes else "float"
    return HEAD.substitute(
        what="classes" if world.classes else "values",
        points=_array(world.points[learnt]),
        test_points=_array(world.points[world.tested]),
        targets=_targets(world.targets[learnt], kind),
        test_targets=_targets(world.targets[world.tested], kind),
        features=", ".join(FEATURES[name] for name in features_of(state.dials, world)),
        encoded=_encoded(state),
        params="\n".join(f"    np.array({_array(array)})," for array in in_arrays(state.net, state.net.params)),
    )


def _encoded(state: State) -> str:
    task = state.task
    if not task.classes:
        return "targets[:, None]"
    hot = "targets[:, None]" if task.classes == 2 else f"np.eye({task.classes})[targets]"
    return hot if task.crossed else f"2.0 * {hot} - 1"


def masks(state: State) -> str:
    share, hidden = state.training.recipe.dropout, state.net.sizes[1:-1]
    if not share:
        return ""
    return MASKS.substitute(seed=state.training.seed, share=repr(share), hidden=repr(tuple(hidden)))


def score(state: State, out: str) -> str:
    if not state.world.classes:
        return R2.substitute(out=out)
    decided = "(out[:, 0] > 0)" if state.world.classes == 2 else "out.argmax(axis=1)"
    return ACCURACY.substitute(decided=decided, out=out)


def stop(state: State) -> str:
    """When the learner's condition holds, as a condition of the program's names."""
    name = state.dials.named("stop")
    if name == "never":
        return "False"
    if name.startswith("epochs-"):
        return f"epoch >= {name.removeprefix('epochs-')}"
    if name == "early":
        return f"epoch + position / n - least_epoch >= {PATIENCE}"
    part = "-1" if len(state.data.test_x) else "0"
    if name == "loss":
        return f"measured()[{part}] < {ARRIVED_LOSS}"
    where = "test_X, test_targets" if part == "-1" else "X, targets"
    return f"(score({where}) or 0) >= {ARRIVED_ACCURACY}"  # of equal values there is no score


def order(state: State) -> str:
    """The order of the samples in an epoch."""
    if state.training.recipe.order == "fixed":
        return "np.arange(n)"
    return f"np.random.default_rng([{state.training.seed}, epoch]).permutation(n)"


def share_of_rate(schedule: Schedule | str) -> str:
    """What the rate is multiplied by in an epoch; empty for a constant one."""
    if isinstance(schedule, str):
        schedule = SCHEDULES[schedule]
    if isinstance(schedule, Step):
        return f" * {schedule.factor!r} ** (epoch // {schedule.every})"
    if isinstance(schedule, Exponential):
        return f" * {schedule.factor!r} ** epoch"
    if isinstance(schedule, Cosine):
        low = schedule.floor
        return f" * ({low} + {1 - low} * 0.5 * (1 + np.cos(np.pi * min(epoch / {schedule.span}, 1))))"
    if isinstance(schedule, Warmup):
        return f" * min((epoch + 1) / {schedule.span}, 1)"
    return ""


def prints(state: State, size: str) -> str:
    """The last lines, one a reading; `size` is how the program counts its parameters."""
    score = "accuracy" if state.world.classes else "r2"
    values = {
        "epoch": "epoch",
        "train-loss": "train_loss",
        "test-loss": "test_loss",
        f"train-{score}": "train_score",
        f"test-{score}": "test_score",
        "least-loss": "least",
        "least-epoch": "least_epoch",
        "updates": "updates",
        "parameters": size,
    }
    return "".join(f'print("{id} =", {value})\n' for id, value in values.items())


def in_arrays(net: Net, flat: NDArray[Any]) -> list[NDArray[Any]]:
    """Weights (before, units) and biases (units,) in turn, of a vector as long as the parameters."""
    arrays: list[NDArray[Any]] = []
    for block in blocks(net.sizes, flat):
        arrays += [block[:-1], block[-1]]
    return arrays


def arrays(net: Net, flat: NDArray[Any]) -> str:
    """A list of NumPy arrays, one for the weights and one for the biases of each layer."""
    return f"[{', '.join(f'np.array({_array(array)})' for array in in_arrays(net, flat))}]"


def _array(array: NDArray[Any]) -> str:
    if array.ndim == 1 or not len(array):
        return repr(array.tolist())
    return "[\n" + "".join(f"    {row!r},\n" for row in array.tolist()) + "]"


def _targets(targets: Floats, kind: str) -> str:
    values: Sequence[float] = [int(value) for value in targets] if kind == "int" else targets.tolist()
    return f"{list(values)!r}, dtype={kind}"
