"""Where a name and a PIN are told: the same student again, a new one, or one who has to be asked apart."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tui_nn.classroom.store import NameTaken, SeatStore, StoreDown
from tui_nn.classroom.student import Student, clean_name, folded, is_pin, opens, sealed
from tui_nn.locale.phrase import Phrase, phrase

FREE_TRIES = 4  # wrong PINs for one name before waiting begins
LONGEST_WAIT = 60.0  # seconds between two tries: ten thousand PINs take a week


@dataclass(frozen=True)
class Answer:
    """Either the student, or a sentence; `new` asks to tell the same again, to begin as a new student."""

    student: Student | None = None
    says: Phrase | None = None
    new: bool = False


class Reception:
    """Compares with what the class knows. Wrong PINs are counted in the store, so that no other door helps."""

    def __init__(self, store: SeatStore) -> None:
        self._store = store

    def greet(self, typed: str, pin: str, *, confirmed: str = "", keys: tuple[str, ...] = ()) -> Answer:
        """What becomes of a name and a PIN; `confirmed` is the name that was already told to be new."""
        name = clean_name(typed)
        if not name:
            return Answer(says=phrase("classroom.name"))
        if not is_pin(pin):
            return Answer(says=phrase("classroom.pin"))
        found = self._store.named(name)
        if found:
            return self._again(found, pin, keys)
        if folded(confirmed) != folded(name):
            return Answer(says=phrase("classroom.new", name=name), new=True)
        student = Student(name, sealed(pin), keys)
        try:
            self._store.enrol(student)
        except NameTaken:  # at this very moment, by someone else
            return Answer(says=phrase("classroom.taken", name=name))
        return Answer(student)

    def of_key(self, key: str) -> Student | None:
        """The student whom that public key lets in."""
        return self._store.of_key(key)

    def _again(self, student: Student, pin: str, keys: tuple[str, ...]) -> Answer:
        slot = f"tries/{student.id}"
        count, at = self._store.setting(slot) or (0, 0.0)
        wait = at + min(LONGEST_WAIT, 2.0 ** (count - FREE_TRIES)) - time.time() if count >= FREE_TRIES else 0.0
        if wait > 0:
            return Answer(says=phrase("classroom.wait", n=int(wait) + 1))
        if not student.pin:
            return Answer(says=phrase("classroom.key_only", name=student.name))
        if not opens(pin, student.pin):
            self._store.set(slot, [count + 1, time.time()])
            return Answer(says=phrase("classroom.other_pin", name=student.name))
        if count:
            self._store.set(slot, [0, 0.0])
        return Answer(self._with_keys(student, keys))

    def _with_keys(self, student: Student, keys: tuple[str, ...]) -> Student:
        """The student with keys that are nobody's yet; they let them in next time."""
        new = tuple(key for key in keys if self._store.of_key(key) is None)
        if not new:
            return student
        amended = Student(student.name, student.pin, (*student.keys, *new), student.id)
        try:
            self._store.amend(amended)
        except StoreDown:  # keys are remembered next time; nobody waits outside for that
            return student
        return amended
