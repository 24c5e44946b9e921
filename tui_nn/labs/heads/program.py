"""The heads lab's network as a NumPy program that runs by itself; of its lines of code a question changes two."""

from __future__ import annotations

from string import Template

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs.heads.code import LINES, SLOPE, TRUNK
from tui_nn.labs.heads.state import BATCH, EPOCHS, LARGEST, State
from tui_nn.labs.heads.world import LEARNT, NOISE, TAG_CENTRES, TAG_RADIUS, TESTED

TEXT = Template('''\
"""One trunk, one head: a network of $units units learns points of the plane."""

import numpy as np

np.seterr(all="ignore")  # where the numbers are left, learning stops below


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def log_sum_exp(z):
    return z.max(axis=1) + np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1))


def softmax(z):
    return np.exp(z - log_sum_exp(z)[:, None])


# Points in clouds; the first $learnt are learnt from, the others are for testing.
classes = np.arange($n) % $classes
angle = 2 * np.pi * classes / $classes
centres = 3.5 * np.column_stack([np.sin(angle), np.cos(angle)])
points = centres + np.random.default_rng($seed).normal(0, $width, ($n, 2))
x1, x2 = points.T
values = np.column_stack([(x1 * x1 + x2 * x2) / 18 - 1, x1 * x2 / 9])
tags = np.column_stack([np.hypot(x1 - a, x2 - b) < $radius for a, b in $tag_centres]) * 1.0
targets = $targets

W1 = np.array($W1)
b1 = np.array($b1)
W2 = np.array($W2)
b2 = np.array($b2)


def answers(x):
    $trunk
    $outputs
    $head
    return h, z, y


def losses(z, y, t):
    $loss
    return loss


epoch = $epoch
for tick in range($steps):
    before = W1, b1, W2, b2
    for i in [*range(0, $learnt, $batch)] * $epochs:
        x, t = points[i : i + $batch], targets[i : i + $batch]
        h, z, y = answers(x)
        $slope
        back = error @ W2.T * (1 - h * h)
        step = $rate / len(x)
        W1, b1 = W1 - step * (x.T @ back), b1 - step * back.sum(axis=0)
        W2, b2 = W2 - step * (h.T @ error), b2 - step * error.sum(axis=0)
    _, z, y = answers(points[:$learnt])
    if not losses(z, y, targets[:$learnt]).mean() < $largest:
        W1, b1, W2, b2 = before
        break
    epoch += $epochs

_, z, y = answers(points)
each = losses(z, y, targets)
print("epoch =", epoch)
print("loss =", float(each[:$learnt].mean()))
print("test-loss =", float(each[$learnt:].mean()))
test_z, test_t = z[$learnt:], targets[$learnt:]
$score
_, z, y = answers(np.array([$place]))
for j in range(z.shape[1]):
    print(f"z-{j + 1} =", float(z[0, j]))
''')
TARGETS = {
    "regression": "values[:, :1]",
    "outputs": "values",
    "binary": "tags[:, :1]",
    "multilabel": "tags",
    "multiclass": "np.eye({classes})[classes]",
}
R2 = 'print("r2 =", 1 - float(((test_z - test_t) ** 2).sum() / ((test_t - test_t.mean(axis=0)) ** 2).sum()))'
EACH = 'print("accuracy =", float(((test_z > 0) == test_t).mean()))'
WINNER = 'print("accuracy =", float((test_z.argmax(axis=1) == test_t.argmax(axis=1)).mean()))'


def written(state: State, steps: int) -> str:
    """The program that starts as the state is and takes so many ticks."""
    net, training = state.net, state.training
    head, loss = LINES[state.head]
    return TEXT.substitute(
        units=net.sizes[1],
        learnt=LEARNT,
        n=LEARNT + TESTED,
        classes=state.classes,
        seed=training.seed,
        width=repr(0.7 + 3 * NOISE),
        radius=TAG_RADIUS,
        tag_centres=TAG_CENTRES,
        targets=TARGETS[state.head].format(classes=state.classes),
        W1=_listed(net.weights(0)),
        b1=_listed(net.biases(0)),
        W2=_listed(net.weights(1)),
        b2=_listed(net.biases(1)),
        trunk=TRUNK[0],
        outputs=TRUNK[1],
        head=head,
        loss=loss,
        epoch=training.epoch,
        steps=0 if state.lost else steps,
        epochs=EPOCHS,
        largest=LARGEST,
        batch=BATCH,
        slope=SLOPE,
        rate=repr(training.recipe.rate),
        score=R2 if state.values else WINNER if state.single else EACH,
        place=list(state.place),
    )


def _listed(array: Floats) -> str:
    return repr(np.asarray(array).tolist())
