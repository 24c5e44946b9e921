"""What is wrong with a lesson, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tui_nn.locale.phrase import Phrase, Value
from tui_nn.locale.words import Words


@dataclass(frozen=True)
class Problem:
    """One thing to mend. The words are ``problems.<code>.says`` and ``problems.<code>.hint``."""

    path: str
    line: int  # from 1
    code: str
    values: Mapping[str, Value | Phrase] = field(default_factory=dict, hash=False)


class BadLesson(Exception):
    """A lesson, glossary or course that cannot be used; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.path}:{p.line}: {p.code}" for p in self.problems))


class Report:
    """The problems of one file, gathered as they are met."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def add(self, line: int, code: str, /, **values: Value | Phrase) -> None:
        """One more."""
        self.problems.append(Problem(self.path, line, code, values))

    def end(self) -> None:
        """Nothing more to read.

        Raises:
            BadLesson: there was a problem.
        """
        if self.problems:
            raise BadLesson(self.problems)


def told(problem: Problem, words: Words) -> str:
    """``path:line: message (hint)``."""
    return f"{problem.path}:{problem.line}: {says(problem, words)} ({hint(problem, words)})"


def says(problem: Problem, words: Words) -> str:
    """What is wrong, as a sentence."""
    return words(f"problems.{problem.code}.says", **problem.values)


def hint(problem: Problem, words: Words) -> str:
    """How to mend it."""
    return words(f"problems.{problem.code}.hint", **problem.values)
