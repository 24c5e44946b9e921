"""How many ticks are due: as many as the speed asks for, taken in slices so short that no key waits."""

from __future__ import annotations

import asyncio
from math import inf
from time import monotonic

from tui_nn.labs.run import Run

SPEEDS = (1, 3, 10, 30, 100, 1000, inf)  # ticks a second; the last is as fast as it goes
LIVELY = 3  # the speed at which a lab begins whose ticks are whole epochs
SLICE = 0.004  # seconds of ticking at a stretch
REST = 0.002  # seconds between two slices in which keys and pictures have their turn
LONGEST_REST = 0.1  # seconds; a change of speed is felt at once
LONGEST_LATE = 0.5  # seconds; it may be busy, but learning is seen to go on
HEAVY = 2 * SLICE  # a tick that takes longer is taken in a thread: it cannot be split
TOLD_EVERY = 0.5  # seconds over which the speed reached is counted


class Pace:
    """Owes the run its ticks by the clock; learns as it goes what a tick costs."""

    def __init__(self, speed: int) -> None:
        self.speed = speed
        self.reached = 0.0  # ticks a second, as counted
        self._owed = 0.0
        self._last = 0.0
        self._cost = SLICE  # seconds a tick
        self._late = 0.0  # seconds that the machine lets it wait, when it asks for a rest
        self._counted = (0.0, 0)  # when the count began, at which step

    @property
    def fastest(self) -> bool:
        """Whether it goes as fast as it can."""
        return SPEEDS[self.speed] == inf

    def change(self, steps: int) -> None:
        """Faster or slower."""
        self.speed = max(0, min(len(SPEEDS) - 1, self.speed + steps))

    def begin(self, step: int) -> None:
        """From now on ticks are owed; the first one comes with the key, not a second later."""
        self._last, self._owed = monotonic(), 1.0
        self._counted, self.reached = (self._last, step), 0.0

    def forget(self) -> None:
        """The lab is another: what a tick costs has to be learnt anew."""
        self._cost = SLICE

    def due(self) -> int:
        """Ticks to take now; there may be more than a slice has room for, and those stay owed."""
        now = monotonic()
        speed, elapsed, self._last = SPEEDS[self.speed], now - self._last, now
        fitting = max(1, int(SLICE / self._cost))
        if speed == inf:
            return 2 * fitting
        self._owed += elapsed * speed
        ticks = int(min(self._owed, fitting))
        self._owed = min(self._owed - ticks, speed)
        return ticks

    def rest(self, picture: float) -> float:
        """Seconds until it is worth looking at the clock again; on a busy machine others come first.

        Ticks of which nobody would see the first are taken together, `picture` seconds from now.
        """
        lacking = max(0.0, 1.0 - self._owed) / SPEEDS[self.speed]
        rest = max(REST, lacking, picture) if lacking else REST
        return max(min(rest, LONGEST_REST), self._late)

    def woke(self, late: float) -> None:
        """A rest was longer than it should have been: so long did others need the processor."""
        self._late = min(0.8 * self._late + 0.2 * late, LONGEST_LATE)

    async def advanced(self, run: Run, ticks: int) -> Run:
        """The run so many ticks on, or as many as a slice has room for; one at least."""
        if self._cost > HEAVY:
            begin = monotonic()
            on = await asyncio.to_thread(run.forward, 1)
            self._learn(begin, 1)
            return on
        return self._sliced(run, run.step + ticks)

    def _sliced(self, run: Run, goal: int) -> Run:
        """On by chunks that grow while the time lasts, so that a tick that costs more than usual is soon noticed."""
        begin = before = monotonic()
        first, chunk = run.step, max(1, int(SLICE / self._cost / 8))
        while run.step < goal:
            on = run.forward(min(chunk, goal - run.step))
            if on.step == run.step:
                break  # nothing is left to do
            now = monotonic()
            run, took, before = on, now - before, now
            if now - begin + 2 * took > SLICE:
                break
            chunk *= 2
        if run.step > first:
            self._learn(begin, run.step - first)
        return run

    def _learn(self, begin: float, ticks: int) -> None:
        self._cost = 0.7 * self._cost + 0.3 * (monotonic() - begin) / ticks

    def count(self, step: int) -> None:
        """Count how fast it goes, now that it has come to this step."""
        since, first = self._counted
        elapsed = monotonic() - since
        if elapsed >= TOLD_EVERY:
            self.reached = max(0.0, (step - first) / elapsed)
            self._counted = (monotonic(), step)
