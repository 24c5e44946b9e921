"""The Mark I lab: show cards to the eye and watch the response units learn; or teach it two symbols of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.engine.history.mark1 import Responses
from tui_nn.engine.letters import SIDE
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.mark1.explain import explained
from tui_nn.labs.mark1.frame import shown
from tui_nn.labs.mark1.program import written
from tui_nn.labs.mark1.state import KNOBS, LONGEST, POINTS, RECORDED, UNITS, State, letters
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

PRESETS: dict[str, dict[str, Any]] = {
    "e-f": {},
    "many-cards": {"count": 400},
    "eight": {"count": 400},
    "own": {"own": True, "shift": 1},
}
EIGHT = 8


@dataclass(frozen=True, eq=False)
class Mark1Lab(State):
    """400 points of an eye, A-units wired at random, and R-units that learn by Rosenblatt's rule."""

    name: ClassVar[str] = "mark1"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """Weights of 0 and a deck of cards; the seed decides the wiring and the cards."""
        settings = PRESETS[preset_of(preset, cls.presets)]
        symbols = np.zeros((2, SIDE, SIDE)) if preset == "own" else letters(EIGHT if preset == "eight" else 2)
        kinds = len(symbols)
        lab = cls(seed, symbols, Responses.blank(kinds, UNITS), Responses.blank(kinds, POINTS), **settings)
        return replace(lab, note=phrase(f"labs.mark1.look.{preset}"))

    @property
    def finished(self) -> bool:
        """Whether a whole epoch went by without a correction."""
        return self.done

    @property
    def bulk(self) -> int:
        """Bytes of a snapshot."""
        return 8 * len(self.symbols) * (self.units + POINTS)

    @property
    def useful(self) -> tuple[Knob, ...]:
        """Letters are counted, one's own symbols are painted."""
        hidden = "letters" if self.own else "brush"
        return tuple(knob for knob in KNOBS if knob.id != hidden)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(len(self.symbols) if knob.id == "letters" else getattr(self, _FIELDS.get(knob.id, knob.id)))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob or paint a dot; what has been learnt stays as far as it still has a meaning."""
        if edit.verb == "paint":
            return self._painted(*_dot(edit))
        knob, value = asked(KNOBS, edit)
        if value == self.setting(knob):
            return self
        if knob.id == "brush":
            return replace(self, brush=int(value))
        return getattr(self, f"_turn_{knob.id}", self._turn)(knob, value)

    def tick(self) -> Self:
        """Show one card to the eye; both machines correct themselves if they are wrong."""
        if self.done:
            return self
        lab = replace(self, place=0, mistakes=0, plain_mistakes=0) if self.place == self.count else self
        deck, card = lab.deck, lab.place
        symbol = int(deck.symbols[card])
        machine = lab.machine.corrected(deck.active[card, : lab.units], symbol)
        plain = lab.plain.corrected(deck.cards[card], symbol)
        wrong = machine is not lab.machine
        said = phrase(
            f"labs.mark1.says.{'wrong' if wrong else 'right'}",
            card=card + 1,
            symbol=lab.names[symbol],
            n=int((np.abs(machine.biases - lab.machine.biases) > 0).sum()),
        )
        after = replace(
            lab,
            machine=machine,
            plain=plain,
            place=card + 1,
            epoch=lab.epoch + (card == 0),
            shown=lab.shown + 1,
            mistakes=lab.mistakes + wrong,
            plain_mistakes=lab.plain_mistakes + (plain is not lab.plain),
            corrections=lab.corrections + wrong,
            current=card,
            painted=None,
            note=said,
        )
        if after.place == after.count:
            after = after._closed()
        return after if after.shown % RECORDED else after._recorded()

    def frame(self) -> Frame:
        """The eye and the A-units, the R-units' sums, the answers to new cards, and how they get better."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The formula behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same machine in NumPy."""
        return written(self, steps)

    # Changes --------------------------------------------------------------------------------------------------------

    def _closed(self) -> Self:
        """At the end of an epoch: whether it was the first without corrections."""
        learnt = self.learnt or (0 if self.mistakes else self.epoch)
        plain = self.plain_learnt or (0 if self.plain_mistakes else self.epoch)
        return replace(self, learnt=learnt, plain_learnt=plain)

    def _recorded(self) -> Self:
        kept = self.history if len(self.history) < LONGEST - 1 else self.history[1::2]
        return replace(self, history=(*kept, (self.shown, self.accuracy, self.plain_accuracy)))

    def _fresh(self, **changes: Any) -> Self:
        """With other cards, so the epoch begins again."""
        begun: dict[str, Any] = {"place": 0, "mistakes": 0, "plain_mistakes": 0, "current": None, "painted": None}
        begun |= {"learnt": 0, "plain_learnt": 0}
        return replace(self, note=phrase("labs.mark1.says.dealt"), **begun, **changes)

    def _turn(self, knob: Knob, value: float) -> Self:
        field = _FIELDS.get(knob.id, knob.id)
        return self._fresh(**{field: value if knob.id == "noise" else int(value)})

    def _turn_letters(self, _: Knob, value: float) -> Self:
        if self.own:
            raise Refused(phrase("labs.mark1.refused.letters"))
        kinds = int(value)
        return self._fresh(
            symbols=letters(kinds),
            machine=_resized(self.machine, kinds, self.units),
            plain=_resized(self.plain, kinds, POINTS),
        )

    def _turn_units(self, _: Knob, value: float) -> Self:
        units = int(value)
        return self._fresh(units=units, machine=_resized(self.machine, len(self.symbols), units))

    def _painted(self, row: int, column: int, value: float) -> Self:
        if self.own:
            symbols = self.symbols.copy()
            symbols[self.brush - 1, row, column] = value
            return replace(self._fresh(symbols=symbols), note=phrase("labs.mark1.says.own", n=self.brush))
        seen = self.eye.copy()
        seen[row * SIDE + column] = value
        lab = replace(self, painted=seen)
        return replace(lab, note=phrase("labs.mark1.says.painted", symbol=lab.names[lab.answer]))


_FIELDS = {"cards": "count"}


def _resized(old: Responses, kinds: int, inputs: int) -> Responses:
    """The same R-units, with more or fewer of them and of their inputs; new weights are 0."""
    new = Responses.blank(kinds, inputs)
    rows, columns = min(kinds, len(old.biases)), min(inputs, old.weights.shape[1])
    new.weights[:rows, :columns] = old.weights[:rows, :columns]
    new.biases[:rows] = old.biases[:rows]
    return new


def _dot(edit: Edit) -> tuple[int, int, float]:
    """Row, column and value of a ``paint``.

    Raises:
        Refused: no such dot, or a value other than 0 and 1.
    """
    if len(edit.args) == 3 and all(isinstance(arg, int | float) for arg in edit.args):
        row, column, value = map(float, edit.args)
        if row in range(SIDE) and column in range(SIDE) and value in (0, 1):
            return int(row), int(column), value
    raise Refused(phrase("labs.mark1.refused.paint", side=SIDE - 1))
