"""Charts that stand still, drawn by plotext."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from threading import Lock

from tui_nn.labs.frame import Bars
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say
from tui_nn.plots.axes import tick_label, ticks
from tui_nn.plots.ink import Drawing, Ink, Row, Span

_BAR = "█"
_THICKNESS = 0.6  # of the distance between two bars
_FIGURE = Lock()  # plotext has one figure for the whole process


def draw_bars(lab_name: str, bars: Bars, words: Words, width: int, height: int) -> Drawing:
    """The bars under their title, in exactly `height` rows of exactly `width` cells.

    Bars stand; where their labels would not fit below them and the height allows, they lie.
    """
    title = (Span(say.table_title(lab_name, bars.id, words), Ink.STRONG),)
    if not bars.values or height < 2 or width < 2:
        return fit.fitted([title], width, height)
    mark = words.number(0.5)[1]
    chart = _chart(bars.labels, bars.values, width, height - 1, mark).splitlines()
    return fit.fitted([title, *(_row(line) for line in chart)], width, height)


@lru_cache(maxsize=8)
def _chart(labels: tuple[str, ...], values: tuple[float, ...], width: int, height: int, mark: str) -> str:
    import plotext  # 60 ms that most sessions never need

    lying = len(labels) * (max(map(len, labels)) + 2) > width - 6 and height >= len(labels) + 2
    along, across = ("y", "x") if lying else ("x", "y")
    # The first bar on top when they lie; plotext counts upwards.
    places = list(range(len(values), 0, -1)) if lying else list(range(1, len(values) + 1))
    low, high = min(0.0, *values), max(0.0, *values)
    high = high if high > low else low + 1
    at = ticks(low, high, (width if lying else height * 2) / 10)
    with _FIGURE:
        plotext.terminal.limit(False, False)
        figure = plotext.figure
        figure.clear()
        figure.plot_size(width, height)
        figure.draw(
            figure.bar(places, list(values), width=_THICKNESS, orientation="horizontal" if lying else "vertical")
        )
        # plotext stumbles over a label of blanks.
        figure.ruler(along).ticks(places, [label if label.strip() else say.NOTHING for label in labels])
        figure.ruler(across).ticks(list(at), [tick_label(value, mark) for value in at])
        figure.ruler(across).lim(low, high)
        figure.ruler(along).lim(0.5, len(values) + 0.5)  # a bar of no height keeps its place
        figure.axes(False, axis="x", side="upper")
        figure.axes(False, axis="y", side="right")
        drawn: str = figure.build().string(colorless=True)
    return drawn


def _row(line: str) -> Row:
    return tuple(
        Span("".join(same), Ink.ONE if is_bar else Ink.DIM)
        for is_bar, same in groupby(line, lambda sign: sign == _BAR)
    )
