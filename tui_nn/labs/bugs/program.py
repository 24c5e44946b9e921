"""The bugs lab's two classifiers as a NumPy program that runs by itself; the buggy lines are those on the screen."""

from __future__ import annotations

from string import Template

from tui_nn.engine.arrays import Floats
from tui_nn.labs.bugs.code import BACKWARD, FORWARD, LOSS
from tui_nn.labs.bugs.passes import CLASSES
from tui_nn.labs.bugs.state import LOOKED_AT, MIDDLE, NOISE, POINTS, State

TEXT = Template('''\
"""A softmax classifier with a bug, and one without."""

import numpy as np

np.seterr(all="ignore")  # what overflows is to be seen, not told


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z, axis=1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def log_sum_exp(z):
    return z.max(axis=1) + np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1))


def chain(p, over):
    """The slope along z from the slope along p = softmax(z)."""
    return p * (over - (over * p).sum(axis=1, keepdims=True))


def buggy(z):
    $forward
    $loss
    $backward
    return $taken, loss, back


def right(z):
    $right_forward
    $right_loss
    $right_backward
    return p, loss, back


# Points in three clouds, with a column of ones for the bias.
y = np.arange($n) % $classes
angle = 2 * np.pi * y / $classes
centres = 3.5 * np.column_stack([np.sin(angle), np.cos(angle)])
points = centres + np.random.default_rng($seed).normal(0, $width, ($n, 2))
x = np.column_stack([$scale * (points + $middle), np.ones($n)])
t, rows = np.eye($classes)[y], np.arange($n)

w = np.array($wrong)
v = np.array($right)
for step in range($steps):
    w, v = w - $rate * (x.T @ buggy(x @ w)[2] / $n), v - $rate * (x.T @ right(x @ v)[2] / $n)


def show(name, value):
    print(name, "=", float(value) + 0.0 if np.isfinite(value) else None)


taken, loss, back = buggy(x @ w)
share, true_loss, _ = right(x @ w)
print("steps =", $done)
show("loss", loss.mean())
show("right-loss", right(x @ v)[1].mean())
show("true-loss", true_loss.mean())
print("accuracy =", int(((x @ w).argmax(axis=1) == y).sum()) / $n)
print("right-accuracy =", int(((x @ v).argmax(axis=1) == y).sum()) / $n)
show("slope", np.abs(x.T @ back / $n).max())
if np.isfinite(w).all() and np.isfinite(taken[$at]).all():
    for k in range($classes):
        show(f"z-{k + 1}", (x @ w)[$at, k])
        show(f"share-{k + 1}", share[$at, k])
        show(f"taken-{k + 1}", taken[$at, k])
''')


def written(state: State, steps: int) -> str:
    """The program that starts as the state is and takes so many ticks."""
    bug = state.bug_name
    return TEXT.substitute(
        forward=_lines(FORWARD[bug]),
        loss=LOSS[bug],
        backward=_lines(BACKWARD[bug]),
        taken="softmax(p)" if bug == "logits" else "p",
        right_forward=_lines(FORWARD["right"]),
        right_loss=LOSS["right"],
        right_backward=_lines(BACKWARD["right"]),
        n=POINTS,
        classes=CLASSES,
        seed=state.seed,
        width=repr(0.7 + 3 * NOISE),
        scale=repr(state.scale),
        middle=MIDDLE,
        wrong=_listed(state.wrong),
        right=_listed(state.right),
        steps=steps,
        done=state.steps + steps,
        rate=repr(state.rate),
        at=LOOKED_AT,
    )


def _lines(lines: tuple[str, ...]) -> str:
    return "\n    ".join(lines)


def _listed(array: Floats) -> str:
    return repr(array.tolist()).replace("nan", "np.nan").replace("inf", "np.inf")
