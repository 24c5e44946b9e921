"""From the command to the first complete screen."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bench.figure import Figure
from bench.recording import first_sight, record, running

RUNS = 5
LONG_ENOUGH = 1.5  # seconds


def figures() -> Iterator[Figure]:
    """The contents; the lab alone."""
    # The small perceptron beside the list is loaded after the first paint, so it is not waited for.
    yield Figure("start: contents", _started(("? keys", "tui-nn", "The perceptron", "· 7"), ()), "s", goal=0.35)
    yield Figure("start: lab", _started(("paused", "step 0", "◂", "─"), ("lab", "perceptron")), "s", goal=0.6)


def _started(complete: tuple[str, ...], words: tuple[str, ...]) -> float:
    _once(complete, words)  # the first run warms the disk
    return median(_once(complete, words) for _ in range(RUNS))


def _once(complete: tuple[str, ...], words: tuple[str, ...]) -> float:
    with running(*words) as terminal:
        chunks = record(terminal, LONG_ENOUGH)
        seen = first_sight(terminal, chunks, lambda screen: all(text in screen for text in complete))
        if seen is None:
            raise AssertionError(f"no complete screen within {LONG_ENOUGH} s:\n{terminal.text()}")
        return seen - terminal.began
