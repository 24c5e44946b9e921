"""The SQLite file under the journal: opened sound or set aside, rows in and rows out, none ever changed."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tui_nn.progress.plain import NAMES, Malformed, fact_of, plain
from tui_nn.progress.record import Fact

FORMAT = 1  # PRAGMA user_version; raised when an older copy would misread the file
_TABLE = """
CREATE TABLE facts (
    arrived INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    at REAL NOT NULL,
    kind TEXT NOT NULL,
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    page TEXT NOT NULL,
    item TEXT NOT NULL,
    data TEXT NOT NULL
)"""
_COLUMNS = ", ".join(NAMES)
_READ = f"SELECT arrived, {_COLUMNS} FROM facts"
_ADD = f"INSERT INTO facts ({_COLUMNS}) VALUES ({', '.join('?' * len(NAMES))}) ON CONFLICT (uid) DO NOTHING"
# A database is three files while it is open; the log comes first, so that a kill between two renames loses none.
_PARTS = ("-wal", "-shm", "")


@dataclass(frozen=True)
class Aside:
    """A file that could not be used: why (``corrupt`` or ``newer``), where it lies now, what could be read in it."""

    why: str
    path: Path
    facts: tuple[Fact, ...]


class Ledger:
    """The open file.

    Raises:
        sqlite3.Error, OSError: from every method, when the file cannot be reached or written now.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._path = path
        # Switching to WAL and setting aside are not safe against a second copy that starts at the same instant.
        with _alone(path.with_suffix(".lock"), patience):
            why = _fault(path, patience)
            self.aside = _set_aside(path, why) if why else None
            self._sql = _opened(path, patience)
        self._identity = _identity(path)

    def append(self, facts: Sequence[Fact]) -> int:
        """Keep facts, all or none; those already there are left as they are. Answers how many were new."""
        before = self._sql.total_changes
        with _transaction(self._sql):
            self._sql.executemany(_ADD, [_row(fact) for fact in facts])
        return self._sql.total_changes - before

    def after(self, arrived: int) -> list[tuple[int, Fact]]:
        """The facts that arrived later than that number, each with its own, in order of arrival."""
        return list(_facts(self._sql.execute(f"{_READ} WHERE arrived > ? ORDER BY arrived", (arrived,))))

    def moved(self) -> bool:
        """Whether someone deleted the file or put another in its place since it was opened."""
        return _identity(self._path) != self._identity

    def close(self) -> None:
        self._sql.close()


def readable(path: Path) -> list[Fact]:
    """What can still be read in a file that is broken or that we may not write; the file itself is not touched.

    Raises:
        OSError: it cannot even be copied.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        for part in ("", "-wal"):
            if Path(f"{path}{part}").is_file():
                shutil.copyfile(f"{path}{part}", f"{copy}{part}")
        return _read_around_damage(copy)


def _rescued(path: Path) -> tuple[Fact, ...]:
    try:
        return tuple(readable(path))
    except OSError:
        return ()


def _read_around_damage(path: Path) -> list[Fact]:
    """From the first row on and from the last row back, each as far as it goes."""
    found: dict[int, Fact] = {}
    with closing(_connected(path, patience=0.0)) as sql:
        sql.execute("PRAGMA writable_schema = ON")  # or SQLite reads nothing at all of a file cut short
        for order in ("ASC", "DESC"):
            with suppress(sqlite3.Error):
                found.update(_facts(sql.execute(f"{_READ} ORDER BY arrived {order}")))
    return [found[arrived] for arrived in sorted(found)]


def _fault(path: Path, patience: float) -> str:
    """``corrupt``, ``newer``, or nothing when the file is sound or not there yet."""
    if not path.exists():
        return ""
    with closing(_connected(path, patience)) as sql:
        try:
            version = _version(sql)
            if version > FORMAT:
                return "newer"
            sound = sql.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            if version:
                sql.execute(f"{_READ} LIMIT 0")
            # Tables in a file that was never ours belong to another program.
            foreign = not version and sql.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            if is_broken(error):
                return "corrupt"
            raise
    return "" if sound and not foreign else "corrupt"


def is_broken(error: Exception) -> bool:
    """Whether the file itself is at fault, not the disk or another program."""
    wrong = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
    return primary_code(error) in wrong


def primary_code(error: Exception) -> int:
    """SQLite's code of an error without its extension; 0 for other errors."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _set_aside(path: Path, why: str) -> Aside:
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    there = path.with_name(f"{path.stem}-{why}-{stamp}{path.suffix}")
    again = 1
    while any(Path(f"{there}{part}").exists() for part in _PARTS):
        again += 1
        there = path.with_name(f"{path.stem}-{why}-{stamp}-{again}{path.suffix}")
    for part in _PARTS:
        if Path(f"{path}{part}").exists():
            Path(f"{path}{part}").rename(f"{there}{part}")
    # The facts of a newer format may mean something else there: they are not guessed at.
    return Aside(why, there, _rescued(there) if why == "corrupt" else ())


def _connected(path: Path, patience: float) -> sqlite3.Connection:
    sql = sqlite3.connect(path, timeout=patience, isolation_level=None)
    sql.text_factory = partial(str, encoding="utf-8", errors="replace")  # one spoilt letter is no reason to stop
    return sql


def _opened(path: Path, patience: float) -> sqlite3.Connection:
    sql = _connected(path, patience)
    try:
        sql.execute("PRAGMA journal_mode = WAL")
        # Every commit waits for the disk: what the screen confirmed survives a power cut.
        sql.execute("PRAGMA synchronous = FULL")
        sql.execute("PRAGMA fullfsync = ON")
        if not _version(sql):
            with _transaction(sql):
                sql.execute(_TABLE)
                sql.execute(f"PRAGMA user_version = {FORMAT}")
    except sqlite3.Error:
        sql.close()
        raise
    return sql


def _version(sql: sqlite3.Connection) -> int:
    return int(sql.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _transaction(sql: sqlite3.Connection) -> Iterator[None]:
    sql.execute("BEGIN IMMEDIATE")
    try:
        yield
        sql.execute("COMMIT")
    finally:
        if sql.in_transaction:
            sql.execute("ROLLBACK")


@contextmanager
def _alone(path: Path, patience: float) -> Iterator[None]:
    """One process at a time. The lock is SQLite's own: the same on every system, and gone with its process."""
    with closing(_connected(path, patience)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _row(fact: Fact) -> list[object]:
    values = plain(fact)
    return [*(values[name] for name in NAMES if name != "data"), json.dumps(values["data"])]


def _facts(rows: sqlite3.Cursor) -> Iterator[tuple[int, Fact]]:
    """Rows as facts; a row that someone else made unreadable is passed over."""
    for arrived, *values in rows:
        try:
            value = dict(zip(NAMES, values, strict=True))
            yield arrived, fact_of({**value, "data": json.loads(value["data"])})
        except (Malformed, ValueError, TypeError):
            continue
