"""How often pictures may come: as often as is wanted, and on a busy machine as rarely as it needs to answer keys.

No one has to be asked: where thirty seats draw on two cores, each of them notices by itself that its pictures come
late, and takes longer pauses.
"""

from __future__ import annotations

FRAMES = 21  # pictures a second; the timer is a little late, and 20 should be seen
CALM_FRAMES = 2  # with reduced motion
SHARE = 0.25  # of the time that pictures may take, waiting for the processor included
MEMORY = 0.8  # of the lateness so far, against the newest


class Governor:
    """The period of one picture after the other, in seconds."""

    def __init__(self, frames: float = FRAMES) -> None:
        self.frames = frames
        self._late = 0.0

    def painted(self, late: float) -> None:
        """A picture is on the screen so many seconds after it was due."""
        self._late = MEMORY * self._late + (1 - MEMORY) * late

    @property
    def period(self) -> float:
        return max(1 / self.frames, self._late / SHARE)
