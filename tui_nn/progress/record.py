"""The facts that a learner's log is made of, and the names of their kinds."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What can happen. A kind is never renamed: old logs remember it."""

    VISITED = "visited"  # data: sheet
    PREDICTED = "predicted"  # item: prediction id; data: guess
    ANSWERED = "answered"  # item: exercise id; data: answer, right; sure (per cent) where that was asked
    DRAFTED = "drafted"  # item: exercise id; data: answer, not given yet (code, which is long to type)
    HINTED = "hinted"  # item: exercise id; data: step (1 is the nudge)
    FINISHED = "finished"  # everything of a page done
    REVIEWED = "reviewed"  # item: card id; data: knew (the first one is the meeting on the page)
    NOTED = "noted"  # data: text (empty takes the note away)
    MARKED = "marked"  # a bookmark; data: on
    VOTED = "voted"  # item: poll id; data: round, choice (only in a class)
    ASKED = "asked"  # data: text of a question to the teacher (only in a class)
    SET = "set"  # item: name of a setting; data: value
    FORGOT = "forgot"  # what came before, of this lesson or page (or all), no longer counts


@dataclass(frozen=True)
class Fact:
    """One thing that happened, never changed afterwards. `uid` makes merging two logs harmless.

    Lesson ids are unique within their course only, so a fact names its course too (settings have none).
    """

    kind: str  # a Kind; or one that only a newer copy of the program knows, kept all the same
    lesson: str = ""
    page: str = ""
    item: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)  # JSON values
    at: float = field(default_factory=time.time)  # seconds since 1970, UTC
    uid: str = field(default_factory=lambda: uuid.uuid4().hex)
    course: str = ""
