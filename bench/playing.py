"""While labs play that never end, what a frame costs and how long a key waits: the perceptron, and the playground."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from statistics import median, quantiles

from terminal import Terminal

from bench.figure import Figure
from bench.recording import FRAME, Chunk, megabytes, processor_seconds, record, running

LAB = ("lab", "perceptron", "--preset", "xor", "--seed", "1")
SIZES = ((120, 36), (80, 24))
WINDOW = 4.0  # seconds of playing that are counted
PRESSES = 40
MARKER = "› "  # before the knob that the arrows turn


PLAYGROUND = ("lab", "playground", "--preset", "spiral-8-8", "--seed", "42")
FASTEST = 3  # presses of + from the speed that the playground begins with
STEP = re.compile(r"step (\d+)")


def figures() -> Iterator[Figure]:
    """The perceptron: frames at both sizes, keys and memory at the larger one; then the playground."""
    yield from _perceptron()
    yield from _playground()


def _playground() -> Iterator[Figure]:
    """The spiral learnt by 2-8-8-1 as fast as it goes, every epoch with both losses, at 120×36."""
    with running(*PLAYGROUND) as terminal:
        terminal.wait_for("paused")
        terminal.press(*"+" * FASTEST)
        terminal.wait_for("max")
        terminal.press("space")
        terminal.wait_for("running")
        yield from _learning(terminal)
        yield from _keys(terminal, "playground: ", goal=50)
        yield Figure("playground: memory after all that", megabytes(terminal.process.pid), "MB", goal=80)


def _learning(terminal: Terminal) -> Iterator[Figure]:
    """Epochs a second are those that the screen counts, between its first and its last picture."""
    chunks = record(terminal, WINDOW)
    counted = []
    for moment, data in chunks:
        terminal.show(data)
        if found := STEP.search(terminal.text()):
            counted.append((moment, int(found[1])))
    (begin, first), (end, last) = counted[0], counted[-1]
    pictures = len({step for _, step in counted}) - 1
    yield Figure("playground: epochs a second", (last - first) / (end - begin), "", goal=1000, at_least=True)
    yield Figure("playground: frames a second", pictures / (end - begin), "", goal=20, at_least=True)
    written = sum(len(data) for _, data in chunks)
    yield Figure("playground: bytes a frame", written / pictures / 1000, "kB")


def _perceptron() -> Iterator[Figure]:
    for size in SIZES:
        with running(*LAB, size=size) as terminal:
            _play(terminal)
            yield from _frames(terminal, f"{size[0]}×{size[1]}")
            if size == SIZES[0]:
                yield from _keys(terminal)
                yield Figure("memory after all that", megabytes(terminal.process.pid), "MB", goal=60)


def _play(terminal: Terminal) -> None:
    """Play at 30 ticks a second: every picture is another one, and the ticks themselves cost next to nothing."""
    terminal.wait_for("paused")
    terminal.press("+", "+")
    terminal.wait_for("30/s")
    terminal.press("space")
    terminal.wait_for("running")


def _frames(terminal: Terminal, size: str) -> Iterator[Figure]:
    busy = processor_seconds(terminal.process.pid)
    chunks = record(terminal, WINDOW)
    spent = processor_seconds(terminal.process.pid)
    written = b"".join(data for _, data in chunks)
    # A picture may be written in several updates; the lab's clock says how many pictures there were.
    pictures = _pictures(chunks)
    for _, data in chunks:
        terminal.show(data)
    yield Figure(f"frames a second, {size}", pictures / WINDOW, "", goal=20, at_least=True)
    yield Figure(f"updates a frame, {size}", written.count(FRAME) / pictures, "")
    yield Figure(f"bytes a frame, {size}", len(written) / pictures / 1000, "kB", goal=10)
    cost = None if busy is None or spent is None else 1000 * (spent - busy) / pictures
    yield Figure(f"processor a frame, {size}", cost, "ms", goal=5)


def _pictures(chunks: list[Chunk]) -> int:
    """Bursts of output: what comes less than 10 ms after the last byte belongs to the same picture."""
    moments = [moment for moment, _ in chunks]
    return 1 + sum(later - earlier > 0.010 for earlier, later in pairwise(moments))


def _keys(terminal: Terminal, whose: str = "", goal: float = 25) -> Iterator[Figure]:
    begin = _marker(terminal)
    pressed, chunks = _pressing(terminal)
    waits = sorted(1000 * wait for wait in _waits(begin, pressed, _sightings(terminal, chunks)))
    yield Figure(f"{whose}key to paint, p50 of {len(waits)}", median(waits), "ms")
    yield Figure(f"{whose}key to paint, p95 of {len(waits)}", quantiles(waits, n=20)[-1], "ms", goal=goal)


def _pressing(terminal: Terminal) -> tuple[list[float], list[Chunk]]:
    """Walk between the first two knobs, at moments that have nothing to do with the frames."""
    moments, chunks = [], []
    chance = random.Random(1)
    for press in range(PRESSES):
        moments.append(time.perf_counter())
        terminal.press("up" if press % 2 else "down")
        chunks += record(terminal, chance.uniform(0.15, 0.25))
    return moments, chunks


def _sightings(terminal: Terminal, chunks: list[Chunk]) -> list[tuple[float, int]]:
    """When the marker was seen in which row."""
    seen = []
    for moment, data in chunks:
        terminal.show(data)
        seen.append((moment, _marker(terminal)))
    return seen


def _waits(begin: int, pressed: list[float], seen: list[tuple[float, int]]) -> Iterator[float]:
    """From each key until the marker is where the key sends it: away from its first row, or back there."""
    for press, moment in enumerate(pressed):
        back = bool(press % 2)
        arrived = (later for later, row in seen if later > moment and (row == begin) == back)
        yield next(arrived, float("inf")) - moment


def _marker(terminal: Terminal) -> int:
    return next((y for y, line in enumerate(terminal.screen.display) if MARKER in line), -1)
