"""The lab mycin: answer what the machine asks, see for which goal it asks, and turn its rules yourself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tui_nn.engine.history.certainty import Rule, begun, move
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.mycin import program
from tui_nn.labs.mycin.frame import shown
from tui_nn.labs.mycin.rules import FACTS, REMEDIES, RULES
from tui_nn.labs.mycin.state import KNOBS, State
from tui_nn.labs.mycin.why import explained
from tui_nn.labs.setting import asked, preset_of

# The answers on each sheet that are not "unknown".
PRESETS: dict[str, dict[str, float]] = {
    "lesson": {**dict.fromkeys(FACTS, -1.0), "round": 1.0, "clumps": 1.0, "violet": 1.0, "dish": 1.0},
    "unsure": {"round": 0.6, "clumps": 0.6, "violet": 1.0, "dish": 0.6, "rod": 0.6, "air": 0.6, "allergy": -1.0},
    "allergy": {"round": 1.0, "chains": 1.0, "clumps": -1.0, "violet": 1.0, "dish": 0.6, "rod": -1.0, "allergy": 1.0},
    "virus": {"filter": 1.0, "dish": -1.0, "round": -1.0, "rod": -1.0, "violet": -1.0, "allergy": -1.0},
    "blank": {},
}


@dataclass(frozen=True, eq=False)
class MycinLab(State):
    """A tick puts a goal or a rule on the stack, or takes one off."""

    name: ClassVar[str] = "mycin"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False
    unhurried: ClassVar[bool] = True

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """A sheet of answers before the first question. Nothing is random, so the seed changes nothing."""
        answers = PRESETS[preset_of(preset, cls.presets)]
        return cls({**dict.fromkeys(FACTS, 0.0), **answers}, begun(RULES, REMEDIES))

    @property
    def finished(self) -> bool:
        """Whether both remedies are settled."""
        return self.now.finished

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        if knob.id == "rule":
            return self.chosen + 1.0
        return self.rules[self.chosen].strength if knob.id == "strength" else self.sheet[knob.id]

    def edit(self, edit: Edit) -> Self:
        """Another answer, or another strength of a rule. If the machine has used the old one, it begins again."""
        knob, value = asked(KNOBS, edit)
        if knob.id == "rule":
            return replace(self, chosen=int(value) - 1)
        if value == self.setting(knob):
            return self
        if knob.id == "strength":
            return self._ruled(replace(self.rules[self.chosen], strength=value))
        changed = replace(self, sheet={**self.sheet, knob.id: value}, again=False)
        return changed._begun(self.rules) if knob.id in self.now.known else changed

    def _ruled(self, rule: Rule) -> Self:
        return self._begun(tuple(rule if each.id == rule.id else each for each in self.rules))

    def _begun(self, rules: tuple[Rule, ...]) -> Self:
        return replace(self, now=begun(rules, REMEDIES), again=self.now.moves > 0)

    def tick(self) -> Self:
        """One move of the stack."""
        return self if self.finished else replace(self, now=move(self.now, self.sheet.__getitem__), again=False)

    def frame(self) -> Frame:
        """The stack, the rules and the facts."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """For a fact: the rule and the goal that want it. For a conclusion: how its certainty came about."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same reasoning in plain Python."""
        return program.written(self, steps)
