"""A class that several hosts share, as a seat of one host has it: what is done goes to the host's own disk first."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tui_nn.classroom.bell_file import BellFile
from tui_nn.classroom.command import Command
from tui_nn.classroom.postgres_store import PostgresStore
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import Arrived, NameTaken, Presence, StoreDown
from tui_nn.classroom.student import Student
from tui_nn.progress.record import Fact

AWAY = "relay/away"  # a setting of the host's own file: whether the relay finds the database gone
DOORS = 4  # connections at a time that all seats of a host together have to the database
PATIENCE = 3.0  # seconds to wait for one of them


class HostStore:
    """Facts, beats and commands pass through the host's own file, which the relay keeps level with the database.

    Only who comes in is asked there directly, over a connection that lives for that one question: a seat at work has
    none. While the database is away what the host itself knows has to do: whoever was in the class comes in again,
    new students have to wait.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._folder, self._address = folder, address
        self._here = SqliteStore(folder)

    def setting(self, name: str) -> Any:
        with suppress(StoreDown), self._there() as there:
            return there.setting(name)
        return self._here.setting(name)

    def set(self, name: str, value: Any) -> None:
        with suppress(StoreDown), self._there() as there:
            return there.set(name, value)
        return self._here.set(name, value)

    def settle(self, name: str, value: Any) -> Any:
        with self._there() as there:
            return there.settle(name, value)

    def students(self) -> tuple[Student, ...]:
        with suppress(StoreDown), self._there() as there:
            return there.students()
        return self._here.students()

    def enrol(self, student: Student) -> None:
        with self._there() as there:
            there.enrol(student)
        with suppress(NameTaken, StoreDown):  # until the relay's next copy of the roster
            self._here.enrol(student)

    def amend(self, student: Student) -> None:
        with self._there() as there:
            there.amend(student)
        with suppress(NameTaken, StoreDown):
            self._here.amend(student)

    def add(self, student: str, facts: Sequence[Fact]) -> int:
        return self._here.add(student, facts)

    def facts_of(self, student: str) -> tuple[Fact, ...]:
        """What the database knows, and after it what is still on its way from here."""
        found: tuple[Fact, ...] = ()
        with suppress(StoreDown), self._there() as there:
            found = there.facts_of(student)
        known = {fact.uid for fact in found}
        return (*found, *(fact for fact in self._here.facts_of(student) if fact.uid not in known))

    def after(self, number: int, most: int = 5_000) -> tuple[Arrived, ...]:
        with self._there() as there:
            return there.after(number, most)

    def command(self, kind: str, **data: Any) -> int:
        with self._there() as there:
            return there.command(kind, **data)

    def commands(self, after: int = 0) -> tuple[Command, ...]:
        return self._here.commands(after)

    def beat(self, presences: Sequence[Presence]) -> None:
        self._here.beat(presences)

    def leave(self, seat: str) -> None:
        self._here.leave(seat)

    def present(self) -> tuple[Presence, ...]:
        with self._there() as there:
            return there.present()

    def bell(self) -> BellFile:
        return self._here.bell()

    def close(self) -> None:
        self._here.close()

    @contextmanager
    def _there(self) -> Iterator[PostgresStore]:
        """The database, for one question."""
        if self._here.setting(AWAY):
            raise StoreDown(AWAY)
        door = _door(self._folder)
        store = PostgresStore(self._address, make=False)
        try:
            yield store
        finally:
            store.close()
            os.close(door)


def _door(folder: Path) -> int:
    """One of a few places that all processes of this host share: a file to close, which its process's end does too.

    Raises:
        StoreDown: all were taken for too long.
    """
    until, number = time.monotonic() + PATIENCE, os.getpid()
    while time.monotonic() < until:
        number += 1
        file = os.open(folder / f"door-{number % DOORS}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            time.sleep(0.002)
        else:
            return file
    raise StoreDown("door")
