"""What the lab mycin shows: the stack from the first goal to what is at hand, the rules, and the facts."""

from __future__ import annotations

from dataclasses import replace

from tui_nn.engine.history.certainty import LEAST, Condition, Goal, Outcome, Rule, Try
from tui_nn.labs.frame import Frame, Line, Lines, Reading, Table, View
from tui_nn.labs.mycin.rules import CONCLUSIONS, FACTS, REMEDIES
from tui_nn.labs.mycin.state import State
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.mycin"
RECENT = 4  # rules done with that are still shown


def shown(state: State) -> Frame:
    """The frame of a state."""
    views = (View("goals", (0,)), View("rules", (1,)), View("facts", (2,)))
    return Frame((stack(state), rules(state), facts(state)), readings(state), says(state), views)


def readings(state: State) -> tuple[Reading, ...]:
    """How far it is, and what it believes of each remedy and germ."""
    return (
        Reading("moves", state.now.moves),
        *(Reading(fact, state.now.belief(fact)) for fact in CONCLUSIONS),
        Reading("asked", state.asked),
        Reading("fired", state.fired),
        Reading("depth", len(state.now.stack)),
    )


def stack(state: State) -> Lines:
    """Goals and rules as they wait for one another, and WHY; then the rules done with. At the end, HOW it came."""
    if state.now.finished:
        lines = [_outcome(state, each) for each in state.now.outcomes if each.fired]
        lines += [Line(_advice(state, remedy), phrase(f"{ROOM}.speaker.advice"), "current") for remedy in REMEDIES]
    else:
        lines = [_entry(entry) for entry in state.now.stack]
        lines[-1:] = [replace(line, mark="current") for line in lines[-1:]]
        if because := why_asked(state):
            lines.append(Line(because, phrase(f"{ROOM}.speaker.why")))
        lines += [_outcome(state, each) for each in state.now.outcomes[-RECENT:]]
    return Lines("goals", (*lines, Line(phrase(f"{ROOM}.invented"), "", "dim")))


def _outcome(state: State, outcome: Outcome) -> Line:
    return replace(_entry(Try(state.rule(outcome.rule))), mark="good" if outcome.fired else "bad")


def _entry(entry: Goal | Try) -> Line:
    if isinstance(entry, Try):
        return Line(in_words(entry.rule), phrase(f"{ROOM}.speaker.rule", rule=entry.rule.id.upper()))
    return Line(phrase(f"{ROOM}.questions.{entry.fact}"), phrase(f"{ROOM}.speaker.goal"))


def _advice(state: State, remedy: str) -> Phrase:
    value = state.now.known[remedy]
    verdict = "yes" if value > LEAST else "no"
    return phrase(f"{ROOM}.advice.{verdict}", remedy=fact_word(remedy), cf=float(value))


def why_asked(state: State) -> Phrase | None:
    """For what the question at hand is asked: the rule, and the goals above it."""
    fact = state.now.question
    rule = state.now.askers.get(fact) if fact else None
    if rule is None:
        return None
    goals = [entry.fact for entry in state.now.stack[:-1] if isinstance(entry, Goal)]
    return phrase(f"{ROOM}.because", rule=rule.upper(), goal=fact_word(goals[-1]), first=fact_word(goals[0]))


def in_words(rule: Rule) -> Phrase:
    """IF … THEN …, with the rule's strength."""
    return phrase(
        f"{ROOM}.if-then",
        conditions=conditions(rule),
        conclusion=fact_word(rule.concludes),
        cf=float(rule.strength),
    )


def conditions(rule: Rule) -> Phrase:
    """All conditions, joined by *and*."""
    first, *others = map(_condition, rule.conditions)
    for other in others:
        first = phrase(f"{ROOM}.and", first=first, second=other)
    return first


def _condition(condition: Condition) -> Phrase:
    return fact_word(condition.fact) if condition.holds else phrase(f"{ROOM}.negated.{condition.fact}")


def fact_word(fact: str) -> Phrase:
    return phrase(f"{ROOM}.facts.{fact}")


def rules(state: State) -> Table:
    """All rules: how far the conditions of each hold, and what it gave."""
    tried = [entry.rule.id for entry in state.now.stack if isinstance(entry, Try)]
    ids = [rule.id for rule in state.rules]
    rows = tuple(_rule_row(state, rule) for rule in state.rules)
    return Table(
        "rules", ("rule", "if", "then", "cf", "holds", "gives"), rows, ids.index(tried[-1]) if tried else None
    )


def _rule_row(state: State, rule: Rule) -> tuple[Phrase | Reading | str, ...]:
    outcome, sign = state.outcome(rule.id), rule.id.upper()
    return (
        sign,
        conditions(rule),
        fact_word(rule.concludes),
        Reading(f"cf-{rule.id}", rule.strength, f"CF({sign})"),
        Reading(f"holds-{rule.id}", outcome.premise if outcome else None, f"IF({sign})"),
        Reading(f"gives-{rule.id}", gives(rule, outcome), f"THEN({sign})"),
    )


def gives(rule: Rule, outcome: Outcome | None) -> float | None:
    """What a rule gave its conclusion; None as long as it is not done with."""
    if outcome is None:
        return None
    return outcome.premise * rule.strength if outcome.fired else 0.0


def facts(state: State) -> Table:
    """What was answered so far, and which rule wanted it."""
    rows = []
    for fact in FACTS:
        asker = state.now.askers.get(fact, "").upper()
        rows.append((fact_word(fact), asker, Reading(f"cf-{fact}", state.now.known.get(fact))))
    asked = FACTS.index(state.now.question) if state.now.question else None
    return Table("facts", ("fact", "asker", "cf"), tuple(rows), asked)


def says(state: State) -> Phrase:
    """The question, or what has just happened."""
    last = state.now.last
    if state.again:
        return phrase(f"{ROOM}.says.again")
    if state.now.finished:
        best = max(REMEDIES, key=lambda remedy: state.now.known[remedy])
        value = float(state.now.known[best])
        return phrase(f"{ROOM}.says.{'advice' if value > LEAST else 'nothing'}", remedy=fact_word(best), cf=value)
    if state.now.question:
        return phrase(f"{ROOM}.says.ask", question=phrase(f"{ROOM}.questions.{state.now.question}"))
    if last is None:
        return phrase(f"{ROOM}.says.start")
    if last.kind in ("goal", "settled", "answered"):
        belief = float(state.now.belief(last.name) or 0)
        return phrase(f"{ROOM}.says.{last.kind}", fact=fact_word(last.name), cf=belief)
    rule = state.rule(last.name)
    given = float(gives(rule, state.outcome(rule.id)) or 0)
    return phrase(f"{ROOM}.says.{last.kind}", rule=rule.id.upper(), cf=given, fact=fact_word(rule.concludes))
