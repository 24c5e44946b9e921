"""A Frame told in words and tables: for screen readers, scripts, and eyes that prefer text."""

from __future__ import annotations

from tui_nn.labs.frame import (
    Bars,
    Boundary,
    Curves,
    Diagram,
    Frame,
    Histogram,
    Lines,
    Map,
    Multiples,
    Network,
    Picture,
    Plane,
    Table,
    Tiles,
)
from tui_nn.locale.words import Words
from tui_nn.plots import say
from tui_nn.plots.ink import plain
from tui_nn.plots.lines import lines_told
from tui_nn.plots.table import draw_table
from tui_nn.plots.telling import MOST_ROWS, WIDTH, aligned, rest, wrapped
from tui_nn.plots.twin_diagram import diagram_told
from tui_nn.plots.twin_learning import curves_told, histogram_told, map_told, multiples_told, network_told
from tui_nn.plots.twin_tiles import tiles_told

__all__ = ["WIDTH", "twin"]


def twin(lab_name: str, frame: Frame, words: Words) -> str:
    """The frame as plain text, no line wider than 78 cells: nothing is shown that is not told here."""
    parts = [_head(lab_name, frame, words), _readings(lab_name, frame, words)]
    parts += [_told(lab_name, picture, words) for picture in frame.pictures]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _head(lab_name: str, frame: Frame, words: Words) -> list[str]:
    says = [words.say(frame.says)] if frame.says else []
    return wrapped([words(f"labs.{lab_name}.title"), *says])


def _readings(lab_name: str, frame: Frame, words: Words) -> list[str]:
    return wrapped(
        f"{say.reading_name(lab_name, reading, words)}: {say.value(reading, words)}" for reading in frame.readings
    )


def _told(lab_name: str, picture: Picture, words: Words) -> list[str]:
    match picture:
        case Plane() if picture.residuals:
            return _values(picture, words)
        case Plane():
            return [*_lines(picture, words), *_points(picture, words)]
        case Table():
            return _table(lab_name, picture, words)
        case Bars():
            return _bars(lab_name, picture, words)
        case Map():
            return map_told(lab_name, picture, words)
        case Network():
            return network_told(lab_name, picture, words)
        case Curves():
            return curves_told(lab_name, picture, words)
        case Histogram():
            return histogram_told(lab_name, picture, words)
        case Multiples():
            return multiples_told(lab_name, picture, words)
        case Lines():
            return lines_told(lab_name, picture, words, WIDTH)
        case Tiles():
            return tiles_told(lab_name, picture, words)
        case Diagram():
            return diagram_told(lab_name, picture, words)


def _values(plane: Plane, words: Words) -> list[str]:
    """The lines through values as equations; the points themselves stand in the lab's table."""
    count = words("plots.twin.values", n=len(plane.points))
    told = []
    for boundary in plane.boundaries[-MOST_ROWS:]:
        slope, _ = boundary.weights.tolist()
        sign = "−" if slope < 0 else "+"
        equation = f"y = {words.number(boundary.bias)} {sign} {words.number(abs(slope))}·x"
        told.append(words("plots.twin.compared" if boundary.faded else "plots.twin.fitted", equation=equation))
    return wrapped([count, *told])


def _lines(plane: Plane, words: Words) -> list[str]:
    """Each line as its equation and the side where class 1 is."""
    solid = [_line(boundary, words) for boundary in plane.boundaries if not boundary.faded]
    faded = [boundary for boundary in plane.boundaries if boundary.faded]
    told = [words("plots.twin.compared", equation=_equation(boundary, words)) for boundary in faded[:MOST_ROWS]]
    return wrapped([*solid, *told, *rest(len(faded), "plots.twin.more_lines", words)])


def _line(boundary: Boundary, words: Words) -> str:
    w1, w2 = (float(weight) for weight in boundary.weights)
    if not w1 and not w2:
        answer = int(boundary.bias > 0)
        return words("plots.twin.no_line", answer=answer)
    across = "right" if w1 > 0 else "left" if w1 < 0 else ""
    along = "above" if w2 > 0 else "below" if w2 < 0 else ""
    side = words(f"plots.twin.side.{'-'.join(filter(None, (along, across)))}")
    return words("plots.twin.line", equation=_equation(boundary, words), side=side)


def _equation(boundary: Boundary, words: Words) -> str:
    """``2·x₁ − x₂ + 0.5 = 0``: no term that is zero, no factor that is one."""
    numbers = (*boundary.weights.tolist(), float(boundary.bias))
    text = ""
    for weight, sign in zip(numbers, ("x₁", "x₂", ""), strict=True):
        if not weight:
            continue
        number = words.number(abs(weight))
        size = sign if sign and abs(weight) == 1 else f"{number}·{sign}" if sign else number
        minus = weight < 0
        text += (f" {'−' if minus else '+'} " if text else "−" * minus) + size
    return f"{text or '0'} = 0"


def _points(plane: Plane, words: Words) -> list[str]:
    """The points: those that matter as sentences, all of them (or the first twenty) as a table."""
    count = len(plane.points)
    ones = int(plane.classes.sum())
    told = [words("plots.twin.points", n=count, zeros=count - ones, ones=ones)]
    if plane.current is not None:
        x, y = (words.number(float(value)) for value in plane.points[plane.current])
        told.append(words("plots.twin.current", number=plane.current + 1, x=x, y=y))
    if plane.boundaries:
        told.append(_wrong(plane, words))
    rows = [_point(plane, index, words) for index in range(min(count, MOST_ROWS))]
    heads = [words("plots.twin.number"), "x₁", "x₂", words("plots.twin.class"), ""]
    return [*wrapped(told), *aligned([heads, *rows]), *rest(count, "plots.twin.more_points", words)]


def _wrong(plane: Plane, words: Words) -> str:
    if not plane.wrong:
        return words("plots.twin.none_wrong")
    numbers = [str(index + 1) for index in plane.wrong[:MOST_ROWS]]
    numbers += ["…"] * (len(plane.wrong) > MOST_ROWS)
    return words("plots.twin.wrong", n=len(plane.wrong), numbers=", ".join(numbers))


def _point(plane: Plane, index: int, words: Words) -> list[str]:
    x, y = (words.number(float(value)) for value in plane.points[index])
    notes = [words("plots.twin.is_current")] if index == plane.current else []
    notes += [words("plots.twin.is_wrong")] if index in plane.wrong else []
    return [str(index + 1), x, y, str(int(plane.classes[index])), ", ".join(notes)]


def _table(lab_name: str, table: Table, words: Words) -> list[str]:
    if not table.rows:
        return wrapped([words("plots.twin.empty", title=say.table_title(lab_name, table.id, words))])
    shown = min(len(table.rows), MOST_ROWS)
    # Two rows more: the title and the heads.
    text = plain(draw_table(lab_name, table, words, WIDTH, max(shown + 2, 4)))
    return [*text.rstrip().split("\n"), *rest(len(table.rows), "plots.twin.more_rows", words)]


def _bars(lab_name: str, bars: Bars, words: Words) -> list[str]:
    title = say.table_title(lab_name, bars.id, words)
    pairs = (f"{label}: {words.number(value)}" for label, value in zip(bars.labels, bars.values, strict=True))
    return wrapped([title, *pairs])
