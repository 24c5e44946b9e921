"""What a lab is: a value that can be turned, edited, ticked, shown and explained.

A lab never knows a language, a colour or a clock. It names things (``reading ids``, ``Phrase`` keys) and the floors
above choose the words: a lab called ``perceptron`` finds its words under ``labs.perceptron`` in each language
(``title``, ``presets.<id>``, ``knobs.<id>``, ``options.<knob>.<name>``, ``readings.<id>``, ``tables.<id>``,
``columns.<id>`` and its own sentences).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol, Self

from tui_nn.labs.frame import Frame
from tui_nn.locale.phrase import Phrase


class Refused(Exception):
    """An edit that makes no sense here; carries the sentence for the learner. Nothing has changed."""

    def __init__(self, says: Phrase) -> None:
        super().__init__(says.key)
        self.says = says


@dataclass(frozen=True)
class Knob:
    """A setting with a fixed ladder of values, turned without a reset.

    ``names`` makes it a choice: value k of the ladder is shown as the word ``labs.<lab>.options.<knob>.<names[k]>``.
    ``symbol`` is its sign in formulas, such as ``w₁``. ``free`` says which numbers between the ends may be written
    besides those of the ladder: "whole" ones or any "number". ``reach`` are the ends of these where they lie beyond
    the ladder's.
    """

    id: str
    values: tuple[float, ...]
    symbol: str = ""
    names: tuple[str, ...] = ()
    free: str = ""
    reach: tuple[float, float] | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the largest value that may be written."""
        return self.reach or (self.values[0], self.values[-1])

    def turned(self, value: float, steps: int) -> float:
        """The value `steps` rungs further; stays at the ends of the ladder."""
        nearest = min(range(len(self.values)), key=lambda k: abs(self.values[k] - value))
        return self.values[max(0, min(len(self.values) - 1, nearest + steps))]

    def parse(self, text: str) -> float:
        """A value written by a person: a name of `names` or a number on the ladder (``1/2`` is not one).

        Raises:
            Refused: not a name or number of this knob; the sentence lists what is possible.
        """
        if text in self.names:
            return self.values[self.names.index(text)]
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = float("nan")
        low, high = self.ends
        if self.free and low <= value <= high and (self.free == "number" or value % 1 == 0):
            return value + 0.0  # takes the sign off a negative zero
        for allowed in self.values:
            if abs(allowed - value) < 1e-9:
                return allowed
        possible = ", ".join(self.names or (f"{v:g}" for v in self.values))
        raise Refused(Phrase("labs.refused.knob", {"knob": self.id, "value": text, "possible": possible}))


def ladder(low: float, high: float, step: float) -> tuple[float, ...]:
    """Even rungs from low to high, both included, free of rounding dust."""
    return tuple(round(low + k * step, 10) for k in range(round((high - low) / step) + 1))


@dataclass(frozen=True)
class Edit:
    """One change by the learner, as data: it can be replayed, shared and undone.

    Verbs: ``set`` (knob id, value) for every lab; ``add`` (x, y, class), ``move`` (index, x, y), ``delete`` (index)
    and ``load`` (x, y, class, x, y, class, …) for labs with points; ``paint`` (row, column, value) for labs whose
    `Tiles` may be painted on.
    """

    verb: str
    args: tuple[str | float, ...]


@dataclass(frozen=True)
class Why:
    """Where a number comes from: the formula, the same formula with the numbers put in, and a sentence.

    ``formula`` and ``numbers`` are LaTeX that `plots.formula` can draw; ``numbers`` ends in the value itself.
    """

    formula: str
    numbers: str
    says: Phrase


def typed_verb(lab: Lab | type[Lab]) -> str:
    """The verb of the edit by which a lab takes a line of text; blank for one that takes none."""
    return str(getattr(lab, "typed", ""))


def steps_taken(lab: Lab, ticks: int) -> int:
    """How many of so many ticks take a step: not the one in which the numbers would run away, nor any after it."""
    for taken in range(ticks):
        lab = lab.tick()
        if getattr(lab, "lost", False):
            return taken
    return ticks


class Lab(Protocol):
    """A pure value. Every method answers a new value or words about this one; nothing is changed in place.

    A lab may have more: ``useful``, the knobs that matter now; ``typed``, the verb of an edit that takes a line of
    text from the learner (key ``y``), with ``typed_text``, what stands there now, and the words
    ``labs.<lab>.typed.title`` and ``.says``; ``unhurried``, for a lab with views whose every tick is worth a look;
    ``lost``, that the next step would have made its numbers run away, so that it was not taken.
    """

    name: ClassVar[str]
    presets: ClassVar[tuple[str, ...]]
    knobs: ClassVar[tuple[Knob, ...]]
    has_points: ClassVar[bool]  # whether add, move, delete and load are understood

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The lab at its beginning. Same preset and seed, same lab, bit for bit.

        Raises:
            Refused: no such preset; the sentence lists those there are.
        """
        ...

    @property
    def finished(self) -> bool:
        """Whether `tick` has nothing left to do; then it answers `self`."""
        ...

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        ...

    def edit(self, edit: Edit) -> Self:
        """The lab after a learner's change, everything learnt so far kept.

        Raises:
            Refused: the edit makes no sense here.
        """
        ...

    def tick(self) -> Self:
        """One step of whatever this lab does."""
        ...

    def frame(self) -> Frame:
        """What to show now."""
        ...

    def why(self, reading: str) -> Why:
        """Where a number of this frame comes from.

        Raises:
            KeyError: no reading of that id is shown.
        """
        ...

    def program(self, steps: int) -> str:
        """A NumPy program that starts as this lab is, takes `steps` ticks, and prints the readings it gets.

        Its last lines are ``id = value`` for the numbers that the frame shows then, values by ``repr``.
        """
        ...
