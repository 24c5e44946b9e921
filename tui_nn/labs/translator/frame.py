"""What the lab translator shows: card, English and the rules at work, word by word; its whole lexicon; its rules."""

from __future__ import annotations

from collections.abc import Iterable

from tui_nn.engine.history.georgetown import RULES, Step, card
from tui_nn.engine.history.georgetown_words import LEXICON, Entry
from tui_nn.labs import tex
from tui_nn.labs.frame import Frame, Line, Lines, Reading, Table, View
from tui_nn.labs.lab import Why
from tui_nn.labs.translator.state import KINDS, State
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.translator"
VIEWS = ("steps", "words", "lexicon", "nouns", "rules", "failures")
RECENT = 7  # steps that are told
COLUMNS = 4  # of the lexicon


def shown(state: State) -> Frame:
    """The frame of a state."""
    pictures = (talk(state), words(state), SMALL, NOUNS, rules(state), failures(state))
    views = tuple(View(id, (k,)) for k, id in enumerate(VIEWS))
    return Frame(pictures, readings(state), says(state), views)


def readings(state: State) -> tuple[Reading, ...]:
    """How much is known, and what is wrong."""
    return (
        Reading("steps", state.shown),
        Reading("share", 100 * state.known / state.read if state.read else None),
        Reading("unknown", state.unknown),
        Reading("disorder", state.disorder),
        Reading("undecided", state.undecided),
        Reading("kinds", len(state.met)),
        Reading("read", state.read),
        Reading("known", state.known),
        Reading("rule", state.steps[-1].rule if state.steps else None),
    )


def talk(state: State) -> Lines:
    """The sentence, its card, the English so far, and the last steps."""
    lines = [
        Line(state.sentence, phrase(f"{ROOM}.speaker.russian")),
        Line(" ".join(found.card.upper() for found in state.found), phrase(f"{ROOM}.speaker.card"), "dim"),
    ]
    if state.steps:
        fine = not any(state.failures.values())
        mark = ("good" if fine else "bad") if state.done else "current"
        lines.append(Line(state.output, phrase(f"{ROOM}.speaker.english"), mark))
    lines += [Line(told(state, step), "", "" if step.rule else "dim") for step in state.steps[-RECENT:]]
    return Lines("talk", tuple(lines))


def words(state: State) -> Table:
    """Word by word: what was read, the rules at work on it, its English so far."""
    rows = []
    for k, found in enumerate(state.found):
        rules = ", ".join(str(step.rule) for step in state.steps if step.word == k and step.rule)
        english = state.english.get(k, "")
        left_out = k in state.english and not english
        rows.append((found.card.upper(), _cut(state, k), rules, phrase(f"{ROOM}.left-out") if left_out else english))
    at = state.steps[-1].word if state.steps and not state.done else None
    return Table("words", ("card", "entry", "rules", "english"), tuple(rows), at)


def _cut(state: State, k: int) -> str | Phrase:
    """How the lexicon has the word: whole, as stem and ending, or not at all."""
    found = state.found[k]
    if k not in state.english:
        return ""
    if found.entry is None:
        return phrase(f"{ROOM}.not-there")
    stem = card(found.entry.russian)
    return f"{stem}-{found.ending}" if found.entry.endings else stem


def _entry(entry: Entry) -> str:
    stem = card(entry.russian) + ("-" if entry.endings else "")
    meanings = entry.english[:1] if entry.kind == "verb" else entry.english
    return f"{stem} {'/'.join(meanings)}".strip()


def _lexicon(id: str, entries: Iterable[Entry]) -> Table:
    told = [_entry(entry) for entry in entries]
    high = -(-len(told) // COLUMNS)
    told += [""] * (high * COLUMNS - len(told))
    rows = tuple(tuple(told[column * high + row] for column in range(COLUMNS)) for row in range(high))
    return Table(id, ("", " ", "  ", "   "), rows)


SMALL = _lexicon("lexicon", (entry for entry in LEXICON if entry.kind != "noun"))
NOUNS = _lexicon("nouns", (entry for entry in LEXICON if entry.kind == "noun"))


def rules(state: State) -> Table:
    """The six rules, and how often each has been at work on this sentence."""
    now = state.steps[-1].rule if state.steps and not state.done else 0
    rows = tuple(
        (str(rule), phrase(f"{ROOM}.rules.{rule}"), Reading(f"fired-{rule}", state.fired[rule])) for rule in RULES
    )
    return Table("rules", ("rule", "does", "fired"), rows, RULES.index(now) if now else None)


def failures(state: State) -> Table:
    """The kinds of failures: how many in this sentence, and which have been met in any."""
    counts = {reading.id: reading for reading in readings(state)}
    rows = tuple(
        (phrase(f"{ROOM}.kinds.{kind}"), counts[id], phrase(f"{ROOM}.met.{'yes' if kind in state.met else 'no'}"))
        for kind, id in zip(KINDS, ("unknown", "disorder", "undecided"), strict=True)
    )
    return Table("failures", ("kind", "here", "met"), rows)


def says(state: State) -> Phrase:
    """The last step; at the end, what came of it."""
    if not state.steps:
        return phrase(f"{ROOM}.says.start")
    if state.done:
        worst = [kind for kind, count in state.failures.items() if count]
        return phrase(f"{ROOM}.end.{worst[0] if worst else 'fine'}")
    return told(state, state.steps[-1])


def told(state: State, step: Step) -> Phrase:
    """A step in words."""
    found, event = state.found[step.word], f"{ROOM}.events.{step.event}"
    word, entry = found.card.upper(), found.entry
    if step.event in ("unknown", "particle") or entry is None:
        return phrase(event, word=word)
    if step.event == "cut":
        if not found.ending:
            return phrase(f"{ROOM}.events.bare", word=word, stem=card(entry.russian))
        return phrase(event, word=word, stem=card(entry.russian), ending=found.ending)
    if step.event == "two":
        return phrase(event, word=word, english=step.english, other=entry.english[1])
    return phrase(event, word=word, english=step.english)


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    topic = "fired" if reading.startswith("fired-") else reading
    says = phrase(f"{ROOM}.why.{topic}")
    if value is None:
        return Why("n", r"\dots", says)
    if reading == "share":
        numbers = rf"100 \cdot \frac{{{state.known}}}{{{state.read}}}"
        return Why(r"100 \cdot \frac{k}{n}", f"{numbers} = {tex.number(value)}", says)
    if reading == "known":
        return Why("n - u", f"{state.read} - {state.unknown} = {state.known}", says)
    return Why("n", tex.number(value), says)
