"""What the glossary and the search show: choices for a Pick, from the course as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui_nn.course.lesson import Page, Prose, Term
from tui_nn.course.problem import BadLesson
from tui_nn.screens.desk import Desk

Choices = list[tuple[str, str, str]]


def glossary_choices(desk: Desk) -> Choices:
    """Every term in the language of the desk, in its alphabet; the other language's word beside it."""
    other = desk.course.glossary("ru" if desk.words.language == "en" else "en")
    terms = sorted(desk.course.glossary(desk.words.language).values(), key=lambda term: term.word.casefold())
    return [(term.id, _in_both(term, other.get(term.id)), _plain(term.says)) for term in terms]


def _in_both(term: Term, other: Term | None) -> str:
    """The word, and the other language's unless it is the same."""
    return term.word if other is None or other.word == term.word else f"{term.word} · {other.word}"


def search_choices(desk: Desk) -> Choices:
    """Every page that can be read, with its words; one's notes and bookmarks first. Ids are ``lesson/page``."""
    found = [(_rank(desk, lesson, page), _choice(desk, lesson, page)) for lesson, page in _pages(desk)]
    return [choice for _, choice in sorted(found, key=lambda pair: pair[0])]


def term_choices(desk: Desk, term: str) -> Choices:
    """The pages that speak of a term, by their links to it."""
    link = f"glossary.toml#{term})"
    return [_choice(desk, lesson, page) for lesson, page in _pages(desk) if link in _said(page)]


def _said(page: Page) -> str:
    return " ".join(block.markdown for block in page.blocks if isinstance(block, Prose))


def _rank(desk: Desk, lesson: str, page: Page) -> int:
    key = (lesson, page.id)
    return 0 if key in desk.standing.marks or key in desk.standing.notes else 1


def _choice(desk: Desk, lesson: str, page: Page) -> tuple[str, str, str]:
    key = (lesson, page.id)
    note = desk.standing.notes.get(key, "")
    signs = ("★ " if key in desk.standing.marks else "") + ("✎ " if note else "")
    said = _plain(_said(page))
    return f"{lesson}/{page.id}", f"{signs}{page.title}", f"{note}\n\n{said}" if note else said


def _pages(desk: Desk) -> Iterator[tuple[str, Page]]:
    for entry in desk.course.entries:
        try:
            pages = desk.course.lesson(entry.id, desk.words.language).pages
        except BadLesson:
            continue  # it shows its problems when opened
        yield from ((entry.id, page) for page in pages)


def _plain(markdown: str) -> str:
    """Markdown without its marks, for a list."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"\$([^$]*)\$", lambda m: m[1].replace("\\", ""), text)
    return re.sub(r"[*`]", "", text)
