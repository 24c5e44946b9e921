"""The threshold lab's numbers as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.engine.calibration import BINS
from tui_nn.labs.threshold.samples import Kept, scored
from tui_nn.labs.threshold.state import GRIDS, LOGIT, State

HEAD = '''\
"""A threshold on scores: what it decides, what that costs, and whether the chances are true."""

import numpy as np

'''
MADE = """\
# Two normal clouds; z is the true logit of being positive.
positive = np.arange({n}) < {positives}
x = np.random.default_rng({seed}).normal(size={n}) + {apart} * positive
z = {apart} * x - {apart} ** 2 / 2 + np.log({share} / (1 - {share}))
"""
KEPT = """\
# What the model answered, and what was true.
z = np.array({logits})
positive = np.array({positive}) == 1
"""
BODY = """
z = z / {temperature}
p = 1 / (1 + np.exp(-z))
score = {score}
ratio = {ratio}  # what a miss costs where a false alarm costs 1
grid = {grid}


def decided(gamma):
    said = score > gamma
    return [int(np.sum(said & positive)), int(np.sum(~said & positive)), int(np.sum(said & ~positive))]


gamma = {gamma}
for step in range({steps}):
    lower = [rung for rung in grid if rung < gamma - 1e-9]
    if lower:
        gamma = max(lower)
tp, fn, fp = decided(gamma)
tn = len(z) - tp - fn - fp
costs = [ratio * fn + fp for _, fn, fp in map(decided, grid)]

# A positive scores above a negative: the area under the ROC curve.
auc = np.mean([(a > z[~positive]).mean() + (a == z[~positive]).mean() / 2 for a in z[positive]])

place = np.minimum((p * {bins}).astype(int), {last})
ece = sum(abs(p[place == b].mean() - positive[place == b].mean()) * np.mean(place == b) for b in np.unique(place))

print("gamma =", {as_chance})
print("gamma-logit =", {as_logit})
print("tp =", tp)
print("fn =", fn)
print("fp =", fp)
print("tn =", tn)
print("cost =", float(ratio * fn + fp))
print("accuracy =", (tp + tn) / len(z))
print("precision =", tp / (tp + fp) if tp + fp else None)
print("recall =", tp / (tp + fn))
print("least =", float(min(costs)))
print("best =", grid[int(np.argmin(costs))])
print("theory =", {theory})
print("auc =", float(auc))
print("confidence =", float(np.maximum(p, 1 - p).mean()))
print("ece =", float(ece))
print("bce =", float(np.mean(np.logaddexp(0, z) - z * positive)))
"""


def written(state: State, steps: int) -> str:
    """The program that starts at the state and takes γ so many steps down."""
    on_logit = state.scale == LOGIT
    return (
        HEAD
        + _sample(state)
        + BODY.format(
            temperature=repr(state.temperature),
            score="z" if on_logit else "p",
            ratio=repr(state.ratio),
            grid=list(GRIDS[state.scale]),
            gamma=repr(state.gamma),
            steps=steps,
            bins=BINS,
            last=BINS - 1,
            as_chance="float(1 / (1 + np.exp(-gamma)))" if on_logit else "gamma",
            as_logit="gamma" if on_logit else "float(np.log(gamma / (1 - gamma)))",
            theory="float(-np.log(ratio))" if on_logit else "1 / (1 + ratio)",
        )
    )


def _sample(state: State) -> str:
    sample = state.sample
    if isinstance(sample, Kept):
        examples = scored(sample)
        return KEPT.format(logits=examples.logits.tolist(), positive=examples.positive.astype(int).tolist())
    positives = round(sample.n * sample.share)
    return MADE.format(
        n=sample.n, positives=positives, seed=sample.seed, apart=repr(sample.apart), share=repr(sample.share)
    )
