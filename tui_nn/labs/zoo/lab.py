"""The zoo lab: walk along the cards, or hide their names and tell the architectures by their sketches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np

from tui_nn.labs import tex
from tui_nn.labs.frame import Cell, Frame, Reading, Table
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.labs.shelf import SHELF
from tui_nn.labs.zoo.cards import BOTH, BY_ID, CARDS, FORWARD, LOOPS, Card
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.zoo"
NAMES = ("shown", "hidden")
KNOBS = (
    Knob("card", tuple(map(float, range(len(CARDS)))), names=tuple(card.id for card in CARDS)),
    Knob("names", (0.0, 1.0), names=NAMES),
)
PRESETS = {
    "chart": tuple(card.id for card in CARDS),
    "forward": tuple(card.id for card in CARDS if card.way == FORWARD),
    "loops": tuple(card.id for card in CARDS if card.way == LOOPS),
    "both": tuple(card.id for card in CARDS if card.way == BOTH),
    "guess": ("p", "ff", "rnn", "ae", "vae", "hn", "rbm", "cnn", "gan", "drn", "kn", "ntm"),
}


@dataclass(frozen=True, eq=False)
class ZooLab:
    """Cards in their order, the one that is looked at, and the names that were told right without seeing them."""

    order: tuple[str, ...]
    at: int = 0
    hidden: bool = False
    right: tuple[str, ...] = ()
    guesses: int = 0
    note: Phrase | None = None

    name: ClassVar[str] = "zoo"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False
    typed: ClassVar[str] = "letters"

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The cards of a preset; where names are to be guessed the seed shuffles them."""
        order = PRESETS[preset_of(preset, cls.presets)]
        if preset == "guess":
            order = tuple(order[k] for k in np.random.default_rng(seed).permutation(len(order)).tolist())
        return cls(order, hidden=preset == "guess")

    @property
    def card(self) -> Card:
        return BY_ID[self.order[self.at]]

    @property
    def told(self) -> bool:
        """Whether the name may be seen: nothing is hidden, or it has been told."""
        return not self.hidden or self.card.id in self.right

    @property
    def guessing(self) -> bool:
        """Whether names are guessed, or have been."""
        return self.hidden or self.guesses > 0

    @property
    def finished(self) -> bool:
        """Whether this is the last card."""
        return self.at == len(self.order) - 1

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The card's knob names it, so it goes while names are hidden."""
        return KNOBS[1:] if self.hidden else KNOBS

    @property
    def typed_text(self) -> str:
        """The letters of the card, where they may be seen."""
        return self.card.code if self.told else ""

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(self.hidden) if knob.id == "names" else float(CARDS.index(self.card))

    def edit(self, edit: Edit) -> Self:
        """Turn to a card, hide or show the names, or type letters: a guess, or the card to turn to."""
        if edit.verb == self.typed:
            return self._typed(edit)
        knob, value = asked(KNOBS, edit)
        if knob.id == "names":
            return replace(self, hidden=bool(value), note=None)
        return self._turned(CARDS[int(value)].id)

    def tick(self) -> Self:
        """The next card."""
        return self if self.finished else replace(self, at=self.at + 1, note=None)

    def frame(self) -> Frame:
        """The sketch, and the card."""
        return Frame((self.card.sketch, self._table()), self._readings(), self._says())

    def why(self, reading: str) -> Why:
        """What a number counts.

        Raises:
            KeyError: no reading of that id is shown.
        """
        value = {number.id: number.value for number in self.frame().numbers()}[reading]
        return Why("k", r"\dots" if value is None else tex.number(value), phrase(f"{ROOM}.why.{reading}"))

    def program(self, steps: int) -> str:
        """The cards as a table, and the walk along it."""
        years = ", ".join(f'("{id}", {BY_ID[id].year})' for id in self.order)
        nodes = {id: len(BY_ID[id].sketch.nodes) for id in self.order}
        after = min(self.at + steps, len(self.order) - 1)
        hidden = self.hidden and self.order[after] not in self.right
        lines = [
            '"""Architectures and the years of their papers."""\n',
            f"cards = [{years}]",
            f"nodes = {nodes}",
            f"at = min({self.at} + {steps}, len(cards) - 1)",
            "name, year = cards[at]",
            'print("place =", at + 1)',
            'print("cards =", len(cards))',
            'print("year =", None)' if hidden else 'print("year =", year)',
            'print("nodes =", nodes[name])',
        ]
        if self.guessing:
            lines += [f'print("right =", {len(self.right)})', f'print("guesses =", {self.guesses})']
        return "\n".join(lines) + "\n"

    def _turned(self, id: str) -> Self:
        """At a card; one that this walk leaves out is looked for in the whole chart."""
        order = self.order if id in self.order else PRESETS["chart"]
        return replace(self, order=order, at=order.index(id), note=None)

    def _typed(self, edit: Edit) -> Self:
        text = str(edit.args[0]).strip().lower() if len(edit.args) == 1 else ""
        if text not in BY_ID:
            raise Refused(phrase(f"{ROOM}.refused", letters=text.upper()[:12] or "–"))
        if not self.hidden:
            return self._turned(text)
        if text != self.card.id:
            note = phrase(f"{ROOM}.says.wrong", letters=text.upper(), name=phrase(f"{ROOM}.cards.{text}.name"))
            return replace(self, guesses=self.guesses + 1, note=note)
        right = self.right if text in self.right else (*self.right, text)
        return replace(self, right=right, guesses=self.guesses + 1, note=None)

    def _readings(self) -> tuple[Reading, ...]:
        return (
            Reading("place", self.at + 1),
            Reading("cards", len(self.order)),
            Reading("year", self.card.year if self.told else None),
            Reading("nodes", len(self.card.sketch.nodes)),
            *((Reading("right", len(self.right)), Reading("guesses", self.guesses)) if self.guessing else ()),
        )

    def _table(self) -> Table:
        """What stands on the card; of a hidden one only how its signals go."""
        words = f"{ROOM}.cards.{self.card.id}"
        rows: list[tuple[Cell, ...]] = []
        if self.told:
            rows += [(self.card.code, phrase(f"{words}.name")), (phrase(f"{ROOM}.rows.who"), phrase(f"{words}.who"))]
        rows.append((phrase(f"{ROOM}.rows.way"), phrase(f"{ROOM}.ways.{self.card.way}")))
        lab = next((name for name in self.card.labs if name in SHELF), None)
        if lab and self.told:
            rows.append((phrase(f"{ROOM}.rows.lab"), f"tui-nn lab {lab}"))
        return Table("card", ("what", "says"), tuple(rows))

    def _says(self) -> Phrase:
        if self.note:
            return self.note
        return phrase(f"{ROOM}.cards.{self.card.id}.idea") if self.told else phrase(f"{ROOM}.says.which")
