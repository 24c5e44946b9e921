"""The knobs of a lab as rows in one column or several, page by page, and what a click on one means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui_nn.labs.lab import Knob, Lab
from tui_nn.locale.words import Words
from tui_nn.plots.fit import cells, left
from tui_nn.plots.ink import Drawing, Ink, Row, Span

LESS, MORE = "◂", "▸"
NARROWEST = 32  # cells of a column


def useful(lab: Lab) -> tuple[Knob, ...]:
    """The knobs that matter as the lab stands; a lab that makes no such choice shows all."""
    found: tuple[Knob, ...] = getattr(lab, "useful", lab.knobs)
    return found


def value_word(lab: Lab, knob: Knob, words: Words) -> str:
    """Where a knob stands: the name of the choice, or the number."""
    value = lab.setting(knob)
    if knob.names:
        name = knob.names[knob.values.index(value)]
        return words(f"labs.{lab.name}.options.{knob.id}.{name}")
    return words.number(value)


@dataclass(frozen=True)
class _Page:
    """The knobs that are shown in so much room: the page with the selected one, filled column by column."""

    knobs: tuple[Knob, ...]
    columns: int
    rows: int
    width: int  # of a column
    before: bool  # whether there are pages before it
    after: bool

    @classmethod
    def of(cls, knobs: Sequence[Knob], at: str | None, width: int, height: int) -> _Page:
        columns = max(1, width // NARROWEST)
        room = max(1, columns * height)
        index = next((k for k, knob in enumerate(knobs) if knob.id == at), 0)
        start = index // room * room
        end = start + room
        return cls(tuple(knobs[start:end]), columns, height, width // columns, start > 0, end < len(knobs))

    def lines(self) -> Iterator[list[Knob]]:
        for row in range(self.rows):
            yield list(self.knobs[row :: self.rows])


def draw_knobs(
    lab: Lab, words: Words, width: int, height: int, at: str | None, *, selected: bool, plain: bool = False
) -> Drawing:
    """One cell a knob: its name and symbol, then ◂ value ▸ at the right; the selected one is marked ›.

    The page with the knob `at` is shown; ▴ and ▾ tell that there are others. ``plain`` is for terminals without
    these signs.
    """
    page = _Page.of(useful(lab), at, width, height)
    rows: list[Row] = []
    for line, knobs in enumerate(page.lines()):
        spans: list[Span] = []
        for column, knob in enumerate(knobs):
            here = selected and knob.id == at
            last = line == page.rows - 1 and column == len(knobs) - 1
            mark = (
                "›" if here else "▴" if page.before and line == column == 0 else "▾" if page.after and last else " "
            )
            spans += _cell(lab, knob, words, page.width, mark, here, plain)
        rows.append(tuple(spans))
    return tuple(rows)


def _cell(lab: Lab, knob: Knob, words: Words, width: int, mark: str, selected: bool, plain: bool) -> Row:
    value = _dial(lab, knob, words)
    name = words(f"labs.{lab.name}.knobs.{knob.id}")
    label = f"{name} {knob.symbol}" if knob.symbol and knob.symbol != name else name
    ink = Ink.ACCENT if selected else Ink.TEXT
    texts = (f"{mark} ", left(label, width - cells(value) - 2), value)
    if plain:
        texts = tuple(text.translate(_PLAIN) for text in texts)  # type: ignore[assignment]
    return tuple(Span(text, Ink.DIM if text[0] in "▴▾^v" else ink) for text in texts)


_PLAIN = str.maketrans(f"{LESS}{MORE}›▴▾", "<>>^v")


def _dial(lab: Lab, knob: Knob, words: Words) -> str:
    return f"{LESS} {value_word(lab, knob, words):^7} {MORE}"


def knob_at(
    lab: Lab, words: Words, width: int, height: int, at: str | None, column: int, row: int
) -> tuple[str, int] | None:
    """The knob that a cell shows, and the steps that a click there asks for: −1 and +1 on ◂ value ▸, else 0."""
    page = _Page.of(useful(lab), at, width, height)
    index = column // page.width
    lines = list(page.lines())
    if not (0 <= row < len(lines) and 0 <= index < len(lines[row])):
        return None
    knob = lines[row][index]
    size = cells(_dial(lab, knob, words))
    into = column - index * page.width - (page.width - size)
    return knob.id, 0 if into < 0 else -1 if into < size // 2 else 1
