"""A student's journal as the class keeps it: the face of the learner's own, with the class's store behind it."""

from __future__ import annotations

from contextlib import suppress

from tui_nn.classroom.store import SeatStore, StoreDown
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.progress.journal import NotKept
from tui_nn.progress.record import Fact


class SeatJournal:
    """What the store cannot take now waits here, and goes in with the next fact that it takes."""

    notices: tuple[Phrase, ...] = ()

    def __init__(self, store: SeatStore, student: str) -> None:
        self._store, self._student = store, student
        self._facts = {fact.uid: fact for fact in store.facts_of(student)}
        self._waiting: list[Fact] = []

    def append(self, fact: Fact) -> None:
        """Keep a fact. When this returns, it is on the disk.

        Raises:
            NotKept: it is not; it counts all the same, and is tried again with the next one and on closing.
        """
        self._facts[fact.uid] = fact
        self._waiting.append(fact)
        try:
            self._store.add(self._student, self._waiting)
        except StoreDown as down:
            raise NotKept(phrase("classroom.not_kept")) from down
        self._waiting = []

    def facts(self) -> tuple[Fact, ...]:
        """Every fact, by time, and those of one instant in order of arrival."""
        return tuple(sorted(self._facts.values(), key=lambda fact: fact.at))

    def close(self) -> None:
        """A last attempt at what is still waiting."""
        with suppress(StoreDown):
            self._store.add(self._student, self._waiting)
            self._waiting = []


class BlankJournal:
    """Nobody's: before a student has said who they are."""

    notices: tuple[Phrase, ...] = ()

    def append(self, fact: Fact) -> None:
        """Nothing is kept of nobody."""

    def facts(self) -> tuple[Fact, ...]:
        return ()

    def close(self) -> None: ...
