"""A run on the screen as it moves through time: it plays, steps, jumps and goes back while keys are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from math import ceil
from time import monotonic

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker

from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Lab, Refused
from tui_nn.labs.run import Run
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.locale.words import Words
from tui_nn.widgets.governor import ALONE, CALM_FRAMES, Governor, Tempo
from tui_nn.widgets.pace import LIVELY, REST, Pace

PARTS = 20  # a jump is a twentieth of the run


class RunView(Widget):
    """Owns the clock. Learning goes on in slices between which pictures and keys have their turn."""

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

    def __init__(
        self, run: Run, words: Words, *, locked: bool = False, calm: bool = False, tempo: Tempo = ALONE
    ) -> None:
        super().__init__()
        self.run = run
        self.words = words
        self.locked = locked
        self.calm = calm  # reduced motion
        self.playing = False
        self.furthest = run.step  # the end of the history that can be jumped about in
        self._target = 0  # of a jump that is under way
        self.seen: Lab = run.lab  # as the latest picture shows it; while the run moves it is ahead of it
        self._framed: tuple[Lab, Frame] = (run.lab, run.lab.frame())
        self.pace = Pace(LIVELY if self.frame.views and not getattr(run.lab, "unhurried", False) else 1)
        self._worker: Worker[None] | None = None
        self._tempo = tempo
        self._governor = Governor(tempo)
        self._due = 0.0  # when the next picture should come
        self._painting = False  # whether one is on its way to the screen
        self._unpainted = False

    @property
    def frame(self) -> Frame:
        """What the learner sees, worked out once for each state."""
        if self._framed[0] is not self.seen:
            self._framed = (self.seen, self.seen.frame())
        return self._framed[1]

    @property
    def moving(self) -> bool:
        """Whether it plays, or is on its way to where it was sent."""
        return self._worker is not None

    def draw(self) -> None:
        """Put what is seen on the screen; while the run moves, its pictures come by the clock alone."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.move_calmly(self.calm)

    def on_unmount(self) -> None:
        if self._worker:
            self._worker.cancel()

    # Time -----------------------------------------------------------------------------------------------------------

    def play(self) -> None:
        """Run, or pause."""
        if self.playing:
            self.halt()
        elif not self._ends():
            self.pace.begin(self.run.step)
            self._move(self._keep_time(), playing=True)

    def halt(self) -> None:
        """Stay here, whatever was under way."""
        if self._worker:
            self._worker.cancel()
            self._rest()

    def step(self) -> None:
        """One tick."""
        if not self._ends():
            self.halt()
            self.go(self.run.forward())

    def step_back(self) -> None:
        """One tick back."""
        self.halt()
        self.go(self.run.back())

    def rewind(self) -> None:
        """The same start again, knobs and points as they now stand."""
        self.take_up(self.run.rewound())

    def reseed(self) -> None:
        """Another seed."""
        if not self.refuses():
            self.take_up(self.run.reseeded(self.run.seed + 1))

    def take_up(self, run: Run) -> None:
        """Go on from another run: a preset, a file, a shared state."""
        self.halt()
        self.pace.forget()
        self.go(run)

    def jump(self, parts: int) -> None:
        """So many twentieths of the history further, or back."""
        here = self._target if self.moving and not self.playing else self.run.step
        self.travel(here + parts * ceil(max(1, self.furthest) / PARTS))

    def travel(self, step: int) -> None:
        """To any step of the history; the way is walked in slices, and the picture with it."""
        self.halt()
        self._target = max(0, min(step, self.furthest))
        self.go(self.run.near(self._target))
        if self.run.step < self._target:
            self._move(self._travel())

    def change_speed(self, steps: int) -> None:
        """Faster or slower; nothing else changes."""
        self.pace.change(steps)
        self.draw()

    def move_calmly(self, calm: bool) -> None:
        """Reduced motion, or full."""
        self.calm = calm
        self._governor.frames = CALM_FRAMES if calm else self._tempo.frames

    async def beat(self) -> None:
        """One slice of ticks, as many as the speed asks and the time allows."""
        if ticks := self.pace.due():
            before = self.run
            run = await self.pace.advanced(before, ticks)
            if before is self.run:  # else the learner has changed it meanwhile
                self.go(run)
                if run is before or run.lab.finished:
                    self._rest()

    async def _keep_time(self) -> None:
        woken, late = monotonic(), 0.0
        while self.playing:
            await self.beat()
            self._paint_in_time(woken, late)
            woken = monotonic() + (rest := self.pace.rest(self._due - monotonic()))
            await asyncio.sleep(rest)
            late = monotonic() - woken
            self.pace.woke(late)

    async def _travel(self) -> None:
        while self.run.step < self._target and not self.run.lab.finished:
            before = self.run
            run = await self.pace.advanced(before, self._target - before.step)
            if before is self.run:
                self.go(run)
            self._paint_in_time(monotonic(), 0.0)
            await asyncio.sleep(REST)
        self._rest()

    def _move(self, work: Coroutine[None, None, None], *, playing: bool = False) -> None:
        self.playing = playing
        self._worker = self.run_worker(work)
        self.draw()

    def _rest(self) -> None:
        self._worker, self.playing = None, False
        self.paint()
        self.draw()

    def _paint_in_time(self, woken: float, late: float) -> None:
        """The next picture if it is due. The clock was to look at `woken`, and did so that much too late."""
        if not self._unpainted or self._painting or monotonic() < self._due:
            return
        begin = monotonic()
        self._painting = True
        self.paint()

        def painted() -> None:
            self._painting = False
            self._governor.painted(late + monotonic() - begin)
            self._due = max(monotonic(), woken + self._governor.period)

        self.call_after_refresh(painted)

    # Change ---------------------------------------------------------------------------------------------------------

    def edit(self, edit: Edit) -> bool:
        """The learner's change to the lab, or the sentence that says why not; whether it was made."""
        if self.refuses():
            return False
        refusal = self.attempt(edit)
        if refusal:
            self.post_message(self.Told(refusal))
        return refusal is None

    def attempt(self, *edits: Edit) -> Phrase | None:
        """Changes made together; the sentence that says why not, and then none of them is made."""
        run = self.run
        try:
            for edit in edits:
                run = run.edited(edit)
        except Refused as refused:
            return refused.says
        if self.moving and not self.playing:
            self.halt()  # a change is made here, not where a jump would have ended
        self.pace.forget()
        self.go(run)
        self.paint()
        return None

    @property
    def by_hand(self) -> bool:
        """Whether there is nothing to run: as it stands the lab is only turned, painted or typed to."""
        return self.run.lab.finished and self.run.step == 0

    def _ends(self) -> bool:
        """Whether there is no going on from here; why not, is then told."""
        if self.refuses():
            return True
        if self.run.lab.finished:
            self.post_message(self.Told(phrase("app.lab.nothing_runs" if self.by_hand else "app.lab.is_over")))
        return self.run.lab.finished

    def refuses(self) -> bool:
        """Whether the lab is still locked; that is then told."""
        if self.locked:
            self.post_message(self.Told(phrase("app.lab.locked")))
        return self.locked

    def go(self, run: Run) -> None:
        """The only place where the run on screen changes. While it moves, pictures come by the clock."""
        if run is self.run:
            return
        goes_on = run.log is self.run.log and run.origin is self.run.origin
        self.furthest = max(self.furthest, run.step) if goes_on else run.step
        self.run, self._unpainted = run, True
        if not self.moving:
            self.paint()

    def paint(self) -> None:
        """A picture of the run, if it has another state than the last one showed."""
        if self._unpainted:
            self._unpainted, self.seen = False, self.run.lab
            self.pace.count(self.run.step)
            self.post_message(self.Moved(self.run))
            self.draw()
