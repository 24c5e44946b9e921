"""Who may knock, and how long after a wrong word: counted by address, since nobody has a name yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

MOST_TRIES = 6  # wrong words on one connection
FORGIVEN = 60.0  # seconds after which half of an address's failures no longer count
PATIENT = 20  # failures of one address without any delay: a school is one address
LONGEST_WAIT = 10.0  # seconds


@dataclass
class _Tally:
    failures: float = 0.0
    at: float = 0.0


class Gate:
    """Limits in all, for those not yet in, and for an address."""

    def __init__(self, most: int, most_waiting: int, most_of_address: int) -> None:
        self._most, self._most_waiting, self._most_of_address = most, most_waiting, most_of_address
        self._seats: dict[int, str] = {}  # pid -> address
        self._waiting: set[int] = set()
        self._failed: dict[str, _Tally] = {}

    @property
    def seats(self) -> int:
        return len(self._seats)

    def admits(self, address: str) -> bool:
        """Whether one more from there may have a process."""
        of_address = Counter(self._seats.values())[address]
        return (
            len(self._seats) < self._most
            and len(self._waiting) < self._most_waiting
            and of_address < self._most_of_address
        )

    def came(self, pid: int, address: str) -> None:
        self._seats[pid] = address
        self._waiting.add(pid)

    def entered(self, pid: int) -> None:
        """They proved who they are."""
        self._waiting.discard(pid)

    def left(self, pid: int) -> None:
        self._seats.pop(pid, None)
        self._waiting.discard(pid)

    def failed(self, address: str, now: float) -> None:
        """A wrong word came from there."""
        self._failed[address] = _Tally(self._failures(address, now) + 1, now)
        if len(self._failed) > 10_000:  # an attacker has addresses enough to fill any memory
            self._failed = {address: self._failed[address]}

    def delay(self, address: str, now: float) -> float:
        """Seconds that a wrong word from there is to wait for its answer."""
        beyond = self._failures(address, now) - PATIENT
        return min(LONGEST_WAIT, 0.1 * beyond) if beyond > 0 else 0.0

    def _failures(self, address: str, now: float) -> float:
        tally = self._failed.get(address, _Tally())
        return float(tally.failures * 0.5 ** ((now - tally.at) / FORGIVEN))
