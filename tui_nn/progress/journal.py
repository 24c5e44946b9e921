"""The learner's log: facts go in, are kept on disk one by one, and come out in the order in which they happened."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.progress.ledger import Aside, Ledger, is_broken, primary_code, readable
from tui_nn.progress.record import Fact

FILE = "progress.db"
PATIENCE = 3.0  # seconds to wait for another copy that writes; a learner waits with us

_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def default_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where progress lives: ``TUI_NN_DATA``, else the place that the system has for such files."""
    if environment.get("TUI_NN_DATA"):
        return Path(environment["TUI_NN_DATA"]).expanduser()
    from platformdirs import user_data_path

    return user_data_path("tui-nn", appauthor=False)


class NotKept(Exception):
    """The disk did not take it; carries the sentence for the learner."""

    def __init__(self, says: Phrase) -> None:
        super().__init__(says.key)
        self.says = says


class Journal:
    """All facts in memory, and on disk as soon as the disk takes them.

    Where the folder or the file cannot be used, the journal works in memory and tries again with each fact.
    `notices` are sentences that the learner should see once, about what was found on opening.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self.path = path
        self.notices: tuple[Phrase, ...] = ()
        self._patience = patience
        self._facts: dict[str, Fact] = {}
        self._waiting: list[Fact] = []
        self._ledger: Ledger | None = None
        self._seen = 0  # the last arrival read from the file

    @classmethod
    def open(cls, folder: Path, patience: float = PATIENCE) -> Self:
        """The journal of that folder, made when it is not there. Never fails: see `notices`."""
        journal = cls(folder / FILE, patience)
        try:
            journal._file()
        except NotKept as trouble:
            journal._only_look(trouble)
        else:
            journal._keep_what_waits()
        return journal

    @property
    def waiting(self) -> int:
        """How many facts are only in memory so far."""
        return len(self._waiting)

    def append(self, fact: Fact) -> None:
        """Keep a fact. When this returns, it is on the disk.

        Raises:
            NotKept: it is not; it counts all the same, and is written together with the next one that can be.
        """
        self._facts[fact.uid] = fact
        self._waiting.append(fact)
        self._flush()

    def merge(self, facts: Iterable[Fact]) -> int:
        """Add facts of another journal, those with a known uid left out. Answers how many were new.

        Raises:
            NotKept: the disk did not take them; nothing has changed.
        """
        new = self._put(self._file(), list(facts))
        self.news()
        return new

    def facts(self) -> tuple[Fact, ...]:
        """Every fact, by time, and those of one instant in order of arrival."""
        self.news()
        return tuple(sorted(self._facts.values(), key=lambda fact: fact.at))

    def news(self) -> tuple[Fact, ...]:
        """The facts that other copies of the program appended since the last look, in order of arrival."""
        try:
            found = self._ledger.after(self._seen) if self._ledger else []
        except (OSError, sqlite3.Error):
            return ()
        fresh = {fact.uid: fact for _, fact in found if fact.uid not in self._facts}
        self._facts.update(fresh)
        self._seen = found[-1][0] if found else self._seen
        return tuple(fresh.values())

    def close(self) -> None:
        """Let go of the file, after a last attempt at what is still waiting."""
        self._keep_what_waits()
        self._let_go()

    def _keep_what_waits(self) -> None:
        if self._waiting:
            with suppress(NotKept):
                self._flush()

    def _flush(self) -> None:
        file = self._file()  # may put what it rescued among those waiting
        self._put(file, self._waiting)
        self._waiting = []

    def _put(self, file: Ledger, facts: list[Fact]) -> int:
        try:
            return file.append(facts)
        except (OSError, sqlite3.Error) as error:
            if is_broken(error):
                self._let_go()  # opened again with the next fact, and set aside then
            raise NotKept(_trouble("progress.not_kept", self.path, error)) from error

    def _file(self) -> Ledger:
        """The open file; opened anew when it was not, or when it is no longer the one at that path."""
        if self._ledger and self._ledger.moved():
            self._let_go()
        if self._ledger is None:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._ledger = Ledger(self.path, self._patience)
            except (OSError, sqlite3.Error) as error:
                raise NotKept(_trouble("progress.not_opened", self.path, error)) from error
            if self._ledger.aside:
                self._start_anew(self._ledger.aside)
        return self._ledger

    def _let_go(self) -> None:
        if self._ledger:
            self._ledger.close()
        self._ledger = None
        self._seen = 0

    def _only_look(self, trouble: NotKept) -> None:
        """What was learnt before is shown even where nothing can be written."""
        self.notices += (trouble.says,)
        with suppress(OSError):
            self._facts = {fact.uid: fact for fact in readable(self.path)}

    def _start_anew(self, aside: Aside) -> None:
        """Into the new file goes what could be read in the old one and what we still know of it."""
        self._facts = {fact.uid: fact for fact in aside.facts} | self._facts
        self._waiting = list(self._facts.values())
        there, path = str(aside.path), str(self.path)
        self.notices += (phrase(f"progress.aside.{aside.why}", there=there, path=path, n=len(self._facts)),)


def _trouble(key: str, path: Path, error: Exception) -> Phrase:
    return phrase(key, path=str(path), reason=_reason(error))


def _reason(error: Exception) -> Phrase:
    """Why the disk refused, in words; the system's own words for what is rare."""
    code = primary_code(error)
    number = error.errno if isinstance(error, OSError) else None
    if code == sqlite3.SQLITE_FULL or number in (errno.ENOSPC, errno.EDQUOT):
        return phrase("progress.reason.full")
    if code in _READ_ONLY or number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return phrase("progress.reason.read_only")
    if code in _BUSY:
        return phrase("progress.reason.busy")
    return phrase("progress.reason.other", text=getattr(error, "strerror", None) or str(error))
