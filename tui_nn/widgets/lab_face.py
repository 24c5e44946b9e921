"""How a lab looks: its picture, readings, knobs and tables, and what is said above and below them."""

from __future__ import annotations

import os

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui_nn.labs.lab import Bars, Lab, Picture, Plane, Reading, Table
from tui_nn.locale.words import Words
from tui_nn.plots.glyphs import glyphs_for
from tui_nn.plots.ink import Row
from tui_nn.plots.picture import draw
from tui_nn.plots.readings import draw_readings
from tui_nn.widgets.drawn import Drawn
from tui_nn.widgets.knobs import draw_knobs

ROOMY = 10  # rows from which tables can afford a blank row between them


class LabFace(Widget):
    """Draws what it is given; it keeps no state of the lab and has no keys."""

    def __init__(self, knobs: int) -> None:
        super().__init__()
        self._knobs = knobs
        self._glyphs = glyphs_for(os.environ.get("TERM", ""))
        self._written: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="says", markup=False)
        with Horizontal(id="stage"):
            yield Drawn(id="picture")
            with Vertical(id="side"):
                with Vertical(id="dials"):
                    yield Drawn(id="readings")
                    knobs = Drawn(id="knobs")
                    knobs.styles.height = self._knobs
                    yield knobs
                yield Drawn(id="tables")
        yield Static(id="guess", markup=False)
        yield Static(id="transport", markup=False)

    @property
    def ready(self) -> bool:
        """Whether there are places to draw in; before the first layout there are none."""
        return any(drawn.size for drawn in self.query("#knobs"))

    def show(
        self, lab: Lab, words: Words, *, knob: int | None, cursor: tuple[float, float] | None, guess: str, below: str
    ) -> None:
        """Put a lab up: the selected knob and the pencil's cursor if any, the guess, and the line below."""
        frame = lab.frame()
        first, *others = frame.pictures
        self._write("#says", words.say(frame.says) if frame.says else "")
        picture = self.query_one("#picture", Drawn)
        picture.show(draw(lab.name, first, words, *picture.size, cursor=cursor, glyphs=self._glyphs))
        self._draw_readings(lab, frame.readings, words)
        knobs = self.query_one("#knobs", Drawn)
        knobs.show(draw_knobs(lab, words, knobs.size.width, knob))
        self._draw_tables(lab, others, words)
        self._write("#guess", guess)
        self.query_one("#guess").display = bool(guess)
        self._write("#transport", below)

    def _write(self, place: str, text: str) -> None:
        """A text of fixed height: painted when it changes, and nothing is laid out anew."""
        if self._written.get(place) != text:
            self._written[place] = text
            self.query_one(place, Static).update(text, layout=False)

    def _draw_readings(self, lab: Lab, readings: tuple[Reading, ...], words: Words) -> None:
        """Two columns of numbers; those that a knob shows already are left to the knob."""
        knobs = {knob.id for knob in lab.knobs}
        shown = [reading for reading in readings if reading.id not in knobs]
        place = self.query_one("#readings", Drawn)
        rows = (len(shown) + 1) // 2
        place.styles.height = rows
        place.show(draw_readings(lab.name, shown, words, place.size.width, rows))

    def _draw_tables(self, lab: Lab, others: list[Picture], words: Words) -> None:
        """As many of the other pictures as there are rows for, the first ones first."""
        place = self.query_one("#tables", Drawn)
        rows: list[Row] = []
        width, height = place.size
        for other in others:
            gap = 1 if rows and height > ROOMY else 0
            room = height - len(rows) - gap
            if room >= 3 and not (isinstance(other, Table) and not other.rows):
                rows += [()] * gap
                rows += draw(lab.name, other, words, width, _height(other, room))
        place.show(tuple(rows))


def _height(picture: Plane | Table | Bars, room: int) -> int:
    """Rows a picture wants beside the main one: a table its rows, a head and a title; a chart what there is."""
    return min(room, len(picture.rows) + 2) if isinstance(picture, Table) else room
