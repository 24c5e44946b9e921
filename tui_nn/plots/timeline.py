"""The line of years in cells: bands above, a mark for each card with what there is room for of its title, an axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from tui_nn.course.timeline import Milestone
from tui_nn.course.walk import Walk
from tui_nn.plots import fit
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.ink import Drawing, Ink, Span

LEAST_TITLE = 7  # cells: less of a title says nothing
TICK = 7  # cells between two years at least
STEPS = (1, 2, 5, 10, 20)  # years between two ticks


@dataclass(frozen=True)
class Scale:
    """Which column a year is in."""

    left: float
    span: float
    width: int

    def column(self, year: float) -> int:
        return int((year - self.left) / self.span * self.width)

    def clipped(self, year: float) -> int:
        return max(0, min(self.width, self.column(year)))

    def holds(self, year: float) -> bool:
        return self.left <= year < self.left + self.span


@dataclass
class _Sheet:
    """Cells that are written on one by one."""

    width: int
    height: int
    signs: list[list[str]] = field(init=False)
    looks: list[list[tuple[Ink, bool]]] = field(init=False)

    def __post_init__(self) -> None:
        self.signs = [[" "] * self.width for _ in range(self.height)]
        self.looks = [[(Ink.TEXT, False)] * self.width for _ in range(self.height)]

    def write(self, row: int, column: int, text: str, ink: Ink) -> None:
        for k, sign in enumerate(text, column):
            if 0 <= k < self.width:
                self.signs[row][k] = sign
                self.looks[row][k] = ink, self.looks[row][k][1]

    def shade(self, row: int, begin: int, end: int) -> None:
        for k in range(begin, end):
            self.looks[row][k] = self.looks[row][k][0], True

    def rows(self) -> Drawing:
        return tuple(
            tuple(
                Span("".join(sign for sign, _ in same), *look)
                for look, same in groupby(zip(signs, looks, strict=True), lambda cell: cell[1])
            )
            for signs, looks in zip(self.signs, self.looks, strict=True)
        )


def draw_line(walk: Walk, language: str, width: int, height: int, glyphs: Glyphs = BRAILLE) -> Drawing:
    """The years in sight in exactly `height` rows of exactly `width` cells: bands, cards, axis, years."""
    scale = Scale(walk.left, walk.span, width)
    sheet = _Sheet(width, height)
    lanes = range(1, max(2, height - 2))
    _bands(sheet, scale, walk, language, lanes, glyphs)
    _cards(sheet, walk, language, glyphs)
    _axis(sheet, scale, walk, glyphs)
    return sheet.rows()


@dataclass(frozen=True)
class Shown:
    """The mark of a card in its cell, and what is told of its title in the same row: after it, or before it."""

    card: Milestone
    column: int
    row: int
    title: str = ""
    begin: int = 0  # the first column of the title

    def holds(self, column: int) -> bool:
        return column == self.column or self.begin <= column < self.begin + len(self.title)


def laid_out(walk: Walk, language: str, width: int, height: int) -> tuple[Shown, ...]:
    """Every card that is shown: those to walk to come first, and the others take what room these leave."""
    scale = Scale(walk.left, walk.span, width)
    lanes = range(1, max(2, height - 2))
    taken = {row: [False] * width for row in lanes}
    passed = tuple(card for card in walk.all if card not in walk.cards)
    shown: list[Shown] = []
    for cards, apart in ((walk.cards, 0), (passed, 1)):
        cells = {(column, row): card for card, column, row in _lanes(cards, walk.at, scale, lanes)}
        cells = {
            (column, row): card
            for (column, row), card in cells.items()
            if not any(taken[row][max(0, column - apart) : column + apart + 1])
        }
        for column, row in cells:
            taken[row][column] = True
        for (column, row), card in sorted(cells.items(), key=lambda cell: (cell[1].id != walk.at, cell[0])):
            title, begin = _beside(card.told[language].title, column, taken[row])
            taken[row][begin : begin + len(title)] = [True] * len(title)
            shown.append(Shown(card, column, row, title, begin))
    return tuple(shown)


def _beside(title: str, column: int, taken: list[bool]) -> tuple[str, int]:
    """What there is room for after the mark; all of it before the mark, where the end of the line would cut it."""
    end = next((k for k in range(column + 1, len(taken)) if taken[k]), len(taken))
    room = end - column - 3  # a blank after the mark, and one before the next
    begin = column - 1 - len(title)
    if room < len(title) and end == len(taken) and begin >= 0 and not any(taken[max(0, begin - 2) : column]):
        return title, begin
    return (fit.clip(title, room), column + 2) if room >= min(len(title), LEAST_TITLE) else ("", column)


def mark_at(walk: Walk, language: str, width: int, height: int, column: int, row: int) -> str | None:
    """The card whose mark or title is in a cell that was pointed at, or else the nearest to its left."""
    there = [one for one in laid_out(walk, language, width, height) if one.row == row]
    before = [one for one in there if one.column <= column]
    found = next((one for one in there if one.holds(column)), None) or max(
        before, key=lambda one: one.column, default=None
    )
    return found.card.id if found else None


def _bands(sheet: _Sheet, scale: Scale, walk: Walk, language: str, lanes: range, glyphs: Glyphs) -> None:
    """Eras as a line with a name; winters hatched, and the years below them tinted."""
    for band in walk.timeline.bands:
        begin, end = scale.clipped(band.start), scale.clipped(band.end)
        if end <= begin:
            continue
        fill, ink = (glyphs.square, Ink.ONE) if band.winter else (glyphs.axes[1], Ink.DIM)
        width = end - begin
        name = _band_name(band.names[language], width)
        room = width - (len(name) < width and not band.winter)  # a gap before the next era
        text = f" {name} " if name and len(name) + 2 <= room else name.ljust(room) if name else ""
        sheet.write(0, begin, fill * room, ink)
        sheet.write(0, begin + (room - len(text)) // 2, text, ink if band.winter else Ink.TEXT)
        if band.winter:
            for row in (0, *lanes):
                sheet.shade(row, begin, end)


def _band_name(name: str, width: int) -> str:
    """The name, or its beginning, or nothing where that would say nothing."""
    return fit.clip(name, width) if width >= min(len(name), LEAST_TITLE) else ""


def _lanes(cards: Iterable[Milestone], at: str, scale: Scale, lanes: range) -> list[tuple[Milestone, int, int]]:
    """Each card in sight with its cell: the lane whose last mark is farthest away, so that titles have room.

    Where no lane is free at that place, the card shares the cell of another; the one stood at comes last and wins it.
    """
    ends = dict.fromkeys(reversed(lanes), -2)  # lane -> the column of its last mark
    found: list[tuple[Milestone, int, int]] = []
    for card in cards:
        if not scale.holds(card.place):
            continue
        column = scale.column(card.place)
        lane = min(ends, key=lambda lane: ends[lane])
        ends[lane] = column
        found.append((card, column, lane))
    return sorted(found, key=lambda one: one[0].id == at)


def _cards(sheet: _Sheet, walk: Walk, language: str, glyphs: Glyphs) -> None:
    for one in laid_out(walk, language, sheet.width, sheet.height):
        sheet.write(one.row, one.column, *_mark(one.card, walk, glyphs))
        here = one.card.id == walk.at
        ink = Ink.ACCENT if here else Ink.TEXT if one.card in walk.cards else Ink.DIM
        sheet.write(one.row, one.begin, one.title, ink)


def _mark(card: Milestone, walk: Walk, glyphs: Glyphs) -> tuple[str, Ink]:
    """A filled mark for the card stood at, a triangle for one with a machine, dots for the others."""
    if card.id == walk.at:
        return glyphs.points[3], Ink.ACCENT
    if card not in walk.cards:
        return glyphs.values[1], Ink.DIM
    return (glyphs.points[2], Ink.GOOD) if card.run else (glyphs.values[0], Ink.STRONG)


def _axis(sheet: _Sheet, scale: Scale, walk: Walk, glyphs: Glyphs) -> None:
    """Ticks with years, and where the card stands, or from where to where it reaches."""
    row = sheet.height - 2
    sheet.write(row, 0, glyphs.axes[1] * sheet.width, Ink.DIM)
    for year in _ticks(scale):
        column = scale.column(year)
        sheet.write(row, column, glyphs.axes[4], Ink.DIM)
        sheet.write(row + 1, max(0, min(sheet.width - 4, column - 1)), str(year), Ink.DIM)
    card = walk.card
    begin, end = scale.clipped(card.place), scale.clipped(card.end + 1 if card.end > card.year else card.place)
    if scale.holds(card.place):
        line = "━" if glyphs is BRAILLE else "="
        sheet.write(row, begin, line * max(1, end - begin), Ink.ACCENT)
        column = max(0, min(sheet.width - len(card.years), begin - 1))
        _rub_out(sheet, row + 1, column, len(card.years))
        sheet.write(row + 1, column, card.years, Ink.ACCENT)


def _rub_out(sheet: _Sheet, row: int, column: int, width: int) -> None:
    """Take away every year that would touch what is to be written there."""
    begin, end = max(0, column - 1), min(sheet.width - 1, column + width)
    while begin > 0 and sheet.signs[row][begin] != " ":
        begin -= 1
    while end < sheet.width - 1 and sheet.signs[row][end] != " ":
        end += 1
    sheet.write(row, begin, " " * (end - begin + 1), Ink.TEXT)


def _ticks(scale: Scale) -> Iterator[int]:
    step = next((step for step in STEPS if step / scale.span * scale.width >= TICK), STEPS[-1])
    year = ceil(scale.left / step) * step
    while scale.holds(year):
        yield year
        year += step
