"""The pages of a lesson by their headings alone: quick enough for the contents screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The words of a heading and what stands in its braces: `A page {#page-id +}`.
HEADING = re.compile(r"(?P<title>.*?)\s*\{#(?P<id>[^\s{}+]*)\s*(?P<plus>\+?)\s*\}$")

_PAGE = re.compile(r" {0,3}##(?:[ \t]+(?P<words>.*?))??(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)")


@dataclass(frozen=True)
class PageRef:
    """A page as the contents show it."""

    id: str
    title: str
    plus: bool


def outline(text: str) -> tuple[PageRef, ...]:
    """The pages that a lesson's text opens, in order. Headings that a reader would refuse are left out."""
    headings = (_PAGE.fullmatch(line) for line in _outside_fences(text))
    found = (HEADING.fullmatch(heading["words"] or "") for heading in headings if heading)
    return tuple(PageRef(page["id"], page["title"], bool(page["plus"])) for page in found if page)


def _outside_fences(text: str) -> Iterator[str]:
    mark = ""
    for line in text.split("\n"):
        fence = _FENCE.fullmatch(line)
        if mark:
            closes = fence and fence["mark"].startswith(mark) and not fence["info"].strip()
            mark = "" if closes else mark
        elif fence and not (fence["mark"][0] == "`" and "`" in fence["info"]):
            mark = fence["mark"]
        else:
            yield line
