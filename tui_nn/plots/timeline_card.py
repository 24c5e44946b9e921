"""A card of the timeline in cells: what happened, who did it, why it mattered, its source, and what it opens."""

from __future__ import annotations

import textwrap

from tui_nn.course.timeline import Milestone
from tui_nn.course.walk import Walk
from tui_nn.locale.words import Words
from tui_nn.plots import fit
from tui_nn.plots.ink import Drawing, Ink, Row, Span

WIDEST = 100  # cells of a line of text: longer ones are hard to read
_INDENT = "  "


def draw_card(walk: Walk, words: Words, width: int, height: int) -> Drawing:
    """The card stood at in exactly `height` rows of exactly `width` cells; what there is no room for is cut last.

    Blank rows go first, then what the source has beyond one row.
    """
    card, text = walk.card, min(width - 2, WIDEST)
    head = _head(walk, words, width)
    body = [
        _lines(card.told[words.language].who, text, Ink.ONE),
        _lines(card.told[words.language].what, text, Ink.TEXT),
        _lines(words("timeline.why", why=card.told[words.language].why), text, Ink.TEXT),
        _lines(_source(card, words), text, Ink.DIM),
        badges(card, words),
    ]
    gaps = height - 1 - sum(map(len, body))
    spread = (3, 2, 1)[: max(0, gaps - 1)]  # a row at the bottom stays free
    rows: list[Row] = [head]
    for place, part in enumerate(body):
        rows += [()] * (place in spread)
        rows += part
    if gaps < 0:
        rows = [head, *_squeezed(body, height - 1)]
    return fit.fitted(rows, width, height)


def _squeezed(body: list[list[Row]], room: int) -> list[Row]:
    """Every part with at least a row, as far as that goes: the source first gives what it has beyond one."""
    for part in (body[3], body[0], body[2], body[1]):
        while len(part) > 1 and sum(map(len, body)) > room:
            part.pop()
            *before, last = part[-1]
            part[-1] = (*before, Span(last.text.rstrip(" .,;") + " …", last.ink))
    return [row for part in body for row in part]


def _head(walk: Walk, words: Words, width: int) -> Row:
    """The date and the title; at the right which card this is, and of what theme."""
    card = walk.card
    of = words("timeline.place", n=walk.place + 1, of=len(walk.cards))
    if walk.theme:
        of = f"{walk.timeline.themes[walk.theme][words.language]} · {of}"
    date = when(card, words)
    title = fit.left(f" {card.told[words.language].title}", max(0, width - len(date) - len(of) - 4))
    return Span(f" {date} ", Ink.ACCENT), Span(title, Ink.STRONG), Span(f" {of} ", Ink.DIM)


def when(card: Milestone, words: Words) -> str:
    """``7 January 1954``, ``July 1959``, ``1957–1960``."""
    if not card.month:
        return card.years
    month = words(f"timeline.of_months.{card.month}" if card.day else f"timeline.months.{card.month}")
    return f"{card.day} {month} {card.years}" if card.day else f"{month} {card.years}"


def badges(card: Milestone, words: Words) -> list[Row]:
    """The keys that this card answers to besides those of every card."""
    spans: list[Span] = []
    if card.run:
        lab = words(f"labs.{card.run.partition('/')[0]}.title")
        spans.append(Span(_INDENT + words("timeline.badge.run", lab=lab), Ink.GOOD))
    if card.page:
        spans.append(Span(_INDENT + words("timeline.badge.page"), Ink.GOOD))
    return [tuple(spans)] if spans else []


def _source(card: Milestone, words: Words) -> str:
    first = card.sources[0].full if card.sources else ""
    more = len(card.sources) - 1
    return words("timeline.sources", source=first, n=more) if more > 0 else words("timeline.source", source=first)


def _lines(text: str, width: int, ink: Ink) -> list[Row]:
    wrapped = textwrap.wrap(text, max(10, width - len(_INDENT)), break_on_hyphens=False)
    return [(Span(_INDENT + line, ink),) for line in wrapped]
