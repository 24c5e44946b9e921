"""Where the numbers of the lab mycin come from, and for which goal a fact is asked."""

from __future__ import annotations

from tui_nn.engine.history.certainty import LEAST, Outcome
from tui_nn.labs import tex
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.lab import Why
from tui_nn.labs.mycin.frame import ROOM, conditions, fact_word, in_words, shown
from tui_nn.labs.mycin.rules import CONCLUSIONS
from tui_nn.labs.mycin.state import State
from tui_nn.locale.phrase import Phrase, phrase


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers, says = _steps(state, reading)
    return worked_out(formula, numbers, value, says)


def _steps(state: State, reading: str) -> tuple[str, str, Phrase]:
    """The formula, its numbers without the result, and the sentence."""
    if reading in CONCLUSIONS:
        return _conclusion(state, reading)
    kind, _, name = reading.partition("-")
    if kind == "cf" and name in state.sheet:
        return "CF", "", _asked(state, name)
    if kind in ("cf", "holds", "gives"):
        return _of_rule(state, kind, name)
    return "n", "", phrase(f"{ROOM}.why.{reading}")


def _asked(state: State, fact: str) -> Phrase:
    asker = state.now.askers.get(fact)
    if asker is None:
        return phrase(f"{ROOM}.why.not-asked", fact=fact_word(fact))
    rule = state.rule(asker)
    return phrase(f"{ROOM}.why.asked-for", fact=fact_word(fact), rule=in_words(rule), goal=fact_word(rule.concludes))


def _conclusion(state: State, fact: str) -> tuple[str, str, Phrase]:
    """The last two certainties that were combined, or the only one."""
    fired, rules = state.fired_for(fact), ", ".join(each.rule.upper() for each in state.fired_for(fact))
    if not fired:
        return "CF", "", phrase(f"{ROOM}.why.nothing-fired", fact=fact_word(fact))
    last = fired[-1]
    given = last.premise * state.rule(last.rule).strength
    says = phrase(f"{ROOM}.why.fired-for", fact=fact_word(fact), rules=rules)
    if len(fired) == 1:
        strength = state.rule(last.rule).strength
        return "CF(IF) CF", rf"{tex.factor(last.premise)} \cdot {tex.factor(strength)}", says
    a, b = tex.number(last.before), tex.factor(given)
    if last.before >= 0 and given >= 0:
        return "a + b (1 - a)", rf"{a} + {b} \cdot (1 - {tex.factor(last.before)})", says
    if last.before <= 0 and given <= 0:
        return "a + b (1 + a)", rf"{a} + {b} \cdot (1 + {tex.factor(last.before)})", says
    least = tex.number(min(abs(last.before), abs(given)))
    return r"\frac{a + b}{1 - \min(|a|, |b|)}", rf"\frac{{{a} + {b}}}{{1 - {least}}}", says


def _of_rule(state: State, kind: str, id: str) -> tuple[str, str, Phrase]:
    rule, outcome = state.rule(id), state.outcome(id)
    words: dict[str, Phrase | str] = {
        "rule": id.upper(),
        "conditions": conditions(rule),
        "conclusion": fact_word(rule.concludes),
    }
    if kind == "cf":
        return "CF", "", phrase(f"{ROOM}.why.strength", **words)
    if outcome is None:
        return "CF", "", phrase(f"{ROOM}.why.not-yet", **words)
    if kind == "holds":
        return "CF(IF)", _least(state, id), phrase(f"{ROOM}.why.holds", **words)
    if not outcome.fired:
        return "CF", "", phrase(f"{ROOM}.why.failed", **words, least=LEAST)
    product = rf"{tex.factor(outcome.premise)} \cdot {tex.factor(rule.strength)}"
    return "CF(IF) CF", product, phrase(f"{ROOM}.why.gives", **words)


def _least(state: State, id: str) -> str:
    """min of the certainties of the conditions that were looked at."""
    seen = [each.certainty(state.now.known) for each in state.rule(id).conditions if each.fact in state.now.known]
    outcome: Outcome | None = state.outcome(id)
    assert outcome is not None
    while len(seen) > 1 and min(seen[:-1]) <= LEAST:  # it stops at the first that does not hold
        seen.pop()
    return rf"\min({'; '.join(map(tex.number, seen))})" if len(seen) > 1 else ""
