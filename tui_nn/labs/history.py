"""The losses of a run, tick by tick: a value that grows for next to nothing and is shared by all its snapshots."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from tui_nn.engine.arrays import Floats

FIRST_ROOM = 64  # rows

Row = tuple[float, float, float]


class _Rows:
    """Rows that are only ever added to; a history sees the first few of them."""

    def __init__(self, rows: Floats) -> None:
        self.lock = threading.Lock()
        self.used = len(rows)
        self.array = np.empty((max(FIRST_ROOM, 2 * len(rows)), 3))
        self.array[: len(rows)] = rows

    def add(self, row: Row) -> None:
        if self.used == len(self.array):
            # Histories that look at the old array through a view keep it; what it holds never changes.
            self.array = np.concatenate([self.array, np.empty_like(self.array)])
        self.array[self.used] = row
        self.used += 1


@dataclass(frozen=True, eq=False)
class History:
    """When (in epochs), the training loss and the test loss, row by row.

    Adding to the latest history writes behind its last row, which no older one looks at; adding to an older one
    copies what that one sees. So a run and its snapshots share one array, and stepping back never changes what was.
    """

    length: int = 0
    _rows: _Rows = field(default_factory=lambda: _Rows(np.empty((0, 3))))

    def with_row(self, epoch: float, train: float, test: float) -> Self:
        """One row longer; the cost is constant over many rows."""
        with self._rows.lock:
            mine = self._rows.used == self.length
            if mine:
                self._rows.add((epoch, train, test))
        if mine:
            return type(self)(self.length + 1, self._rows)
        return type(self)(self.length, _Rows(self._seen())).with_row(epoch, train, test)

    @property
    def epochs(self) -> Floats:
        """(n,), rising."""
        return self._column(0)

    @property
    def train(self) -> Floats:
        """(n,)"""
        return self._column(1)

    @property
    def test(self) -> Floats:
        """(n,); nan where there are no test points."""
        return self._column(2)

    def row(self, index: int) -> Row:
        """One row; −1 is the latest."""
        epoch, train, test = self._seen()[index].tolist()
        return epoch, train, test

    def _column(self, column: int) -> Floats:
        view = self._seen()[:, column]
        view.flags.writeable = False
        return view

    def _seen(self) -> Floats:
        return self._rows.array[: self.length]
