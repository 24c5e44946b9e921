"""How often pictures may come: as often as is wanted, and on a busy machine as rarely as it needs to answer keys.

No one has to be asked: where thirty seats draw on two cores, each of them notices by itself that its pictures come
late, and takes longer pauses.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tempo:
    """How many pictures a second at most, and what share of the time they may take, waiting included."""

    frames: float
    share: float


ALONE = Tempo(21, 0.25)  # the timer is a little late, and 20 should be seen
# Thirty seats that each take a quarter of the time make eight that wait for two cores, and a key waits behind them.
IN_CLASS = Tempo(9, 0.1)
CALM_FRAMES = 2  # with reduced motion
MEMORY = 0.8  # of the lateness so far, against the newest


class Governor:
    """The period of one picture after the other, in seconds."""

    def __init__(self, tempo: Tempo) -> None:
        self.frames, self._share = tempo.frames, tempo.share
        self._late = 0.0

    def painted(self, late: float) -> None:
        """A picture is on the screen so many seconds after it was due."""
        self._late = MEMORY * self._late + (1 - MEMORY) * late

    @property
    def period(self) -> float:
        return max(1 / self.frames, self._late / self._share)
