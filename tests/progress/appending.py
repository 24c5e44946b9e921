"""A program that appends facts and says the uid of each once it is confirmed: run by the tests, to be killed.

python appending.py FOLDER HOW_MANY
"""

from __future__ import annotations

import sys
from pathlib import Path

from tui_nn.progress.journal import Journal
from tui_nn.progress.record import Fact, Kind


def main(folder: str, many: str) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    journal = Journal.open(Path(folder), patience=30.0)
    for notice in journal.notices:
        print(notice.key, file=sys.stderr, flush=True)
    for n in range(int(many)):
        fact = Fact(
            Kind.ANSWERED, "perceptron", "rule", "q", {"answer": "x" * 200, "right": bool(n % 2)}, course="nn"
        )
        journal.append(fact)
        print(fact.uid, flush=True)
    journal.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
