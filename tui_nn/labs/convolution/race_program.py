"""The race of the digits as a NumPy program that runs by itself; the digits come with it, as text at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_nn.engine.history.digits_packed import TEXT as PACKED
from tui_nn.labs.convolution.runner import BATCH, LEARNT, PLACES, RATE, Filters

if TYPE_CHECKING:
    from tui_nn.labs.convolution.race import Race

HEAD = '''\
"""Digits on a canvas of 14 x 14: networks with filters against networks without, all trained by Adam."""

import zlib
from base64 import b85decode

import numpy as np

SEED, PLACE = {seed}, {place!r}
LEARNT, BATCH, RATE, UPDATES = {learnt}, {batch}, {rate}, {updates}
NETWORKS = {networks}  # name: kind and number of filters or hidden units


def placed(digits):
    """8 x 8 digits on 14 x 14 canvases; the seed says in which order and where."""
    numbers = np.frombuffer(zlib.decompress(b85decode("".join(digits.split()))), dtype=np.uint8)
    x, y = numbers[: 1797 * 64].reshape(1797, 8, 8) / 16, numbers[1797 * 64 :].astype(int)
    random = np.random.default_rng(SEED)
    order = random.permutation(1797)
    x, y = x[order], y[order]
    corners = random.integers(0, (7, 7), (1797, 2)) if PLACE == "anywhere" else np.full((1797, 2), 3)
    canvas = np.zeros((1797, 14, 14))
    for one, digit, (row, column) in zip(canvas, x, corners):
        one[row : row + 8, column : column + 8] = digit
    return canvas, y


def cnn_start(k):
    random = np.random.default_rng(SEED)
    return [
        random.normal(0.0, np.sqrt(2 / 25), (25, k)),
        np.zeros(k),
        random.normal(0.0, np.sqrt(2 / (25 * k)), (25 * k, 10)),
        np.zeros(10),
    ]


def cnn(weights, x):
    """Filters of 5 x 5, ReLU, the largest of each two by two, one layer of logits."""
    filters, biases, out, out_biases = weights
    patches = np.lib.stride_tricks.sliding_window_view(x, (5, 5), axis=(1, 2)).reshape(len(x), 10, 10, 25)
    maps = np.maximum(patches @ filters + biases, 0.0)
    pooled = maps.reshape(len(x), 5, 2, 5, 2, -1).max(axis=(2, 4))
    return pooled.reshape(len(x), -1) @ out + out_biases, (patches, maps, pooled)


def cnn_slopes(weights, kept, back):
    patches, maps, pooled = kept
    n, k = len(maps), maps.shape[-1]
    passed = np.where(pooled > 0, (back @ weights[2].T).reshape(pooled.shape), 0.0)
    places = (passed.repeat(2, 1).repeat(2, 2) * (maps == pooled.repeat(2, 1).repeat(2, 2))).reshape(-1, k)
    flat = pooled.reshape(n, -1)
    return [patches.reshape(-1, 25).T @ places, places.sum(axis=0), flat.T @ back, back.sum(axis=0)]


def mlp_start(h):
    random = np.random.default_rng(SEED)
    first = random.normal(0.0, np.sqrt(2 / 196), (196, h))
    return [first, np.zeros(h), random.normal(0.0, np.sqrt(2 / h), (h, 10)), np.zeros(10)]


def mlp(weights, x):
    flat = x.reshape(len(x), -1)
    hidden = np.maximum(flat @ weights[0] + weights[1], 0.0)
    return hidden @ weights[2] + weights[3], (flat, hidden)


def mlp_slopes(weights, kept, back):
    flat, hidden = kept
    before = (back @ weights[2].T) * (hidden > 0)
    return [flat.T @ before, before.sum(axis=0), hidden.T @ back, back.sum(axis=0)]


KINDS = {{"cnn": (cnn_start, cnn, cnn_slopes), "mlp": (mlp_start, mlp, mlp_slopes)}}


def trained(kind, size, x, y):
    start, answers, slopes = KINDS[kind]
    weights = start(size)
    mean, square = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    for t in range(UPDATES):
        if t % (LEARNT // BATCH) == 0:
            order = np.random.default_rng([SEED, t // (LEARNT // BATCH)]).permutation(LEARNT)
        chosen = order[t % (LEARNT // BATCH) * BATCH :][:BATCH]
        z, kept = answers(weights, x[chosen])
        shares = np.exp(z - z.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        for i, g in enumerate(slopes(weights, kept, (shares - np.eye(10)[y[chosen]]) / len(chosen))):
            mean[i] = 0.9 * mean[i] + 0.1 * g
            square[i] = 0.999 * square[i] + 0.001 * g * g
            step = mean[i] / (1 - 0.9 ** (t + 1)) / (np.sqrt(square[i] / (1 - 0.999 ** (t + 1))) + 1e-8)
            weights[i] = weights[i] - RATE * step
    return weights, answers


def main(digits):
    x, y = placed(digits)
    print("epoch =", UPDATES / (LEARNT // BATCH))
    print("tests =", len(x) - LEARNT)
    for name, (kind, size) in NETWORKS.items():
        weights, answers = trained(kind, size, x[:LEARNT], y[:LEARNT])
        ending = "" if name == "own" else "-" + name
        print(f"parameters{{ending}} =", sum(w.size for w in weights))
{accuracy}

'''
# Between two epochs the lab shows the score of the last whole one, so there the program tells none.
ACCURACY = """\
        right = answers(weights, x[LEARNT:])[0].argmax(axis=1) == y[LEARNT:]
        print(f"accuracy{ending} =", float(right.mean()))
"""
SOURCE = """\
# 1,797 digits: E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI, 1998, CC BY 4.0.
"""


def written(race: Race, updates: int) -> str:
    """The program that trains the same networks for so many batches from their start."""
    networks = {
        name: ("cnn" if isinstance(runner, Filters) else "mlp", runner.size) for name, runner in race.runners.items()
    }
    whole = updates % (LEARNT // BATCH) == 0
    head = HEAD.format(
        seed=race.seed,
        place=PLACES[race.place],
        learnt=LEARNT,
        batch=BATCH,
        rate=RATE,
        updates=updates,
        networks=networks,
        accuracy=ACCURACY if whole else "",
    )
    return f'{head}{SOURCE}main("""{PACKED}""")\n'
