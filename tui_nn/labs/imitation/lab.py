"""The imitation lab: ask, listen, decide; then see by which rule the machine answered."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np

from tui_nn.labs import tex
from tui_nn.labs.frame import Frame, Line, Lines, Reading
from tui_nn.labs.imitation.questions import QUESTIONS, Question
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.imitation"
VERDICTS = ("none", "x", "y")
KNOBS = (
    Knob("question", tuple(map(float, range(1, len(QUESTIONS) + 1))), names=tuple(each.id for each in QUESTIONS)),
    Knob("verdict", (0.0, 1.0, 2.0), names=VERDICTS),
)
SHORT = 3  # letters: "sum" is not in "summer"
PRESETS = {"game": (), "turing": ("sum",)}
PROGRAM = '''\
"""Who is the machine? It has answers by rule; the person is a recording."""

asked, seconds, verdict = {asked}, {seconds}, {verdict}
x_seconds, y_seconds = seconds[asked[-1]] if asked else (None, None)
print("asked =", len(asked))
print("x-seconds =", x_seconds)
print("y-seconds =", y_seconds)
print("right =", verdict)
'''


@dataclass(frozen=True, eq=False)
class ImitationLab:
    """What was asked so far, where the machine sits, and what the interrogator has decided."""

    machine: str  # "x" or "y"
    questions: tuple[str, ...] = ()
    next: int = 0
    verdict: int = 0
    line: str = ""  # what was typed last
    typed_as: tuple[tuple[str, str], ...] = ()  # questions that were asked in the learner's own words

    name: ClassVar[str] = "imitation"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False
    typed: ClassVar[str] = "ask"

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """A new round; the seed decides behind which letter the machine sits."""
        begun = PRESETS[preset_of(preset, cls.presets)]
        return cls("xy"[int(np.random.default_rng(seed).integers(2))], begun, len(begun))

    @property
    def finished(self) -> bool:
        """Whether everything that the recording knows has been asked."""
        return len(self.questions) == len(QUESTIONS)

    @property
    def typed_text(self) -> str:
        return self.line

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(self.verdict) if knob.id == "verdict" else float(self.next + 1)

    def edit(self, edit: Edit) -> Self:
        """Choose the question, ask one in one's own words, or decide."""
        if edit.verb == self.typed:
            text = str(edit.args[0]).strip()[:200] if len(edit.args) == 1 else ""
            meant = _meant(text).id
            if meant in self.questions:
                raise Refused(phrase(f"{ROOM}.again"))
            return replace(self._asked(meant), line=text, typed_as=(*self.typed_as, (meant, text)))
        knob, value = asked(KNOBS, edit)
        if knob.id == "verdict":
            return replace(self, verdict=int(value))
        return replace(self, next=int(value) - 1)

    def tick(self) -> Self:
        """Ask the chosen question; then the next one that has not been asked is chosen."""
        return self if self.finished else self._asked(QUESTIONS[self.next].id)

    def _asked(self, id: str) -> Self:
        questions = self.questions if id in self.questions else (*self.questions, id)
        left = [k for k, each in enumerate(QUESTIONS) if each.id not in questions]
        return replace(self, questions=questions, next=left[0] if left else self.next)

    @property
    def right(self) -> int | None:
        """1 where the machine was found, 0 where it was not; None before a verdict."""
        return int(VERDICTS[self.verdict] == self.machine) if self.verdict else None

    def seconds(self, who: str, id: str) -> int:
        """How long that one took to answer."""
        question = _question(id)
        return question.machine if who == self.machine else question.person

    def frame(self) -> Frame:
        """The talk so far; after a verdict, with the machine's rules."""
        last = self.questions[-1] if self.questions else None
        readings = (
            Reading("asked", len(self.questions)),
            Reading("x-seconds", self.seconds("x", last) if last else None),
            Reading("y-seconds", self.seconds("y", last) if last else None),
            Reading("right", self.right),
        )
        return Frame((Lines("talk", tuple(self._lines())),), readings, self._says())

    def _lines(self) -> list[Line]:
        lines, own = [], dict(self.typed_as)
        for id in self.questions:
            lines.append(Line(own.get(id) or phrase(f"{ROOM}.questions.{id}"), phrase(f"{ROOM}.you")))
            for who in ("x", "y"):
                answers = "machine" if who == self.machine else "person"
                mark = "" if not self.verdict else "bad" if answers == "machine" else "good"
                lines.append(Line(phrase(f"{ROOM}.{answers}.{id}"), who.upper(), mark))
            if self.verdict:
                lines.append(Line(phrase(f"{ROOM}.rules.{id}"), phrase(f"{ROOM}.rule"), "dim"))
        return lines

    def _says(self) -> Phrase:
        if self.right is not None:
            return phrase(f"{ROOM}.says.{'found' if self.right else 'fooled'}", who=self.machine.upper())
        if not self.questions:
            return phrase(f"{ROOM}.says.start")
        return phrase(f"{ROOM}.says.decide" if len(self.questions) >= 3 else f"{ROOM}.says.more")

    def why(self, reading: str) -> Why:
        """Where a number comes from.

        Raises:
            KeyError: no reading of that id is shown.
        """
        value = {number.id: number.value for number in self.frame().numbers()}[reading]
        topic = "seconds" if reading.endswith("seconds") else reading
        return Why("n", r"\dots" if value is None else tex.number(value), phrase(f"{ROOM}.why.{topic}"))

    def program(self, steps: int) -> str:
        """The same talk as a program."""
        lab = self
        for _ in range(steps):
            lab = lab.tick()
        seconds = {id: (lab.seconds("x", id), lab.seconds("y", id)) for id in lab.questions}
        return PROGRAM.format(asked=list(lab.questions), seconds=seconds, verdict=lab.right)


def _question(id: str) -> Question:
    return next(each for each in QUESTIONS if each.id == id)


def _meant(text: str) -> Question:
    """The question that somebody's own words come nearest to, by the words that a rule looks for.

    Raises:
        Refused: none of them is near.
    """
    words = set(re.findall(r"\w+", text.casefold()))
    scores = {each.id: sum(any(_is(word, key) for word in words) for key in each.keys) for each in QUESTIONS}
    best = max(QUESTIONS, key=lambda each: scores[each.id])
    if not scores[best.id]:
        raise Refused(phrase(f"{ROOM}.refused"))
    return best


def _is(word: str, key: str) -> bool:
    """A short key is a whole word, a longer one the beginning of words."""
    return word == key if len(key) <= SHORT else word.startswith(key)
