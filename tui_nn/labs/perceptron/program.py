"""The perceptron lab's present state and its learning loop as a NumPy program that runs by itself."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from tui_nn.labs.perceptron.state import ORDERS, State

START = Template('''\
"""The perceptron's learning rule, one example after another."""

import numpy as np

# The examples, one a row, and their classes.
X = np.array([
$points
])
y = np.array([$targets])
order = $order  # the same in every epoch
rate = $rate

# The weights, the bias and the counters to start from.
w, b = np.array([$w1, $w2]), $bias
shown, epoch, mistakes = $shown, $epoch, $mistakes
position, errors = $position, $errors  # of this epoch: examples shown, mistakes made
score, output, target = $score, $output, $target  # of the example shown last
''')

MANY = Template("""\
learnt = [$past]  # mistakes that each finished order took
""")

LOOP = Template("""
for step in range($steps):
    if position == len(X):  # the epoch is over
$over
        epoch, position, errors = epoch + 1, 0, 0

    i = order[position]
    score = float((w * X[i]).sum() + b)
    output, target = int(score > 0), int(y[i])
    if output != target:  # the line moves only when it is wrong
        w = w + rate * (target - output) * X[i]
        b = b + rate * (target - output)
        errors, mistakes = errors + 1, mistakes + 1
    position, shown = position + 1, shown + 1

clean = position == len(X) and errors == 0
wrong = int((((X * w).sum(axis=1) + b > 0) != y).sum())
""")

OVER = """\
        if errors == 0:
            break  # without a mistake: learnt"""

OVER_MANY = Template("""\
        if errors == 0 and len(learnt) == $others:
            break  # every order is learnt
        if errors == 0:  # this order is learnt: the next one, from zero
            learnt.append(mistakes)
            order = np.random.default_rng([$seed, len(learnt)]).permutation(len(X))
            w, b = np.zeros(2), 0.0
            shown, epoch, mistakes = 0, 0, 0""")

TALLY = """\
if clean:
    learnt.append(mistakes)
"""

PRINTED = {
    "bias": "b",
    "w1": "float(w[0])",
    "w2": "float(w[1])",
    "score": "score",
    "output": "output",
    "target": "target",
    "shown": "shown",
    "epoch": "epoch",
    "mistakes": "mistakes",
    "wrong": "wrong",
    "accuracy": "(len(X) - wrong) / len(X)",
    "finished": "int(clean)",
}
PRINTED_MANY = {
    "orders": "len(learnt)",
    "fewest": "min(learnt, default=None)",
    "most": "max(learnt, default=None)",
}


def written(state: State, steps: int) -> str:
    """The program that starts as `state` is and shows `steps` examples, fewer when it has learnt."""
    if not state.many_orders:
        return _start(state) + LOOP.substitute(steps=steps, over=OVER) + _prints(PRINTED)
    past = MANY.substitute(past=_listed(order.mistakes for order in state.past))
    over = OVER_MANY.substitute(others=ORDERS - 1, seed=state.seed)
    all_learnt = {"finished": f"int(len(learnt) == {ORDERS})"}
    prints = _prints(PRINTED_MANY | PRINTED | all_learnt)
    return _start(state) + past + LOOP.substitute(steps=steps, over=over) + TALLY + prints


def _start(state: State) -> str:
    learning, last = state.learning, state.learning.last
    bias, w1, w2 = learning.weights
    rows = state.examples.rows
    return START.substitute(
        points="\n".join(f"    [{x1!r}, {x2!r}]," for x1, x2, _ in rows),
        targets=_listed(target for _, _, target in rows),
        order=f"[{_listed(state.order)}]",
        rate=repr(state.rate),
        bias=repr(bias),
        w1=repr(w1),
        w2=repr(w2),
        shown=learning.shown,
        epoch=learning.epoch,
        mistakes=learning.mistakes,
        position=learning.position,
        errors=learning.errors,
        score=repr(last.score) if last else None,
        output=last.output if last else None,
        target=last.target if last else None,
    )


def _listed(values: Iterable[int]) -> str:
    return ", ".join(map(str, values))


def _prints(values: dict[str, str]) -> str:
    return "".join(f'print("{id} =", {value})\n' for id, value in values.items())
