"""A Network drawn in cells: what each unit sees, every weight by sign and size, every bias."""

from __future__ import annotations

import numpy as np

from tui_nn.engine.arrays import Bools, Floats, Ints
from tui_nn.labs.frame import Network
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say, sheet
from tui_nn.plots.glyphs import BRAILLE, Glyphs
from tui_nn.plots.heat import coloured
from tui_nn.plots.ink import NO_TONE, Drawing, Ink
from tui_nn.plots.network_caption import caption
from tui_nn.plots.network_layout import Column, Layout, laid_out
from tui_nn.plots.network_links import Links, draw_links, kept
from tui_nn.plots.network_marks import marks_for, of_bias, sign_tone, signed
from tui_nn.plots.network_parts import Part, first, found, neighbour, sizes
from tui_nn.plots.tones import CLASSES, FIRST_CLASS

__all__ = ["at", "draw_network", "first", "neighbour"]

_CELLS_A_LINK = 8  # of the gap between two layers; where there are more links, only the strongest are drawn
_ENDS = 0.8  # the share of a thumbnail's height over which the links into it are spread
_VALUE = 6  # cells of a weight written at a link


def draw_network(
    lab_name: str,
    picture: Network,
    words: Words,
    width: int,
    height: int,
    *,
    selected: str | None = None,
    glyphs: Glyphs = BRAILLE,
) -> Drawing:
    """The network in exactly `height` rows of exactly `width` cells, the inputs at the left, the output at the right.

    Args:
        lab_name: where the words for activations are.
        picture: the network. Its sizes decide where things stand, its weights never do.
        words: the language.
        selected: the part to mark: its links in bold with their weights, its number in the last row.
        glyphs: the characters of this terminal.
    """
    part = found(picture, selected)
    places = _places(picture, width, height, part)
    pen = _Pen(lab_name, picture, words, glyphs, places, part)
    pen.links()
    pen.units()
    pen.biases()
    pen.heads()
    pen.selection()
    last = fit.fitted([caption(lab_name, picture, words, part, pen.marks, width)], width, 1)
    rows = pen.sheet.rows()[: places.bottom]
    if (places.width, places.height) == (width, height):
        return (*rows, *last)
    return fit.fitted([*rows[: height - 1], *last], width, height) if height > 0 else ()


def at(
    picture: Network, width: int, height: int, column: int, row: int, *, selected: str | None = None
) -> str | None:
    """The part that a cell of the drawing shows, that of the same `selected`; None where there is none."""
    places = _places(picture, width, height, found(picture, selected))
    for there in places.columns:
        for unit in there.units:
            across, down = there.bias(unit)
            if there.layer and row == down and across <= column < across + there.bias_width:
                return Part("b", there.layer, unit).name
            left = 0 if not there.layer else there.left
            top = there.tops[unit - there.first]
            if left <= column < there.right and top <= row < top + there.rows:
                return Part("u", there.layer, unit).name
    return _link_at(picture, places, column, row)


def _link_at(picture: Network, places: Layout, column: int, row: int) -> str | None:
    """The strongest of the links drawn that pass a cell or the one above or below it, the nearest first."""
    for before, after in zip(places.columns, places.columns[1:], strict=False):
        if before.right <= column < after.entry:
            share = (column + 0.5 - before.right) / (after.entry - before.right)
            starts, ends = _heights(before, after)
            heights = starts + (ends - starts) * share
            weights = _shown_weights(picture, before, after)
            distance = np.abs(heights - (row + 0.5))
            distance[~kept(weights, _most_links(places, before, after))] = np.inf
            nearest = np.lexsort((-np.nan_to_num(np.abs(weights)).ravel(), np.floor(distance * 2).ravel()))[0]
            source, unit = divmod(int(nearest), weights.shape[1])
            if distance[source, unit] <= 1.5:
                return Part("w", after.layer, after.first + unit, before.first + source).name
    return None


def _places(picture: Network, width: int, height: int, part: Part | None) -> Layout:
    focus: tuple[tuple[int, int], ...] = ()
    if part:
        focus = ((part.layer, part.unit), *(((part.layer - 1, part.source),) if part.letter == "w" else ()))
    return laid_out(sizes(picture), max(map(fit.cells, picture.inputs)), width, height, focus)


def _heights(before: Column, after: Column) -> tuple[Floats, Floats]:
    """Where links begin and end, in rows of the drawing, (sources, targets) each."""
    starts = np.array(before.tops) + before.rows / 2
    middles = np.array(after.tops) + after.rows / 2
    count = len(starts)
    reach = after.rows * _ENDS if after.rows > 1 else 0.0
    spread = (np.arange(count) - (count - 1) / 2) / count * reach
    return np.repeat(starts[:, None], len(middles), axis=1), middles + spread[:, None]


def _shown_weights(picture: Network, before: Column, after: Column) -> Floats:
    sources = slice(before.first - 1, before.units[-1])
    return picture.weights[after.layer - 1][sources, after.first - 1 : after.units[-1]]


def _most_links(places: Layout, before: Column, after: Column) -> int:
    area = (after.entry - before.right) * (places.bottom - places.top)
    return max(len(before.tops) + len(after.tops), area // _CELLS_A_LINK)


class _Pen:
    """One drawing in the making."""

    def __init__(
        self, lab_name: str, picture: Network, words: Words, glyphs: Glyphs, places: Layout, part: Part | None
    ) -> None:
        self.lab_name, self.picture, self.words = lab_name, picture, words
        self.glyphs, self.places, self.part = glyphs, places, part
        self.marks = marks_for(glyphs)
        self.sheet = sheet.blank(places.height, places.width)

    def write(self, column: int, row: int, text: str, ink: Ink = Ink.TEXT, tone: int = NO_TONE) -> None:
        """Text as far as the drawing reaches; every character is one cell wide."""
        begin, end = max(column, 0), min(column + len(text), self.places.width)
        if begin < end and 0 <= row < self.places.bottom:
            signs = np.array([ord(sign) for sign in text[begin - column : end - column]])
            self.sheet.put(np.full(end - begin, row), np.arange(begin, end), signs, ink, tone)

    def links(self) -> None:
        """The lines of each gap, then what is written at them."""
        for before, after in zip(self.places.columns, self.places.columns[1:], strict=False):
            weights = _shown_weights(self.picture, before, after)
            bold, chosen = self._marked(before, after, weights.shape)
            shown = kept(weights, _most_links(self.places, before, after)) | bold
            starts, ends = _heights(before, after)
            faint = np.full(weights.shape, bold.any()) & ~bold
            links = Links(starts, ends, weights, bold, faint, chosen).only(shown)
            top, bottom = self.places.top, self.places.bottom
            draw_links(self.sheet, before.right, after.entry, top, bottom, links, self.glyphs.dots)
            self._frozen_links(before, after, shown, (starts + ends) / 2)
            self._values(before, after, weights, bold, (starts + ends) / 2)

    def _marked(self, before: Column, after: Column, shape: tuple[int, ...]) -> tuple[Bools, Bools]:
        """The links of the selected unit, and the selected link."""
        bold, chosen = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
        part = self.part
        if part and part.layer == after.layer and part.unit in after.units:
            unit = part.unit - after.first
            if part.letter != "w":
                bold[:, unit] = True
            elif part.source in before.units:
                bold[part.source - before.first, unit] = chosen[part.source - before.first, unit] = True
        if part and part.letter == "u" and part.layer == before.layer and part.unit in before.units:
            bold[part.unit - before.first] = True
        return bold, chosen

    def _values(self, before: Column, after: Column, weights: Floats, bold: Bools, middles: Floats) -> None:
        """The weights of the links in bold, each at the end away from the selected unit, or in the middle."""
        room = min(_VALUE, after.entry - before.right - 2)
        if not self.part or room < 3:
            return
        for source, unit in np.argwhere(bold).tolist():
            text = signed(float(weights[source, unit]), self.words, room)
            if self.part.letter == "w":
                column = (before.right + after.entry - len(text)) // 2
                self.write(column, int(middles[source, unit]), text, Ink.ACCENT)
            elif self.part.layer == after.layer:
                self._value(before.right, before.row(before.first + source), text, float(weights[source, unit]))
            else:
                row = after.row(after.first + unit)
                self._value(after.entry - 1 - len(text), row, text, float(weights[source, unit]))

    def _value(self, column: int, row: int, text: str, weight: float) -> None:
        self.write(column, row, text, Ink.STRONG, sign_tone(weight))

    def _frozen_links(self, before: Column, after: Column, shown: Bools, middles: Floats) -> None:
        """A star on each link that learning leaves alone; for a whole frozen layer the head has one."""
        frozen = self.picture.frozen[after.layer - 1]
        if frozen.all():
            return
        part = frozen[before.first - 1 : before.units[-1], after.first - 1 : after.units[-1]]
        for source, unit in np.argwhere(part & shown).tolist():
            self.write((before.right + after.entry) // 2, int(middles[source, unit]), self.marks.frozen, Ink.STRONG)

    def units(self) -> None:
        """Thumbnails, all from one call for their values, with the signs of inputs and classes beside them."""
        finest = max((column.width, column.rows) for column in self.places.columns)
        wide, high = finest[0], 2 * max(column.rows for column in self.places.columns)
        fields = self.picture.fields(wide, high)
        for column in self.places.columns:
            limits = self.picture.limits[column.layer]
            values = fields[column.layer][column.first - 1 : column.units[-1]]
            values = values[:, _sampled(high, 2 * column.rows)][:, :, _sampled(wide, column.width)]
            self._thumbnails(column, values, limits)
            self._beside(column)
            if column.hidden:
                more = self.words("plots.network.more", n=column.hidden)
                self.write(column.left, self.places.bottom - 1, more, Ink.DIM)

    def _thumbnails(self, column: Column, values: Floats, limits: tuple[float, float]) -> None:
        stacked = np.ascontiguousarray(values).reshape(-1, column.width)
        drawn = coloured(stacked, limits, self.glyphs)
        for k, top in enumerate(column.tops):
            self.sheet.lay(drawn.part(k * column.rows, (k + 1) * column.rows), column.left, top)

    def _beside(self, column: Column) -> None:
        """The inputs' signs, the classes' numbers, and what ails a unit."""
        output = column.layer == self.places.layers - 1
        for unit in column.units:
            row = column.row(unit)
            if column.layer == 0:
                label = fit.right(self.picture.inputs[unit - 1], self.places.label)
                self.write(column.left - 1 - self.places.label, row, label)
            if output and column.count > 1:
                self.write(column.right + 1, row, str(unit - 1), Ink.TEXT, FIRST_CLASS + (unit - 1) % CLASSES)
            ill = self.picture.ailing.get(f"u-{column.layer}-{unit}")
            if ill:
                middle = column.left + (column.width - 1) // 2
                self.write(middle, row, self.marks.ailing[ill != "dead"], Ink.BAD)
                self.sheet.grounds[row, middle] = NO_TONE

    def biases(self) -> None:
        """Each as a number below its unit, or as a sign before it."""
        for column in self.places.columns[int(self.places.columns[0].layer == 0) :]:
            frozen = self.picture.frozen[column.layer - 1][-1]
            for unit in column.units:
                bias = float(self.picture.biases[column.layer - 1][unit - 1])
                star = self.marks.frozen if frozen[unit - 1] else ""
                across, down = column.bias(unit)
                if column.numbered:
                    self.write(across, down, self._bias(bias, column.bias_width, star), Ink.TEXT, sign_tone(bias))
                else:
                    self.write(across, down, of_bias(bias, self.marks), Ink.TEXT, sign_tone(bias))
                    self.write(across - len(star), down, star, Ink.STRONG)

    def _bias(self, bias: float, room: int, star: str) -> str:
        head = f"b{star or ' '}" if room >= 7 else star
        return fit.left(head + signed(bias, self.words, room - len(head)), room)

    def heads(self) -> None:
        """Above each layer its activation, with a star where all of the layer is frozen."""
        if not self.places.top:
            return
        room = self.places.pitch - 1
        for column in self.places.columns[int(self.places.columns[0].layer == 0) :]:
            name = say.activation_name(self.lab_name, self.picture.activations[column.layer - 1], self.words)
            star = f" {self.marks.frozen}" if self.picture.frozen[column.layer - 1].all() else ""
            text = fit.clip(name, room - len(star)) + star
            left = column.left + (column.width - len(text)) // 2
            self.write(min(max(0, left), self.places.width - len(text)), 0, text, Ink.DIM)
        missing = self.places.layers - 1 - self.places.columns[-1].layer
        if missing:
            more = self.words("plots.network.more", n=missing)
            self.write(self.places.width - len(more), 0, more, Ink.DIM)

    def selection(self) -> None:
        """Brackets around the selected unit or bias."""
        part = self.part
        column = next((column for column in self.places.columns if part and column.layer == part.layer), None)
        if part is None or column is None or part.letter == "w" or part.unit not in column.units:
            return
        if part.letter == "u":
            self._framed(column, column.tops[part.unit - column.first])
            return
        across, down = column.bias(part.unit)
        end = across + column.bias_width
        self.sheet.put(
            np.full(end - across, down), np.arange(across, end), self.sheet.signs[down, across:end], Ink.ACCENT
        )
        self.write(across - 1, down, self.glyphs.brackets[0], Ink.ACCENT)
        if column.numbered:
            self.write(end, down, self.glyphs.brackets[1], Ink.ACCENT)

    def _framed(self, column: Column, top: int) -> None:
        left = column.entry - 1
        if column.rows == 1:
            self.write(left, top, self.glyphs.brackets[0], Ink.ACCENT)
            self.write(column.right, top, self.glyphs.brackets[1], Ink.ACCENT)
            return
        for side, corners in ((left, self.marks.left), (column.right, self.marks.right)):
            for k in range(column.rows):
                sign = corners[0 if k == 0 else 2 if k == column.rows - 1 else 1]
                self.write(side, top + k, sign, Ink.ACCENT)


def _sampled(count: int, wanted: int) -> Ints:
    """Which of `count` even places are nearest to `wanted` even ones."""
    return np.asarray((np.arange(wanted) + 0.5) * (count / wanted), dtype=np.int64)
