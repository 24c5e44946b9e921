"""Where the seats of a host ask the class's database: one question a connection, over a Unix socket to the relay.

A question is a verb with its arguments, an answer one of ok, taken, down; both are a JSON value.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tui_nn.classroom.store import NameTaken, Store, StoreDown
from tui_nn.classroom.student import Student
from tui_nn.progress.plain import plain
from tui_nn.progress.record import Fact

FILE = "window"
PATIENCE = 3.0  # seconds that a seat waits for its answer
SLOWEST = 1.0  # seconds that the relay waits for a seat in the middle of a question
BACKLOG = 512  # seats that may stand before the window: a whole class at one moment
CHUNK = 65_536


def ask(folder: Path, verb: str, *args: Any) -> Any:
    """The database's answer.

    Raises:
        StoreDown: there is none.
        NameTaken: the name is someone else's.
    """
    try:
        with socket.socket(socket.AF_UNIX) as line, _place(folder) as place:
            line.settimeout(PATIENCE)
            line.connect(place)
            line.sendall(json.dumps([verb, *args]).encode())
            line.shutdown(socket.SHUT_WR)
            kind, value = json.loads(_all_of(line))
    except (OSError, ValueError) as error:
        raise StoreDown(str(error)) from error
    if kind == "taken":
        raise NameTaken(value)
    if kind == "down":
        raise StoreDown(value)
    return value


class Window:
    """The relay's side. `answer` serves everyone who stands before it."""

    def __init__(self, folder: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        (folder / FILE).unlink(missing_ok=True)
        with _place(folder) as place:
            self._socket.bind(place)
        self._socket.listen(BACKLOG)
        self._socket.setblocking(False)

    def fileno(self) -> int:
        return self._socket.fileno()

    def answer(self, store: Callable[[], Store]) -> None:
        """In the order in which they came; `store` may raise StoreDown."""
        with suppress(BlockingIOError):
            while True:
                line, _ = self._socket.accept()
                with line, suppress(OSError):  # a seat may go in the middle
                    line.settimeout(SLOWEST)
                    line.sendall(json.dumps(_answer(_all_of(line), store)).encode())

    def close(self) -> None:
        self._socket.close()


def _answer(question: bytes, store: Callable[[], Store]) -> tuple[str, Any]:
    try:
        verb, *args = json.loads(question)
        return "ok", _VERBS[verb](store(), *args)
    except NameTaken as taken:
        return "taken", str(taken)
    except StoreDown as down:
        return "down", str(down)
    except (ValueError, LookupError, TypeError) as error:  # of a seat that died while it asked
        return "down", repr(error)


def told(student: Student | None) -> dict[str, Any] | None:
    """A student as a JSON value."""
    return None if student is None else vars(student)


def heard(value: dict[str, Any] | None) -> Student | None:
    """The student that a JSON value describes."""
    return None if value is None else _student(value)


def _student(value: dict[str, Any]) -> Student:
    return Student(**{**value, "keys": tuple(value["keys"])})


def heard_facts(values: list[dict[str, Any]]) -> tuple[Fact, ...]:
    """The facts that JSON values describe."""
    return tuple(Fact(**value) for value in values)


_VERBS: dict[str, Callable[..., Any]] = {
    "setting": lambda store, name: store.setting(name),
    "set": lambda store, name, value: store.set(name, value),
    "named": lambda store, name: told(store.named(name)),
    "of_key": lambda store, key: told(store.of_key(key)),
    "enrol": lambda store, student: store.enrol(_student(student)),
    "amend": lambda store, student: store.amend(_student(student)),
    "facts_of": lambda store, student: [plain(fact) for fact in store.facts_of(student)],
}


def _all_of(line: socket.socket) -> bytes:
    """Until the other side has said everything."""
    parts = []
    while part := line.recv(CHUNK):
        parts.append(part)
    return b"".join(parts)


@contextmanager
def _place(folder: Path) -> Iterator[str]:
    """A path to the socket that is never too long for one, however deep the folder lies."""
    fd = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{fd}/{FILE}"
    finally:
        os.close(fd)
