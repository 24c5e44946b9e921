"""The unit lab's descent as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.labs.unit.state import DUST, State

# f(t), and its slope.
FUNCTIONS = {
    "identity": ("t * 1.0", "np.ones_like(t)"),
    "sigmoid": ("np.exp(np.minimum(t, 40.0)) / (np.exp(np.minimum(t, 40.0)) + 1.0)", "f(t) - f(t) * f(t)"),
    "step": ("(t > 0) * 1.0", "np.zeros_like(t)"),
    "tanh": ("np.tanh(t)", "1 - np.tanh(t) ** 2"),
    "relu": ("np.maximum(t, 0.0)", "(t > 0) * 1.0"),
}
HEAD = '''\
"""One unit, y = f(w x + b), and {steps} steps down its loss."""

import numpy as np

x = np.array({x})
y = np.array({y})
w, b = {w}, {b}


def f(t):
    return {value}


def slope(t):
    return {slope}


def gradient():
    t = w * x + b
    error = f(t) - y
    back = {back}
    return np.mean(back * x), np.mean(back)


for step in range({steps}):
    over_w, over_b = gradient()
    w, b = w - {rate} * over_w, b - {rate} * over_b

t = np.array([w * {at} + b])
over_w, over_b = gradient()
sums = w * x + b
'''
LOSSES = {
    "mse": "np.mean((f(sums) - y) ** 2)",
    "bce": "np.mean(np.maximum(sums, 0.0) - sums * y + np.log1p(np.exp(-np.abs(sums))))",
}
BEST = """
best = np.linalg.lstsq(np.column_stack([np.ones(len(x)), x]), y, rcond=None)[0]
print("gap =", float(max(abs(b - best[0]), abs(w - best[1]))))
"""


def written(state: State, steps: int) -> str:
    """The program that starts at the state and takes so many ticks."""
    value, slope = FUNCTIONS[state.function_name]
    text = HEAD.format(
        x=[x for x, _ in state.points],
        y=[y for _, y in state.points],
        w=repr(state.w),
        b=repr(state.b),
        value=value,
        slope=slope,
        back="error" if state.entropy else "2 * error * slope(t)",
        rate=repr(state.rate),
        at=repr(state.x),
        steps=steps,
    )
    places = {
        "w": "float(w)",
        "b": f"float(b) if abs(b) >= {DUST} else 0.0",  # rounding leaves some dust
        "t": "float(t[0])",
        "y": "float(f(t)[0])",
        "slope": "float(slope(t)[0])",
        "loss": f"float({LOSSES['bce' if state.entropy else 'mse']})",
        "gw": "float(over_w)",
        "gb": "float(over_b)",
        "steps": str(state.steps + steps),
    }
    text += "\n" + "".join(f'print("{id} =", {place})\n' for id, place in places.items())
    return text + (BEST if state.gap is not None else 'print("gap =", None)\n')
