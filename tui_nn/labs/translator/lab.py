"""The lab translator: pick or type a sentence, and follow the rules through it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tui_nn.engine.history.georgetown import words_of
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.labs.translator import program
from tui_nn.labs.translator.frame import ROOM, explained, shown
from tui_nn.labs.translator.state import LONGEST, MOST_WORDS, SENTENCES, State
from tui_nn.locale.phrase import phrase

CHOICES = (*SENTENCES, "own")
KNOBS = (Knob("pick", tuple(map(float, range(1, len(CHOICES) + 1))), names=CHOICES),)


@dataclass(frozen=True, eq=False)
class TranslatorLab(State):
    """A tick is one step of the machine: a word looked up, or a rule applied."""

    name: ClassVar[str] = "translator"
    presets: ClassVar[tuple[str, ...]] = tuple(SENTENCES)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False
    unhurried: ClassVar[bool] = True
    typed: ClassVar[str] = "sentence"

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """A sentence before its first word is read. Nothing is random, so the seed changes nothing."""
        return cls(SENTENCES[preset_of(preset, cls.presets)])

    @property
    def finished(self) -> bool:
        """Whether the sentence has come to its end."""
        return self.done

    @property
    def typed_text(self) -> str:
        return self.sentence

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        texts = tuple(SENTENCES.values())
        return 1.0 + (texts.index(self.sentence) if self.sentence in texts else len(texts))

    def edit(self, edit: Edit) -> Self:
        """Another sentence, from its beginning. Failures that were found stay found."""
        if edit.verb == self.typed:
            text = edit.args[0] if len(edit.args) == 1 else ""
            return self._with(_sentence(str(text)))
        _, value = asked(KNOBS, edit)
        choice = CHOICES[int(value) - 1]
        return self if choice == "own" else self._with(SENTENCES[choice])

    def _with(self, sentence: str) -> Self:
        return replace(self, sentence=sentence, shown=0)

    def tick(self) -> Self:
        """The next step; at the end of the sentence its failures are booked."""
        if self.done:
            return self
        after = replace(self, shown=self.shown + 1)
        if not after.done:
            return after
        return replace(after, met=self.met | {kind for kind, count in after.failures.items() if count})

    def frame(self) -> Frame:
        """The sentence with its English, the lexicon and the rules."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """What a number counts."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The lexicon's part in plain Python."""
        return program.written(self, steps)


def _sentence(text: str) -> str:
    """What was typed, tidied; underscores stand for spaces.

    Raises:
        Refused: no words, or too many.
    """
    tidy = " ".join(text.replace("_", " ").split())
    if not 1 <= len(words_of(tidy)) <= MOST_WORDS or len(tidy) > LONGEST:
        raise Refused(phrase(f"{ROOM}.refused", most=MOST_WORDS))
    return tidy
