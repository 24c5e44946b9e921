"""Ticks a second without a terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.figure import Figure

SECONDS = 1.0


def figures() -> Iterator[Figure]:
    """The lab alone, and the run that remembers the way back."""
    from tui_nn.labs.perceptron.lab import PerceptronLab
    from tui_nn.labs.run import Run

    lab = PerceptronLab.start("xor", 1)
    ticks, began = 0, time.perf_counter()
    while (spent := time.perf_counter() - began) < SECONDS:
        for _ in range(100):
            lab = lab.tick()
        ticks += 100
    yield Figure("lab: ticks a second", ticks / spent, "")

    run = Run.begin("perceptron", "xor", 1)
    ticks, began = 0, time.perf_counter()
    while (spent := time.perf_counter() - began) < SECONDS:
        run = run.forward(100)
        ticks += 100
    yield Figure("run with a way back: ticks a second", ticks / spent, "")
