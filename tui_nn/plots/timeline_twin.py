"""The timeline told in words: for screen readers, scripts, and eyes that prefer text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from tui_nn.course.timeline import Band, Milestone, Timeline
from tui_nn.locale.words import Words
from tui_nn.plots.telling import wrapped
from tui_nn.plots.timeline_card import when


def timeline_told(timeline: Timeline, cards: Iterable[Milestone], words: Words, *, wrap: bool = True) -> str:
    """Band by band the cards whole, no line wider than 78 cells unless somebody else wraps them."""
    parts: list[str] = []
    for band, members in groupby(cards, lambda card: timeline.band(card.place)):
        parts.append(_band(band, words))
        parts += [card_told(card, words, wrap=wrap) for card in members]
    return "\n\n".join(parts) + "\n"


def card_told(card: Milestone, words: Words, *, wrap: bool = True) -> str:
    """One card with every source in full."""
    told = card.told[words.language]
    lines = [f"{when(card, words)} · {told.title}", told.what, words("timeline.who", who=told.who)]
    lines.append(words("timeline.why", why=told.why))
    lines += [words("timeline.source", source=source.full) for source in card.sources]
    if card.run:
        lines.append(words("timeline.run", run=card.run.replace("/", " --preset ")))
    if card.page:
        lines.append(words("timeline.page", page=card.page))
    return "\n".join(wrapped(lines) if wrap else lines)


def _band(band: Band, words: Words) -> str:
    key = "timeline.winter" if band.winter else "timeline.era"
    return words(key, name=band.names[words.language], start=band.start, end=band.end)
