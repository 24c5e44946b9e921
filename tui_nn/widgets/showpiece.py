"""The perceptron on the first screen, learning in front of you."""

from __future__ import annotations

import os

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from tui_nn.labs.run import Run
from tui_nn.locale.words import Words
from tui_nn.plots.glyphs import glyphs_for
from tui_nn.plots.picture import draw
from tui_nn.widgets.drawn import Drawn

PAUSE = 12  # beats that a learnt line rests before the next seed
ROUNDS = 3  # seeds that are shown; who still looks at the first screen then is reading it


class Showpiece(Vertical):
    """Two clouds and a line that moves when it is wrong; again with another seed when it has learnt."""

    def __init__(self, words: Words, *, calm: bool = False) -> None:
        super().__init__()
        self.words, self.calm = words, calm
        self.run = Run.begin("perceptron", "clouds", 1)
        self.glyphs = glyphs_for(os.environ.get("TERM", ""))
        self._rest, self._rounds = 0, 1
        self._clock: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Drawn()
        yield Static(id="caption", markup=False)

    def on_mount(self) -> None:
        if self.calm:
            self.run = self.run.forward(1000)
        else:
            self._clock = self.set_interval(1 / 6, self.beat)
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def stay(self) -> None:
        """Nothing moves while another screen is in front."""
        if self._clock:
            self._clock.pause()

    def go_on(self) -> None:
        """It is looked at again."""
        if self._clock:
            self._clock.resume()

    def beat(self) -> None:
        """A few examples."""
        if self.run.lab.finished and self._rounds == ROUNDS:
            self.stay()
        elif self.run.lab.finished:
            self._rest += 1
            if self._rest > PAUSE:
                self._rest, self._rounds, self.run = 0, self._rounds + 1, self.run.reseeded(self.run.seed + 1)
        else:
            self.run = self.run.forward(2)
        self.show()

    def show(self) -> None:
        drawn = self.query_one(Drawn)
        if drawn.size.height < 4:
            return
        frame = self.run.lab.frame()
        drawn.show(draw("perceptron", frame.pictures[0], self.words, *drawn.size, glyphs=self.glyphs))
        mistakes = next(int(reading.value or 0) for reading in frame.readings if reading.id == "mistakes")
        state = "learnt" if self.run.lab.finished else "learning"
        self.query_one("#caption", Static).update(self.words(f"app.show.{state}", n=mistakes))
