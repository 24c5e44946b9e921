"""The state of the lab translator: a sentence, how much of its translation is seen, and failures met so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from tui_nn.engine.history.georgetown import Found, Step, disorder, look_up, output, texts, translate, words_of

MOST_WORDS = 16
LONGEST = 160  # characters
KINDS = ("lexicon", "order", "ambiguity")  # of failures

# The first two are sentences of the demonstration; the others are ours.
SENTENCES = {
    "thoughts": "Мы передаём мысли посредством речи",
    "angle": "Величина угла определяется отношением длины дуги к радиусу",
    "oil": "Они получают нефть с завода",
    "words": "Наука о языке изучает слова",
    "works": "Работает машина",
    "cat": "Кошка читает книгу",
    "book": "Книгу читает машина",
    "castle": "Инженер строит замок",
}


@dataclass(frozen=True, eq=False)
class State:
    """What is on the cards, and how far the machine has got."""

    sentence: str
    shown: int = 0  # steps
    met: frozenset[str] = frozenset()  # kinds of failures, in the sentences that were translated to their end

    @cached_property
    def words(self) -> tuple[str, ...]:
        return words_of(self.sentence)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        return tuple(look_up(word) for word in self.words)

    @cached_property
    def all_steps(self) -> tuple[Step, ...]:
        return translate(self.sentence)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.all_steps[: self.shown]

    @property
    def done(self) -> bool:
        return self.shown == len(self.all_steps)

    @cached_property
    def english(self) -> dict[int, str]:
        """The English of each word read so far."""
        return texts(self.steps)

    @cached_property
    def output(self) -> str:
        """The English so far; as a sentence when it is done."""
        text = output(self.steps)
        return text[:1].upper() + text[1:] + "." if self.done and text else text

    @property
    def read(self) -> int:
        """Words read so far."""
        return len(self.english)

    @property
    def unknown(self) -> int:
        return sum(self.found[k].entry is None for k in self.english)

    @property
    def known(self) -> int:
        return self.read - self.unknown

    @property
    def undecided(self) -> int:
        """Words with two meanings between which no rule chose."""
        return len({step.word for step in self.steps if step.undecided})

    @cached_property
    def disorder(self) -> int:
        return disorder(self.sentence, self.steps)

    @property
    def failures(self) -> dict[str, int]:
        """How many of each kind there are in what has been read."""
        return dict(zip(KINDS, (self.unknown, self.disorder, self.undecided), strict=True))

    @property
    def fired(self) -> Counter[int]:
        """How often each rule has been at work."""
        return Counter(step.rule for step in self.steps if step.rule)
