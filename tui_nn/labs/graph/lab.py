"""The graph lab: type a formula, step it forward and back, and check every slope."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tui_nn.labs.frame import Frame
from tui_nn.labs.graph import language, program
from tui_nn.labs.graph.frame import ROOM, shown
from tui_nn.labs.graph.presets import PRESETS, begun
from tui_nn.labs.graph.state import KNOBS, State
from tui_nn.labs.graph.why import explained
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase


@dataclass(frozen=True, eq=False)
class GraphLab(State):
    """A formula, one node at a time."""

    name: ClassVar[str] = "graph"
    presets: ClassVar[tuple[str, ...]] = PRESETS
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False
    typed: ClassVar[str] = "expression"
    unhurried: ClassVar[bool] = True

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The graph of a preset; the seed draws the values, seed 0 has the lesson's."""
        return cls(begun(preset_of(preset, cls.presets), seed), note=phrase(f"{ROOM}.look.{preset}"))

    @property
    def finished(self) -> bool:
        """Whether every slope is there."""
        return self.ticks >= self.length

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The letters of this formula, and the step of the differences."""
        single = () if self.arrays else tuple(self.formula.given)
        return tuple(knob for knob in KNOBS if knob.id in (*single, "h"))

    @property
    def typed_text(self) -> str:
        """The formula as it was typed."""
        return self.formula.text

    def setting(self, knob: Knob) -> float:
        """Where a knob stands; of a letter that this formula does not have, where it would."""
        if knob.id == "h":
            return self.h
        return float(self.formula.given.get(knob.id, 1.0)) if not self.arrays else 1.0

    def edit(self, edit: Edit) -> Self:
        """Turn a letter, and all numbers that hang on it turn too; or take another formula, from the beginning."""
        if edit.verb == self.typed:
            if len(edit.args) != 1 or not isinstance(edit.args[0], str):
                raise Refused(phrase("labs.refused.edit", edit=" ".join(map(str, (edit.verb, *edit.args)))))
            typed = language.read(edit.args[0])
            kept = {} if self.arrays else {name: self.formula.given[name] for name in self._shared(typed)}
            return replace(self, formula=typed.holding(kept), ticks=0, note=None)
        knob, value = asked(KNOBS, edit)
        if knob.id == "h":
            return replace(self, h=value, note=None)
        if self.arrays or knob.id not in self.formula.given:
            raise Refused(phrase(f"{ROOM}.refused.letter", letter=knob.id))
        return replace(self, formula=self.formula.holding({knob.id: value}), note=None)

    def tick(self) -> Self:
        """One node forward, or one node back."""
        return self if self.finished else replace(self, ticks=self.ticks + 1, note=None)

    def frame(self) -> Frame:
        """The graph, and the slopes beside their finite differences."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The operation, or the products of the chain rule."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same graph in NumPy."""
        return program.written(self, min(self.length, self.ticks + steps))

    def _shared(self, typed: language.Typed) -> list[str]:
        """Letters of the new formula that the old one had, and to which nothing was given."""
        return [name for name in self.formula.given if name in typed.given and name not in typed.valued]
