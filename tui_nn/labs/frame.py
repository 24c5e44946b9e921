"""What a lab shows at one moment: numbers, pictures and one sentence.

A lab says what to show, in data units; plots know how, in cells. Titles and names are keys that the floors above put
into words, as `labs.lab` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from tui_nn.engine.arrays import Bools, Floats, Ints
from tui_nn.locale.phrase import Phrase


@dataclass(frozen=True)
class Reading:
    """A number on the screen. Its id is stable: goals, scripts and ``why`` call it by that.

    ``symbol`` is its sign in formulas (``w₁``, ``b``); without one the words ``labs.<lab>.readings.<id>`` name it.
    A value of None is a number that does not exist yet, shown as a dash.
    """

    id: str
    value: float | int | None
    symbol: str = ""


@dataclass(frozen=True, eq=False)
class Boundary:
    """The line w·x + b = 0 in the plane; ``faded`` for one that is shown for comparison only."""

    weights: Floats  # (2,)
    bias: float
    faded: bool = False


@dataclass(frozen=True, eq=False)
class Residuals:
    """What makes a plane one of values: x across and y up, and for each point how far the line is from it."""

    told: Floats  # (n,): what the line answers
    squares: bool = False  # whether the squares of the distances are shown too


@dataclass(frozen=True, eq=False)
class Plane:
    """Points of two classes and lines between them, or values and the line that tells them, in data units."""

    points: Floats  # (n, 2)
    classes: Ints  # (n,) of 0 and 1
    window: tuple[float, float, float, float]  # x from, x to, y from, y to
    boundaries: tuple[Boundary, ...] = ()  # the last one that is not faded shades its positive side
    current: int | None = None  # the example being shown
    wrong: tuple[int, ...] = ()  # examples on the wrong side now
    axes: tuple[str, str] = ("x₁", "x₂")
    residuals: Residuals | None = None  # then nothing is shaded, and classes mean nothing


Cell = Reading | Phrase | str


@dataclass(frozen=True)
class Table:
    """Rows of readings and words; ``labs.<lab>.tables.<id>`` is its title, ``labs.<lab>.columns.<c>`` its heads.

    A column whose word is missing from the catalogue is a mathematical sign and shown as it is (``w₁``).
    ``current`` marks the row being worked on.
    """

    id: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    current: int | None = None

    def readings(self) -> Iterable[Reading]:
        """The numbers in it, row by row."""
        return (cell for row in self.rows for cell in row if isinstance(cell, Reading))


@dataclass(frozen=True)
class Bars:
    """A chart that stands still: one bar a label; ``labs.<lab>.tables.<id>`` is its title."""

    id: str
    labels: tuple[str, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Map:
    """A value over the plane, with the points that it was learnt from.

    ``field(columns, rows)`` answers the values at the centres of an even grid over the window, shape (rows, columns),
    the top row first, so that a picture costs only what its size needs. For two classes and for regression a value
    between the limits; for ``classes`` > 2 the number of the class that wins.
    """

    id: str
    field: Callable[[int, int], Floats]
    window: tuple[float, float, float, float]  # x from, x to, y from, y to
    limits: tuple[float, float]  # the values at the two ends of the palette
    points: Floats  # (n, 2)
    targets: Floats  # (n,), in the units of the field
    tested: Bools  # (n,), true for the points that are not learnt from
    wrong: tuple[int, ...] = ()
    classes: int = 2  # 0 for regression
    discrete: bool = False  # two tones instead of a scale
    contours: tuple[float, ...] = ()  # values to draw lines at
    axes: tuple[str, str] = ("x₁", "x₂")
    at: tuple[float, float] | None = None  # a place to mark


@dataclass(frozen=True, eq=False)
class Network:
    """Layers of units with what each of them draws over the plane.

    ``fields(columns, rows)`` answers an array (units, rows, columns) for the inputs and for each layer after them.
    A part of the picture is named as its reading is: ``w-1-2-3`` is the weight into unit 3 of layer 1 from unit 2
    before it, ``b-1-3`` that unit's bias, ``u-1-3`` the unit itself, ``u-0-2`` an input; all count from 1, and the
    last layer is the output.
    """

    inputs: tuple[str, ...]  # signs such as x₁
    weights: tuple[Floats, ...]  # a layer each, (units before, units)
    biases: tuple[Floats, ...]  # a layer each, (units,)
    frozen: tuple[Bools, ...]  # a layer each, (units before + 1, units), the biases last
    fields: Callable[[int, int], tuple[Floats, ...]]
    limits: tuple[tuple[float, float], ...]  # for the inputs and each layer: the values at the ends of the palette
    activations: tuple[str, ...]  # a layer each
    ailing: Mapping[str, str] = field(default_factory=dict)  # unit -> dead, saturated


@dataclass(frozen=True, eq=False)
class Curve:
    """One line of `Curves`; ``labs.<lab>.curves.<id>`` is its name."""

    id: str
    x: Floats  # (n,), rising
    y: Floats  # (n,); a value that is not finite leaves a gap


@dataclass(frozen=True, eq=False)
class Curves:
    """Numbers along an axis, drawn live: losses by epoch, a function of one variable with its points.

    ``labs.<lab>.tables.<id>`` is its title, ``labs.<lab>.axes.<across>`` names the axis across.
    """

    id: str
    curves: tuple[Curve, ...]
    across: str = "epoch"
    logarithmic: bool = False
    points: Floats | None = None  # (n, 2), scattered over the curves
    at: float | None = None  # a place on the axis across to mark; the legend then tells the values there
    valued: bool = True  # whether the legend tells values at all


@dataclass(frozen=True, eq=False)
class Histogram:
    """How values are spread: counts in even bins between two ends, one row of bars a group (a layer)."""

    id: str
    labels: tuple[str, ...]
    counts: tuple[Ints, ...]  # a group each, (bins,)
    ends: tuple[tuple[float, float], ...]  # a group each


@dataclass(frozen=True, eq=False)
class Multiples:
    """Many small maps in a grid: the same network from many seeds.

    ``fields(columns, rows)`` answers (maps, rows, columns).
    """

    id: str
    fields: Callable[[int, int], Floats]
    limits: tuple[float, float]
    captions: tuple[Reading, ...]  # a number below each map
    good: tuple[bool, ...]  # which of them have arrived


@dataclass(frozen=True, eq=False)
class Tile:
    """One of `Tiles`: a small picture of cells, the top row first."""

    values: Floats  # (rows, columns); a value that is not finite is drawn as the middle of the palette
    caption: Phrase | Reading | str = ""


@dataclass(frozen=True, eq=False)
class Tiles:
    """Small pictures side by side: a retina, patterns, digits, filters. ``labs.<lab>.tables.<id>`` is its title.

    All have one scale of values and one size of cells, so they can be compared. Where every value is one of two,
    colours are not needed to tell them apart. Limits (−1, 1) put a 0 on the quiet middle of the palette.
    """

    id: str
    tiles: tuple[Tile, ...]
    limits: tuple[float, float]  # the values at the two ends of the palette
    painted: int | None = None  # the tile to paint on: the lab understands Edit("paint", (row, column, 0 or 1))

    def readings(self) -> Iterable[Reading]:
        """The numbers below them."""
        return (tile.caption for tile in self.tiles if isinstance(tile.caption, Reading))


@dataclass(frozen=True)
class Node:
    """A box of a `Diagram`. Its value flows forward; its slope, that of the last node along this one, flows back.

    ``column`` is its layer, from the left; ``row`` its place from the top, in steps of any size, so long as two nodes
    of a column are not in one place. ``mark`` says how things stand with it: ``current``, ``done``, ``waiting``,
    ``on`` (it fires), ``off``, or nothing.
    """

    id: str
    label: Phrase | str  # what it does: ×, +, σ, ≥ 2, x₁
    column: int
    row: float
    value: Reading | None = None
    slope: Reading | None = None
    mark: str = ""


@dataclass(frozen=True)
class Wire:
    """An arrow between two nodes of a `Diagram`; from a node to itself, or to the left, it is a loop."""

    start: str  # ids of nodes
    end: str
    label: Reading | str = ""  # a weight
    kind: str = "excites"  # or inhibits, which ends in a circle; faded: there, but not in use; both: goes both ways


@dataclass(frozen=True)
class Diagram:
    """Nodes joined by arrows: gates, computation graphs, sketches. ``labs.<lab>.tables.<id>`` is its title."""

    id: str
    nodes: tuple[Node, ...]
    wires: tuple[Wire, ...]

    def readings(self) -> Iterable[Reading]:
        """The numbers in it: node by node value and slope, then the wires'."""
        for node in self.nodes:
            yield from (reading for reading in (node.value, node.slope) if reading)
        yield from (wire.label for wire in self.wires if isinstance(wire.label, Reading))


@dataclass(frozen=True)
class Line:
    """One line of a transcript. A plain text is the learner's own, and is shown as it was typed.

    ``mark``: ``current``, ``good``, ``bad``, ``dim``, or nothing.
    """

    text: Phrase | str
    speaker: Phrase | str = ""
    mark: str = ""


@dataclass(frozen=True)
class Lines:
    """A transcript, the newest line last; ``labs.<lab>.tables.<id>`` is its title."""

    id: str
    lines: tuple[Line, ...]


Picture = Plane | Table | Bars | Map | Network | Curves | Histogram | Multiples | Tiles | Diagram | Lines


@dataclass(frozen=True)
class View:
    """Pictures that are looked at together, by their places in the frame; ``labs.<lab>.views.<id>`` names it."""

    id: str
    pictures: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Frame:
    """Everything that a lab shows at one moment. The picture and the text twin are two drawings of it."""

    pictures: tuple[Picture, ...]
    readings: tuple[Reading, ...]
    says: Phrase | None = None  # one sentence: what just happened
    views: tuple[View, ...] = ()  # for a lab with more than a screen of pictures: what is shown together

    def numbers(self) -> tuple[Reading, ...]:
        """Every reading shown, those in tables, tiles and diagrams too, each id once, in reading order."""
        shown = {reading.id: reading for reading in self._all()}
        return tuple(shown.values())

    def veiled(self) -> Self:
        """What may be seen before a guess: pictures to think with, and no number to read the answer off."""
        pictures = tuple(Table(each.id, (), ()) if isinstance(each, Table) else each for each in self.pictures)
        return replace(self, pictures=pictures, readings=tuple(replace(each, value=None) for each in self.readings))

    def _all(self) -> Iterable[Reading]:
        yield from self.readings
        for picture in self.pictures:
            if isinstance(picture, Table | Tiles | Diagram):
                yield from picture.readings()
