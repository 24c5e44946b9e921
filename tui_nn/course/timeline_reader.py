"""Reads timeline.toml: bands, themes and cards in every language, or every problem with its line."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping

from tui_nn.course.problem import Report
from tui_nn.course.table import Table, distinct, is_id, read_table
from tui_nn.course.timeline import Band, Milestone, Said, Source, Timeline, Told
from tui_nn.locale.words import LANGUAGES

KINDS = ("era", "winter")


def read_timeline(path: str, text: str) -> Timeline:
    """The timeline from the text of its file; the format is docs/lesson-format.md.

    Raises:
        BadLesson: with all the problems that were found.
    """
    report = Report(path)
    table = read_table(text, 1, report)
    timeline = _timeline(path, table) if table else Timeline((), {}, (), path)
    report.end()
    return timeline


def _timeline(path: str, table: Table) -> Timeline:
    themes = _themes(table)
    bands = table.tables("band", least=1)
    cards = table.tables("card", least=1)
    table.close()
    for tables in (bands, cards):
        distinct(tables, "id", "id-twice")
    timeline = Timeline(
        tuple(_band(each) for each in bands), themes, tuple(_card(each, themes) for each in cards), path
    )
    _judge_bands(bands, timeline)
    _judge_order(cards, timeline)
    return timeline


def _themes(table: Table) -> Mapping[str, Said]:
    found: dict[str, Said] = {}
    themes = table.table("theme")
    if themes is None:
        return found
    for id in themes.names():
        if not is_id(id):
            themes.problem("id-shape", id, id=id)
        found[id] = _said(themes, id)
    return found


def _said(table: Table, key: str) -> Said:
    """Words in every language."""
    words = table.table(key)
    if words is None:
        return dict.fromkeys(LANGUAGES, "")
    said = {language: words.text(language) for language in LANGUAGES}
    words.close()
    return said


def _band(table: Table) -> Band:
    kind = table.text("kind")
    if kind.strip() and kind not in KINDS:
        table.problem("band-kind", "kind", kind=kind, possible=", ".join(KINDS))
    band = Band(table.id(), kind == "winter", table.whole("from", least=1), table.whole("to"), _said(table, "name"))
    table.close()
    return band


def _card(table: Table, themes: Collection[str]) -> Milestone:
    id, year = table.id(), table.whole("year", least=1)
    month, day, end = table.whole("month", default=0), table.whole("day", default=0), table.whole("to", default=year)
    _judge_date(table, year, month, day, end)
    named = table.texts("themes")
    for theme in named:
        if themes and theme.strip() and theme not in themes:
            table.problem("theme-unknown", "themes", theme=theme, possible=", ".join(themes))
    run, page = table.text("run", default=""), table.text("page", default="")
    told = {language: _told(table, language) for language in LANGUAGES}
    sources = tuple(_source(source) for source in table.tables("source", least=0))
    if "source" not in table:
        table.problem("source-missing", id=id)
    table.close()
    lines = table.line(), table.line("run"), table.line("page")
    return Milestone(id, year, month, day, end, named, told, sources, run, page, *lines)


def _told(table: Table, language: str) -> Told:
    words = table.table(language)
    if words is None:
        return Told("", "", "", "")
    told = Told(words.text("title"), words.text("what"), words.text("who"), words.text("why"))
    words.close()
    return told


def _source(table: Table) -> Source:
    source = Source(table.text("authors"), table.text("title"), table.text("venue"), table.whole("year", least=1))
    table.close()
    return source


def _judge_date(table: Table, year: int, month: int, day: int, end: int) -> None:
    """A month that there is, a day that it has, and an end that does not come before the beginning."""
    sound = 0 <= month <= 12 and 0 <= day <= (monthrange(min(year, 9999) or 1, month)[1] if 1 <= month <= 12 else 0)
    if not sound:
        table.problem("date-impossible", "day" if "day" in table else "month", year=year, month=month, day=day)
    if "to" in table and end < year:
        table.problem("span-backwards", "to", start=year, end=end)


def _judge_bands(tables: tuple[Table, ...], timeline: Timeline) -> None:
    """One after another: each begins where the one before has ended, or later."""
    before = 0
    for table, band in zip(tables, timeline.bands, strict=True):
        if "to" in table and band.end <= band.start:
            table.problem("span-backwards", "to", start=band.start, end=band.end)
        if band.start < before:
            table.problem("band-overlap", "from", start=band.start, end=before)
        before = max(before, band.end)


def _judge_order(tables: tuple[Table, ...], timeline: Timeline) -> None:
    """By time, and within the years that the bands cover."""
    before = (0, 0, 0)
    for table, card in zip(tables, timeline.cards, strict=True):
        if card.date < before:
            table.problem("card-order", "year", id=card.id)
        before = max(before, card.date)
        if timeline.bands and "year" in table and not timeline.start <= card.year <= timeline.end:
            table.problem("card-outside", "year", year=card.year, start=timeline.start, end=timeline.end)
