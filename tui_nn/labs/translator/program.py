"""The lookup of the lab translator as plain Python that runs by itself; the six rules are in the engine."""

from __future__ import annotations

from tui_nn.engine.history.georgetown import card
from tui_nn.engine.history.georgetown_words import ENDINGS, LEXICON
from tui_nn.labs.translator.state import State

PROGRAM = '''\
"""Which words of a sentence a lexicon of stems and endings knows, and what it has for them."""

WHOLE = {whole}
STEMS = {stems}
ENDINGS = {endings}


def look_up(word):
    if word in WHOLE:
        return WHOLE[word]
    for length in range(len(word), 0, -1):
        for kind, english in STEMS.get(word[:length], ()):
            if word[length:] in ENDINGS[kind]:
                return english
    return None


words = {words}
found = [look_up(word) for word in words]
for word, english in zip(words, found):
    print(word, "->", english)

known = sum(english is not None for english in found)
print("read =", len(words))
print("known =", known)
print("unknown =", len(words) - known)
print("share =", 100 * known / len(words) if words else None)
'''


def written(state: State, steps: int) -> str:
    """The program that looks up the words that are read after so many more ticks."""
    read = {step.word for step in state.all_steps[: state.shown + steps]}
    stems: dict[str, list[tuple[str, str]]] = {}
    for entry in LEXICON:
        if entry.endings:
            stems.setdefault(card(entry.russian), []).append((entry.endings, entry.english[0]))
    return PROGRAM.format(
        whole={card(entry.russian): entry.english[0] for entry in LEXICON if not entry.endings},
        stems=stems,
        endings={kind: [card(ending) for ending in endings] for kind, endings in ENDINGS.items()},
        words=[state.found[k].card for k in sorted(read)],
    )
