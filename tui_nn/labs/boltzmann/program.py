"""The Boltzmann lab as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.labs.boltzmann.state import ASKING, INPUTS, LEARNT, SIZE, VISIBLE, WEIGHTS, State, askable

_HEAD = '''\
"""A Boltzmann machine, small enough to count every state it has."""

import numpy as np

T, units = {temperature}, {units}
group = np.repeat([0, 1, 2], [{inputs}, {inputs}, {hidden}])  # V1, V2, hidden
wired = (group[:, None] == group) | (group[:, None] == 2) | (group == 2)
np.fill_diagonal(wired, False)
states = (np.arange(2**units)[:, None] >> np.arange(units - 1, -1, -1) & 1) * 1.0
where = np.array([int("".join(map(str, row)), 2) for row in np.hstack([np.eye({inputs}, dtype=int)] * 2)])


def log_chances(w, b, T):
    """ln P of every state: P = e^(-E/T)/Z."""
    minus_energy = 0.5 * ((states @ w) * states).sum(axis=1) + states @ b
    return minus_energy / T - np.logaddexp.reduce(minus_energy / T)


def by_vector(logs):
    """Rows for the four vectors, columns for what the hidden units do meanwhile."""
    return logs.reshape(2**{visible}, -1)[where]


def given_vector(logs):
    rows = by_vector(logs)
    return np.exp(rows - np.logaddexp.reduce(rows, axis=1)[:, None])


def learn(w, b, rate, T):
    """One step: how often are two units on together when the world is shown, and how often by themselves?"""
    logs = log_chances(w, b, T)
    held = np.zeros((2**{visible}, 2**{hidden}))
    held[where] = 0.25 * given_vector(logs)
    together = lambda p: states.T @ (p[:, None] * states)
    change = rate / T * (together(held.ravel()) - together(np.exp(logs)))
    return w + np.where(wired, change, 0), b + np.diag(change)


drawn = np.triu({size} * np.random.default_rng([{seed}, {stream}]).normal(size=(units, units)), 1)
w, b = np.where(wired, drawn + drawn.T, 0), np.zeros(units)
'''

_LEARNING = """
for _ in range({steps}):
    w, b = learn(w, b, {rate}, T)

logs = log_chances(w, b, T)
shown = np.logaddexp.reduce(by_vector(logs), axis=1)
hidden = given_vector(logs) @ states[:2**{hidden}, -{hidden}:]
print("divergence =", max(0.0, float((0.25 * (np.log(0.25) - shown)).sum())))
print("codes =", len({{tuple(row) for row in hidden > 0.5}}))
print("known =", float(np.exp(shown).sum()))
print("steps =", {done})
for k, row in enumerate(hidden, 1):
    for j, p in enumerate(row, 1):
        print(f"h-{{k}}-{{j}} =", float(p))
    print(f"p-{{k}} =", float(np.exp(shown[k - 1])))
"""

_MEASURED = "w, b = np.array({weights}), np.array({biases})  # as they stand now\n"

_ASKING = """
for _ in range({learnt}):
    w, b = learn(w, b, 1.0, 1.0)

s, counts = np.array({now}), {counts}
gap = chance = None
for asked in range({asked}, {asked} + {steps}):
    whom, answer = np.random.default_rng([{seed}, {stream}, asked]).random(2)
    i = {first} + int(whom * (units - {first}))  # the first four are not asked while they are held
    gap = float(w[i] @ s + b[i])
    chance = float(np.exp(-np.logaddexp(0, -gap / T)))
    s[i] = answer < chance
    alike = s[:4].sum() == 1 and (s[:4] == s[4:8]).all()
    counts[s[:4].argmax() if alike else 4] += 1

shown = np.logaddexp.reduce(by_vector(log_chances(w, b, T)), axis=1)
print("energy =", float(-0.5 * s @ w @ s - b @ s))
{last}print("asked =", sum(counts))
if sum(counts):
    print("shown =", sum(counts[:4]) / sum(counts))
print("divergence =", max(0.0, float((0.25 * (np.log(0.25) - shown)).sum())))
"""

_LAST = """\
print("gap =", gap)
print("chance =", chance)
"""


def written(state: State, steps: int) -> str:
    """The program that starts at the state and takes so many ticks."""
    head = _HEAD.format(
        temperature=state.temperature,
        units=state.units,
        inputs=INPUTS,
        visible=VISIBLE,
        hidden=state.hidden,
        size=SIZE,
        seed=LEARNT[0] if state.chain else state.seed,
        stream=WEIGHTS,
    )
    if state.chain:
        chain = state.chain
        return head + _ASKING.format(
            learnt=LEARNT[1],
            now=chain.units.tolist(),
            counts=list(chain.counts),
            asked=chain.asked,
            steps=steps,
            seed=state.seed,
            stream=ASKING,
            first=int(askable(state.hold)[0]),
            last=_LAST if steps else "",
        )
    if state.steps:
        machine = state.machine
        head += _MEASURED.format(weights=machine.weights.tolist(), biases=machine.biases.tolist())
    return head + _LEARNING.format(steps=steps, rate=state.rate, hidden=state.hidden, done=state.steps + steps)
