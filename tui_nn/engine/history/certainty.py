"""Rules with certainty factors, chained backwards with a stack of goals in sight, as MYCIN did it.

A certainty factor (CF) is a number from −1, surely false, over 0, nothing known, to 1, surely true. A rule holds as
far as its weakest condition does; below a fifth it is left alone. What it gives its conclusion is that certainty
times its own strength, and several rules for one conclusion are combined.

Source:
    E. H. Shortliffe, B. G. Buchanan, "A model of inexact reasoning in medicine", Mathematical Biosciences 23:351–379
    (1975). There belief and disbelief are added up apart and then subtracted; dividing where the signs differ came
    with EMYCIN: B. G. Buchanan, E. H. Shortliffe (eds.), Rule-Based Expert Systems (Addison-Wesley, 1984).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

LEAST = 0.2  # a rule whose conditions hold no more than that is left alone


def combined(first: float, second: float) -> float:
    """The certainty of what two rules speak about: a + b(1 − a) where both speak for it.

    Both against it: a + b(1 + a). One for and one against: (a + b) / (1 − min(|a|, |b|)).

    Args:
        first: a CF from −1 to 1.
        second: another one.

    Returns:
        A CF from −1 to 1; the order of the two makes no difference.

    Raises:
        ValueError: a number beyond the ends, or one is surely true and the other surely false.
    """
    if not (-1 <= first <= 1 and -1 <= second <= 1):
        raise ValueError(f"a certainty factor lies from -1 to 1; got {first} and {second}")
    if first >= 0 and second >= 0:
        return first + second * (1 - first)
    if first <= 0 and second <= 0:
        return first + second * (1 + first)
    if min(abs(first), abs(second)) == 1:
        raise ValueError("surely true and surely false cannot be combined")
    return (first + second) / (1 - min(abs(first), abs(second)))


@dataclass(frozen=True)
class Condition:
    """A fact that a rule looks at; where `holds` is False the rule wants it to be false."""

    fact: str
    holds: bool = True

    def certainty(self, known: Mapping[str, float]) -> float:
        return known[self.fact] if self.holds else -known[self.fact]


@dataclass(frozen=True)
class Rule:
    """IF all conditions THEN the conclusion, with the strength that the expert gave it."""

    id: str
    conditions: tuple[Condition, ...]
    concludes: str
    strength: float


@dataclass(frozen=True)
class Goal:
    """On the stack: a fact to be settled, what speaks for it so far, and how many rules have been taken up."""

    fact: str
    belief: float = 0.0
    taken: int = 0


@dataclass(frozen=True)
class Try:
    """On the stack: a rule whose conditions are gone through; `met` of them hold at least as far as `premise`."""

    rule: Rule
    premise: float = 1.0
    met: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of a rule: how far its conditions held, and its conclusion's certainty before and after."""

    rule: str
    premise: float
    fired: bool
    before: float
    after: float


@dataclass(frozen=True)
class Move:
    """One change of the stack.

    ``goal`` and ``rule`` are put on it; ``answered``, ``settled``, ``fired`` and ``failed`` are taken off.
    """

    kind: str
    name: str  # of the fact, or of the rule


@dataclass(frozen=True, eq=False)
class Consultation:
    """Where a chain of reasoning stands. `goals` are what it is all about, one after another."""

    rules: tuple[Rule, ...]
    goals: tuple[str, ...]
    stack: tuple[Goal | Try, ...] = ()
    known: Mapping[str, float] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    askers: Mapping[str, str] = field(default_factory=dict)  # fact -> the rule that wanted it first
    moves: int = 0
    last: Move | None = None

    @property
    def finished(self) -> bool:
        return not self.stack and all(goal in self.known for goal in self.goals)

    @property
    def question(self) -> str | None:
        """The fact that the next move needs an answer for, because no rule concludes it."""
        top = self.stack[-1] if self.stack else None
        return top.fact if isinstance(top, Goal) and not self.concluding(top.fact) else None

    def concluding(self, fact: str) -> tuple[Rule, ...]:
        """The rules that speak about a fact."""
        return tuple(rule for rule in self.rules if rule.concludes == fact)

    def belief(self, fact: str) -> float | None:
        """The certainty of a fact that is settled or being settled; None before."""
        going = [entry.belief for entry in self.stack if isinstance(entry, Goal) and entry.fact == fact]
        if going and self.concluding(fact):
            return going[0]
        return self.known.get(fact)


def begun(rules: tuple[Rule, ...], goals: tuple[str, ...]) -> Consultation:
    """A consultation before its first move.

    Raises:
        ValueError: a fact that can only be settled by settling it first.
    """
    needs = {rule.concludes: set[str]() for rule in rules}
    for rule in rules:
        needs[rule.concludes] |= {condition.fact for condition in rule.conditions}
    for _ in range(len(needs)):  # peel off what needs nothing that is still there
        needs = {fact: needed for fact, needed in needs.items() if needed & needs.keys()}
    if needs:
        raise ValueError(f"these facts need themselves: {', '.join(sorted(needs))}")
    return Consultation(rules, goals)


def move(now: Consultation, answer: Callable[[str], float]) -> Consultation:
    """Put one thing on the stack or take one off; `answer` tells the certainty of a fact that must be asked.

    Returns:
        The next state; `now` itself when it has finished.
    """
    if now.finished:
        return now
    counted = replace(now, moves=now.moves + 1)
    if not now.stack:
        goal = next(goal for goal in now.goals if goal not in now.known)
        return replace(counted, stack=(Goal(goal),), last=Move("goal", goal))
    top = now.stack[-1]
    return _tried(counted, top) if isinstance(top, Try) else _pursued(counted, top, answer)


def _pursued(now: Consultation, top: Goal, answer: Callable[[str], float]) -> Consultation:
    """Take up the goal's next rule; with none left it is settled, with none at all somebody is asked."""
    below, rules = now.stack[:-1], now.concluding(top.fact)
    if top.taken < len(rules):
        rule = rules[top.taken]
        taken = replace(top, taken=top.taken + 1)
        return replace(now, stack=(*below, taken, Try(rule)), last=Move("rule", rule.id))
    found = top.belief if rules else answer(top.fact)
    last = Move("settled" if rules else "answered", top.fact)
    return replace(now, stack=below, known={**now.known, top.fact: found}, last=last)


def _tried(now: Consultation, top: Try) -> Consultation:
    """Go on through the rule's conditions, up to one that is not known yet, one that fails, or the end."""
    premise = top.premise
    for k, condition in enumerate(top.rule.conditions[top.met :], top.met):
        if condition.fact not in now.known:
            waiting = replace(top, premise=premise, met=k)
            return replace(
                now,
                stack=(*now.stack[:-1], waiting, Goal(condition.fact)),
                askers={condition.fact: top.rule.id, **now.askers},
                last=Move("goal", condition.fact),
            )
        premise = min(premise, condition.certainty(now.known))
        if premise <= LEAST:
            return _done(now, top.rule, premise, fired=False)
    return _done(now, top.rule, premise, fired=True)


def _done(now: Consultation, rule: Rule, premise: float, *, fired: bool) -> Consultation:
    """The rule leaves the stack; if it fires, the goal below it hears of it."""
    goal = now.stack[-2]
    assert isinstance(goal, Goal)  # a rule is only ever put on top of the goal that it concludes
    after = combined(goal.belief, premise * rule.strength) if fired else goal.belief
    return replace(
        now,
        stack=(*now.stack[:-2], replace(goal, belief=after)),
        outcomes=(*now.outcomes, Outcome(rule.id, premise, fired, goal.belief, after)),
        last=Move("fired" if fired else "failed", rule.id),
    )
