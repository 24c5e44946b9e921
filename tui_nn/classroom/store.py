"""The small interface between a class and the database that keeps it; SQLite and PostgreSQL serve it alike."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tui_nn.classroom.command import Command
from tui_nn.classroom.student import Student
from tui_nn.locale.phrase import Phrase
from tui_nn.progress.record import Fact

AWAY = 15.0  # seconds without a beat: whoever sat there has gone without saying so


class NameTaken(Exception):
    """Another student of the class has that name."""


class StoreDown(Exception):
    """The database cannot be reached or does not answer now; nothing was changed."""


class NotOpened(StoreDown):
    """The class cannot be had at all; carries the sentence for whoever asked for it. It never tells a password."""

    def __init__(self, says: Phrase) -> None:
        super().__init__(says.key)
        self.says = says


@dataclass(frozen=True)
class Arrived:
    """A fact of a student's; `number` rises with the order of arrival in this store."""

    number: int
    student: str  # id
    fact: Fact


@dataclass(frozen=True)
class Presence:
    """One seat, as its last beat told."""

    seat: str  # unique for every login
    student: str  # id
    host: str = ""
    since: float = field(default_factory=time.time)  # login, seconds since 1970
    beat: float = field(default_factory=time.time)
    active: float = field(default_factory=time.time)  # the last key
    lesson: str = ""
    page: str = ""
    sheet: int = 0
    screen: str = ""  # what is on their screen, with colours, while the board asks for it


class Bell(Protocol):
    """Says that commands may have come; the rows are the truth, a bell may be missed or ring for nothing."""

    def rung(self) -> bool:
        """Whether it rang since it was last asked. Cheap; never waits."""

    def close(self) -> None: ...


class SeatStore(Protocol):
    """A class as a seat needs it. Every method may raise StoreDown."""

    def setting(self, name: str) -> Any:
        """A JSON value; None where nothing was set."""

    def set(self, name: str, value: Any) -> None: ...

    def named(self, name: str) -> Student | None:
        """The student who has that name, however it is written."""

    def of_key(self, key: str) -> Student | None:
        """The student whom that public key lets in."""

    def enrol(self, student: Student) -> None:
        """Add a student.

        Raises:
            NameTaken: the name is someone else's.
        """

    def amend(self, student: Student) -> None:
        """Keep another name, PIN or keys for the student with that id.

        Raises:
            NameTaken: the name is someone else's.
        """

    def add(self, student: str, facts: Sequence[Fact]) -> int:
        """Keep facts, all or none; those whose uid is known are left as they are. Answers how many were new."""

    def facts_of(self, student: str) -> tuple[Fact, ...]:
        """Of one student, in order of arrival."""

    def commands(self, after: int = 0) -> tuple[Command, ...]:
        """Those with a higher seq, in order."""

    def beat(self, presences: Sequence[Presence]) -> None:
        """Say who sits where."""

    def leave(self, seat: str) -> None:
        """The seat is empty."""

    def bell(self) -> Bell:
        """A bell of one's own."""

    def close(self) -> None: ...


class Store(SeatStore, Protocol):
    """A whole class. Every method may raise StoreDown."""

    def settle(self, name: str, value: Any) -> Any:
        """Set it where nothing was set; answers what stands there now, whoever came first."""

    def students(self) -> tuple[Student, ...]:
        """All, in the order in which they came."""

    def after(self, number: int, most: int = 5_000) -> tuple[Arrived, ...]:
        """Of the whole class, what arrived later than that number, in order."""

    def command(self, kind: str, **data: Any) -> int:
        """Give a command to the room; answers its seq."""

    def present(self) -> tuple[Presence, ...]:
        """Every seat with a beat in the last `AWAY` seconds."""
