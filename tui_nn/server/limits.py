"""What the process of one seat may take, so that no seat takes what others need."""

from __future__ import annotations

import ctypes
import os
import resource
from pathlib import Path

MEMORY = 768 * 2**20  # bytes beyond what the server itself has in view
FILES = 256
FILE_SIZE = 2 * 2**30  # bytes; the class's database is the only file that a seat writes
NICER = 5  # the server, which lets people in, goes first
_NO_NEW_PRIVILEGES = 38  # of prctl


def limit() -> None:
    """Once, in the process of a seat; what it starts inherits it."""
    taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    for name, most in (
        (resource.RLIMIT_AS, taken + MEMORY),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(name)[1]
        ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (ceiling, ceiling))
    os.nice(NICER)
    ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
