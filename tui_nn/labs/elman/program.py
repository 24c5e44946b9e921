"""Elman's network as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.engine.history.elman import LETTERS
from tui_nn.engine.history.elman import WORDS as THREE
from tui_nn.labs.elman.state import TAIL, WORDS, State

TEXT = '''\
"""J. Elman's simple recurrent network (1990): it reads ba, dii, guuu and guesses the next letter."""

import numpy as np

LETTERS = "{letters}"
THREE = {three}
drawn = np.random.default_rng({seed}).integers(0, 3, {words})
text = [LETTERS.index(letter) for k in drawn for letter in THREE[k]]
{weights}rate, memory = {rate}, {memory}
errors = {tail}  # (letter that came, error)

for t in range({read}, {end}):
    letter, came = text[t % len(text)], text[(t + 1) % len(text)]
    before = context if memory else np.full({hidden}, 0.5)
    state = 1 / (1 + np.exp(-(W[letter] + before @ W[6:-1] + W[-1])))
    z = state @ V[:-1] + V[-1]
    shares = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
    errors.append((came, -np.log(shares[came])))
    # The slopes of this one guess; the way back through the context is cut off, as Elman's was.
    back = shares - np.eye(6)[came]
    along = V[:-1] @ back * state * (1 - state)
    V = V - rate * np.outer(np.append(state, 1.0), back)
    W = W - rate * np.outer(np.concatenate([np.eye(6)[letter], before, [1.0]]), along)
    context = state

print("letters =", {end})
if errors:
    print("error =", float(errors[-1][1]))
    last = errors[-{keep}:]
    for k, name in enumerate(LETTERS):
        found = [error for came, error in last if came == k]
        print(f"mean-{{name}} =", float(np.mean(found)) if found else None)
'''
FRESH = """\
random = np.random.default_rng({seed})
W, V = random.random(({rows}, {hidden})) - 0.5, random.random(({outer}, 6)) - 0.5  # biases in the last rows
W[-1] = V[-1] = 0.0
context = np.full({hidden}, 0.5)
"""
AS_IT_IS = """\
W = np.array({inner})  # biases in the last rows
V = np.array({outer})
context = np.array({context})
"""


def written(state: State, letters: int) -> str:
    """The program that starts at the state and reads so many letters."""
    net = state.net
    fresh = FRESH.format(seed=state.seed, rows=len(net.inner), hidden=net.hidden, outer=len(net.outer))
    as_it_is = AS_IT_IS.format(inner=net.inner.tolist(), outer=net.outer.tolist(), context=state.context.tolist())
    return TEXT.format(
        letters=LETTERS,
        three=THREE,
        seed=state.seed,
        words=WORDS,
        weights=as_it_is if state.read else fresh,
        rate=state.rate,
        memory=bool(state.memory),
        tail=list(state.tail),
        read=state.read,
        end=state.read + letters,
        hidden=net.hidden,
        keep=TAIL,
    )
