"""Our own rules about germs that do not exist: a game with the manner of MYCIN, no medical advice.

MYCIN had hundreds of rules, written down by physicians; it also knew patients, cultures and doses, and asked for
some facts before it tried its rules. All that is left out here.
"""

from __future__ import annotations

from tui_nn.engine.history.certainty import Condition, Rule

# In the order in which a consultation that answers everything with yes comes to them.
FACTS = ("round", "clumps", "violet", "dish", "rod", "chains", "allergy", "filter", "air")
GERMS = ("globella", "catenella", "virgella", "virus")
REMEDIES = ("alphacin", "betacin")
CONCLUSIONS = (*REMEDIES, *GERMS)


def _rule(id: str, conditions: str, concludes: str, strength: float) -> Rule:
    """``"round -clumps"``: round, and not in clumps."""
    read = (Condition(fact.lstrip("-"), not fact.startswith("-")) for fact in conditions.split())
    return Rule(id, tuple(read), concludes, strength)


RULES = (
    _rule("a1", "globella", "alphacin", 0.8),
    _rule("a2", "catenella", "alphacin", 0.7),
    _rule("a3", "allergy", "alphacin", -0.9),
    _rule("a4", "virus", "alphacin", -0.9),
    _rule("b1", "virgella", "betacin", 0.8),
    _rule("b2", "catenella allergy", "betacin", 0.6),
    _rule("b3", "virus", "betacin", -0.9),
    _rule("g1", "round clumps", "globella", 0.6),
    _rule("g2", "violet dish", "globella", 0.5),
    _rule("g3", "rod", "globella", -0.9),
    _rule("c1", "round chains", "catenella", 0.7),
    _rule("c2", "violet -clumps", "catenella", 0.3),
    _rule("v1", "rod -violet", "virgella", 0.7),
    _rule("v2", "rod air", "virgella", 0.4),
    _rule("w1", "filter -dish", "virus", 0.8),
)
RULE_IDS = tuple(rule.id for rule in RULES)
