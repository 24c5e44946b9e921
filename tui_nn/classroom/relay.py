"""Keeps a host and the class's database level: facts and presence go up, commands and the roster come down."""

from __future__ import annotations

import logging
import select
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tui_nn.classroom.host_store import AWAY
from tui_nn.classroom.postgres_store import PostgresBell, PostgresStore
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import Presence, StoreDown
from tui_nn.classroom.window import Window

LOOK = 0.05  # seconds between two looks at what the seats have done, unless someone asks or the bell rings
BATCH = 500  # facts in one transaction
RECHECK = 2.0  # seconds after which commands are read although nothing rang
PRESENCE = 0.5  # seconds between two batches of who sits where
ROSTER = 10.0  # seconds between two copies of the roster
PAUSE = 0.25  # seconds between two attempts while the database is away
_SENT, _HOST = "relay/sent", "relay/host"  # settings of the host's own file

log = logging.getLogger("tui_nn.server")


class Relay:
    """One for each host, in a process of its own; it may be killed at any time and goes on where it was.

    A fact that was sent and not noted as sent is sent again: its uid makes that harmless.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._address = address
        self._here = SqliteStore(folder)
        self._window = Window(folder)
        self._host: str = self._here.settle(_HOST, uuid.uuid4().hex[:8])
        self._there: PostgresStore | None = None
        self._bell: PostgresBell | None = None
        self._told: dict[str, Presence] = {}  # seats as the database has them
        self._due = {"commands": 0.0, "presence": 0.0, "roster": 0.0}
        self._level = False  # whether the database was found to know what was sent to it

    def run(self, stopping: Callable[[], bool]) -> None:
        """Until it is to stop; then what is on the disk is sent a last time."""
        while not stopping():
            try:
                self.turn()
            except StoreDown as down:
                self._note_away(down)
                select.select([self._window], [], [], PAUSE)
                self._window.answer(self._store)
        with suppress(StoreDown):
            self.send()
            self._store().leave_host(self._host)
        self.close()

    def turn(self) -> None:
        """Wait a moment for the bell, and bring everything that is due up to date.

        Raises:
            StoreDown: the database does not answer; what could not be sent is still on the disk.
        """
        self._store()
        assert self._bell is not None
        heard: list[Window | PostgresBell] = [self._window, self._bell]
        select.select(heard, [], [], LOOK)
        rung = self._bell.rung()
        self._window.answer(self._store)
        if not self._level:
            self._mend()
            self._level = True
        self.send()
        if rung or self._is_due("commands", RECHECK):
            self._fetch_commands()
        if self._is_due("presence", PRESENCE):
            self._tell_presence()
        if self._is_due("roster", ROSTER):
            self._here.copy_students(self._store().students())
        self._note_back()

    def send(self) -> int:
        """The facts that the database has not got, in the order in which they were kept here; how many were sent."""
        sent, count = self._here.setting(_SENT) or 0, 0
        while waiting := self._here.after(sent, BATCH):
            self._store().take(waiting)
            sent, count = waiting[-1].number, count + len(waiting)
            self._here.set(_SENT, sent)
        return count

    def _mend(self) -> None:
        """A standby that took over, or a backup, may lack what was sent last: then everything is sent once more."""
        sent = self._here.setting(_SENT) or 0
        last = self._here.after(sent - 1, 1) if sent else ()
        if last and not self._store().has(last[0].fact.uid):
            log.warning("the class's database has lost facts of this host, they are sent again")
            self._here.set(_SENT, 0)

    def close(self) -> None:
        for each in (self._window, self._bell, self._there, self._here):
            if each:
                each.close()

    def _store(self) -> PostgresStore:
        if self._there is None:
            self._there = PostgresStore(self._address)
        if self._bell is None:
            self._bell = self._there.bell()
            self._there.leave_host(self._host)  # of a relay before this one
        return self._there

    def _fetch_commands(self) -> None:
        known = self._here.last_command()
        if news := self._store().commands(known):
            self._here.copy_commands(news)

    def _tell_presence(self) -> None:
        here = {seat.seat: seat for seat in self._here.present()}
        news = [seat for name, seat in here.items() if seat != self._told.get(name)]
        gone = [self._name(name) for name in self._told.keys() - here.keys()]
        if news:
            self._store().beat([replace(seat, seat=self._name(seat.seat), host=self._host) for seat in news])
        if gone:
            self._store().leave_all(gone)
        self._told = here

    def _name(self, seat: str) -> str:
        """Two machines made from one image give their seats the same names."""
        return f"{self._host}/{seat}"

    def _is_due(self, what: str, every: float) -> bool:
        now = time.monotonic()
        if now < self._due[what]:
            return False
        self._due[what] = now + every
        return True

    def _note_away(self, down: StoreDown) -> None:
        with suppress(StoreDown):  # a full disk has no room for this note either
            if not self._here.setting(AWAY):
                log.warning("the class's database is away, facts wait on this host's disk: %s", down)
                self._here.set(AWAY, True)
        self._level = False
        self._due = dict.fromkeys(self._due, 0.0)
        self._told = {}  # a database that crashed has forgotten who sits where

    def _note_back(self) -> None:
        if self._here.setting(AWAY):
            self._here.set(AWAY, False)
            log.warning("the class's database is back, what waited has been sent")
