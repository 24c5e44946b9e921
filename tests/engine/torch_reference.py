"""Writes torch_reference.json: what PyTorch answers to given numbers. Run by hand, with PyTorch installed:

    python tests/engine/torch_reference.py

Everything is float64. The inputs stand in the file beside the answers, so the test needs neither PyTorch nor this.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional as F

FILE = Path(__file__).with_suffix(".json")
SIZES = (2, 4, 3, 1)
STEPS, SAMPLES, RATE = 15, 8, 0.05

ACTIVATIONS: dict[str, Callable[[Any], Any]] = {
    "identity": lambda z: z * 1,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": lambda z: F.leaky_relu(z, 0.01),
    "elu": F.elu,
    "softplus": F.softplus,
    "gelu": lambda z: F.gelu(z, approximate="tanh"),
    "swish": F.silu,
    "sine": torch.sin,
    "gauss": lambda z: torch.exp(-z * z),
    "abs": torch.abs,
    "square": torch.square,
}

# Each takes outputs and targets (n, k) and answers the mean loss of a sample.
LOSSES: dict[str, Callable[[Any, Any], Any]] = {
    "mse": F.mse_loss,
    "half-mse": lambda out, y: F.mse_loss(out, y, reduction="sum") / (2 * len(out)),
    "mae": F.l1_loss,
    "huber": F.huber_loss,
    "bce": lambda out, y: F.binary_cross_entropy_with_logits(out, y, reduction="sum") / len(out),
    "ce": F.cross_entropy,
}

OPTIMISERS: dict[str, Callable[[list[Any]], Any]] = {
    "sgd": lambda params: torch.optim.SGD(params, lr=RATE),
    "momentum": lambda params: torch.optim.SGD(params, lr=RATE, momentum=0.9),
    "nesterov": lambda params: torch.optim.SGD(params, lr=RATE, momentum=0.9, nesterov=True),
    "rmsprop": lambda params: torch.optim.RMSprop(params, lr=RATE, alpha=0.99, eps=1e-8),
    "adam": lambda params: torch.optim.Adam(params, lr=RATE),
    "adamw": lambda params: torch.optim.AdamW(params, lr=RATE, weight_decay=0.01),
}


def numbers(draw: random.Random, rows: int, columns: int, reach: float = 2.0) -> list[list[float]]:
    return [[round(draw.uniform(-reach, reach), 3) for _ in range(columns)] for _ in range(rows)]


def tensor(values: Any, learnt: bool = False) -> Any:
    return torch.tensor(values, dtype=torch.float64, requires_grad=learnt)


def of_activations(draw: random.Random) -> dict[str, Any]:
    sums = [z for (z,) in numbers(draw, 20, 1, 6.0)] + [-30.0, 30.0]
    found = {}
    for name, function in ACTIVATIONS.items():
        z = tensor(sums, learnt=True)
        values = function(z)
        values.sum().backward()
        found[name] = {"value": values.tolist(), "slope": z.grad.tolist()}
    return {"sums": sums, "answers": found}


def of_losses(draw: random.Random) -> dict[str, Any]:
    n, k = 5, 3
    outputs, values = numbers(draw, n, k), numbers(draw, n, k)
    bits = [[float(draw.random() < 0.5) for _ in range(k)] for _ in range(n)]
    one_hot = [[float(column == row % k) for column in range(k)] for row in range(n)]
    found = {}
    for name, function in LOSSES.items():
        targets = {"bce": bits, "ce": one_hot}.get(name, values)
        out = tensor(outputs, learnt=True)
        loss = function(out, tensor(targets))
        loss.backward()
        found[name] = {"targets": targets, "value": loss.item(), "slope": out.grad.tolist()}
    return {"outputs": outputs, "answers": found}


def of_optimisers(draw: random.Random) -> dict[str, Any]:
    """The parameters of a net of tanh units after each step down the half-mse of all samples, flat as ours are."""
    begin = [w for (w,) in numbers(draw, sum((a + 1) * b for a, b in pairwise(SIZES)), 1, 1.0)]
    x, y = numbers(draw, SAMPLES, SIZES[0]), numbers(draw, SAMPLES, SIZES[-1], 0.9)
    found = {}
    for name, make in OPTIMISERS.items():
        params = tensor(begin, learnt=True)
        optimiser, steps = make([params]), []
        for _ in range(STEPS):
            optimiser.zero_grad()
            LOSSES["half-mse"](answered(params, tensor(x)), tensor(y)).backward()
            optimiser.step()
            steps.append(params.tolist())
        found[name] = steps[-1:] if name != "adam" else steps
    return {"sizes": SIZES, "rate": RATE, "steps": STEPS, "begin": begin, "x": x, "y": y, "answers": found}


def answered(params: Any, inputs: Any) -> Any:
    at = 0
    for fan_in, units in pairwise(SIZES):
        block = params[at : at + (fan_in + 1) * units].reshape(fan_in + 1, units)
        inputs = torch.tanh(inputs @ block[:-1] + block[-1])
        at += (fan_in + 1) * units
    return inputs


def main() -> None:
    draw = random.Random(3)
    found = {"activations": of_activations(draw), "losses": of_losses(draw), "optimisers": of_optimisers(draw)}
    FILE.write_text(json.dumps({"torch": torch.__version__.partition("+")[0], **found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
