"""The graph lab's two passes as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.engine.graph import Node
from tui_nn.labs.graph.frame import readings
from tui_nn.labs.graph.frame import shown as shown_by
from tui_nn.labs.graph.signs import sign_of
from tui_nn.labs.graph.state import State

HEAD = '''\
"""A computation graph: values forward, slopes back, and each slope checked by a finite difference."""

import numpy as np

np.seterr(all="ignore")
h = {h!r}

'''
# What a program may need, by the name that stands in its lines.
HELPERS = {
    "sigmoid(": '''
def sigmoid(x):
    """1 / (1 + exp(-x)), with a power that cannot overflow."""
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, small) / (1 + small)

''',
    "log_sum_exp(": """
def log_sum_exp(*z):
    largest = max(z)
    return largest + np.log(np.exp(np.array(z) - largest).sum())

""",
    "convolve(": '''
def convolve(image, kernel):
    """The kernel slid over the image."""
    return np.einsum("rcij,ij->rc", np.lib.stride_tricks.sliding_window_view(image, kernel.shape), kernel)


def convolve_back(d, image, kernel):
    """Every place of the kernel gets a share of every slope: the same weights were used many times."""
    along_image, along_kernel = np.zeros_like(image), np.zeros_like(kernel)
    for r in range(d.shape[0]):
        for c in range(d.shape[1]):
            part = slice(r, r + kernel.shape[0]), slice(c, c + kernel.shape[1])
            along_image[part] += d[r, c] * kernel
            along_kernel += d[r, c] * image[part]
    return along_image, along_kernel

''',
    "attend(": '''
def softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def attend(q, k, v):
    """Each query takes a mean of the values, weighed by its likeness to the keys."""
    return softmax(q @ k.T / np.sqrt(q.shape[1])) @ v


def attend_back(d, q, k, v):
    weights = softmax(q @ k.T / np.sqrt(q.shape[1]))
    along = d @ v.T
    scores = weights * (along - (along * weights).sum(axis=1, keepdims=True)) / np.sqrt(q.shape[1])
    return scores @ k, scores.T @ q, weights.T @ d

''',
}
OWN = """
def own(x):
    return {value}


def own_slope(x):
    return {slope}

"""
MIDDLE = '''

def forward(pinned=None):
    """Every value; those that are pinned are what they are whatever goes into them."""
    v = {{**LEAVES, **(pinned or {{}})}}
    for name, f in FORWARD:
        if not pinned or name not in pinned:
            v[name] = f(v)
    return v


def difference(name):
    """The slope along a node, number by number: the whole graph twice, a little above and a little below."""
    at = np.array(forward()[name])
    slopes = np.empty(at.size)
    for i in range(at.size):
        bump = np.zeros(at.size)
        bump[i] = h
        bump = bump.reshape(at.shape)
        above, below = (forward({{name: there}})[{end!r}] for there in (at + bump, at - bump))
        slopes[i] = (above - below) / (2 * h)
    return slopes.reshape(at.shape)


v = forward()
d = {seed}
for name, f in BACKWARD[:{back}]:
    for before, part in f(v, d[name]):
        d[before] = d[before] + part if before in d else part

'''


def written(state: State, ticks: int) -> str:
    """The program that comes to where the lab is after so many ticks."""
    after = type(state)(state.formula, ticks, state.h)
    text = HEAD.format(h=state.h)
    lines = "".join((*_forward(state), *_backward(state)))
    text += "".join(source for name, source in HELPERS.items() if name in lines)
    if state.formula.own:
        value, slope = state.formula.own
        text += OWN.format(value=value.code(), slope=slope.code())
    text += f"\nLEAVES = {{\n{''.join(_leaves(state))}}}\n"
    text += f"FORWARD = [  # in topological order\n{''.join(_forward(state))}]\n"
    text += (
        f"BACKWARD = [  # the same from the end: what each node sends to its inputs\n{''.join(_backward(state))}]\n"
    )
    end = state.plan.names[state.formula.end]
    text += MIDDLE.format(end=end, seed=f'{{"{end}": 1.0}}' if after.seeded else "{}", back=after.back)
    return text + "".join(_prints(after))


def _leaves(state: State) -> list[str]:
    names = state.plan.names
    leaves = [node for node in state.plan.order if not node.operation]
    return [f'    "{names[node]}": {_written(state, node)},\n' for node in leaves]


def _written(state: State, node: Node) -> str:
    value = state.all_values[node]
    return f"np.array({value.tolist()})" if value.ndim else f"np.float64({float(value)!r})"


def _places(state: State, node: Node) -> list[str]:
    return [f'v["{state.plan.names[one]}"]' for one in node.inputs]


def _forward(state: State) -> list[str]:
    names = state.plan.names
    return [
        f'    ("{names[node]}", lambda v: {sign_of(node).code.format(*_places(state, node))}),\n'
        for node in state.plan.operations
    ]


def _backward(state: State) -> list[str]:
    names = state.plan.names
    lines = []
    for node in state.returning:
        texts = {"d": "d", "y": f'v["{names[node]}"]'}
        sent = [
            f'("{names[before]}", {back.format(*_places(state, node), **texts)})'
            for before, back in zip(node.inputs, sign_of(node).back, strict=True)
            if before in state.plan.alive
        ]
        lines.append(f'    ("{names[node]}", lambda v, d: [{", ".join(sent)}]),\n')
    return lines


def _prints(after: State) -> list[str]:
    """A line for each number of the frame that is there and is a number."""
    shown = {reading.id for reading in shown_by(after).numbers() if reading.value is not None}
    lines = [
        f'print("{reading.id} =", {reading.value})\n' for reading in readings(after)[:3] if reading.value is not None
    ]
    for node in after.plan.order:
        name = after.plan.names[node]
        for id, place in after.elements(node):
            at = f"[{', '.join(map(str, place))}]" if place else ""
            told = ((id, f'v["{name}"]'), (f"d-{id}", f'd["{name}"]'), (f"fd-{id}", f'difference("{name}")'))
            lines += [f'print("{reading} =", float({code}{at}))\n' for reading, code in told if reading in shown]
    return lines
