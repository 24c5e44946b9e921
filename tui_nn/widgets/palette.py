"""The colours of tones: for dark and for light grounds, in true colour and in the 256 colours of xterm.

Blue and orange can be told apart by every kind of eyes. The sixteen levels go from orange, the low end and class 0,
to blue, the high end and class 1, over the colour of the ground; then come the classes of pictures with more of them.
"""

from __future__ import annotations

from functools import cache

from rich.color import Color

_DARK = (
    "f9b758 ed9d32 d48521 b86e16 995b15 794914 583915 332b22 1f2e3c 1d4264 215787 266ca8 2d80c6 3b95dd 4caaf0 61bdfa"
)
_LIGHT = (
    "d07a1c dd8827 e8963a f2a754 fab76a fbcd9a fbe1c5 f6eee3 e6edf1 cae0ee a5cbe6 86badf 6aaad8 559dd2 4492cc 3688c6"
)
_DARK_XTERM = (215, 214, 172, 166, 130, 94, 94, 58, 17, 24, 24, 25, 31, 32, 39, 75)
_LIGHT_XTERM = (166, 172, 208, 214, 215, 216, 223, 230, 189, 153, 117, 110, 74, 68, 32, 31)
_CLASSES_DARK = (172, 32, 36, 140, 143)
_CLASSES_LIGHT = (215, 74, 78, 141, 185)

_READABLE = 3.0  # the contrast of large text that the accessibility guidelines of the web ask for
_BLACK, _WHITE = Color.from_rgb(0, 0, 0), Color.from_rgb(255, 255, 255)


@cache
def colours(dark: bool, true_colour: bool) -> tuple[Color, ...]:
    """A colour for each tone of `plots.tones`."""
    classes = map(Color.from_ansi, _CLASSES_DARK if dark else _CLASSES_LIGHT)
    if true_colour:
        levels = [Color.parse(f"#{code}") for code in (_DARK if dark else _LIGHT).split()]
    else:
        levels = [Color.from_ansi(number) for number in (_DARK_XTERM if dark else _LIGHT_XTERM)]
    return (*levels, *classes)


@cache
def readable(colour: Color, ground: Color) -> Color:
    """The colour if it stands out from the ground, otherwise black or white, whichever does more."""
    if contrast(colour, ground) >= _READABLE:
        return colour
    return max(_WHITE, _BLACK, key=lambda other: contrast(other, ground))


def contrast(one: Color, other: Color) -> float:
    """(lighter + 0.05) / (darker + 0.05), from 1 to 21. Source: WCAG 2.1, contrast ratio."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    shares = (part / 255 for part in colour.get_truecolor())
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
