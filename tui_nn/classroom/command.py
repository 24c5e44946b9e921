"""What the teacher asks of the room, and how the room stands after it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self


class Ask(StrEnum):
    """Kinds of commands. A kind is never renamed: the store remembers it."""

    FOLLOW = "follow"  # data: lesson, page, sheet
    RELEASE = "release"
    LOCK = "lock"  # data: lessons (ids that are closed now; all others are open)
    MESSAGE = "message"  # data: text, to (id of a student; blank for all)
    TIMER = "timer"  # data: ends (seconds since 1970), or nothing: it is put away
    POLL = "poll"  # data: id, round, and text with options [{id, text}] or lesson, page, exercise
    REVEAL = "reveal"  # data: id, counts [{option: votes} of each round]
    CLOSE = "close"  # data: id
    HEARD = "heard"  # a student's question has been dealt with; data: uid of the fact
    PEEK = "peek"  # data: student, on: their seat shows its screen to the board
    END = "end"  # the class is over for today


@dataclass(frozen=True)
class Command:
    """One row; `seq` rises with the order in which the class's commands were given."""

    kind: str  # an Ask, or one that only a newer copy of the program knows
    data: Mapping[str, Any] = field(default_factory=dict)
    at: float = field(default_factory=time.time)
    seq: int = 0


@dataclass(frozen=True)
class Place:
    """Where the teacher has taken the room."""

    lesson: str
    page: str
    sheet: int = 0


@dataclass(frozen=True)
class Poll:
    """A question to the room: typed (`text`, `options` by id), or one of a lesson's choices.

    `counts` holds the votes of each round, once they are revealed.
    """

    id: str
    round: int = 1
    text: str = ""
    options: tuple[tuple[str, str], ...] = ()
    lesson: str = ""
    page: str = ""
    exercise: str = ""
    counts: tuple[Mapping[str, int], ...] = ()

    @property
    def revealed(self) -> bool:
        return bool(self.counts)


@dataclass(frozen=True)
class RoomState:
    """A fold of commands in their order."""

    seq: int = 0
    follow: Place | None = None
    locked: frozenset[str] = frozenset()
    timer: float | None = None
    poll: Poll | None = None
    heard: frozenset[str] = frozenset()
    peeked: frozenset[str] = frozenset()  # ids of students whose screens are asked for
    ended: bool = False

    @classmethod
    def of(cls, commands: Iterable[Command]) -> Self:
        """The room after all these."""
        state = cls()
        for command in commands:
            state = state.after(command)
        return state

    def after(self, command: Command) -> Self:
        """The room after one command more; an unknown kind changes nothing."""
        state = self._told(command.kind, command.data)
        return replace(state, seq=max(self.seq, command.seq))

    def _told(self, kind: str, data: Mapping[str, Any]) -> Self:
        match kind:
            case Ask.FOLLOW:
                return replace(self, follow=Place(str(data["lesson"]), str(data["page"]), int(data.get("sheet", 0))))
            case Ask.RELEASE:
                return replace(self, follow=None)
            case Ask.LOCK:
                return replace(self, locked=frozenset(data.get("lessons", ())))
            case Ask.TIMER:
                return replace(self, timer=data.get("ends"))
            case Ask.POLL:
                return replace(self, poll=_poll(data))
            case Ask.REVEAL | Ask.CLOSE if self.poll is None or self.poll.id != data.get("id"):
                return self
            case Ask.REVEAL:
                assert self.poll is not None
                return replace(self, poll=replace(self.poll, counts=tuple(data.get("counts", ()))))
            case Ask.CLOSE:
                return replace(self, poll=None)
            case Ask.HEARD:
                return replace(self, heard=self.heard | {str(data["uid"])})
            case Ask.PEEK:
                student = frozenset({str(data["student"])})
                return replace(self, peeked=self.peeked | student if data.get("on") else self.peeked - student)
            case Ask.END:
                # What was asked of that day's room is over with it; locks stay.
                return replace(self, follow=None, timer=None, poll=None, peeked=frozenset(), ended=True)
        return self


def _poll(data: Mapping[str, Any]) -> Poll:
    options = tuple((str(option["id"]), str(option["text"])) for option in data.get("options", ()))
    text, lesson, page, exercise = (str(data.get(name, "")) for name in ("text", "lesson", "page", "exercise"))
    return Poll(str(data["id"]), int(data.get("round", 1)), text, options, lesson, page, exercise)
