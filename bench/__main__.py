"""`make bench`: what the real program needs in time, bytes and memory, each figure beside its goal."""

from __future__ import annotations

import platform

from bench import engine, playing, start


def main() -> None:
    """Print the table as it is measured."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    missed = 0
    for measurement in (start, playing, engine):
        for figure in measurement.figures():
            what, value, goal, sign = figure.row()
            print(f"{what:38}{value:>14}   {goal:14}{sign}".rstrip(), flush=True)
            missed += not figure.met
    print(f"\nGoals missed: {missed}." if missed else "\nAll goals met.")


if __name__ == "__main__":
    main()
