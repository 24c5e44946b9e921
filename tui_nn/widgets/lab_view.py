"""A lab on the screen: it owns the clock, the knobs' keys and the pencil; the run owns the truth."""

from __future__ import annotations

import time
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from tui_nn.labs.lab import Edit, Plane, Refused
from tui_nn.labs.run import Run
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.locale.words import Words
from tui_nn.plots.plane import on_plane, to_cell, to_data
from tui_nn.widgets.drawn import Drawn
from tui_nn.widgets.knobs import clicked
from tui_nn.widgets.lab_face import LabFace
from tui_nn.widgets.pencil import ARROWS, Pencil, edit_of, nearest

SPEEDS = (1, 3, 10, 30, 100, 1000, 10000)  # ticks a second
FRAMES = 21  # pictures a second; the timer is a little late, and 20 should be seen
CALM_FRAMES = 2  # with reduced motion
TALL = 28  # rows from which the numbers go below the picture
BUDGET = 0.004  # seconds of ticking between two pictures: keys never wait longer


class LabView(Widget, can_focus=True):
    """A run that can be played, stepped, turned and drawn in."""

    class Moved(Message):
        """The run is now at another state; whoever keeps it should keep this one."""

        def __init__(self, run: Run) -> None:
            super().__init__()
            self.run = run

    class Told(Message):
        """Something to tell the learner; nothing has changed."""

        def __init__(self, says: Phrase) -> None:
            super().__init__()
            self.says = says

    def __init__(self, run: Run, words: Words, *, locked: bool = False, calm: bool = False, guess: str = "") -> None:
        super().__init__()
        self.run = run
        self.words = words
        self.locked = locked
        self.calm = calm  # reduced motion
        self.guess = guess
        self.playing = False
        self.speed = 1
        self.pencil: Pencil | None = None
        self._pen = 1.0  # the class that a click adds: the last one drawn by key; with Ctrl the other
        self._dragged: int | None = None
        self._knob = 0
        self._owed = 0.0
        self._cost = 1e-5  # seconds a tick, measured as it runs
        self._last = 0.0
        self._clock: Timer | None = None

    def compose(self) -> ComposeResult:
        yield LabFace(len(self.run.lab.knobs))

    def on_mount(self) -> None:
        self.move_calmly(self.calm)

    def on_resize(self) -> None:
        self.set_class(self.size.height >= TALL, "-tall")

    def on_drawn_resized(self) -> None:
        self.draw()

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        if not has_focus:
            self.pencil = None
        self.draw()

    # Time -----------------------------------------------------------------------------------------------------------

    def play(self) -> None:
        """Run, or pause."""
        if self._refuse_locked():
            return
        self._set_playing(not self.playing)

    def _stop(self) -> None:
        if self.playing:
            self._set_playing(False)

    def _set_playing(self, playing: bool) -> None:
        self.playing = playing and not self.run.lab.finished
        self._last = time.monotonic()
        self._owed = 1.0  # the first step comes with the key, not a second later
        if self._clock:
            (self._clock.resume if self.playing else self._clock.pause)()
        self.draw()

    def beat(self) -> None:
        """One picture's worth of ticks, as many as the speed asks and the budget allows."""
        now = time.monotonic()
        self._owed += (now - self._last) * SPEEDS[self.speed]
        self._last = now
        ticks = int(min(self._owed, max(1.0, BUDGET / self._cost)))
        self._owed = min(self._owed - ticks, SPEEDS[self.speed])
        if not ticks:
            return
        run = self.run.forward(ticks)
        self._cost = 0.8 * self._cost + 0.2 * (time.monotonic() - now) / ticks
        self._go(run)
        if self.run.lab.finished:
            self._set_playing(False)

    def step(self) -> None:
        """One tick."""
        if self._refuse_locked():
            return
        self._stop()
        self._go(self.run.forward())

    def step_back(self) -> None:
        """One tick back."""
        self._stop()
        self._go(self.run.back())

    def rewind(self) -> None:
        """The same start again, knobs and points as they now stand."""
        self._stop()
        self._go(self.run.rewound())

    def reseed(self) -> None:
        """Another seed."""
        if self._refuse_locked():
            return
        self._stop()
        self._go(self.run.reseeded(self.run.seed + 1))

    def take_up(self, run: Run) -> None:
        """Go on from another run: a preset, a file of points, a shared state."""
        self._stop()
        self._go(run)

    def change_speed(self, steps: int) -> None:
        """Faster or slower; nothing else changes."""
        self.speed = max(0, min(len(SPEEDS) - 1, self.speed + steps))
        self.draw()

    def speak(self, words: Words) -> None:
        """Go on in another language; a run that plays keeps playing."""
        self.words = words
        self.draw()

    def move_calmly(self, calm: bool) -> None:
        """Reduced motion, or full."""
        if self._clock:
            self._clock.stop()
        self.calm = calm
        self._clock = self.set_interval(1 / (CALM_FRAMES if calm else FRAMES), self.beat, pause=not self.playing)

    def unlock(self, guess: str) -> None:
        """The guess is made: play, and keep the guess beside the result."""
        self.locked, self.guess = False, guess
        self.draw()

    def _refuse_locked(self) -> bool:
        if self.locked:
            self.post_message(self.Told(phrase("app.lab.locked")))
        return self.locked

    def edit(self, edit: Edit) -> None:
        """The learner's change to the lab, or the sentence that says why not."""
        if self._refuse_locked():
            return
        try:
            self._go(self.run.edited(edit))
        except Refused as refused:
            self.post_message(self.Told(refused.says))

    def _go(self, run: Run) -> None:
        """The only place where the run on screen changes."""
        if run is not self.run:
            self.run = run
            self.post_message(self.Moved(run))
            self.draw()

    # Knobs and pencil -----------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        handled = self._pencil_key(event.key) if self.pencil else self._knob_key(event.key)
        if handled:
            event.stop()
            event.prevent_default()

    def _knob_key(self, key: str) -> bool:
        knobs = self.run.lab.knobs
        if key not in ARROWS or not knobs:
            return False
        across, down = ARROWS[key]
        if down:
            self._knob = (self._knob + down) % len(knobs)
            self.draw()
        else:
            self.turn(self._knob, across)
        return True

    def turn(self, index: int, steps: int) -> None:
        """Turn a knob of the lab by rungs of its ladder."""
        lab = self.run.lab
        knob = lab.knobs[index]
        value = knob.turned(lab.setting(knob), steps)
        if value != lab.setting(knob):
            self.edit(Edit("set", (knob.id, value)))

    def toggle_pencil(self) -> None:
        """Take the pencil up, or put it down."""
        plane = self._plane()
        if not self.run.lab.has_points or plane is None:
            self.post_message(self.Told(phrase("app.lab.no_points")))
        elif not self._refuse_locked():
            self.focus()
            self.pencil = None if self.pencil else Pencil.on(plane)
            self.draw()

    def _pencil_key(self, key: str) -> bool:
        plane = self._plane()
        if self.pencil is None or plane is None:
            return False
        if key in ARROWS:
            self.pencil = self._moved(self.pencil, key, plane)
        elif key in ("0", "1", "m", "delete", "backspace"):
            self._pen = float(key) if key in ("0", "1") else self._pen
            self.pencil, edit = edit_of(key, self.pencil, plane)
            if edit:
                self.edit(edit)
        elif key == "escape":
            self.pencil = None
        else:
            return False
        self.draw()
        return True

    def _moved(self, pencil: Pencil, key: str, plane: Plane) -> Pencil:
        """The pencil one cell further, where that is still in the picture."""
        width, height = self.query_one("#picture").size
        across, down = ARROWS[key]
        column, row = to_cell(plane.window, width, height, pencil.x, pencil.y) or (0, 0)
        if not on_plane(plane.window, width, height, column + across, row + down):
            return pencil
        x, y = to_data(plane.window, width, height, column + across, row + down)
        return replace(pencil, x=x, y=y)

    def _plane(self) -> Plane | None:
        return next((shown for shown in self.run.lab.frame().pictures if isinstance(shown, Plane)), None)

    # The mouse ------------------------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        place = self._data_at(event)
        plane = self._plane()
        if place and plane and self.run.lab.has_points:
            self._dragged = nearest(plane, *place, reach=0.04)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        place = self._data_at(event)
        plane = self._plane()
        if not (place and plane and self.run.lab.has_points):
            return
        there = nearest(plane, *place, reach=0.04)
        if event.button == 3:
            if there is not None:
                self.edit(Edit("delete", (float(there),)))
        elif self._dragged is None:
            self.edit(Edit("add", (*place, 1 - self._pen if event.ctrl else self._pen)))
        elif there != self._dragged:
            self.edit(Edit("move", (float(self._dragged), *place)))
        self._dragged = None

    def on_click(self, event: events.Click) -> None:
        knobs = self.query_one("#knobs", Drawn)
        where = event.get_content_offset(knobs)
        if where is not None and 0 <= where.y < len(self.run.lab.knobs):
            self._knob = where.y
            steps = clicked(where.x, knobs.size.width)
            if steps:
                self.turn(where.y, steps)
            self.draw()

    def _data_at(self, event: events.MouseEvent) -> tuple[float, float] | None:
        picture = self.query_one("#picture", Drawn)
        where = event.get_content_offset(picture)
        plane = self._plane()
        if where is None or plane is None or not on_plane(plane.window, *picture.size, where.x, where.y):
            return None
        return to_data(plane.window, *picture.size, where.x, where.y)

    def draw(self) -> None:
        """Put the lab on the screen."""
        face = next(iter(self.query(LabFace)), None)
        if face is None or not face.ready:
            return  # not laid out yet; being shown is a resize, and that draws
        words, pencil = self.words, self.pencil
        face.show(
            self.run.lab,
            words,
            knob=self._knob if self.has_focus and not pencil else None,
            cursor=(pencil.x, pencil.y) if pencil else None,
            guess=words("app.lab.guess", guess=self.guess) if self.guess else "",
            below=self._transport(),
        )

    def _transport(self) -> str:
        words, run = self.words, self.run
        if self.locked:
            return words("app.lab.locked")
        if self.pencil:
            return words("app.lab.pencil_held" if self.pencil.held is not None else "app.lab.pencil")
        state = "finished" if run.lab.finished else "playing" if self.playing else "paused"
        return "  ·  ".join(
            (
                words(f"app.lab.{state}"),
                words("app.lab.step", n=run.step),
                words("app.lab.speed", n=SPEEDS[self.speed]),
                words("app.lab.seed", n=run.seed),
                words(f"labs.{run.lab_name}.presets.{run.preset}"),
            )
        )
