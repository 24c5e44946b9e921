"""A round of the quiz: cards of a walk to be put in the order of their years."""

from __future__ import annotations

from random import Random

from tui_nn.course.lesson import Item, Order
from tui_nn.course.timeline import Milestone
from tui_nn.course.walk import Walk
from tui_nn.locale.words import Words

MOST, LEAST = 8, 3


def quiz(walk: Walk, words: Words, seed: int) -> Order | None:
    """Up to eight cards of the walk; the same for the same seed. None where fewer than three can be told apart."""
    cards = _chosen(walk.cards, seed)
    if len(cards) < LEAST:
        return None
    items = tuple(Item(card.id, card.told[words.language].title, _says(card, walk, words)) for card in cards)
    worked = " · ".join(f"{card.years} {card.told[words.language].title}" for card in cards)
    return Order(f"round-{seed}", words("timeline.quiz.ask", n=len(items)), worked, 0, items)


def _chosen(cards: tuple[Milestone, ...], seed: int) -> list[Milestone]:
    """By time. No two share a year, so there is one right order, and none is a long span."""
    random = Random(seed)
    mixed = sorted(cards, key=lambda card: card.id)
    random.shuffle(mixed)
    chosen: list[Milestone] = []
    for card in mixed:
        apart = all(card.end < other.year or other.end < card.year for other in chosen)
        if apart and card.end - card.year < 4 and len(chosen) < MOST:
            chosen.append(card)
    return sorted(chosen, key=lambda card: card.date)


def _says(card: Milestone, walk: Walk, words: Words) -> str:
    """Shown when this card is the first that stands wrong: its decade, not its year."""
    band = walk.timeline.band(card.place)
    told = card.told[words.language]
    decade = card.year // 10 * 10
    return words("timeline.quiz.says", title=told.title, decade=decade, band=band.names[words.language])
