"""A bell on one machine: a counter in a file that every process has before its eyes."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

_COUNT = struct.Struct("<Q")


class BellFile:
    """Reading it is a look into memory: no system call, so that two hundred seats may look often."""

    def __init__(self, path: Path) -> None:
        with path.open("a+b") as file:
            if file.tell() < _COUNT.size:
                file.truncate(_COUNT.size)
                file.flush()
            self._memory = mmap.mmap(file.fileno(), _COUNT.size)
        self._seen = self._count()

    def ring(self) -> None:
        """Two that ring at one instant may count as one: whoever hears it reads the rows."""
        self._memory[:] = _COUNT.pack((self._count() + 1) % 2**64)

    def rung(self) -> bool:
        count = self._count()
        changed, self._seen = count != self._seen, count
        return changed

    def close(self) -> None:
        self._memory.close()

    def _count(self) -> int:
        return int(_COUNT.unpack(self._memory[:])[0])
