"""Test patterns: what a terminal must be able to show, each beside what should be seen."""

from __future__ import annotations

from dataclasses import dataclass

from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.locale.words import Words
from tui_nn.plots import fit
from tui_nn.plots.canvas import ASCII_DOTS, BLOCK_DOTS, BRAILLE_DOTS, Canvas, Dots
from tui_nn.plots.glyphs import ASCII, BRAILLE
from tui_nn.plots.ink import Drawing, Ink, Row, Span

_WIDTH = 24


@dataclass(frozen=True)
class Pattern:
    """A drawing and the sentence that says what a terminal in order shows."""

    id: str
    says: Phrase
    drawing: Drawing


def patterns(words: Words) -> tuple[Pattern, ...]:
    """Braille, half-blocks, box lines, the width of every sign in use, and the inks."""
    drawn: dict[str, list[Row]] = {
        "braille": _cross(BRAILLE_DOTS),
        "blocks": _cross(BLOCK_DOTS),
        "ascii": _cross(ASCII_DOTS),
        "boxes": _boxes(),
        "widths": _widths(),
        "inks": _inks(words),
    }
    return tuple(
        Pattern(id, phrase(f"plots.patterns.{id}"), fit.fitted(rows, _width(rows), len(rows)))
        for id, rows in drawn.items()
    )


def _width(rows: list[Row]) -> int:
    return max(sum(fit.cells(span.text) for span in row) for row in rows)


def _cross(dots: Dots) -> list[Row]:
    """Two lines that cross in the middle."""
    height = 4
    canvas = Canvas(_WIDTH, height, (-1, 1, -1, 1), dots)
    canvas.draw((1, -1, 0))
    canvas.draw((1, 1, 0))
    signs = canvas.cells()
    return [
        (Span("".join(signs.get((column, row), " ") for column in range(_WIDTH)), Ink.LINE),) for row in range(height)
    ]


def _boxes() -> list[Row]:
    rows = (
        "┌──────────┬───────────┐",
        "│          ┊           │",
        "├┈┈┈┈┈┈┈┈┈┈┼┈┈┈┈┈┈┈┈┈┈┈┤",
        "└──────────┴───────────┘",
    )
    return [(Span(row, Ink.DIM),) for row in rows]


def _widths() -> list[Row]:
    """Every sign in use, five to a row; the bars stand below each other where each sign is one cell wide."""
    signs = _signs()
    groups = [signs[k : k + 5] for k in range(0, len(signs), 5)]
    half = (len(groups) + 1) // 2
    return [
        (
            Span("".join(f"{sign} " for sign in f"{first:<5}") + "│ "),
            Span("".join(f"{s} " for s in f"{second:<5}") + "│"),
        )
        for first, second in zip(groups[:half], [*groups[half:], ""], strict=False)
    ]


def _signs() -> str:
    """The signs of planes, tables, formulas and keys that plain ASCII does not have."""
    plane = BRAILLE.points + BRAILLE.wrong + BRAILLE.several + BRAILLE.mixed + BRAILLE.cursor + BRAILLE.subscripts
    used = plane + "▶…–−·✓✗●←→↑↓≤≥≠ŷŵγησΣ√¹²³ᵢ⎧⎨⎩⎛⎝┰▐╸┸╶╴⣿▀▄█"
    return "".join(dict.fromkeys(used))


def _inks(words: Words) -> list[Row]:
    """Each ink by name, plain and on the shade, with the sign that says the same without colour."""
    signs = {Ink.ZERO: BRAILLE.points[0], Ink.ONE: BRAILLE.points[1], Ink.BAD: BRAILLE.wrong, Ink.ACCENT: "[ ]"}
    return [
        (
            Span(fit.left(words(f"plots.inks.{ink}"), 22), ink),
            Span(fit.left(signs.get(ink, ""), 5), ink),
            Span(f" {ASCII.positive} {ASCII.positive} ", ink, shaded=True),
        )
        for ink in Ink
    ]
