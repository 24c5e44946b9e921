"""The frame of a plane: the axes on the left and at the bottom, their ticks, numbers and names."""

from __future__ import annotations

from tui_nn.plots.axes import Area, tick_label, x_ticks, y_ticks
from tui_nn.plots.glyphs import Glyphs

_LOWERED = "₀₁₂"

Signs = list[list[str]]  # a character for each cell of a drawing, as wide as the picture and its margin


def draw_axes(signs: Signs, there: Area, glyphs: Glyphs, mark: str, names: tuple[str, str]) -> None:
    """Write the frame into the margins; nothing where there are none.

    Args:
        signs: the drawing in the making; its rows end where the picture does.
        there: where the picture is, from the first row on.
        glyphs: the characters of this terminal.
        mark: the language's decimal mark.
        names: of the axis across and the axis up, with lowered digits.
    """
    if not there.left:
        return
    upright, level, corner, left_tick, bottom_tick = tuple(glyphs.axes)
    axis, bottom = there.left - 1, there.height
    for row in range(bottom):
        signs[row][axis] = upright
    signs[bottom][axis:] = corner + level * there.width
    for value in y_ticks(there.window, there.height):
        text = tick_label(value, mark)
        _, row = there.cell(there.window[0], value) or (0, 0)
        signs[row][axis] = left_tick
        _write(signs, row, axis - len(text), text)
    for value in x_ticks(there.window, there.width):
        column, _ = there.cell(value, there.window[2]) or (0, 0)
        signs[bottom][column] = bottom_tick
    _names(signs, there, names, glyphs)
    _numbers_below(signs, there, mark)


def _names(signs: Signs, there: Area, names: tuple[str, str], glyphs: Glyphs) -> None:
    """One under the right end, the other beside the top where a margin is free."""
    first, second = (name.translate(str.maketrans(_LOWERED, glyphs.subscripts)) for name in names)
    _write(signs, there.height + 1, len(signs[0]) - len(first), first)
    margin = there.left - 1
    row = next((row for row in (0, 1) if signs[row][:margin] == [" "] * margin), None)
    if row is not None and margin >= len(second):
        _write(signs, row, margin - len(second), second)


def _numbers_below(signs: Signs, there: Area, mark: str) -> None:
    """The numbers of the ticks on x, those that leave each other and the axis's name a gap."""
    row = there.height + 1
    for value in x_ticks(there.window, there.width):
        text = tick_label(value, mark)
        column, _ = there.cell(value, there.window[2]) or (0, 0)
        start = max(0, column - (len(text) - 1) // 2)
        around = signs[row][max(0, start - 1) : start + len(text) + 1]
        if start + len(text) <= len(signs[row]) and set(around) == {" "}:
            _write(signs, row, start, text)


def _write(signs: Signs, row: int, column: int, text: str) -> None:
    signs[row][column : column + len(text)] = text
