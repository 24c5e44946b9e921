"""A class in a SQLite file beside the server: the way of one machine, with nothing to install."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tui_nn.classroom.bell_file import BellFile
from tui_nn.classroom.command import Command
from tui_nn.classroom.store import AWAY, Arrived, NameTaken, Presence, StoreDown
from tui_nn.classroom.student import Student, folded
from tui_nn.progress.plain import NAMES, plain
from tui_nn.progress.record import Fact

FILE, SEATS, BELL = "class.db", "seats.db", "class.bell"
PATIENCE = 5.0  # seconds to wait for another process that writes
FORMAT = 1
_TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE students (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE, pin TEXT NOT NULL, keys TEXT NOT NULL
);
CREATE TABLE facts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, student TEXT NOT NULL,
    uid TEXT NOT NULL UNIQUE, at REAL NOT NULL, kind TEXT NOT NULL, course TEXT NOT NULL,
    lesson TEXT NOT NULL, page TEXT NOT NULL, item TEXT NOT NULL, data TEXT NOT NULL
);
CREATE INDEX facts_of ON facts (student, number);
CREATE TABLE commands (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, data TEXT NOT NULL, at REAL NOT NULL
);
"""
# Who sits where is worth no wait for the disk, and nothing after a power cut: a file of its own.
_SEATS = """
CREATE TABLE IF NOT EXISTS seats.seats (
    seat TEXT PRIMARY KEY, student TEXT, host TEXT, since REAL, beat REAL, active REAL,
    lesson TEXT, page TEXT, sheet INTEGER, screen TEXT
)"""
_ENROL = "INSERT INTO students (name, folded, pin, keys, id) VALUES (?, ?, ?, ?, ?)"
_COLUMNS = ", ".join(NAMES)
_ADD = f"INSERT INTO facts (student, {_COLUMNS}) VALUES ({', '.join('?' * (len(NAMES) + 1))}) ON CONFLICT DO NOTHING"


class SqliteStore:
    """The folder's class; made when it is not there.

    Raises:
        StoreDown: the folder or the file cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        with _told():
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._bell = BellFile(folder / BELL)
            except OSError as error:
                raise StoreDown(str(error)) from error
            self._folder = folder
            self._sql = sqlite3.connect(folder / FILE, timeout=PATIENCE, isolation_level=None)
            self._sql.execute("PRAGMA journal_mode = WAL")
            # What a student's screen confirmed survives a power cut.
            self._sql.execute("PRAGMA synchronous = FULL")
            self._sql.execute("ATTACH ? AS seats", (str(folder / SEATS),))
            self._sql.execute("PRAGMA seats.journal_mode = WAL")
            self._sql.execute("PRAGMA seats.synchronous = OFF")
            self._make()

    def setting(self, name: str) -> Any:
        with _told():
            row = self._sql.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def set(self, name: str, value: Any) -> None:
        with _told():
            self._sql.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, json.dumps(value)))

    def settle(self, name: str, value: Any) -> Any:
        with _told():
            self._sql.execute("INSERT OR IGNORE INTO settings VALUES (?, ?)", (name, json.dumps(value)))
        return self.setting(name)

    def students(self) -> tuple[Student, ...]:
        with _told():
            rows = self._sql.execute("SELECT name, pin, keys, id FROM students ORDER BY number").fetchall()
        return tuple(Student(name, pin, tuple(json.loads(keys)), id) for name, pin, keys, id in rows)

    def named(self, name: str) -> Student | None:
        return self._student("folded = ?", folded(name))

    def of_key(self, key: str) -> Student | None:
        return self._student("instr(keys, ?) > 0", json.dumps(key))

    def enrol(self, student: Student) -> None:
        self._keep_student(_ENROL, student)

    def amend(self, student: Student) -> None:
        self._keep_student("UPDATE students SET name = ?, folded = ?, pin = ?, keys = ? WHERE id = ?", student)

    def add(self, student: str, facts: Sequence[Fact]) -> int:
        with _told(), self._transaction():
            before = self._sql.total_changes
            self._sql.executemany(_ADD, [(student, *_values(fact)) for fact in facts])
            return self._sql.total_changes - before

    def facts_of(self, student: str) -> tuple[Fact, ...]:
        with _told():
            rows = self._sql.execute(f"SELECT {_COLUMNS} FROM facts WHERE student = ? ORDER BY number", (student,))
            return tuple(map(_fact, rows))

    def after(self, number: int, most: int = 5_000) -> tuple[Arrived, ...]:
        read = f"SELECT number, student, {_COLUMNS} FROM facts WHERE number > ? ORDER BY number LIMIT ?"
        with _told():
            return tuple(Arrived(row[0], row[1], _fact(row[2:])) for row in self._sql.execute(read, (number, most)))

    def command(self, kind: str, **data: Any) -> int:
        with _told():
            row = (kind, json.dumps(data), time.time())
            seq = self._sql.execute("INSERT INTO commands (kind, data, at) VALUES (?, ?, ?)", row).lastrowid
        self._bell.ring()
        assert seq is not None
        return seq

    def commands(self, after: int = 0) -> tuple[Command, ...]:
        with _told():
            rows = self._sql.execute("SELECT kind, data, at, seq FROM commands WHERE seq > ? ORDER BY seq", (after,))
            return tuple(Command(kind, json.loads(data), at, seq) for kind, data, at, seq in rows)

    def beat(self, presences: Sequence[Presence]) -> None:
        rows = [tuple(vars(presence).values()) for presence in presences]
        with _told(), self._transaction():
            self._sql.executemany(f"INSERT OR REPLACE INTO seats.seats VALUES ({', '.join('?' * 10)})", rows)

    def leave(self, seat: str) -> None:
        with _told():
            self._sql.execute("DELETE FROM seats.seats WHERE seat = ?", (seat,))

    def present(self) -> tuple[Presence, ...]:
        with _told():
            rows = self._sql.execute("SELECT * FROM seats.seats WHERE beat > ? ORDER BY since", (time.time() - AWAY,))
            return tuple(Presence(*row) for row in rows)

    def bell(self) -> BellFile:
        return BellFile(self._folder / BELL)

    def close(self) -> None:
        self._bell.close()
        self._sql.close()

    # A copy of what is kept elsewhere -------------------------------------------------------------------------------

    def last_command(self) -> int:
        """The highest seq that is here; 0 where there is none."""
        with _told():
            return int(self._sql.execute("SELECT coalesce(max(seq), 0) FROM commands").fetchone()[0])

    def copy_commands(self, commands: Sequence[Command], *, all: bool = False) -> None:
        """Commands that were given elsewhere, with the seq that they have there; those that are here stay.

        With `all` these are all that there are.
        """
        rows = [(command.seq, command.kind, json.dumps(dict(command.data)), command.at) for command in commands]
        with _told(), self._transaction():
            if all:
                self._sql.execute("DELETE FROM commands")
            self._sql.executemany("INSERT OR IGNORE INTO commands VALUES (?, ?, ?, ?)", rows)
        self._bell.ring()

    def copy_students(self, students: Sequence[Student]) -> None:
        """The whole roster as it stands elsewhere, in place of what is here."""
        rows = [(each.name, folded(each.name), each.pin, json.dumps(each.keys), each.id) for each in students]
        with _told(), self._transaction():
            self._sql.execute("DELETE FROM students")
            self._sql.executemany(_ENROL, rows)

    def _make(self) -> None:
        with self._transaction():
            version = self._sql.execute("PRAGMA user_version").fetchone()[0]
            if version > FORMAT:
                raise StoreDown(f"{self._folder / FILE}: format {version}")
            if not version:
                for statement in _TABLES.split(";"):
                    self._sql.execute(statement)
                self._sql.execute(f"PRAGMA user_version = {FORMAT}")
        self._sql.execute(_SEATS)

    def _student(self, which: str, value: str) -> Student | None:
        with _told():
            read = f"SELECT name, pin, keys, id FROM students WHERE {which}"
            row = self._sql.execute(read, (value,)).fetchone()
        return Student(row[0], row[1], tuple(json.loads(row[2])), row[3]) if row else None

    def _keep_student(self, statement: str, student: Student) -> None:
        row = (student.name, folded(student.name), student.pin, json.dumps(student.keys), student.id)
        try:
            with _told():
                self._sql.execute(statement, row)
        except StoreDown as down:
            if isinstance(down.__cause__, sqlite3.IntegrityError):
                raise NameTaken(student.name) from down
            raise

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._sql.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._sql.execute("COMMIT")
        finally:
            if self._sql.in_transaction:
                self._sql.execute("ROLLBACK")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreDown(str(error)) from error


def _values(fact: Fact) -> tuple[Any, ...]:
    values = plain(fact)
    return tuple(json.dumps(values[name]) if name == "data" else values[name] for name in NAMES)


def _fact(row: Sequence[Any]) -> Fact:
    values = dict(zip(NAMES, row, strict=True))
    return Fact(**{**values, "data": json.loads(values["data"])})
