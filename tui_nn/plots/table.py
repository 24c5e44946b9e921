"""A Table as aligned columns, fitted to a width and a height."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui_nn.labs.frame import Reading, Table
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say
from tui_nn.plots.ink import Drawing, Ink, Row, Span

_MARK = "▶ "
_MORE = "…"
_NARROWEST = 3  # a column of words is shortened no further


@dataclass(frozen=True)
class _Column:
    head: str
    texts: tuple[str, ...]
    number: bool

    @property
    def least(self) -> int:
        """Numbers are never cut; words and heads may be."""
        widest = max(map(fit.cells, self.texts), default=0)
        return widest if self.number else min(widest, _NARROWEST)

    @property
    def wanted(self) -> int:
        return max(map(fit.cells, (self.head, *self.texts)))


@dataclass(frozen=True)
class _Layout:
    """How the columns stand in the width: those shown, how wide, and the gap between."""

    columns: tuple[_Column, ...]
    widths: tuple[int, ...]
    gap: str
    cut: bool = False  # columns at the right are missing

    def line(self, texts: list[str]) -> str:
        shown = (
            fit.right(text, width) if column.number else fit.left(text, width)
            for column, width, text in zip(self.columns, self.widths, texts, strict=True)
        )
        return self.gap.join(shown) + (f" {_MORE}" if self.cut else "")


def draw_table(lab_name: str, table: Table, words: Words, width: int, height: int) -> Drawing:
    """The table in exactly `height` rows of exactly `width` cells.

    The newest rows stay in sight, or the current one. Where the width is short, decimals go first, then the gaps
    and long words, and columns at the right last; an ellipsis says that something is missing. A table without
    columns is veiled: its place is blank, and no title tells what will stand there.
    """
    if not table.columns:
        return fit.fitted([], width, height)
    layout = _laid_out(lab_name, table, words, width - len(_MARK))
    title = (Span(say.table_title(lab_name, table.id, words), Ink.STRONG),)
    heads = (Span(" " * len(_MARK) + layout.line([column.head for column in layout.columns]), Ink.DIM),)
    titled = height > 3 or height >= len(table.rows) + 2  # but a row matters more than the title
    top: list[Row] = [title, heads] if titled else [heads] if height > 1 else []
    rows = (_row(layout, index, index == table.current) for index in _in_sight(table, height - len(top)))
    return fit.fitted([*top, *rows], width, height)


def _row(layout: _Layout, index: int, current: bool) -> Row:
    text = layout.line([column.texts[index] for column in layout.columns])
    return (Span(_MARK + text, Ink.ACCENT),) if current else (Span(" " * len(_MARK) + text, Ink.TEXT),)


def _in_sight(table: Table, room: int) -> range:
    """The last rows; earlier ones when the current row is among them."""
    end = len(table.rows)
    if table.current is not None:
        end = min(end, max(table.current + 1 + room // 2, room))
    return range(max(0, end - room), end)


def _laid_out(lab_name: str, table: Table, words: Words, width: int) -> _Layout:
    for digits, gap in ((4, "  "), (3, "  "), (3, " "), (2, " ")):
        columns = _columns(lab_name, table, words, digits)
        layout = _Layout(columns, tuple(column.wanted for column in columns), gap)
        if _width(layout) <= width:
            return layout
    return _cut(_squeezed(layout, width), width)


def _columns(lab_name: str, table: Table, words: Words, digits: int) -> tuple[_Column, ...]:
    return tuple(
        _Column(
            say.column_head(lab_name, name, words),
            tuple(say.cell(row[k], words, digits) for row in table.rows),
            any(isinstance(row[k], Reading) for row in table.rows) or _all_numbers(table, k),
        )
        for k, name in enumerate(table.columns)
    )


def _all_numbers(table: Table, k: int) -> bool:
    """Whether a column of plain strings holds numbers only, such as 0 and 1."""
    texts = [cell for row in table.rows if isinstance(cell := row[k], str) and cell]
    return bool(texts) and len(texts) == len(table.rows) and all(text.strip("−-").isdigit() for text in texts)


def _width(layout: _Layout) -> int:
    return sum(layout.widths) + len(layout.gap) * max(0, len(layout.widths) - 1)


def _squeezed(layout: _Layout, width: int) -> _Layout:
    """Shorten words and heads, the one with most to give first."""
    widths = list(layout.widths)
    over = _width(layout) - width
    while over > 0:
        slack = [now - max(1, column.least) for now, column in zip(widths, layout.columns, strict=True)]
        if max(slack) <= 0:
            break
        widths[slack.index(max(slack))] -= 1
        over -= 1
    return replace(layout, widths=tuple(widths))


def _cut(layout: _Layout, width: int) -> _Layout:
    """Leave columns out at the right until the rest fits, and show that they are missing."""
    while len(layout.columns) > 1 and _width(layout) + 2 * layout.cut > width:
        layout = replace(layout, columns=layout.columns[:-1], widths=layout.widths[:-1], cut=True)
    return layout
