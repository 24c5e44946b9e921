"""The timeline of a course: milestones with their sources on a line of years, and the bands that the years lie in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Said = Mapping[str, str]  # language -> words


@dataclass(frozen=True)
class Band:
    """A stretch of years with a name: an era, or a winter."""

    id: str
    winter: bool
    start: int
    end: int
    names: Said


@dataclass(frozen=True)
class Source:
    """Where what a card says can be read."""

    authors: str
    title: str
    venue: str
    year: int

    @property
    def full(self) -> str:
        """The whole citation on one line."""
        return f"{self.authors.removesuffix('.')}. {self.title}. {self.venue}, {self.year}"


@dataclass(frozen=True)
class Told:
    """What a card says in one language."""

    title: str
    what: str
    who: str
    why: str  # it mattered


@dataclass(frozen=True)
class Milestone:
    """A card of the timeline. `run` is ``lab`` or ``lab/preset``, `page` is ``lesson/page``; either may be empty."""

    id: str
    year: int
    month: int  # 0 where only the year is told
    day: int  # 0 where it is not told
    end: int  # the last year of a span; else the year itself
    themes: tuple[str, ...]
    told: Mapping[str, Told]
    sources: tuple[Source, ...]
    run: str
    page: str
    line: int
    run_line: int
    page_line: int

    @property
    def place(self) -> float:
        """Where it stands on the line, in years."""
        return self.year + max(0, self.month - 1) / 12 + max(0, self.day - 1) / 366

    @property
    def date(self) -> tuple[int, int, int]:
        """By what cards are put in order."""
        return self.year, self.month, self.day

    @property
    def years(self) -> str:
        """``1958`` or ``1957–1960``."""
        return str(self.year) if self.end == self.year else f"{self.year}–{self.end}"


@dataclass(frozen=True)
class Timeline:
    """Cards and bands, both by time, and the themes by id, each named in every language."""

    bands: tuple[Band, ...]
    themes: Mapping[str, Said]
    cards: tuple[Milestone, ...]
    path: str

    @property
    def start(self) -> int:
        return self.bands[0].start

    @property
    def end(self) -> int:
        return self.bands[-1].end

    def band(self, year: float) -> Band:
        """The band that a year lies in; of two that meet in it the later one."""
        return next((band for band in reversed(self.bands) if band.start <= year), self.bands[0])

    def part(self, start: int | None, end: int | None, theme: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of the cards that a page asks for: those named, or those of a theme between two years."""
        return tuple(
            card.id
            for card in self.cards
            if (not ids or card.id in ids)
            and (start is None or card.year >= start)
            and (end is None or card.year <= end)
            and (not theme or theme in card.themes)
        )
