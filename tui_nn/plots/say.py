"""The words of a lab's parts: one place that knows where the catalogue keeps them."""

from __future__ import annotations

from math import isfinite

from tui_nn.labs.frame import Cell, Node, Reading
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.powers import scientific
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


def curve_name(lab_name: str, curve_id: str, words: Words) -> str:
    return words(f"labs.{lab_name}.curves.{curve_id}")


def axis_name(lab_name: str, axis: str, words: Words) -> str:
    return words(f"labs.{lab_name}.axes.{axis}")


def activation_name(lab_name: str, activation: str, words: Words) -> str:
    """The activation's word where the lab lets one choose it; else its own name."""
    key = f"labs.{lab_name}.options.activation.{activation}"
    return words(key) if words.has(key) else activation


def number(value: float, words: Words, digits: int = 4) -> str:
    """The number as a reader writes it, in at most digits + 9 cells: ``−0.25``, ``1.5·10⁴³``; a dash for none."""
    if not isfinite(value):
        return NOTHING
    if not value or 1e-4 <= abs(value) < 10 ** (digits + 3):
        return words.number(value, digits)
    return scientific(value, digits, words.number(0.5)[1])


def value(reading: Reading, words: Words, digits: int = 4) -> str:
    """The reading's number, a count in full; a dash where there is none."""
    if reading.value is None:
        return NOTHING
    return words.number(reading.value) if isinstance(reading.value, int) else number(reading.value, words, digits)


def cell(shown: Cell, words: Words, digits: int = 4) -> str:
    """What stands in a cell of a table."""
    if isinstance(shown, Reading):
        return value(shown, words, digits)
    return words.say(shown) if isinstance(shown, Phrase) else shown


def node_label(node: Node, words: Words) -> str:
    """What stands in a node of a diagram."""
    return words.say(node.label) if isinstance(node.label, Phrase) else node.label
