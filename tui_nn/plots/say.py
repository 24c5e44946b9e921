"""The words of a lab's parts: one place that knows where the catalogue keeps them."""

from __future__ import annotations

from tui_nn.labs.lab import Cell, Reading
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.words import Words

NOTHING = "–"  # a number that does not exist yet


def table_title(lab_name: str, table_id: str, words: Words) -> str:
    return words(f"labs.{lab_name}.tables.{table_id}")


def column_head(lab_name: str, column: str, words: Words) -> str:
    """The column's word; a column without one is a mathematical sign and names itself."""
    key = f"labs.{lab_name}.columns.{column}"
    return words(key) if words.has(key) else column


def reading_name(lab_name: str, reading: Reading, words: Words) -> str:
    """The reading's word; without one its sign; without either its id."""
    key = f"labs.{lab_name}.readings.{reading.id}"
    return words(key) if words.has(key) else reading.symbol or reading.id


def value(reading: Reading, words: Words, digits: int = 4) -> str:
    return NOTHING if reading.value is None else words.number(reading.value, digits)


def cell(shown: Cell, words: Words, digits: int = 4) -> str:
    """What stands in a cell of a table."""
    if isinstance(shown, Reading):
        return value(shown, words, digits)
    return words.say(shown) if isinstance(shown, Phrase) else shown
