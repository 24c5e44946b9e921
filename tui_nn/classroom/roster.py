"""A roster: public keys that let students in, in the form of an authorized_keys file, the name as the comment."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tui_nn.classroom.store import NameTaken, Store
from tui_nn.classroom.student import Student, clean_name, folded
from tui_nn.locale.phrase import Phrase, phrase

KINDS = (
    *("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
    *("sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"),
)


class BadRoster(Exception):
    """Carries a sentence for each line that is no key with a name. Nothing was taken."""

    def __init__(self, problems: tuple[Phrase, ...]) -> None:
        super().__init__(*(problem.key for problem in problems))
        self.problems = problems


def read_roster(path: Path) -> dict[str, tuple[str, ...]]:
    """Keys by name; blank lines and comments (#) are passed over. A name may stand on several lines.

    Raises:
        OSError: the file cannot be read.
        BadRoster: some lines are wrong.
    """
    found: dict[str, tuple[str, ...]] = {}
    problems: list[Phrase] = []
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        words = line.split(None, 2)
        if not words or words[0].startswith("#"):
            continue
        name = clean_name(words[2]) if len(words) == 3 else ""
        if len(words) < 2 or not _is_key(words[0], words[1]):
            problems.append(phrase("class.roster.key", path=str(path), line=number))
        elif not name:
            problems.append(phrase("class.roster.name", path=str(path), line=number))
        else:
            found[name] = (*found.get(name, ()), f"{words[0]} {words[1]}")
    if problems:
        raise BadRoster(tuple(problems))
    return found


def enrol(store: Store, roster: dict[str, tuple[str, ...]]) -> int:
    """Bring the class up to the roster: new students, and new keys of old ones. Answers how many it names."""
    known = {folded(student.name): student for student in store.students()}
    for name, keys in roster.items():
        student = known.get(folded(name)) or _enrolled(store, name, keys)
        if missing := _beyond(keys, student.keys):
            store.amend(replace(student, keys=(*student.keys, *missing)))
    return len(roster)


def _enrolled(store: Store, name: str, keys: tuple[str, ...]) -> Student:
    """A new student; or the one who came by that name at this very moment, perhaps through another host."""
    student = Student(name, keys=keys)
    try:
        store.enrol(student)
    except NameTaken:
        return store.named(name) or student
    return student


def _beyond(keys: Iterable[str], held: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in held)


def _is_key(kind: str, text: str) -> bool:
    """Whether the base64 holds a key of that kind: its first field is the kind's name again."""
    try:
        data = base64.b64decode(text, validate=True)
        (length,) = struct.unpack(">I", data[:4])
    except (binascii.Error, struct.error, ValueError):
        return False
    return kind in KINDS and data[4 : 4 + length] == kind.encode()
