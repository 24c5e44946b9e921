"""Paints the cells of a terminal into an image: letters from a font, dots, blocks and lines as geometry.

Common monospaced fonts have gaps where braille and blocks are, and leave seams between the lines that they do have.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]

PAPER: Colour = (28, 28, 28)
LETTERS: Colour = (218, 218, 218)
FONTS = {False: "DejaVuSansMono.ttf", True: "DejaVuSansMono-Bold.ttf"}
SIZE = 15

# Which way a line leaves the middle of its cell: left, right, up, down.
ARMS = {
    **dict.fromkeys("┌╭", "rd"),
    **dict.fromkeys("┐╮", "ld"),
    **dict.fromkeys("└╰", "ru"),
    **dict.fromkeys("┘╯", "lu"),
    **dict(zip("─│├┤┬┴┼", ("lr", "ud", "udr", "udl", "lrd", "lru", "lrud"), strict=True)),
}
# The order of a braille character's bits: column and row of each dot.
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
# Quadrants of ▖ to ▟: a and b above, c and d below.
QUADRANTS = ("c", "d", "a", "acd", "ad", "abc", "abd", "b", "bc", "bcd")
SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}


class Painter:
    """One picture of `columns` × `rows` cells."""

    def __init__(self, columns: int, rows: int) -> None:
        self._width = round(_font(False).getlength("M"))
        self._height = 2 * self._width
        self.image = Image.new("RGB", (columns * self._width, rows * self._height), PAPER)
        self._draw = ImageDraw.Draw(self.image)

    def cell(self, column: int, row: int, letter: str, ink: Colour, paper: Colour, bold: bool, line: bool) -> None:
        """Paint one cell; `line` underlines it."""
        x, y = column * self._width, row * self._height
        self._draw.rectangle((x, y, x + self._width - 1, y + self._height - 1), fill=paper)
        if "⠀" <= letter <= "⣿":
            self._braille(x, y, ord(letter) - 0x2800, ink)
        elif letter in SHADES:
            self._fill(x, y, (0, 0, 1, 1), _mixed(ink, paper, SHADES[letter]))
        elif "▀" <= letter <= "▟":
            for part in _parts(ord(letter) - 0x2580):
                self._fill(x, y, part, ink)
        elif letter in ARMS:
            self._lines(x, y, ARMS[letter], ink)
        elif letter.strip():
            self._draw.text((x, y + self._height * 0.74), letter, font=_font(bold), fill=ink, anchor="ls")
        if line:
            self._fill(x, y, (0, 0.86, 1, 0.9), ink)

    def _fill(self, x: float, y: float, part: Box, colour: Colour) -> None:
        left, top, right, bottom = part
        box = (x + round(self._width * left), y + round(self._height * top))
        end = (x + round(self._width * right) - 1, max(box[1], y + round(self._height * bottom) - 1))
        self._draw.rectangle((*box, *end), fill=colour)

    def _braille(self, x: float, y: float, bits: int, ink: Colour) -> None:
        radius = self._width / 7
        for bit, (column, row) in enumerate(DOTS):
            if bits >> bit & 1:
                at_x, at_y = x + self._width * (1 + 2 * column) / 4, y + self._height * (1 + 2 * row) / 8
                self._draw.ellipse((at_x - radius, at_y - radius, at_x + radius, at_y + radius), fill=ink)

    def _lines(self, x: float, y: float, arms: str, ink: Colour) -> None:
        middle = (x + self._width // 2, y + self._height // 2)
        ends = {
            "l": (x, middle[1]),
            "r": (x + self._width, middle[1]),
            "u": (middle[0], y),
            "d": (middle[0], y + self._height),
        }
        for arm in arms:
            self._draw.line((*middle, *ends[arm]), fill=ink)


def _parts(number: int) -> tuple[Box, ...]:
    """The filled rectangles of a block element, in parts of its cell; `number` counts from ▀."""
    if number == 0:
        return ((0, 0, 1, 0.5),)
    if number <= 8:
        return ((0, 1 - number / 8, 1, 1),)
    if number <= 15:
        return ((0, 0, (16 - number) / 8, 1),)
    if number == 16:
        return ((0.5, 0, 1, 1),)
    if number == 20:
        return ((0, 0, 1, 1 / 8),)
    if number == 21:
        return ((7 / 8, 0, 1, 1),)
    corners = {"a": (0.0, 0.0), "b": (0.5, 0.0), "c": (0.0, 0.5), "d": (0.5, 0.5)}
    return tuple((x, y, x + 0.5, y + 0.5) for x, y in (corners[name] for name in QUADRANTS[number - 22]))


@cache
def _font(bold: bool) -> Any:
    try:
        return ImageFont.truetype(FONTS[bold], SIZE)
    except OSError:
        return ImageFont.load_default(SIZE)


def _mixed(ink: Colour, paper: Colour, share: float) -> Colour:
    red, green, blue = (round(b + (a - b) * share) for a, b in zip(ink, paper, strict=True))
    return red, green, blue


def paint(screen: Any) -> Image.Image:
    """A pyte screen as an image with few colours, so that the file stays small."""
    painter = Painter(screen.columns, screen.lines)
    for row in range(screen.lines):
        for column in range(screen.columns):
            cell = screen.buffer[row][column]
            ink, paper = _colour(cell.fg, LETTERS), _colour(cell.bg, PAPER)
            if cell.reverse:
                ink, paper = paper, ink
            painter.cell(column, row, cell.data, ink, paper, cell.bold, cell.underscore)
    return painter.image.quantize(128, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def _colour(name: str, default: Colour) -> Colour:
    """pyte's six hexadecimal digits as a colour; the app runs in true colour, so other names mean the default."""
    try:
        red, green, blue = bytes.fromhex(name)
    except ValueError:
        return default
    return red, green, blue
