"""The way to a PostgreSQL database: its address, a connection that comes back, and what went wrong, in one line."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tui_nn.classroom.store import NotOpened, StoreDown
from tui_nn.classroom.student import clean
from tui_nn.locale.phrase import phrase

# Nobody waits for a database that has gone: seconds to connect, and for an answer to come to anything sent.
_USUAL: dict[str, Any] = {
    "connect_timeout": 3,
    "tcp_user_timeout": 4_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "gssencmode": "disable",
    "application_name": "tui-nn",
}
SHORTEST_PAUSE = 0.25  # seconds between two attempts to connect
PATIENCE_RATIO = 5.0  # an attempt that took long is paid for by a pause so many times as long
LONGEST_REASON = 200  # letters of what the database itself said
_FAILED = "failed: "  # libpq says so before the reason why an attempt did
# Stricter than libpq, so that both of us see the same host and no part of a password is ever taken for one.
_FORM = re.compile(r"postgres(?:ql)?://(?:[^@/:?\s]*(?::[^@/?\s]*)?@)?[^@/?#\s]*(?:/[^@/?#\s]*)?(?:\?[^#\s]*)?")


@dataclass(frozen=True)
class Address:
    """Where a database is. `place` may be shown to anyone, `told` to nobody: it can hold a password."""

    told: str = field(repr=False)
    place: str

    @classmethod
    def of(cls, text: str) -> Address:
        """The address that a text such as ``postgresql://class@db.school/class`` gives.

        Raises:
            NotOpened: it is none.
        """
        try:
            parts = conninfo_to_dict(text) if _FORM.fullmatch(text) else {}
        except psycopg.Error:
            parts = {}
        if not parts:
            # Not chained: the error in hand would tell what was typed.
            raise NotOpened(phrase("class.store.address"))
        host = parts.get("host") or parts.get("hostaddr") or "localhost"
        base = parts.get("dbname") or parts.get("user") or ""
        place = f"{host}:{parts.get('port', 5432)}/{base}"
        return cls(make_conninfo(text, **{name: value for name, value in _USUAL.items() if name not in parts}), place)


class Line:
    """One connection, opened when it is first needed and again after it broke; statements commit by themselves."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._connection: psycopg.Connection | None = None
        self._not_before, self._why = 0.0, ""

    def __call__(self) -> psycopg.Connection:
        """The connection.

        Raises:
            NotOpened: there is none now. While one was sought a moment ago, it is not sought again.
        """
        if self._connection and not self._connection.closed:
            return self._connection
        self.close()
        began = time.monotonic()
        if began >= self._not_before:
            try:
                self._connection = psycopg.connect(self.address.told, autocommit=True)
            except psycopg.Error as error:
                ended = time.monotonic()
                self._not_before = ended + max(SHORTEST_PAUSE, PATIENCE_RATIO * (ended - began))
                self._why = reason(error)
            else:
                return self._connection
        raise NotOpened(phrase("class.store.unreachable", place=self.address.place, why=self._why))

    def close(self) -> None:
        if self._connection:
            self._connection.close()


def reason(error: psycopg.Error) -> str:
    """What the database or the network said, in one line of its own language."""
    lines = [line for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    failures = [line.rpartition(_FAILED)[2] for line in lines if _FAILED in line]  # one for each address of a host
    return clean(failures[-1] if failures else lines[0], LONGEST_REASON)


@contextmanager
def told() -> Iterator[None]:
    """Whatever the database refuses in here is a StoreDown."""
    try:
        yield
    except psycopg.Error as error:
        raise StoreDown(reason(error)) from error
