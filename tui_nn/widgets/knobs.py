"""The knobs of a lab as rows, and what a click on one means."""

from __future__ import annotations

from tui_nn.labs.lab import Knob, Lab
from tui_nn.locale.words import Words
from tui_nn.plots.ink import Drawing, Ink, Row, Span

LESS, MORE = "◂", "▸"


def value_word(lab: Lab, knob: Knob, words: Words) -> str:
    """Where a knob stands: the name of the choice, or the number."""
    value = lab.setting(knob)
    if knob.names:
        name = knob.names[knob.values.index(value)]
        return words(f"labs.{lab.name}.options.{knob.id}.{name}")
    return words.number(value)


def draw_knobs(lab: Lab, words: Words, width: int, selected: int | None) -> Drawing:
    """One row a knob: its name and symbol, then ◂ value ▸ at the right; the selected one is marked ›."""
    return tuple(_row(lab, knob, words, width, k == selected) for k, knob in enumerate(lab.knobs))


def _row(lab: Lab, knob: Knob, words: Words, width: int, selected: bool) -> Row:
    value = f"{LESS} {value_word(lab, knob, words):^7} {MORE}"
    name = words(f"labs.{lab.name}.knobs.{knob.id}")
    label = f"{name} {knob.symbol}" if knob.symbol and knob.symbol != name else name
    room = width - len(value) - 2
    label = label if len(label) <= room else label[: room - 1] + "…"
    ink = Ink.ACCENT if selected else Ink.TEXT
    return (Span("› " if selected else "  ", ink), Span(f"{label:<{room}}", ink), Span(value, ink))


def clicked(column: int, width: int, value_width: int = 11) -> int:
    """The steps that a click at this column asks for: −1 on the left half of ◂ value ▸, +1 on the right, else 0."""
    start = width - value_width
    if column < start:
        return 0
    return -1 if column < start + value_width // 2 else 1
