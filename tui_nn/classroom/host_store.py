"""A class that several hosts share, as a seat of one host has it: what is done goes to the host's own disk first."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui_nn.classroom.bell_file import BellFile
from tui_nn.classroom.command import Command
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import NameTaken, Presence, StoreDown
from tui_nn.classroom.student import Student
from tui_nn.classroom.window import ask, heard, heard_facts, told
from tui_nn.progress.record import Fact

AWAY = "relay/away"  # a setting of the host's own file: whether the relay finds the database gone


class HostStore:
    """Facts, beats and commands pass through the host's own file, which the relay keeps level with the database.

    Only who comes in is asked there, by way of the relay: a seat has no connection to the database. While that is
    away what the host itself knows has to do: whoever was in the class comes in again, new students have to wait.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._here = SqliteStore(folder)

    def setting(self, name: str) -> Any:
        with suppress(StoreDown):
            return self._ask("setting", name)
        return self._here.setting(name)

    def set(self, name: str, value: Any) -> None:
        try:
            self._ask("set", name, value)
        except StoreDown:
            self._here.set(name, value)

    def named(self, name: str) -> Student | None:
        with suppress(StoreDown):
            return heard(self._ask("named", name))
        return self._here.named(name)

    def of_key(self, key: str) -> Student | None:
        with suppress(StoreDown):
            return heard(self._ask("of_key", key))
        return self._here.of_key(key)

    def enrol(self, student: Student) -> None:
        self._ask("enrol", told(student))
        with suppress(NameTaken, StoreDown):  # until the relay's next copy of the roster
            self._here.enrol(student)

    def amend(self, student: Student) -> None:
        self._ask("amend", told(student))
        with suppress(NameTaken, StoreDown):
            self._here.amend(student)

    def add(self, student: str, facts: Sequence[Fact]) -> int:
        return self._here.add(student, facts)

    def facts_of(self, student: str) -> tuple[Fact, ...]:
        """What the database knows, and after it what is still on its way from here."""
        found: tuple[Fact, ...] = ()
        with suppress(StoreDown):
            found = heard_facts(self._ask("facts_of", student))
        known = {fact.uid for fact in found}
        return (*found, *(fact for fact in self._here.facts_of(student) if fact.uid not in known))

    def commands(self, after: int = 0) -> tuple[Command, ...]:
        return self._here.commands(after)

    def beat(self, presences: Sequence[Presence]) -> None:
        self._here.beat(presences)

    def leave(self, seat: str) -> None:
        self._here.leave(seat)

    def bell(self) -> BellFile:
        return self._here.bell()

    def close(self) -> None:
        self._here.close()

    def _ask(self, verb: str, *args: Any) -> Any:
        if self._here.setting(AWAY):
            raise StoreDown(AWAY)
        return ask(self._folder, verb, *args)
