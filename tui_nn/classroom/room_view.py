"""What the teacher sees of the room: folded from students' facts, seats and the room's commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tui_nn.classroom.command import Poll
from tui_nn.classroom.store import Arrived, Presence
from tui_nn.classroom.student import Student
from tui_nn.progress.record import Fact, Kind

AWAY = 180.0  # seconds without a key
STUCK_TRIES = 3  # wrong answers in a row to one exercise
STUCK_TIME = 300.0  # seconds on one page with keys but nothing done


class State(StrEnum):
    """How a student is doing, the most urgent first."""

    STUCK = "stuck"
    HERE = "here"
    DONE = "done"  # with every page of the course
    AWAY = "away"
    OFFLINE = "offline"


@dataclass(frozen=True)
class Row:
    """One student at a glance."""

    student: Student
    state: State
    lesson: str = ""
    page: str = ""
    pages: int = 0  # finished
    answers: int = 0
    right: int = 0
    last: bool | None = None  # whether the last answer was right
    asks: bool = False  # a question of theirs waits


@dataclass(frozen=True)
class Question:
    """Someone interrupted and asked."""

    uid: str
    student: str
    text: str
    lesson: str
    page: str
    at: float


@dataclass(frozen=True)
class _Doing:
    """What is known of one student from the facts so far."""

    finished: frozenset[tuple[str, str]] = frozenset()
    answers: int = 0
    right: int = 0
    last: bool | None = None
    wrong_on: tuple[str, str, str] = ("", "", "")
    wrong_times: int = 0
    page: tuple[str, str] = ("", "")
    achieved: float = 0.0  # when they came to the page, or last did something on it that counts

    def after(self, fact: Fact) -> _Doing:
        page = (fact.lesson, fact.page)
        match fact.kind:
            case Kind.VISITED if page != self.page:
                return replace(self, page=page, achieved=fact.at, wrong_times=0)
            case Kind.FINISHED:
                return replace(self, finished=self.finished | {page}, achieved=fact.at)
            case Kind.PREDICTED | Kind.REVIEWED:
                return replace(self, achieved=fact.at)
            case Kind.ANSWERED:
                return self._answered(fact)
        return self

    def _answered(self, fact: Fact) -> _Doing:
        right, item = bool(fact.data.get("right")), (fact.lesson, fact.page, fact.item)
        times = 0 if right else self.wrong_times + 1 if item == self.wrong_on else 1
        return replace(
            self,
            answers=self.answers + 1,
            right=self.right + right,
            last=right,
            wrong_on=item,
            wrong_times=times,
            achieved=fact.at if right else self.achieved,
        )

    def is_stuck(self, now: float) -> bool:
        too_long = self.page not in self.finished and now - self.achieved > STUCK_TIME
        return self.wrong_times >= STUCK_TRIES or (self.page != ("", "") and too_long)


@dataclass
class RoomView:
    """Takes facts as they arrive; answers what stands on the board."""

    course_pages: int
    number: int = 0  # the last arrival taken in
    _doing: dict[str, _Doing] = field(default_factory=dict)
    _questions: list[Question] = field(default_factory=list)
    _votes: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)

    def take(self, arrived: Iterable[Arrived]) -> None:
        """Facts in the order in which they arrived."""
        for each in arrived:
            self.number = each.number
            fact, student = each.fact, each.student
            if fact.kind == Kind.ASKED:
                text = str(fact.data.get("text", ""))
                self._questions.append(Question(fact.uid, student, text, fact.lesson, fact.page, fact.at))
            elif fact.kind == Kind.VOTED:
                slot = (fact.item, int(fact.data.get("round", 1)))
                self._votes.setdefault(slot, {})[student] = str(fact.data.get("choice", ""))
            else:
                self._doing[student] = self._doing.get(student, _Doing()).after(fact)

    def rows(
        self, students: Sequence[Student], present: Sequence[Presence], heard: frozenset[str], now: float
    ) -> list[Row]:
        """One for each student, in the order of their names."""
        seats = {seat.student: seat for seat in sorted(present, key=lambda seat: seat.active)}
        asking = {question.student for question in self.questions(heard)}
        rows = (self._row(each, seats.get(each.id), each.id in asking, now) for each in students)
        return sorted(rows, key=lambda row: row.student.name.casefold())

    def questions(self, heard: frozenset[str]) -> list[Question]:
        """Those not dealt with, the oldest first."""
        return [question for question in self._questions if question.uid not in heard]

    def tally(self, poll: Poll) -> tuple[Mapping[str, int], ...]:
        """The votes of each round so far; of a student who votes twice in one, the last counts."""
        rounds = range(1, poll.round + 1)
        return tuple(Counter(self._votes.get((poll.id, round), {}).values()) for round in rounds)

    def _row(self, student: Student, seat: Presence | None, asks: bool, now: float) -> Row:
        doing = self._doing.get(student.id, _Doing())
        lesson, page = (seat.lesson, seat.page) if seat and seat.lesson else doing.page
        return Row(
            student,
            self._state(doing, seat, now),
            lesson,
            page,
            len(doing.finished),
            doing.answers,
            doing.right,
            doing.last,
            asks,
        )

    def _state(self, doing: _Doing, seat: Presence | None, now: float) -> State:
        if seat is None:
            return State.OFFLINE
        if now - seat.active > AWAY:
            return State.AWAY
        if len(doing.finished) >= self.course_pages > 0:
            return State.DONE
        since = max(doing.achieved, seat.since)  # what was left open last week is no trouble of today
        return State.STUCK if replace(doing, achieved=since).is_stuck(now) else State.HERE
