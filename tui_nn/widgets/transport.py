"""The last line of a lab: whether it runs, where it is, and a bar over its history that can be clicked."""

from __future__ import annotations

from tui_nn.plots.fit import cells, clip
from tui_nn.plots.ink import Drawing, Ink, Span

LONGEST, SHORTEST = 32, 8  # cells of the bar
GAP = 2


def draw_transport(text: str, step: int, furthest: int, width: int, *, active: bool, plain: bool = False) -> Drawing:
    """One row of `width` cells: the text, then the bar at the right where there is room."""
    ink = Ink.ACCENT if active else Ink.DIM
    place = _bar(text, width)
    if place is None or furthest == 0:
        return ((Span(clip(text, width), ink),),)
    left, size = place
    at = round(step / furthest * (size - 1))
    gone, here, to_come = ("=", "o", "-") if plain else ("━", "●", "─")
    row = (
        Span(text + " " * (left - cells(text)), ink),
        Span(gone * at + here, ink),
        Span(to_come * (size - 1 - at), Ink.DIM),
    )
    return (tuple(span for span in row if span.text),)


def step_at(text: str, furthest: int, width: int, column: int) -> int | None:
    """The step of the history that a click in that column asks for; None beside the bar."""
    place = _bar(text, width)
    if place is None or furthest == 0 or not 0 <= column - place[0] < place[1]:
        return None
    left, size = place
    return round((column - left) / (size - 1) * furthest)


def _bar(text: str, width: int) -> tuple[int, int] | None:
    """The bar's first column and its length."""
    size = min(LONGEST, width - cells(text) - GAP)
    return (width - size, size) if size >= SHORTEST else None
