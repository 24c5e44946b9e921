"""The neuron lab's sum as a NumPy program that runs by itself."""

from __future__ import annotations

from string import Template

HEAD = Template('''\
"""One neuron: weigh the inputs, add the bias, decide by a step."""

import numpy as np

x = np.array([$x1, $x2])  # the inputs
w = $scale * np.array([$w1, $w2])  # the weights, all scaled alike ...
b = $scale * $bias  # ... and the bias with them

''')

# What each stage works out, in order.
LINES = {
    "product-1": "product_1 = w[0] * x[0]\n",
    "product-2": "product_2 = w[1] * x[1]\n",
    "sum": "t = product_1 + product_2 + b\n",
    "output": "y_hat = int(t > 0)  # the step: exactly 0 gives 0\n",
}

GIVEN = {"x1": "float(x[0])", "x2": "float(x[1])", "w1": "float(w[0])", "w2": "float(w[1])", "bias": "b"}
WORKED = {"product-1": "float(product_1)", "product-2": "float(product_2)", "sum": "float(t)", "output": "y_hat"}


def written(
    inputs: tuple[float, float],
    weights: tuple[float, float],
    bias: float,
    scale: float,
    reached: tuple[str, ...],
) -> str:
    """The program up to the last stage of `reached`; what is not worked out yet prints as None."""
    literals = zip(("x1", "x2", "w1", "w2", "bias", "scale"), (*inputs, *weights, bias, scale), strict=True)
    head = HEAD.substitute({name: repr(value) for name, value in literals})
    body = "".join(LINES[stage] for stage in reached)
    values = GIVEN | {id: value if id in reached else "None" for id, value in WORKED.items()}
    prints = "".join(f'print("{id} =", {value})\n' for id, value in values.items())
    return f"{head}{body}\n{prints}" if body else head + prints
