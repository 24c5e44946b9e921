"""One filter over one digit, place by place: what is multiplied, and what the map has so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from tui_nn.engine.arrays import Bools, Floats
from tui_nn.engine.history.convolution import convolved
from tui_nn.engine.history.digits import INK, SIDE, digits
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.frame import Frame, Reading, Table, Tile, Tiles, View
from tui_nn.labs.lab import Knob, Why, ladder
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.convolution"
REACH = 3  # rows and columns of a filter
MAP = SIDE - REACH + 1
FILTERS: dict[str, tuple[tuple[int, ...], ...]] = {
    "left": ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1)),
    "top": ((-1, -1, -1), (0, 0, 0), (1, 1, 1)),
    "slant": ((0, 1, 1), (-1, 0, 1), (-1, -1, 0)),
    "spot": ((-1, -1, -1), (-1, 8, -1), (-1, -1, -1)),
}
DIMMED = 0.35  # how much is seen of the picture where the filter is not

DIGIT = Knob("digit", ladder(0, 9, 1))
FILTER = Knob("filter", tuple(map(float, range(len(FILTERS)))), names=tuple(FILTERS))
ROW = Knob("row", ladder(1, MAP, 1), "r")
COLUMN = Knob("column", ladder(1, MAP, 1), "c")
_COUNTS = {"row-is": "r", "column-is": "c", "places": "n", "most": r"\max s"}
KNOBS = (DIGIT, FILTER, ROW, COLUMN)


@dataclass(frozen=True, eq=False)
class Slide:
    """Where the filter stands, and at which places it has stood."""

    seed: int
    digit: int = 3
    filter: int = 0
    row: int = 1
    column: int = 1
    been: frozenset[tuple[int, int]] = frozenset({(1, 1)})

    knobs = KNOBS

    @cached_property
    def picture(self) -> Floats:
        """(8, 8), 0 to 16: the seed says whose handwriting."""
        pictures, classes = digits()
        found = np.flatnonzero(classes == self.digit)
        return np.asarray(pictures[found[self.seed % len(found)]])

    @cached_property
    def kernel(self) -> Floats:
        """(3, 3)"""
        return np.array(tuple(FILTERS.values())[self.filter], dtype=np.float64)

    @cached_property
    def map(self) -> Floats:
        """(6, 6): the answer at every place, whether it has been there or not."""
        return convolved(self.picture, self.kernel)

    @cached_property
    def known(self) -> Bools:
        """(6, 6): where the filter has been."""
        known = np.zeros((MAP, MAP), dtype=np.bool_)
        for row, column in self.been:
            known[row - 1, column - 1] = True
        return known

    @property
    def window(self) -> tuple[slice, slice]:
        """The part of the picture below the filter."""
        return slice(self.row - 1, self.row - 1 + REACH), slice(self.column - 1, self.column - 1 + REACH)

    @property
    def answer(self) -> int:
        """The sum at this place."""
        return int(self.map[self.row - 1, self.column - 1])

    @property
    def finished(self) -> bool:
        """Whether it has been everywhere."""
        return len(self.been) == MAP * MAP

    def setting(self, knob: Knob) -> float:
        return float(getattr(self, knob.id))

    def turned(self, knob: Knob, value: float) -> Slide:
        """Moved by hand; another picture or filter begins with an empty map."""
        if knob is ROW:
            return self._moved(int(value), self.column)
        if knob is COLUMN:
            return self._moved(self.row, int(value))
        here = frozenset({(self.row, self.column)})
        if knob is DIGIT:
            return replace(self, digit=int(value), been=here)
        return replace(self, filter=int(value), been=here)

    def tick(self) -> Slide:
        """On to the next place where it has not been, line by line."""
        if self.finished:
            return self
        at = (self.row - 1) * MAP + self.column - 1
        ahead = (divmod(place % MAP**2, MAP) for place in range(at + 1, at + MAP**2))
        return self._moved(*next((r + 1, c + 1) for r, c in ahead if (r + 1, c + 1) not in self.been))

    def _moved(self, row: int, column: int) -> Slide:
        return replace(self, row=row, column=column, been=self.been | {(row, column)})

    def frame(self, note: Phrase | None) -> Frame:
        """The digit, the filter, the map so far, and the sums of the place."""
        views = (View("slide", (0, 1)),)
        return Frame((self._tiles(), self._sums()), self._readings(), note or self._says(), views)

    def _readings(self) -> tuple[Reading, ...]:
        known = self.map[self.known]
        return (
            Reading("answer", self.answer),
            Reading("row-is", self.row),
            Reading("column-is", self.column),
            Reading("most", int(known.max())),
            Reading("places", len(self.been)),
        )

    def _tiles(self) -> Tiles:
        """All on a scale from −1 to 1: ink by its 16 levels, the map by the most that this filter can answer."""
        shown = DIMMED * self.picture
        shown[self.window] = self.picture[self.window]
        most = INK * float(np.maximum(self.kernel, 0.0).sum())
        answers = np.where(self.known, self.map / most, 0.0)
        tiles = (
            Tile(shown / INK, phrase(f"{ROOM}.tiles.picture")),
            Tile(self.kernel / np.abs(self.kernel).max(), phrase(f"{ROOM}.tiles.filter")),
            Tile(answers, phrase(f"{ROOM}.tiles.map")),
        )
        return Tiles("slide", tiles, (-1.0, 1.0))

    def _sums(self) -> Table:
        """The pixels below the filter, its weights, and the sum of the products line by line."""
        rows = [
            (_line(pixels), _line(weights), Reading(f"sum-{k}", int(pixels @ weights)))
            for k, (pixels, weights) in enumerate(zip(self.picture[self.window], self.kernel, strict=True), 1)
        ]
        total = ("", "Σ", Reading("answer", self.answer))
        return Table("sums", ("pixels", "weights", "products"), (*rows, total))

    def _says(self) -> Phrase:
        if self.finished:
            return phrase(f"{ROOM}.says.everywhere", most=int(self.map.max()))
        return phrase(f"{ROOM}.says.slide", row=self.row, column=self.column, answer=float(self.answer))

    def why(self, reading: str) -> Why:
        value = {number.id: number.value for number in self.frame(None).numbers()}[reading]
        assert value is not None
        formula, numbers = _COUNTS.get(reading, ""), ""
        if reading == "answer":
            formula = r"s = \sum_{i=1}^{3} \sum_{j=1}^{3} k_{ij} x_{ij}"
            numbers = self._products(range(REACH))
        elif reading.startswith("sum-"):
            line = int(reading[-1]) - 1
            formula, numbers = rf"\sum_{{j=1}}^{{3}} k_{{{line + 1}j}} x_j", self._products([line])
        says = phrase(f"{ROOM}.why.{reading.partition('-')[0]}")
        return worked_out(formula, numbers, value, says)

    def _products(self, lines: range | list[int]) -> str:
        """Pixels with their weights put before them; those whose weight is 0 are left out."""
        window, text = self.picture[self.window], ""
        for line in lines:
            for pixel, weight in zip(window[line], self.kernel[line], strict=True):
                if weight:
                    times = "" if abs(weight) == 1 else rf"{abs(weight):g} \cdot "
                    text += f" {'-' if weight < 0 else '+'} {times}{pixel:g}"
        return text.removeprefix(" + ").strip() or "0"

    def program(self, steps: int) -> str:
        """The same place in NumPy."""
        return PROGRAM.format(
            picture=",\n".join(f"    {[int(pixel) for pixel in row]}" for row in self.picture),
            kernel=[list(map(int, row)) for row in self.kernel],
            places=sorted(self.been),
            row=self.row,
            column=self.column,
            steps=min(steps, MAP * MAP - len(self.been)),
        )


def _line(numbers: Floats) -> str:
    return " ".join(f"{number:g}".replace("-", "−").rjust(2) for number in numbers)


PROGRAM = '''\
"""One filter slid over one digit: at each place nine products are added up."""

import numpy as np

picture = np.array([
{picture},
])
kernel = np.array({kernel})
row, column = {row}, {column}  # where its upper left corner stands, from 1
places = {places}  # where it has stood


def answer(row, column):
    return int((picture[row - 1 : row + 2, column - 1 : column + 2] * kernel).sum())


for _ in range({steps}):  # on to the next place, line by line, past those where it has been
    while (row, column) in places:
        row, column = (row, column + 1) if column < 6 else (row % 6 + 1, 1)
    places.append((row, column))

print("answer =", answer(row, column))
print("row-is =", row)
print("column-is =", column)
print("most =", max(answer(r, c) for r, c in places))
print("places =", len(places))
for line in range(3):
    print(f"sum-{{line + 1}} =", int(picture[row - 1 + line, column - 1 : column + 2] @ kernel[line]))
'''
