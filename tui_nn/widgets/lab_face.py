"""How a lab with one picture looks: picture, readings, knobs and tables, and what is said above and below them."""

from __future__ import annotations

import os

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui_nn.labs.frame import Picture, Reading, Table
from tui_nn.labs.lab import Lab
from tui_nn.locale.words import Words
from tui_nn.plots.glyphs import ASCII, glyphs_for
from tui_nn.plots.ink import Row
from tui_nn.plots.picture import draw
from tui_nn.plots.readings import draw_readings
from tui_nn.widgets.drawn import Drawn
from tui_nn.widgets.knobs import draw_knobs, knob_at, useful
from tui_nn.widgets.look import Look
from tui_nn.widgets.put_up import put_up
from tui_nn.widgets.sentence import Sentence
from tui_nn.widgets.stage import Stage, stage
from tui_nn.widgets.transport import draw_transport, step_at

ROOMY = 10  # rows from which tables can afford a blank row between them
SHORT = 22  # rows below which no row stays empty between knobs and tables
TALL = 28  # rows from which the numbers go below the picture


class LabFace(Widget):
    """Draws what it is given; it keeps no state of the lab and has no keys, but knows what stands where."""

    def __init__(self, knobs: int) -> None:
        super().__init__()
        self._knobs = knobs
        self.glyphs = glyphs_for(os.environ.get("TERM", ""), bool(os.environ.get("NO_COLOR")))
        self._plain = self.glyphs is ASCII
        self._look: Look | None = None

    def compose(self) -> ComposeResult:
        yield Sentence(id="says")
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
        yield Drawn(id="transport")

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Arrange the parts to the room there is."""
        self.set_class(self.size.height >= TALL, "-tall")
        self.set_class(self.size.height < SHORT, "-short")

    @property
    def ready(self) -> bool:
        """Whether there are places to draw in; before the first layout there are none."""
        return bool(self.is_mounted and self._drawn("#knobs").size)

    def show(self, look: Look) -> None:
        """Put a lab up."""
        frame, words = look.frame, look.words
        self.query_one("#says", Sentence).say(words.say(frame.says) if frame.says else "")
        self._draw_pictures(look)
        knobs = self._drawn("#knobs")
        self._fit_knobs(look.lab)
        knobs.show(draw_knobs(look.lab, words, *knobs.size, look.knob, selected=look.selected, plain=self._plain))
        self._tell_guess(look.guess)
        below = self._drawn("#transport")
        width = below.size.width
        below.show(draw_transport(look.below, look.step, look.furthest, width, active=look.active, plain=self._plain))
        self._look = look

    def _fit_knobs(self, lab: Lab) -> None:
        """As many rows as there are knobs to turn in this preset; an idle one leaves its row to the tables."""
        self._drawn("#knobs").styles.height = max(1, len(useful(lab)))

    # What stands where ----------------------------------------------------------------------------------------------

    def stage(self) -> Stage:
        """The pictures and their places, as they are shown."""
        look = self._look
        return stage(look.frame, look.view, *self._drawn("#picture").size) if look else ()

    def cell(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """The cell of the stage that was pointed at."""
        return self._pointed("#picture", event)

    def knob(self, event: events.MouseEvent) -> tuple[str, int] | None:
        """The knob that was pointed at, and the steps that a click there turns it by."""
        where, look = self._pointed("#knobs", event), self._look
        size = self._drawn("#knobs").size
        return knob_at(look.lab, look.words, *size, look.knob, *where) if where and look else None

    def moment(self, event: events.MouseEvent) -> int | None:
        """The step of the history that was pointed at."""
        where, look = self._pointed("#transport", event), self._look
        width = self._drawn("#transport").size.width
        return step_at(look.below, look.furthest, width, where[0]) if where and look else None

    def tab(self, event: events.MouseEvent) -> int | None:
        """The view whose name was pointed at; there are none here."""
        return None

    def _pointed(self, place: str, event: events.MouseEvent) -> tuple[int, int] | None:
        where = event.get_content_offset(self._drawn(place))
        return (where.x, where.y) if where is not None else None

    # Parts ----------------------------------------------------------------------------------------------------------

    def _draw_pictures(self, look: Look) -> None:
        first, *others = look.frame.pictures
        place = self._drawn("#picture")
        place.show(draw(look.lab.name, first, look.words, *place.size, cursor=look.cursor, glyphs=self.glyphs))
        self._draw_readings(look.lab, look.frame.readings, look.words)
        self._draw_tables(look.lab, others, look.words)

    def _drawn(self, place: str) -> Drawn:
        return self.query_one(place, Drawn)

    def _tell_guess(self, guess: str) -> None:
        """What was guessed, in its line below; before there is a guess there is no line."""
        place = self.query_one("#guess", Static)
        put_up(place, guess, layout=False)
        place.display = bool(guess)

    def _draw_readings(self, lab: Lab, readings: tuple[Reading, ...], words: Words) -> None:
        """Two columns of numbers; those that a knob shows already are left to the knob."""
        knobs = {knob.id for knob in lab.knobs}
        shown = [reading for reading in readings if reading.id not in knobs]
        place = self._drawn("#readings")
        rows = (len(shown) + 1) // 2
        place.styles.height = rows
        place.show(draw_readings(lab.name, shown, words, place.size.width, rows))

    def _draw_tables(self, lab: Lab, others: list[Picture], words: Words) -> None:
        """As many of the other pictures as there are rows for, the first ones first."""
        place = self._drawn("#tables")
        place.display = bool(others)  # else the picture has its rows
        rows: list[Row] = []
        width, height = place.size
        for other in others:
            gap = 1 if rows and height > ROOMY else 0
            room = height - len(rows) - gap
            if room >= 3 and not (isinstance(other, Table) and not other.rows):
                rows += [()] * gap
                rows += draw(lab.name, other, words, width, _height(other, room))
        place.show(tuple(rows))


def _height(picture: Picture, room: int) -> int:
    """Rows a picture wants beside the main one: a table its rows, a head and a title; a chart what there is."""
    return min(room, len(picture.rows) + 2) if isinstance(picture, Table) else room
