"""`make bench`: what the program needs in time, bytes and memory, and the engine beside its peers, all with goals.

`python -m bench engine` measures the engine alone; so do `start` and `playing`.
"""

from __future__ import annotations

import platform
import sys
from importlib import import_module

MEASUREMENTS = ("start", "playing", "engine")


def main() -> None:
    """Print the table as it is measured."""
    # First, so that NumPy and what is built on it begin with one thread, ours and the peers alike.
    import tui_nn.engine  # noqa: F401

    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    missed = 0
    for name in sys.argv[1:] or MEASUREMENTS:
        for figure in import_module(f"bench.{name}").figures():
            what, value, goal, sign = figure.row()
            print(f"{what:38}{value:>14}   {goal:14}{sign}".rstrip(), flush=True)
            missed += not figure.met
    print(f"\nGoals missed: {missed}." if missed else "\nAll goals met.")


if __name__ == "__main__":
    main()
