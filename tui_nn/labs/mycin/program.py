"""The lab mycin's reasoning as plain Python that runs by itself."""

from __future__ import annotations

from tui_nn.engine.history.certainty import LEAST
from tui_nn.labs.mycin.rules import CONCLUSIONS, REMEDIES
from tui_nn.labs.mycin.state import State

PROGRAM = '''\
"""Rules chained backwards with certainty factors. Invented rules about invented germs: no medical advice."""

from itertools import islice

# name: ((fact, whether it should hold), ...), conclusion, strength
RULES = {{
{rules}
}}
ANSWERS = {answers}
MOVES = {moves}


def combined(a, b):
    if a >= 0 and b >= 0:
        return a + b * (1 - a)
    if a <= 0 and b <= 0:
        return a + b * (1 + a)
    return (a + b) / (1 - min(abs(a), abs(b)))


known, belief, stack, fired = {{}}, {{}}, [], []


def settle(goal):
    """Puts a goal on the stack and takes it off when it is known; every yield is one move."""
    stack.append(goal)
    mine = [(name, *rule) for name, rule in RULES.items() if rule[1] == goal]
    if mine:
        belief[goal] = 0.0
    yield
    for name, conditions, _, strength in mine:
        stack.append(name)
        yield
        premise = 1.0
        for fact, holds in conditions:
            if fact not in known:
                yield from settle(fact)
            premise = min(premise, known[fact] if holds else -known[fact])
            if premise <= {least}:
                break
        else:
            fired.append(name)
            belief[goal] = combined(belief[goal], premise * strength)
        stack.pop()
        yield
    known[goal] = belief[goal] if mine else ANSWERS[goal]
    stack.pop()
    yield


def consult(goals):
    for goal in goals:
        if goal not in known:
            yield from settle(goal)


moves = sum(1 for _ in islice(consult({goals}), MOVES))
print("moves =", moves)
for name in {conclusions}:
    print(name, "=", known.get(name, belief.get(name)))
print("asked =", sum(fact in known for fact in ANSWERS))
print("fired =", len(fired))
print("depth =", len(stack))
'''


def written(state: State, steps: int) -> str:
    """The program that takes the moves made so far and so many more."""
    rules = "\n".join(
        f"    {rule.id!r}: ({tuple((each.fact, each.holds) for each in rule.conditions)}, "
        f"{rule.concludes!r}, {rule.strength!r}),"
        for rule in state.rules
    )
    return PROGRAM.format(
        rules=rules,
        answers=dict(state.sheet),
        moves=state.now.moves + steps,
        least=LEAST,
        goals=REMEDIES,
        conclusions=CONCLUSIONS,
    )
