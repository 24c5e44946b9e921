"""Spaced review: when a card that was met is to be asked again."""

from __future__ import annotations

from collections.abc import Sequence

DAY = 86_400.0  # seconds
INTERVALS = (1, 3, 7, 21)  # days between a review and the next

History = Sequence[tuple[float, bool]]  # when (seconds since 1970, UTC), and whether the answer was known


def next_time(history: History) -> float | None:
    """When the card is due; None for one never met, or known after the longest interval: that one is learnt.

    Knowing it at the first meeting or when due moves one interval on; an early review that goes well changes
    nothing; not knowing goes back to the first interval, whenever it happens. The order of `history` is of no
    account, so a clock that was set back does no harm.
    """
    rung, due_at = -1, float("-inf")
    for at, knew in sorted(history):
        if not knew:
            rung = 0
        elif at < due_at:
            continue
        else:
            rung += 1
        due_at = at + INTERVALS[rung] * DAY if rung < len(INTERVALS) else float("inf")
    return due_at if 0 <= rung < len(INTERVALS) else None


def due(history: History, now: float) -> bool:
    """Whether the card is to be asked now.

    Reviews more than a day ahead of `now` were made under a wrong clock. They wait until their time has come, so that
    a card is not put off for years; one met only then is due at once.
    """
    past = [(at, knew) for at, knew in history if at <= now + DAY]
    if not past:
        return bool(history)
    when = next_time(past)
    return when is not None and now >= when
