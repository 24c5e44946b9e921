"""Where a learner stands in one course: everything shown about progress, folded from the facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar

from tui_nn.progress.record import Fact, Kind

PageKey = tuple[str, str]  # lesson, page
ItemKey = tuple[str, str, str]  # lesson, page, item

_Key = TypeVar("_Key", PageKey, ItemKey)
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Attempt:
    """What is known of one exercise: how often answered, whether ever right, right at once, hints taken (0 to 4).

    ``sure`` is how likely the learner thought the first answer to be right, in per cent; 0 where nobody asked.
    """

    tries: int = 0
    solved: bool = False
    first_try: bool = False
    hints: int = 0
    last_answer: Any = None  # JSON, as the screen gave it
    sure: int = 0


@dataclass(frozen=True)
class Standing:
    """A fold of facts in their order; a fact that a FORGOT follows leaves no trace here, settings apart.

    Settings belong to the learner, not to a course: they are folded from all facts and never forgotten.
    """

    course: str
    visits: Mapping[PageKey, int] = field(default_factory=dict)  # the sheet last seen; the last page visited is last
    finished: frozenset[PageKey] = frozenset()
    guesses: Mapping[ItemKey, Any] = field(default_factory=dict)  # the first guess stays
    attempts: Mapping[ItemKey, Attempt] = field(default_factory=dict)
    cards: Mapping[ItemKey, tuple[tuple[float, bool], ...]] = field(default_factory=dict)  # (when, knew)
    notes: Mapping[PageKey, str] = field(default_factory=dict)
    marks: frozenset[PageKey] = frozenset()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Fact], course: str) -> Self:
        """The standing after all these facts, in the order given; those of other courses don't count."""
        standing = cls(course)
        for fact in facts:
            standing = standing.after(fact)
        return standing

    @property
    def place(self) -> tuple[str, str, int] | None:
        """Lesson, page and sheet visited last."""
        if not self.visits:
            return None
        (lesson, page), sheet = list(self.visits.items())[-1]
        return lesson, page, sheet

    def after(self, fact: Fact) -> Self:
        """The standing with one fact more. A kind that this version does not know changes nothing."""
        if fact.kind == Kind.SET:
            return replace(self, settings={**self.settings, fact.item: fact.data.get("value")})
        if fact.course != self.course:
            return self
        return self._after_own(fact)

    def _after_own(self, fact: Fact) -> Self:
        page = (fact.lesson, fact.page)
        item = (fact.lesson, fact.page, fact.item)
        match fact.kind:
            case Kind.VISITED:
                return replace(self, visits={**_without(self.visits, page), page: _whole(fact.data.get("sheet"))})
            case Kind.FINISHED:
                return replace(self, finished=self.finished | {page})
            case Kind.PREDICTED:
                return replace(self, guesses={item: fact.data.get("guess"), **self.guesses})
            case Kind.ANSWERED | Kind.HINTED:
                attempt = _tried(self.attempts.get(item, Attempt()), fact)
                return replace(self, attempts={**self.attempts, item: attempt})
            case Kind.DRAFTED:
                attempt = replace(self.attempts.get(item, Attempt()), last_answer=fact.data.get("answer"))
                return replace(self, attempts={**self.attempts, item: attempt})
            case Kind.REVIEWED:
                history = (*self.cards.get(item, ()), (fact.at, bool(fact.data.get("knew"))))
                return replace(self, cards={**self.cards, item: history})
            case Kind.NOTED:
                return replace(self, notes=_noted(self.notes, page, str(fact.data.get("text", ""))))
            case Kind.MARKED:
                return replace(self, marks=self.marks | {page} if fact.data.get("on") else self.marks - {page})
            case Kind.FORGOT:
                return self._without(fact.lesson, fact.page)
        return self

    def _without(self, lesson: str, page: str) -> Self:
        """As if nothing had happened in that lesson, on that page of it, or (both blank) at all."""

        def stays(key: tuple[str, ...]) -> bool:
            return lesson not in ("", key[0]) or page not in ("", key[1])

        def kept(mapping: Mapping[_Key, _Value]) -> dict[_Key, _Value]:
            return {key: value for key, value in mapping.items() if stays(key)}

        return replace(
            self,
            visits=kept(self.visits),
            finished=frozenset(filter(stays, self.finished)),
            guesses=kept(self.guesses),
            attempts=kept(self.attempts),
            cards=kept(self.cards),
            notes=kept(self.notes),
            marks=frozenset(filter(stays, self.marks)),
        )


def _tried(attempt: Attempt, fact: Fact) -> Attempt:
    if fact.kind == Kind.HINTED:
        return replace(attempt, hints=max(attempt.hints, _whole(fact.data.get("step"))))
    right = bool(fact.data.get("right"))
    return replace(
        attempt,
        tries=attempt.tries + 1,
        solved=attempt.solved or right,
        first_try=right if attempt.tries == 0 else attempt.first_try,
        sure=_whole(fact.data.get("sure")) if attempt.tries == 0 else attempt.sure,
        last_answer=fact.data.get("answer"),
    )


def _noted(notes: Mapping[PageKey, str], page: PageKey, text: str) -> dict[PageKey, str]:
    return {**_without(notes, page), **({page: text} if text else {})}


def _without(mapping: Mapping[PageKey, _Value], page: PageKey) -> dict[PageKey, _Value]:
    return {key: value for key, value in mapping.items() if key != page}


def _whole(value: Any) -> int:
    """Facts that were imported may hold anything."""
    return value if isinstance(value, int) else 0
