"""The learner's desk: course, progress and words, together and without a screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from tui_nn.course.course import Course
from tui_nn.course.outline import PageRef
from tui_nn.course.problem import BadLesson
from tui_nn.course.review import due, next_time
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.words import Words
from tui_nn.progress.journal import NotKept
from tui_nn.progress.record import Fact, Kind
from tui_nn.progress.standing import Standing
from tui_nn.widgets.governor import ALONE, Tempo


class Log(Protocol):
    """Where facts are kept: the learner's own journal, or a class's."""

    @property
    def notices(self) -> tuple[Phrase, ...]:
        """What the learner should be told once."""

    def append(self, fact: Fact) -> None:
        """Keep a fact; NotKept says why not."""

    def facts(self) -> tuple[Fact, ...]:
        """Every fact, by time."""

    def close(self) -> None: ...


@dataclass
class Desk:
    """What every screen works with. Facts go in by `record`; everything shown is folded from them."""

    course: Course
    journal: Log
    words: Words
    files: bool = True  # whether the learner's own files are here: not where the app runs on someone else's machine
    runs_code: bool = True  # whether learners' code may be run here; else its solution is shown to read
    tempo: Tempo = ALONE  # of the pictures; where many share a machine there are fewer
    badge: str = ""  # what the class tells in every title line
    closed: frozenset[str] = frozenset()  # lessons that the teacher has not opened yet
    standing: Standing = field(init=False)

    def __post_init__(self) -> None:
        self.sit(self.journal)

    def sit(self, journal: Log) -> None:
        """Go on with another learner's journal."""
        self.journal = journal
        self.standing = Standing.of(self.journal.facts(), self.course.id)

    def record(self, kind: Kind, lesson: str = "", page: str = "", item: str = "", **data: Any) -> Phrase | None:
        """Keep a fact; answers a sentence when it could not be written, and the lesson goes on all the same."""
        fact = Fact(kind, lesson, page, item, data, course=self.course.id)
        self.standing = self.standing.after(fact)
        try:
            self.journal.append(fact)
        except NotKept as trouble:
            return trouble.says
        return None

    def speak(self, language: str) -> Phrase | None:
        """Go on in another language, and remember it."""
        self.words = Words(language)
        return self.record(Kind.SET, item="language", value=language)

    def pages_of(self, lesson: str) -> tuple[PageRef, ...]:
        """The pages of a lesson by their headings; none where it cannot be read (opening it says what is wrong)."""
        try:
            return self.course.outline(lesson, self.words.language)
        except (BadLesson, KeyError):
            return ()

    def done_of(self, lesson: str) -> tuple[int, int]:
        """Pages finished, and pages in all, of a lesson."""
        pages = self.pages_of(lesson)
        return sum((lesson, page.id) in self.standing.finished for page in pages), len(pages)

    def due_cards(self, now: float) -> list[tuple[str, str, str]]:
        """Cards to be asked again: (lesson, page, card), those that have waited longest first."""
        cards = [
            (next_time(history) or 0.0, key) for key, history in self.standing.cards.items() if due(history, now)
        ]
        return [key for _, key in sorted(cards)]
