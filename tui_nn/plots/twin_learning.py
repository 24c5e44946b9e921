"""The pictures of learning told in words: maps, networks, curves, histograms, small multiples."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tui_nn.engine.arrays import Floats, Ints
from tui_nn.labs.frame import Curve, Curves, Histogram, Map, Multiples, Network
from tui_nn.locale.words import Words
from tui_nn.plots import say
from tui_nn.plots.telling import MOST_ROWS, aligned, rest, wrapped

_GRID = 7  # places told of a map, each way
_FAR = 999  # a value of a map beyond this is not told more exactly
_INSTANTS = 8  # rows of a table of curves, besides the last
_MOST_WEIGHTS = 12  # of one unit


def map_told(lab_name: str, map: Map, words: Words) -> list[str]:
    """The values on a coarse grid, how to read them, and which points are answered wrongly."""
    told = [say.table_title(lab_name, map.id, words), _reading(map, words)]
    if map.contours:
        levels = "; ".join(words.number(level) for level in map.contours)
        told.append(words("plots.twin.map.contours", levels=levels))
    return [*wrapped(told), *_grid(map, words), *wrapped(_of_points(map, words))]


def _reading(map: Map, words: Words) -> str:
    """What the numbers of the grid mean."""
    if map.classes > 2:
        return words("plots.twin.map.many", last=map.classes - 1)
    if map.classes == 2:
        return words("plots.twin.map.two", border=words.number(sum(map.limits) / 2))
    low, high = (words.number(end) for end in map.limits)
    return words("plots.twin.map.values", low=low, high=high)


def _grid(map: Map, words: Words) -> list[str]:
    left, right, bottom, top = map.window
    values = map.field(_GRID, _GRID)
    dust = abs(map.limits[1] - map.limits[0]) / 1000
    across = [words.number(float(x), 2) for x in _centres(left, right)]
    down = [words.number(float(y), 2) for y in _centres(top, bottom)]
    rows = [
        [y, *(_value(value, dust, words) for value in row), ""] for y, row in zip(down, values.tolist(), strict=True)
    ]
    return aligned([[" \\ ".join(reversed(map.axes)), *across, ""], *rows])


def _centres(start: float, end: float) -> Floats:
    return np.linspace(start, end, 2 * _GRID + 1)[1::2]


def _value(value: float, dust: float, words: Words) -> str:
    """A number of few cells, so that a row of the grid fits the width."""
    if abs(value) > _FAR:
        return f"{'<' if value < 0 else '>'}{words.number(_FAR if value > 0 else -_FAR)}"
    return say.number(value if abs(value) >= dust else 0.0, words, 2)


def _of_points(map: Map, words: Words) -> Iterator[str]:
    wrong = np.array(map.wrong, dtype=np.int64)
    wrong_tested = int(map.tested[wrong].sum())
    for key, count, errors in (
        ("plots.twin.map.train", int((~map.tested).sum()), len(wrong) - wrong_tested),
        ("plots.twin.map.test", int(map.tested.sum()), wrong_tested),
    ):
        if count:
            judged = words("plots.twin.map.wrong", n=errors) if map.classes else ""
            yield words(key, n=count) + judged
    if len(wrong):
        yield words("plots.twin.map.where", places=_places(map.points[wrong], words))


def _places(points: Floats, words: Words) -> str:
    """The first of them as pairs."""
    shown = [f"({words.number(x, 3)}; {words.number(y, 3)})" for x, y in points[:MOST_ROWS].tolist()]
    return ", ".join([*shown, *["…"] * (len(points) > MOST_ROWS)])


def network_told(lab_name: str, net: Network, words: Words) -> list[str]:
    """Each unit with its bias and its weights, layer by layer."""
    sizes = " → ".join(str(size) for size in (len(net.inputs), *(len(biases) for biases in net.biases)))
    told = [f"{say.table_title(lab_name, 'network', words)}: {sizes}", words("plots.twin.network.names")]
    for layer in range(1, len(net.weights) + 1):
        told += _layer(lab_name, net, layer, words)
    return wrapped(told)


def _layer(lab_name: str, net: Network, layer: int, words: Words) -> list[str]:
    activation = say.activation_name(lab_name, net.activations[layer - 1], words)
    last = layer == len(net.weights)
    head = "plots.twin.network.output" if last else "plots.twin.network.layer"
    units = len(net.biases[layer - 1])
    shown = [_unit(net, layer, unit, words) for unit in range(1, min(units, MOST_ROWS) + 1)]
    more = rest(units, "plots.twin.network.more_units", words)
    return [words(head, number=layer, activation=activation), *shown, *more]


def _unit(net: Network, layer: int, unit: int, words: Words) -> str:
    """``u-1-2: b = 0.1; w = 0.34·x₁; −0.2·x₂``, a star at what is frozen, and what ails it."""
    weights, frozen = net.weights[layer - 1][:, unit - 1], net.frozen[layer - 1][:, unit - 1]
    stars = ["*" if still else "" for still in frozen.tolist()]
    signs = net.inputs if layer == 1 else [f"u-{layer - 1}-{k}" for k in range(1, len(weights) + 1)]
    terms = [
        f"{say.number(weight, words)}{star}·{sign}"
        for weight, star, sign in zip(weights.tolist(), stars[:-1], signs, strict=True)
    ]
    more = rest(len(terms), "plots.twin.network.more_weights", words, _MOST_WEIGHTS)
    name = f"u-{layer}-{unit}"
    ill = f" ({words(f'plots.network.ailing.{net.ailing[name]}')})" if name in net.ailing else ""
    bias = f"b = {say.number(float(net.biases[layer - 1][unit - 1]), words)}{stars[-1]}"
    return f"{name}{ill}: {bias}; w = {'; '.join([*terms[:_MOST_WEIGHTS], *more])}"


def curves_told(lab_name: str, curves: Curves, words: Words) -> list[str]:
    """The curves' values at a few even places and at the last one."""
    title = say.table_title(lab_name, curves.id, words)
    places = _instants(curves)
    told = wrapped([title] if len(places) else [words("plots.twin.empty", title=title)])
    if len(places):
        names = [say.curve_name(lab_name, curve.id, words) for curve in curves.curves]
        values = [_values_at(curve, places) for curve in curves.curves]
        rows = [
            [words.number(x), *(say.number(value, words) for value in row), ""]
            for x, *row in zip(places.tolist(), *values, strict=True)
        ]
        told += aligned([[say.axis_name(lab_name, curves.across, words), *names, ""], *rows])
    if curves.points is not None and len(curves.points):
        n = len(curves.points)
        told += wrapped([words("plots.twin.curves.points", n=n, places=_places(curves.points, words))])
    return told


def _instants(curves: Curves) -> Floats:
    """Even places among those of the longest curve, its last, and the one nearest to the place that is marked."""
    x = max((curve.x for curve in curves.curves), key=len, default=np.empty(0))
    if not len(x):
        return np.asarray(x)
    even = np.linspace(0, len(x) - 1, _INSTANTS + 1).astype(np.int64)
    marked = [] if curves.at is None else [int(np.abs(x - curves.at).argmin())]
    return np.asarray(x[np.unique([*even, *marked])])


def _values_at(curve: Curve, places: Floats) -> list[float]:
    """The curve's value at each place, or at the last place before it; none beyond its ends."""
    at = np.searchsorted(curve.x, places, side="right") - 1
    found = np.full(len(places), np.nan)
    inside = (at >= 0) & (places <= curve.x[-1]) if len(curve.x) else np.zeros(len(places), dtype=np.bool_)
    found[inside] = curve.y[at[inside]]
    return found.tolist()


def histogram_told(lab_name: str, histogram: Histogram, words: Words) -> list[str]:
    """Of each layer: from where to where, and the shares near zero and at the ends."""
    heads = [words(f"plots.twin.histogram.{name}") for name in ("layer", "from", "to", "zero", "ends", "count")]
    rows = [
        [
            label,
            say.number(low, words, 3),
            say.number(high, words, 3),
            *_shares(counts, low, high, words),
            str(int(counts.sum())),
        ]
        for label, counts, (low, high) in zip(histogram.labels, histogram.counts, histogram.ends, strict=True)
    ]
    title = say.table_title(lab_name, histogram.id, words)
    note = words("plots.twin.histogram.note")
    return [*wrapped([title]), *aligned([[*heads, ""], *([*row, ""] for row in rows)]), *wrapped([note])]


def _shares(counts: Ints, low: float, high: float, words: Words) -> list[str]:
    """The share in the bins that touch zero, and in the first and the last bin."""
    total = int(counts.sum())
    if not total:
        return [say.NOTHING] * 2
    edges = np.linspace(low, high, len(counts) + 1)
    dust = (high - low) * 1e-9
    near = counts[(edges[:-1] <= dust) & (edges[1:] >= -dust)].sum()
    outer = counts[0] + counts[-1]
    return [words("plots.twin.histogram.share", percent=round(100 * int(part) / total)) for part in (near, outer)]


def multiples_told(lab_name: str, multiples: Multiples, words: Words) -> list[str]:
    """How many have arrived, and what each is judged by."""
    count, good = len(multiples.good), sum(multiples.good)
    told = [
        say.table_title(lab_name, multiples.id, words),
        words("plots.twin.multiples.arrived", n=good, count=count),
    ]
    rows = [
        [
            say.reading_name(lab_name, reading, words),
            say.value(reading, words),
            words("plots.twin.multiples.good") if has_arrived else "",
        ]
        for reading, has_arrived in zip(multiples.captions, multiples.good, strict=True)
    ]
    more = rest(count, "plots.twin.more_rows", words)
    return [*wrapped(told), *(aligned(rows[:MOST_ROWS]) if rows else []), *more]
