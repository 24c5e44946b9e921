"""What the program wrote and when, taken down first and shown afterwards: painting takes time too."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from terminal import Terminal

Chunk = tuple[float, bytes]  # seconds by perf_counter, and what came
FRAME = b"\x1b[?2026h"  # the program begins to write a frame


@contextmanager
def running(*words: str, size: tuple[int, int] = (120, 36)) -> Iterator[Terminal]:
    """The program for a learner who has just begun."""
    with tempfile.TemporaryDirectory() as data, Terminal(*words, data=Path(data), size=size) as terminal:
        yield terminal


def record(terminal: Terminal, seconds: float) -> list[Chunk]:
    """Everything that comes within that time."""
    return list(_taken(terminal, time.perf_counter() + seconds))


def _taken(terminal: Terminal, until: float) -> Iterator[Chunk]:
    while (left := until - time.perf_counter()) > 0:
        if data := terminal.take(left):
            yield time.perf_counter(), data


def first_sight(terminal: Terminal, chunks: list[Chunk], seen: Callable[[str], bool]) -> float | None:
    """Show the chunks one by one; the time of the first after which `seen` is true of the screen."""
    found = None
    for moment, data in chunks:
        terminal.show(data)
        if found is None and seen(terminal.text()):
            found = moment
    return found


def processor_seconds(process: int) -> float | None:
    """How long a process has kept a core busy; None where there is no /proc."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(process: int) -> float | None:
    """Memory of a process, what it shares with others counted in part (PSS); None where there is no /proc."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return None
    sizes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
    return sizes["Pss"] / 1024
