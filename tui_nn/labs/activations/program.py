"""The activations lab's function and its two networks as a NumPy program that runs by itself."""

from __future__ import annotations

from string import Template

import numpy as np

from tui_nn.engine.mlp import Net
from tui_nn.engine.training import Training
from tui_nn.labs.activations.learning import BATCH, EPOCHS, HIDDEN, LEARNT, RADIUS, RATE, TASKS, TESTED, TURNS
from tui_nn.labs.activations.state import SIDE, State

HEAD = Template('''\
"""A function, its slope, and two networks that try to learn with it."""

import numpy as np

np.seterr(all="ignore")


def f(x):
    return np.zeros_like(x) + ($value)


def slope(x):
    return np.zeros_like(x) + ($slope)


# Points of two classes in turn; the first $learnt are learnt from, the others are for testing.
classes = np.arange($n) % 2


def circle():
    random = np.random.default_rng($seed)
    along = random.uniform(0, 1, $n)
    radius = $radius * np.where(classes == 1, 0.5 * along, 0.7 + 0.3 * along)
    return radius, random.uniform(0, 2 * np.pi, $n)


def spiral():
    along = np.random.default_rng($seed).uniform(0, 1, $n)
    return $radius * (0.1 + 0.9 * along), 2 * np.pi * $turns * along + np.pi * classes


def blocks(flat, sizes):
    """Weights and biases of each layer, as views of one flat array; the biases are the last row."""
    found, at = [], 0
    for fan_in, units in zip(sizes, sizes[1:]):
        found.append(flat[at : at + (fan_in + 1) * units].reshape(fan_in + 1, units))
        at += (fan_in + 1) * units
    return found


def forward(layers, x):
    values, sums = [x], []
    for i, block in enumerate(layers):
        sums.append(values[-1] @ block[:-1] + block[-1])
        values.append(f(sums[-1]) if i < len(layers) - 1 else sums[-1])
    return values, sums


def learn(points, sizes, params, mean, squares, update, epochs):
    """Adam on the cross-entropy; answers the share of right answers to the test points."""
    targets = classes[:, None] * 1.0
    gradient = np.zeros_like(params)
    layers, slopes = blocks(params, sizes), blocks(gradient, sizes)
    for i in [*range(0, $learnt, $batch)] * epochs:
        x, t = points[i : i + $batch], targets[i : i + $batch]
        values, sums = forward(layers, x)
        back = (1 / (1 + np.exp(-sums[-1])) - t) / len(x)
        for k in reversed(range(len(layers))):
            slopes[k][:-1], slopes[k][-1] = values[k].T @ back, back.sum(axis=0)
            if k:
                back = back @ layers[k][:-1].T * slope(sums[k - 1])
        update += 1
        squares[:] = 0.999 * squares + 0.001 * gradient**2
        mean[:] = 0.9 * mean + 0.1 * gradient
        size = np.sqrt(squares / (1 - 0.999**update)) + 1e-8
        params -= $rate / (1 - 0.9**update) * mean / size
    said = forward(layers, points[$learnt:])[0][-1][:, 0] > 0
    return float((said == (classes[$learnt:] == 1)).mean())


x = np.array([$x, $x - $side, $x + $side])
print("x =", $x)
print("y =", $print_value)
print("slope =", $print_slope)
print("left =", $print_left)
print("right =", $print_right)
''')
TASK = Template("""
radius, angle = $task()
points = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
params = np.array($params)
mean = $mean
squares = $squares
print("$task =", learn(points, $sizes, params, mean, squares, $update, $epochs))
""")


def written(state: State, steps: int) -> str:
    """The program that starts as the state is and takes so many ticks."""
    left, right = state.sides
    cells = {"print_value": (state.value, "f", 0), "print_slope": (state.slope, "slope", 0)}
    cells |= {"print_left": (left, "slope", 1), "print_right": (right, "slope", 2)}
    text = HEAD.substitute(
        value=state.f.code(),
        slope=state.f.slope.code(),
        learnt=LEARNT,
        n=LEARNT + TESTED,
        seed=state.trainings[0].seed,
        radius=RADIUS,
        turns=TURNS,
        batch=BATCH,
        rate=RATE,
        x=repr(state.x),
        side=SIDE,
        **{key: f"float({name}(x)[{i}])" if value is not None else "None" for key, (value, name, i) in cells.items()},
    )
    for task, training, lost in zip(TASKS, state.trainings, state.lost, strict=True):
        text += _task(task, training, 0 if lost else steps * EPOCHS)
    return text + f'print("epoch =", {state.epoch + (0 if all(state.lost) else steps * EPOCHS)})\n'


def _task(task: str, training: Training, epochs: int) -> str:
    net: Net = training.net
    memory = ["np.zeros_like(params)"] * 2
    if training.updates:
        memory = [f"np.array({row.tolist()})" for row in training.memory]
    return TASK.substitute(
        task=task,
        params=np.asarray(net.params).tolist(),
        mean=memory[0],
        squares=memory[1],
        sizes=(2, *HIDDEN[task], 1),
        update=training.updates,
        epochs=epochs,
    )
