"""Lines of a text twin: wrapped, aligned, cut."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from tui_nn.locale.words import Words
from tui_nn.plots import fit

WIDTH = 78
MOST_ROWS = 20  # of one table or list


def wrapped(lines: Iterable[str]) -> list[str]:
    """Each line in rows of at most 78 cells, those after its first indented."""
    return [
        row for line in lines for row in textwrap.wrap(line, WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    ]


def aligned(rows: list[list[str]]) -> list[str]:
    """Columns of numbers at the right, the last column of notes at the left."""
    widths = [max(fit.cells(row[k]) for row in rows) for k in range(len(rows[0]))]
    return [
        "  ".join([*(fit.right(row[k], widths[k]) for k in range(len(row) - 1)), row[-1]]).rstrip() for row in rows
    ]


def rest(count: int, key: str, words: Words, most: int = MOST_ROWS) -> list[str]:
    """How many are not listed."""
    return [words(key, n=count - most)] if count > most else []
