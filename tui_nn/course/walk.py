"""A walk along the timeline as a value: which card one stands at, which years are in sight, which theme is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from tui_nn.course.timeline import Milestone, Timeline

SPANS = (40.0, 20.0, 10.0, 5.0, 2.0)  # years in sight, closer and closer; the first is the whole line
MARGIN = 0.1  # of what is in sight: the card walked to stays so far from its ends


@dataclass(frozen=True, eq=False)
class Walk:
    """Never empty: there is always a card to stand at. A theme keeps the others in sight but walks past them."""

    timeline: Timeline
    ids: tuple[str, ...]  # the cards of this walk, by time
    at: str
    theme: str = ""
    zoom: int = 0
    left: float = 0.0  # the first year in sight

    @classmethod
    def along(cls, timeline: Timeline, ids: tuple[str, ...] = (), at: str = "") -> Self:
        """A walk along those cards, or all, that begins at one of them, or at the first."""
        known = tuple(card.id for card in timeline.cards)
        ids = ids or known
        walk = cls(timeline, ids, at if at in ids else ids[0])
        return replace(walk, left=walk.ends[0])

    @cached_property
    def all(self) -> tuple[Milestone, ...]:
        """Every card of this walk, of any theme."""
        return tuple(card for card in self.timeline.cards if card.id in self.ids)

    @cached_property
    def cards(self) -> tuple[Milestone, ...]:
        """The cards to walk to."""
        return tuple(card for card in self.all if not self.theme or self.theme in card.themes)

    @property
    def card(self) -> Milestone:
        return next(card for card in self.all if card.id == self.at)

    @property
    def place(self) -> int:
        """Which of the cards to walk to this is, from 0."""
        return self.cards.index(self.card)

    @property
    def themes(self) -> tuple[str, ...]:
        """Those that some card of the walk has, in the order of the file."""
        return tuple(theme for theme in self.timeline.themes if any(theme in card.themes for card in self.all))

    # What is in sight -----------------------------------------------------------------------------------------------

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The whole line of this walk: the timeline's own, or the years around a page's cards."""
        if len(self.all) == len(self.timeline.cards):
            return float(self.timeline.start), float(self.timeline.end)
        first, last = self.all[0].year - 1, max(card.end for card in self.all) + 2
        return float(max(self.timeline.start, first)), float(min(self.timeline.end, last))

    @property
    def spans(self) -> tuple[float, ...]:
        """Years in sight at each zoom."""
        whole = self.ends[1] - self.ends[0]
        return whole, *(span for span in SPANS if span < whole)

    @property
    def span(self) -> float:
        return self.spans[self.zoom]

    @property
    def window(self) -> tuple[float, float]:
        """The first and the last year in sight."""
        return self.left, self.left + self.span

    # Walking --------------------------------------------------------------------------------------------------------

    def stepped(self, steps: int) -> Self:
        """So many cards later, or earlier; as far as there are any."""
        place = max(0, min(len(self.cards) - 1, self.place + steps))
        return self.to(self.cards[place].id)

    def leapt(self, steps: int) -> Self:
        """To the first card of the next band that has one, or back: first to the beginning of one's own."""
        firsts: dict[str, int] = {}
        for place, card in enumerate(self.cards):
            firsts.setdefault(self.timeline.band(card.place).id, place)
        places = list(firsts.values())
        if steps > 0:
            place = next((place for place in places if place > self.place), len(self.cards) - 1)
        else:
            place = next((place for place in reversed(places) if place < self.place), 0)
        return self.to(self.cards[place].id)

    def to(self, id: str) -> Self:
        """To a card of this walk; one that the theme hides brings every theme back."""
        shown = any(card.id == id for card in self.cards)
        return replace(self, at=id, theme=self.theme if shown else "")._in_sight()

    def themed(self, theme: str) -> Self:
        """With only one theme to walk through, or with all; the nearest of its cards is the one to stand at."""
        walk = replace(self, theme=theme)
        here = self.card.place
        nearest = min(walk.cards, key=lambda card: abs(card.place - here), default=self.card)
        return walk.to(nearest.id)

    def zoomed(self, steps: int) -> Self:
        """Closer or wider, around the card."""
        zoom = max(0, min(len(self.spans) - 1, self.zoom + steps))
        return replace(self, zoom=zoom)._centred() if zoom != self.zoom else self

    def _in_sight(self) -> Self:
        """The same years as long as the card is well among them; else those around it."""
        rim = MARGIN * self.span
        left, right = self.window
        return self if left + rim <= self.card.place <= right - rim else self._centred()

    def _centred(self) -> Self:
        first, last = self.ends
        return replace(self, left=min(max(first, self.card.place - self.span / 2), last - self.span))
