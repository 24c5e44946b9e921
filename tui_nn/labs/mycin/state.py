"""The state of the lab mycin: the sheet with what the learner answers, the rules, and where the reasoning stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui_nn.engine.history.certainty import Consultation, Outcome, Rule
from tui_nn.labs.lab import Knob, ladder
from tui_nn.labs.mycin.rules import FACTS, RULE_IDS

ANSWERS = (-1.0, -0.6, 0.0, 0.6, 1.0)
ANSWER_NAMES = ("no", "rather-no", "unknown", "rather-yes", "yes")

# The expert’s two knobs first: where there is room for a few, it is the last facts, rarely asked, that wait.
KNOBS = (
    Knob("rule", tuple(map(float, range(1, len(RULE_IDS) + 1))), names=RULE_IDS),
    Knob("strength", ladder(-0.9, 0.9, 0.1)),
    *(Knob(fact, ANSWERS, names=ANSWER_NAMES) for fact in FACTS),
)


@dataclass(frozen=True, eq=False)
class State:
    """What is on the sheet, and how far the machine has got."""

    sheet: Mapping[str, float]  # a CF for each fact
    now: Consultation
    chosen: int = 0  # the rule whose strength can be turned
    again: bool = False  # whether an edit has sent the reasoning back to its start

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.now.rules

    def rule(self, id: str) -> Rule:
        return next(rule for rule in self.rules if rule.id == id)

    def outcome(self, rule: str) -> Outcome | None:
        """What became of a rule; None as long as it is not done with."""
        return next((each for each in self.now.outcomes if each.rule == rule), None)

    def fired_for(self, fact: str) -> tuple[Outcome, ...]:
        """The rules that have spoken about a fact so far, in order."""
        about = {rule.id for rule in self.now.concluding(fact)}
        return tuple(each for each in self.now.outcomes if each.fired and each.rule in about)

    @property
    def asked(self) -> int:
        """Answers given so far."""
        return sum(fact in self.now.known for fact in FACTS)

    @property
    def fired(self) -> int:
        return sum(outcome.fired for outcome in self.now.outcomes)
