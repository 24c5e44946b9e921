"""A class in PostgreSQL: the way of several machines. A command's row is the truth, NOTIFY is only a bell."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

import psycopg
from psycopg import errors

from tui_nn.classroom.command import Command
from tui_nn.classroom.postgres_line import Address, Line, reason, told
from tui_nn.classroom.store import AWAY, Arrived, NameTaken, NotOpened, Presence, StoreDown
from tui_nn.classroom.student import Student, folded
from tui_nn.locale.phrase import phrase
from tui_nn.progress.plain import NAMES, plain
from tui_nn.progress.record import Fact

FORMAT = 1
CHANNEL = "tui_nn"
_CLASS = 0x7475692D  # of our advisory locks, among those of others in the same database
_MAKING, _COMMANDS, _FACTS = 1, 2, 3
# Numbers are given out before rows can be seen: without a lock a reader could see 8, go on after it, and miss 7.
_LOCK = f"SELECT pg_advisory_xact_lock({_CLASS}, %s)"
_TABLES = """
CREATE SCHEMA IF NOT EXISTS tui_nn;
CREATE TABLE tui_nn.settings (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE tui_nn.students (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE, name text NOT NULL,
    folded text NOT NULL UNIQUE, pin text NOT NULL, keys text NOT NULL
);
CREATE TABLE tui_nn.facts (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, student text NOT NULL,
    uid text NOT NULL UNIQUE, at double precision NOT NULL, kind text NOT NULL, course text NOT NULL,
    lesson text NOT NULL, page text NOT NULL, item text NOT NULL, data text NOT NULL
);
CREATE INDEX facts_of ON tui_nn.facts (student, number);
CREATE TABLE tui_nn.commands (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, data text NOT NULL,
    at double precision NOT NULL
);
CREATE UNLOGGED TABLE tui_nn.seats (
    seat text PRIMARY KEY, student text, host text, since double precision, beat double precision,
    active double precision, lesson text, page text, sheet integer, screen text
);
"""
_COLUMNS = ", ".join(NAMES)
_ADD = (
    f"INSERT INTO tui_nn.facts (student, {_COLUMNS}) VALUES ({', '.join(['%s'] * (len(NAMES) + 1))}) "
    "ON CONFLICT (uid) DO NOTHING"
)
_SEAT = ("student", "host", "since", "beat", "active", "lesson", "page", "sheet", "screen")
_BEAT = (
    f"INSERT INTO tui_nn.seats (seat, {', '.join(_SEAT)}) VALUES ({', '.join(['%s'] * 10)}) "
    f"ON CONFLICT (seat) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _SEAT)}"
)


class PostgresStore:
    """The class of that address; with `make` its tables are made where there are none.

    One process, one store: a connection is never to be taken through a fork.

    Raises:
        NotOpened: the address is none, the database cannot be reached or used.
    """

    def __init__(self, address: str, *, make: bool = True) -> None:
        self._address = Address.of(address)
        self._line = Line(self._address)
        if make:
            self._make()

    def setting(self, name: str) -> Any:
        with told():
            row = self._line().execute("SELECT value FROM tui_nn.settings WHERE name = %s", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def set(self, name: str, value: Any) -> None:
        write = "INSERT INTO tui_nn.settings VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        with told():
            self._line().execute(write, (name, json.dumps(value)))

    def settle(self, name: str, value: Any) -> Any:
        write = "INSERT INTO tui_nn.settings VALUES (%s, %s) ON CONFLICT (name) DO NOTHING"
        with told():
            self._line().execute(write, (name, json.dumps(value)))
        return self.setting(name)

    def students(self) -> tuple[Student, ...]:
        with told():
            rows = self._line().execute("SELECT name, pin, keys, id FROM tui_nn.students ORDER BY number").fetchall()
        return tuple(Student(name, pin, tuple(json.loads(keys)), id) for name, pin, keys, id in rows)

    def named(self, name: str) -> Student | None:
        return self._student("folded = %s", folded(name))

    def of_key(self, key: str) -> Student | None:
        return self._student("strpos(keys, %s) > 0", json.dumps(key))

    def enrol(self, student: Student) -> None:
        write = "INSERT INTO tui_nn.students (name, folded, pin, keys, id) VALUES (%s, %s, %s, %s, %s)"
        self._keep_student(write, student)

    def amend(self, student: Student) -> None:
        write = "UPDATE tui_nn.students SET name = %s, folded = %s, pin = %s, keys = %s WHERE id = %s"
        self._keep_student(write, student)

    def add(self, student: str, facts: Sequence[Fact]) -> int:
        return self.take([Arrived(0, student, fact) for fact in facts])

    def take(self, arrived: Sequence[Arrived]) -> int:
        """Keep facts of several students in this order, all or none, as `add` does those of one."""
        if not arrived:
            return 0
        rows = [(each.student, *_values(each.fact)) for each in arrived]
        with told():
            connection = self._line()
            with connection.transaction(), connection.cursor() as cursor:
                cursor.execute(_LOCK, (_FACTS,))
                cursor.executemany(_ADD, rows)
                return cursor.rowcount

    def has(self, uid: str) -> bool:
        """Whether the fact with that uid is there."""
        with told():
            return self._line().execute("SELECT 1 FROM tui_nn.facts WHERE uid = %s", (uid,)).fetchone() is not None

    def facts_of(self, student: str) -> tuple[Fact, ...]:
        read = f"SELECT {_COLUMNS} FROM tui_nn.facts WHERE student = %s ORDER BY number"
        with told():
            return tuple(map(_fact, self._line().execute(read, (student,)).fetchall()))

    def after(self, number: int, most: int = 5_000) -> tuple[Arrived, ...]:
        read = f"SELECT number, student, {_COLUMNS} FROM tui_nn.facts WHERE number > %s ORDER BY number LIMIT %s"
        with told():
            rows = self._line().execute(read, (number, most)).fetchall()
        return tuple(Arrived(row[0], row[1], _fact(row[2:])) for row in rows)

    def command(self, kind: str, **data: Any) -> int:
        write = "INSERT INTO tui_nn.commands (kind, data, at) VALUES (%s, %s, %s) RETURNING seq"
        with told():
            connection = self._line()
            with connection.transaction():
                connection.execute(_LOCK, (_COMMANDS,))
                row = connection.execute(write, (kind, json.dumps(data), time.time())).fetchone()
                connection.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
        assert row is not None
        return int(row[0])

    def commands(self, after: int = 0) -> tuple[Command, ...]:
        read = "SELECT kind, data, at, seq FROM tui_nn.commands WHERE seq > %s ORDER BY seq"
        with told():
            rows = self._line().execute(read, (after,)).fetchall()
        return tuple(Command(kind, json.loads(data), at, seq) for kind, data, at, seq in rows)

    def beat(self, presences: Sequence[Presence]) -> None:
        rows = [tuple(map(_storable, astuple(presence))) for presence in presences]
        with told():
            connection = self._line()
            with connection.transaction(), connection.cursor() as cursor:
                cursor.executemany(_BEAT, rows)

    def leave(self, seat: str) -> None:
        self.leave_all([seat])

    def leave_all(self, seats: Sequence[str]) -> None:
        """Those seats are empty."""
        with told():
            self._line().execute("DELETE FROM tui_nn.seats WHERE seat = ANY(%s)", (list(seats),))

    def leave_host(self, host: str) -> None:
        """Every seat of that host is empty."""
        with told():
            self._line().execute("DELETE FROM tui_nn.seats WHERE host = %s", (host,))

    def present(self) -> tuple[Presence, ...]:
        read = f"SELECT seat, {', '.join(_SEAT)} FROM tui_nn.seats WHERE beat > %s ORDER BY since"
        with told():
            return tuple(Presence(*row) for row in self._line().execute(read, (time.time() - AWAY,)).fetchall())

    def bell(self) -> PostgresBell:
        return PostgresBell(Line(self._address))

    def close(self) -> None:
        self._line.close()

    def _make(self) -> None:
        """The tables, by whichever host comes first; one that has less rights than they need is no trouble later."""
        try:
            connection = self._line()
            if not _has_tables(connection):
                with connection.transaction():
                    connection.execute(_LOCK, (_MAKING,))
                    if not _has_tables(connection):
                        connection.execute(_TABLES)
                        connection.execute("INSERT INTO tui_nn.settings VALUES ('format', %s)", (str(FORMAT),))
            version = self.setting("format")
        except (psycopg.Error, StoreDown) as error:
            self.close()
            if isinstance(error, NotOpened):
                raise
            why = reason(error) if isinstance(error, psycopg.Error) else str(error)
            raise NotOpened(phrase("class.store.unusable", place=self._address.place, why=why)) from error
        if version > FORMAT:
            self.close()
            raise NotOpened(phrase("class.store.newer", place=self._address.place, format=version))

    def _student(self, which: str, value: str) -> Student | None:
        read = f"SELECT name, pin, keys, id FROM tui_nn.students WHERE {which}"
        with told():
            row = self._line().execute(read, (_storable(value),)).fetchone()
        return Student(row[0], row[1], tuple(json.loads(row[2])), row[3]) if row else None

    def _keep_student(self, statement: str, student: Student) -> None:
        row = (student.name, folded(student.name), student.pin, json.dumps(student.keys), student.id)
        try:
            with told():
                self._line().execute(statement, row)
        except StoreDown as down:
            if isinstance(down.__cause__, errors.UniqueViolation):
                raise NameTaken(student.name) from down
            raise


class PostgresBell:
    """A connection that does nothing but listen. After a break it rings: nobody knows what was missed."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._listening: psycopg.Connection | None = None
        self._broke = False  # since it was last asked
        try:
            self._listen()
        except StoreDown:
            self.close()
            raise

    def rung(self) -> bool:
        """As any bell; raises StoreDown while the database does not answer."""
        self._listen()
        broken, self._broke = self._broke, False
        with told():
            assert self._listening is not None
            return bool(list(self._listening.notifies(timeout=0))) or broken

    def fileno(self) -> int:
        """To wait for, beside other things; readable when it may have rung."""
        self._listen()
        assert self._listening is not None
        return self._listening.fileno()

    def close(self) -> None:
        self._line.close()

    def _listen(self) -> None:
        connection = self._line()
        if connection is not self._listening:
            with told():
                connection.execute(f"LISTEN {CHANNEL}")
            self._broke = self._listening is not None
            self._listening = connection


def _has_tables(connection: psycopg.Connection) -> bool:
    # Not by to_regclass: it may remember that there were none before another host made them.
    found = "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = 'tui_nn' AND tablename = 'settings'"
    return connection.execute(found).fetchone() is not None


def _values(fact: Fact) -> tuple[Any, ...]:
    values = plain(fact)
    return tuple(json.dumps(values[name]) if name == "data" else _storable(values[name]) for name in NAMES)


def _storable(value: Any) -> Any:
    """PostgreSQL keeps no NUL and no half of a letter; one such text must not hold up all that come after it."""
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _fact(row: Sequence[Any]) -> Fact:
    values = dict(zip(NAMES, row, strict=True))
    return Fact(**{**values, "data": json.loads(values["data"])})
