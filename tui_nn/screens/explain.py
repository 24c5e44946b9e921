"""`e`: any number on the screen, with its formula and the numbers put in."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

from tui_nn.labs.frame import Reading, Table
from tui_nn.labs.lab import Lab
from tui_nn.locale.words import Words
from tui_nn.plots.formula import Undrawable, formula, with_commas
from tui_nn.plots.say import cell, column_head, reading_name, value
from tui_nn.screens.overlay import Overlay


class Explain(Overlay[None]):
    """The numbers of a frame on the left, where the chosen one comes from on the right."""

    BINDINGS = [Binding("e", "close", show=False)]

    def __init__(self, lab: Lab, words: Words, first: tuple[Reading, str] | None = None) -> None:
        """`first` is a number asked for that the frame does not tell, and what it is called."""
        super().__init__(words, words("app.explain.title"), words("app.explain.foot"))
        self.lab = lab
        self._first = first
        frame = lab.frame()
        self.numbers = [number for number in frame.numbers() if number.value is not None]
        if first:
            self.numbers.insert(0, first[0])
        shown = {reading.id for reading in frame.readings}
        tables = [picture for picture in frame.pictures if isinstance(picture, Table)]
        self._in_tables = {
            id: name for table in tables for id, name in _names(table, lab.name, words) if id not in shown
        }

    def inside(self) -> ComposeResult:
        with Horizontal():
            yield OptionList(*(self._label(number) for number in self.numbers), markup=False, id="numbers")
            with Vertical(id="why"):
                yield Static(id="formula", markup=False)
                yield Static(id="filled", markup=False)
                yield Static(id="sentence", markup=False)

    def _label(self, number: Reading) -> str:
        if self._first and number is self._first[0]:
            return self._first[1] if number.value is None else f"{self._first[1]} = {value(number, self.words)}"
        name = self._in_tables.get(number.id) or reading_name(self.lab.name, number, self.words)
        return f"{name} = {value(number, self.words)}"

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        why = self.lab.why(self.numbers[message.option_index].id)
        self.query_one("#formula", Static).update(_drawn(why.formula, self.words))
        self.query_one("#filled", Static).update(_drawn(why.numbers, self.words))
        self.query_one("#sentence", Static).update(self.words.say(why.says))

    def on_key(self, event: events.Key) -> None:
        # Left and right walk too, so that no arrow is dead here.
        turned = {"left": "action_cursor_up", "right": "action_cursor_down"}.get(event.key)
        if turned:
            getattr(self.query_one(OptionList), turned)()
            event.stop()


def _names(table: Table, lab_name: str, words: Words) -> Iterator[tuple[str, str]]:
    """The cells of a table by row and column: ``epoch 2: b``; by their signs where numbers stand below no head."""
    heads = [column_head(lab_name, column, words) for column in table.columns]
    headless = any(
        head == "" and isinstance(shown, Reading)
        for row in table.rows
        for head, shown in zip(heads[1:], row[1:], strict=True)
    )
    for row in table.rows:
        first = f"{heads[0]} {cell(row[0], words)}"
        for head, shown in zip(heads, row, strict=True):
            if isinstance(shown, Reading):
                place = first if shown is row[0] else f"{first}: {head}"
                yield shown.id, shown.symbol if headless and shown.symbol else place


def _drawn(latex: str, words: Words) -> str:
    try:
        return "\n".join(formula(with_commas(latex) if words.language == "ru" else latex))
    except Undrawable:
        return latex
