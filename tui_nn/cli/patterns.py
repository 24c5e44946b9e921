"""Test patterns: small pictures that show at a glance whether a terminal draws what the app needs."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi, sin
from typing import TYPE_CHECKING

from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from rich.text import Text

EDGE = "   "
BLOCKS = "▁▂▃▄▅▆▇█  ▏▎▍▌▋▊▉█  ░▒▓█  ▀▄▐▌"
BOX = ("┌───┬───┐  ╭───────╮", "├───┼───┤  │       │", "└───┴───┘  ╰───────╯")
SIGNS = "○■⊗⊠◎▣◐✓✗★✎ŷη₁₂→⇧×·−░█‖▶Щё"  # each is one cell wide for the app
END = "◂"


def patterns(words: Words, *, colours: bool, braille: bool) -> Iterator[Text]:
    """The patterns, each under its sentence; those that cannot work here are left out."""
    from rich.text import Text

    if colours:
        yield from _titled("colours", _swatches(words), words)
    if braille:
        yield from _titled("line", map(Text, curve(60, 3)), words)
    yield from _titled("blocks", [Text(BLOCKS)], words)
    yield from _titled("box", map(Text, BOX), words)
    yield from _titled("width", [Text(SIGNS + END), Text("-" * len(SIGNS) + END)], words)


def _titled(name: str, rows: Iterator[Text] | list[Text], words: Words) -> Iterator[Text]:
    from rich.text import Text

    yield Text(f"\n{words(f'doctor.patterns.{name}')}")
    for row in rows:
        yield Text(EDGE) + row


def _swatches(words: Words) -> Iterator[Text]:
    """The inks of each theme on its own ground."""
    from rich.text import Text

    from tui_nn.widgets.themes import THEMES

    for theme in THEMES:
        row = Text()
        row.append(" ", style=f"on {theme.background}")
        for name, colour in theme.variables.items():
            if name.startswith("ink-"):
                row.append("██ ", style=f"{colour} on {theme.background}")
        yield row + Text(f"  {words(f'app.themes.{theme.name}')}")


def curve(width: int, height: int) -> list[str]:
    """Two waves of a sine in braille, `width` × `height` cells."""
    cells = [[0] * width for _ in range(height)]
    for across in range(2 * width):
        down = round((1 - sin(2 * pi * across / width)) / 2 * (4 * height - 1))
        # A braille character's dots: three rows of two, then a fourth row that came later.
        bit = (down % 4) + 3 * (across % 2) if down % 4 < 3 else 6 + across % 2
        cells[down // 4][across // 2] |= 1 << bit
    return ["".join(chr(0x2800 + bits) for bits in row) for row in cells]
