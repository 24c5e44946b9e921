"""Blocks that are not exercises, read from their TOML: lab, timeline, predict, hints, card, deeper."""

from __future__ import annotations

import re

from tui_nn.course.lesson import Card, Deeper, LabSetup, Link, Option, Prediction, TimelineSetup
from tui_nn.course.table import Table, apart

_ADDRESS = re.compile(r"https?://\S+")


def read_lab(table: Table) -> LabSetup:
    """Which lab and how it starts; whether there is such a lab is for `check` to prove."""
    setup = LabSetup(
        table.text("name"),
        table.text("preset"),
        table.whole("seed", default=0, least=0),
        table.settings("set"),
        table.line(),
    )
    table.close()
    return setup


def read_timeline_part(table: Table) -> TimelineSetup:
    """Which cards of the timeline; with no key at all, every one."""
    start = table.whole("from") if "from" in table else None
    end = table.whole("to") if "to" in table else None
    if start is not None and end is not None and end < start:
        table.problem("span-backwards", "to", start=start, end=end)
    cards = table.texts("cards") if "cards" in table else ()
    setup = TimelineSetup(start, end, table.text("theme", default=""), cards, table.line())
    table.close()
    return setup


def read_prediction(table: Table) -> Prediction:
    """A guess from options, or a number."""
    chosen = "option" in table
    if chosen == ("answer" in table):
        table.problem("predict-answer", "answer")
    prediction = Prediction(
        table.id(),
        table.text("ask"),
        read_options(table) if chosen else (),
        table.number("answer") if "answer" in table else None,
        table.text("says", default="" if chosen else None),
        table.line(),
    )
    right = sum(option.right for option in prediction.options)
    if right > 1:
        table.problem("predict-rights", "option", n=right)
    table.close()
    return prediction


def read_options(table: Table) -> tuple[Option, ...]:
    """Answers to choose from: two or more, no two alike."""
    found = table.tables("option", least=2)
    apart(found, "text")
    return tuple(_option(option) for option in found)


def _option(table: Table) -> Option:
    option = Option(table.id(), table.text("text"), table.text("says"), table.flag("right"))
    table.close()
    return option


def read_hints(table: Table) -> tuple[str, ...]:
    """The rungs of a ladder, the nudge first."""
    steps = table.texts("steps")
    table.close()
    return steps


def read_card(table: Table) -> Card:
    """A question and its answer."""
    card = Card(table.id(), table.text("front"), table.text("back"), table.line())
    table.close()
    return card


def read_deeper(table: Table) -> Deeper:
    """Links to the outside."""
    links = tuple(_link(link) for link in table.tables("link", least=1))
    table.close()
    return Deeper(links, table.line())


def _link(table: Table) -> Link:
    link = Link(table.text("title"), table.text("url"), table.text("about", default=""))
    if link.url.strip() and not _ADDRESS.fullmatch(link.url):
        table.problem("url-shape", "url", url=link.url)
    table.close()
    return link
