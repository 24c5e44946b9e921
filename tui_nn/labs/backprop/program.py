"""The backpropagation lab as a program in plain Python that runs by itself."""

from __future__ import annotations

from tui_nn.engine.arrays import Floats
from tui_nn.labs.backprop.names import parameters, place, script
from tui_nn.labs.backprop.state import INERTIA, MANY, PACES, RULES, UPDATES, State, X, Y

TEXT = '''\
"""A network 2-{h}-1 on XOR: forward, back, and corrected, one number at a time, in plain Python."""

from math import exp, log, log1p

X, Y = {x}, {y}
h = {h}
RATE, RULE, INERTIA = {rate}, {rule!r}, {inertia}
ALL_AT_ONCE = {all}  # one update for four examples, or one for each
w = {w}
gathered, count = {gathered}, {count}  # slopes since the last update
velocity = {velocity}


def sigma(z):
    return 1 / (1 + exp(-z)) if z >= 0 else exp(z) / (1 + exp(z))


def f(z):
    return {value}


def slope(z):
    return {slope}


def mean_loss():
    total = 0.0
    for x, y in zip(X, Y):
        z = answer(x)
        total += max(z, 0.0) - z * y + log1p(exp(-abs(z)))
    return total / 4


def answer(x):
    out = [f(w[f"w1{{j}}"] * x[0] + w[f"w2{{j}}"] * x[1] + w[f"b{{j}}"]) for j in range(1, h + 1)]
    return sum(w[f"v{{j}}"] * out[j - 1] for j in range(1, h + 1)) + w["c"]


def numbers(i):
    """The numbers of example i, one by one; after the last of an update the weights are the new ones."""
    global count
    x, y = X[i], Y[i]
    z, out, g = {{}}, {{}}, {{}}
    for j in range(1, h + 1):
        z[j] = w[f"w1{{j}}"] * x[0] + w[f"w2{{j}}"] * x[1] + w[f"b{{j}}"]
        yield f"z{{j}}", z[j]
        out[j] = f(z[j])
        yield f"h{{j}}", out[j]
    total = sum(w[f"v{{j}}"] * out[j] for j in out) + w["c"]
    yield "z", total
    p = sigma(total)
    yield "p", p
    yield "L", max(total, 0.0) - total * y + log1p(exp(-abs(total)))
    delta = p - y
    yield "d", delta
    for j in out:
        g[f"v{{j}}"] = delta * out[j]
        yield f"g-v{{j}}", g[f"v{{j}}"]
    g["c"] = delta
    yield "g-c", delta
    for j in out:
        back = delta * w[f"v{{j}}"] * slope(z[j])
        yield f"d{{j}}", back
        g[f"w1{{j}}"], g[f"w2{{j}}"], g[f"b{{j}}"] = back * x[0], back * x[1], back
        for name in (f"w1{{j}}", f"w2{{j}}", f"b{{j}}"):
            yield f"g-{{name}}", g[name]
    for name in w:
        gathered[name] += g[name]
    count += 1
    if ALL_AT_ONCE and i < 3:
        return
    after, moved = {{}}, {{}}
    for name in w:
        used = gathered[name] / count if ALL_AT_ONCE else g[name]
        moved[name] = INERTIA * velocity[name] + used
        step = {{"descent": used, "momentum": moved[name], "nothing": 0.0}}[RULE]
        after[name] = w[name] - RATE * step
        if name == list(w)[-1]:  # the last number: now the update counts
            w.update(after)
            velocity.update(moved if RULE == "momentum" else dict.fromkeys(w, 0.0))
            gathered.update(dict.fromkeys(w, 0.0))
            count = 0
        yield f"n-{{name}}", after[name]


found, epoch = {{}}, {epoch}
walk = numbers({example})
for _ in range({reached}):  # what was known already
    id, number = next(walk)
    found[id] = number
example = {example}
for _ in range({steps}):  # the numbers of {ticks} ticks
    id, number = next(walk, (None, None))
    if id is None:
        example = (example + 1) % 4
        found = {{}}
        walk = numbers(example)
        id, number = next(walk)
    found[id] = number
    if example == 3 and id == "n-c":
        epoch += 1

print("epoch =", epoch)
print("mean =", mean_loss())
for id, number in found.items():
    print(id, "=", number)
'''
FUNCTIONS = {"sigmoid": ("sigma(z)", "f(z) * (1 - f(z))"), "relu": ("max(0.0, z)", "1.0 if z > 0 else 0.0")}


def written(state: State, ticks: int) -> str:
    """The program that starts at the state and takes so many ticks."""
    value, slope = FUNCTIONS[state.net.activations[0]]
    return TEXT.format(
        h=state.hidden,
        x=[tuple(row) for row in X.tolist()],
        y=Y.tolist(),
        rate=state.rate,
        rule=RULES[state.rule],
        inertia=INERTIA,
        all=UPDATES[state.update] == "all",
        w=_named(state, state.net.params),
        gathered=_named(state, state.gathered),
        count=state.count,
        velocity=_named(state, state.velocity),
        value=value,
        slope=slope,
        epoch=state.epoch,
        example=state.example,
        reached=state.reached,
        steps=_numbers(state, ticks),
        ticks=ticks,
    )


def _named(state: State, values: Floats) -> dict[str, float]:
    return {name: float(values[place(name, state.hidden)]) for name in parameters(state.hidden)}


def _numbers(state: State, ticks: int) -> int:
    """How many numbers so many ticks work out."""
    pace = PACES[state.pace]
    if pace == "number" or not ticks:
        return ticks
    lengths = [len(script(state.hidden, UPDATES[state.update] == "each" or k == len(X) - 1)) for k in range(len(X))]
    example, reached = ((state.example + 1) % len(X), 0) if state.complete else (state.example, state.reached)
    if pace == "example":
        rest = sum(lengths[(example + k) % len(X)] for k in range(ticks % len(X)))
        return ticks // len(X) * sum(lengths) + rest - reached
    epochs = ticks * (MANY if pace == "epochs" else 1)
    return sum(lengths[example:]) - reached + (epochs - 1) * sum(lengths)
