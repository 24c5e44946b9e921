"""A lesson as a value: pages of prose, formulas, labs, predictions, exercises and cards.

Texts are Markdown of one paragraph kind (emphasis, code, links, lists, $inline formulas$). A link to
``../glossary.toml#id`` is a term. `line` is where the thing stands in its file, for `check`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Prose:
    """Paragraphs and lists."""

    markdown: str
    line: int


@dataclass(frozen=True)
class Formula:
    """LaTeX that stands on lines of its own."""

    latex: str
    line: int


@dataclass(frozen=True)
class LabSetup:
    """Which lab, how it starts: ``settings`` are knob id -> value as the author wrote it."""

    lab: str
    preset: str
    seed: int
    settings: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True)
class TimelineSetup:
    """A part of the course's timeline to walk on a page: between two years, of a theme, or cards by their ids."""

    start: int | None
    end: int | None
    theme: str
    cards: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Option:
    """One answer to choose, with its own feedback."""

    id: str
    text: str
    says: str
    right: bool = False


@dataclass(frozen=True)
class Prediction:
    """A guess before the experiment: options to choose from, or, with none, a number.

    Nobody marks it; ``says`` (or the option's own words) is shown when the experiment has run.
    """

    id: str
    ask: str
    options: tuple[Option, ...]
    answer: float | None
    says: str
    line: int


@dataclass(frozen=True)
class Exercise:
    """What all exercises share. ``worked`` is the solution explained; ``hints`` climb from a nudge to the answer."""

    id: str
    ask: str
    worked: str
    line: int
    hints: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Choice(Exercise):
    """One right option, or several with ``many``. With ``sure`` the learner also says how sure the answer is."""

    options: tuple[Option, ...]
    many: bool = False
    sure: bool = False


@dataclass(frozen=True)
class Mistake:
    """A wrong number that people do give, and what it tells."""

    value: float
    says: str


@dataclass(frozen=True)
class Numeric(Exercise):
    """A number to type, right within ``tolerance``."""

    answer: float
    tolerance: float
    unit: str
    mistakes: tuple[Mistake, ...]
    otherwise: str  # feedback on any other number


@dataclass(frozen=True)
class Item:
    """One thing to put in order; ``says`` is shown when it is the first that stands wrong."""

    id: str
    text: str
    says: str


@dataclass(frozen=True)
class Order(Exercise):
    """Items in their right order; the learner meets them shuffled."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Pair:
    """Two things that belong together; ``says`` is shown when the left one was matched wrongly."""

    id: str
    left: str
    right: str
    says: str


@dataclass(frozen=True)
class Match(Exercise):
    """Pairs to bring together; the right sides are met shuffled."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Column:
    """A column of a trace table; ``says`` is shown when a cell of it is wrong."""

    name: str
    says: str


@dataclass(frozen=True)
class TraceCell:
    """A cell of a trace table: given, or for the learner to fill (``hidden``)."""

    text: str
    hidden: bool


@dataclass(frozen=True)
class Trace(Exercise):
    """A table of an algorithm's steps with cells to fill; numbers are compared as numbers."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[TraceCell, ...], ...]


@dataclass(frozen=True)
class Goal:
    """A condition on a reading of the lab: ``mistakes <= 2``."""

    reading: str
    relation: str  # one of <= >= < > = !=
    value: float


@dataclass(frozen=True)
class Reach(Exercise):
    """A state to bring the lab to: every goal at once. ``solution`` lists edits and steps that do it.

    A line of the solution is ``step N``, ``set KNOB VALUE``, ``seed N``, ``preset NAME``, ``add X Y CLASS``,
    ``move INDEX X Y``, ``delete INDEX`` or ``paint ROW COLUMN VALUE``.
    """

    setup: LabSetup
    goals: tuple[Goal, ...]
    otherwise: str  # feedback while the goal is not reached
    solution: tuple[str, ...]


@dataclass(frozen=True)
class CodeCheck:
    """Inputs to try a function with: Python that makes one, with ``np`` and ``rng``; ``says`` when it fails."""

    args: str
    says: str
    times: int


@dataclass(frozen=True)
class Code(Exercise):
    """A NumPy function to complete. It is right when it agrees with ``solution`` on all that the checks make."""

    function: str
    start: str  # what stands in the editor at first
    solution: str
    checks: tuple[CodeCheck, ...]


@dataclass(frozen=True)
class Card:
    """A retrieval card: asked again after 1, 3, 7 and 21 days."""

    id: str
    front: str
    back: str
    line: int


@dataclass(frozen=True)
class Note:
    """For the teacher's eyes only."""

    markdown: str
    line: int


@dataclass(frozen=True)
class Link:
    """Something outside, for those who want more."""

    title: str
    url: str
    about: str


@dataclass(frozen=True)
class Deeper:
    """Links for the curious; nothing later depends on them."""

    links: tuple[Link, ...]
    line: int


Block = Prose | Formula | LabSetup | TimelineSetup | Prediction | Exercise | Card | Note | Deeper


@dataclass(frozen=True)
class Page:
    """One idea. Prose and formulas before the lab state it; those after the lab explain what was seen.

    On a page without a lab the prediction stands between them: think, guess, be told.
    """

    id: str
    title: str
    plus: bool  # an addition that the lecture does not have
    blocks: tuple[Block, ...]
    line: int

    @property
    def lab(self) -> LabSetup | None:
        return next((block for block in self.blocks if isinstance(block, LabSetup)), None)

    @property
    def timeline(self) -> TimelineSetup | None:
        return next((block for block in self.blocks if isinstance(block, TimelineSetup)), None)

    @property
    def prediction(self) -> Prediction | None:
        return next((block for block in self.blocks if isinstance(block, Prediction)), None)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Exercise))

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Card))

    @property
    def deeper(self) -> Deeper | None:
        return next((block for block in self.blocks if isinstance(block, Deeper)), None)

    @property
    def idea(self) -> tuple[Prose | Formula, ...]:
        """What is said before the lab, else before the timeline, else the prediction; all of it without any."""
        return self._prose(before=True)

    @property
    def explanation(self) -> tuple[Prose | Formula, ...]:
        """What is said after it."""
        return self._prose(before=False)

    def _prose(self, before: bool) -> tuple[Prose | Formula, ...]:
        between = self.lab or self.timeline or self.prediction
        prose = (block for block in self.blocks if isinstance(block, Prose | Formula))
        return tuple(block for block in prose if (between is None or block.line < between.line) == before)


@dataclass(frozen=True)
class Lesson:
    """One lesson in one language."""

    id: str
    language: str
    title: str
    pages: tuple[Page, ...]
    path: str  # its file, as the reader was given it


@dataclass(frozen=True)
class Term:
    """A word of the glossary in one language."""

    id: str
    word: str
    says: str
