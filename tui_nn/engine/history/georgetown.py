"""Russian to English word by word with a lexicon and six rules, in the manner of 7 January 1954.

A word is looked up whole or cut into a stem and an ending (1). Where there is a choice the next word (2) or the
previous one (3) decides; endings put in *of*, *to*, *by*, and nouns an article (4); some words are left out (5); a
subject that follows its verb is put before it (6). Nothing looks further than one word. These are our own rules, of
the kinds that the demonstration had; its six rules and their codes were others.

Source:
    W. J. Hutchins, "The Georgetown-IBM experiment demonstrated in January 1954", AMTA 2004, pp. 102–114.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from tui_nn.engine.history.georgetown_words import ENDINGS, LEXICON, Entry

CUT, NEXT, PREVIOUS, PUT_IN, LEAVE_OUT, TURN_ROUND = RULES = (1, 2, 3, 4, 5, 6)

_PUNCHED = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya"
_LETTERS = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _PUNCHED.split(), strict=True))
_BROUGHT = {"gen": "of", "dat": "to", "ins": "by"}


def card(text: str) -> str:
    """Russian as it was punched, in Latin letters; what is Latin stays. ``мысли`` -> ``mysli``."""
    return "".join(_LETTERS.get(letter, letter) for letter in text.casefold())


def words_of(sentence: str) -> tuple[str, ...]:
    """The words without signs; an apostrophe may stand for a soft sign."""
    return tuple(re.findall(r"[^\W\d_]+(?:'[^\W\d_]*)*", sentence.replace("’", "'")))


@dataclass(frozen=True)
class Found:
    """A word as the lexicon has it, or None; its ending and the cases or forms that this may stand for."""

    card: str
    entry: Entry | None = None
    ending: str = ""
    forms: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.entry.kind if self.entry else "unknown"

    @property
    def subject(self) -> bool:
        """Surely the one who does it."""
        return self.kind == "pronoun" or self.forms == ("nom",)


@dataclass(frozen=True)
class Step:
    """One thing that the machine did: which rule (0: looked up), what (`event`), to which word, with what result."""

    rule: int
    event: str
    word: int
    english: str
    order: tuple[int, ...]  # the words read so far as the English has them
    undecided: bool = False  # nobody could choose, so the first was taken
    bare: bool = False  # an "of" stands at the word


def look_up(word: str) -> Found:
    """The word in the lexicon: whole, else the longest stem with an ending of its class."""
    punched = card(word)
    if punched in _whole():
        return Found(punched, _whole()[punched])
    for length in range(len(punched), 0, -1):
        for entry in _stems().get(punched[:length], ()):
            forms = _endings(entry.endings).get(punched[length:])
            if forms:
                return Found(punched, entry, punched[length:], forms)
    return Found(punched)


def translate(sentence: str) -> tuple[Step, ...]:
    """All steps of a translation, word by word."""
    found = tuple(look_up(word) for word in words_of(sentence))
    steps: list[Step] = []
    for k in range(len(found)):
        order = (*steps[-1].order, k) if steps else (k,)
        steps += _word(found, k, order)
    return tuple(steps)


def texts(steps: tuple[Step, ...]) -> dict[int, str]:
    """The English of each word read so far."""
    return {step.word: step.english for step in steps}


def output(steps: tuple[Step, ...]) -> str:
    """The English so far."""
    english = texts(steps)
    return " ".join(english[k] for k in steps[-1].order if english[k]) if steps else ""


def disorder(sentence: str, steps: tuple[Step, ...]) -> int:
    """Words where English cannot have them: a subject after its verb, an object before it, a stray *of*."""
    if not steps:
        return 0
    found = [look_up(word) for word in words_of(sentence)]
    bare = {step.word: step.bare for step in steps}
    wrong, verb, objects = 0, False, 0
    for before, k in zip((None, *steps[-1].order), steps[-1].order, strict=False):
        word = found[k]
        if word.kind == "link":
            verb, objects = False, 0
        elif word.kind == "verb":
            wrong, verb, objects = wrong + (0 if verb else objects), True, 0
        objects += word.forms == ("acc",) and not (before is not None and found[before].kind == "preposition")
        wrong += verb and word.subject
        wrong += bare[k] and (before is None or found[before].kind not in ("noun", "unknown"))
    return wrong


def _word(found: tuple[Found, ...], k: int, order: tuple[int, ...]) -> list[Step]:
    """The steps for one word."""
    word = found[k]
    if word.entry is None:
        return [Step(0, "unknown", k, word.card.upper(), order)]
    step = Step(CUT if word.entry.endings else 0, "cut" if word.entry.endings else "found", k, "", order)
    if word.kind == "verb":
        return [replace(step, english=_verb(word))]
    if word.kind == "noun":
        steps = _noun(found, k, replace(step, english=word.entry.english[0]))
    elif word.kind == "particle":
        steps = [step, replace(step, rule=LEAVE_OUT, event="particle")]
    else:
        steps = [replace(step, english=word.entry.english[0])]
        steps += _chosen(found, k, steps[-1]) if word.entry.chosen else []
    return steps + _turned(found, k, steps[-1])


def _verb(word: Found) -> str:
    assert word.entry
    plain, after_he, participle = word.entry.english
    return {"plain": plain, "he": after_he, "is": f"is {participle}", "are": f"are {participle}"}[word.forms[0]]


def _chosen(found: tuple[Found, ...], k: int, step: Step) -> list[Step]:
    """A preposition with two meanings."""
    entry = found[k].entry
    assert entry
    first, second = entry.english
    if entry.chosen == "previous":
        noun = k > 0 and found[k - 1].kind == "noun"
        return [replace(step, rule=PREVIOUS, event="previous", english=second if noun else first)]
    forms = [form.rstrip("+") for form in found[k + 1].forms] if k + 1 < len(found) else []
    if not {"ins", "gen"} & set(forms):
        return [replace(step, event="undecided", undecided=True)]
    return [replace(step, rule=NEXT, event="next", english=first if "ins" in forms else second)]


def _noun(found: tuple[Found, ...], k: int, first: Step) -> list[Step]:
    """A noun: which case, which meaning, what its ending brings along, and its article."""
    word, steps = found[k], [first]
    assert word.entry
    before = found[k - 1].kind if k else "nothing"
    form = word.forms[0]
    if len(word.forms) > 1:
        decided = before not in ("unknown", "link", "particle")
        form = word.forms[before in ("noun", "preposition")]
    noun = _plural(word.entry) if form.endswith("+") else word.entry.english[0]
    if len(word.forms) > 1 and decided:
        steps.append(replace(first, rule=PREVIOUS, event="previous", english=noun))
    elif len(word.forms) > 1:
        steps.append(replace(first, event="undecided", english=noun, undecided=True))
    steps[-1] = replace(steps[-1], english=noun)
    if len(word.entry.english) > 1:
        steps.append(replace(steps[-1], rule=0, event="two", undecided=True))
    brought = _BROUGHT.get(form.rstrip("+"), "")
    if brought:
        bare = brought == "of"
        steps.append(replace(steps[-1], rule=PUT_IN, event="brings", english=f"{brought} {noun}", bare=bare))
        if before == "preposition":
            steps.append(replace(steps[-1], rule=LEAVE_OUT, event="drops", english=noun, bare=False))
            brought = ""
    if not word.entry.mass and not form.endswith("+"):
        english = f"{brought} the {noun}".strip()
        steps.append(replace(steps[-1], rule=PUT_IN, event="article", english=english))
    return steps


def _plural(entry: Entry) -> str:
    return entry.plural or re.sub("y$", "ie", entry.english[0]) + "s"


def _turned(found: tuple[Found, ...], k: int, step: Step) -> list[Step]:
    """A subject right after its verb is put before it, unless the verb has one there already."""
    verb = found[k - 1] if k else None
    if verb is None or verb.kind != "verb" or step.order[-2:] != (k - 1, k):
        return []
    passive = verb.forms[0] in ("is", "are")
    if not (found[k].subject or (passive and found[k].forms[:1] in (("base",), ("base+",)))):
        return []
    if k > 1 and (found[k - 2].subject or found[k - 2].forms[:1] in (("base",), ("base+",))):
        return []
    return [replace(step, rule=TURN_ROUND, event="turned", order=(*step.order[:-2], k, k - 1))]


@cache
def _whole() -> dict[str, Entry]:
    return {card(entry.russian): entry for entry in LEXICON if not entry.endings}


@cache
def _stems() -> dict[str, tuple[Entry, ...]]:
    stems: dict[str, tuple[Entry, ...]] = {}
    for entry in LEXICON:
        if entry.endings:
            stem = card(entry.russian)
            stems[stem] = (*stems.get(stem, ()), entry)
    return stems


@cache
def _endings(kind: str) -> dict[str, tuple[str, ...]]:
    return {card(ending): forms for ending, forms in ENDINGS[kind].items()}
