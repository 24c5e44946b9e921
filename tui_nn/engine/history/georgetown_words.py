"""A lexicon of sixty entries, and endings of Russian, as a translator of 1954 might have had: our own choice.

Words that never change stand whole; the others are stems, and their endings are in a table for each class.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A word or a stem with its English.

    ``english``: of a noun its equivalents, the one that is taken without any rule first; of a verb the plain form,
    the one after he, and the participle; of a word with ``chosen`` by a neighbour the two to choose from.
    """

    russian: str
    kind: str  # noun, verb, pronoun, preposition, link, particle, adverb
    english: tuple[str, ...]
    endings: str = ""  # the class of endings; none for a whole word
    mass: bool = False  # a noun that takes no article
    chosen: str = ""  # by the "next" or by the "previous" word
    plural: str = ""  # where it is not made with s


def _whole(kind: str, **words: str) -> tuple[Entry, ...]:
    return tuple(Entry(russian, kind, (english,)) for russian, english in words.items())


def _nouns(endings: str, *, mass: bool = False, **words: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(russian, "noun", tuple(english.split("|")), endings, mass=mass) for russian, english in words.items()
    )


def _verbs(endings: str, **words: str) -> tuple[Entry, ...]:
    return tuple(Entry(russian, "verb", tuple(english.split("|")), endings) for russian, english in words.items())


LEXICON: tuple[Entry, ...] = (
    *_whole("pronoun", мы="we", они="they", я="I", он="he", она="she"),
    *_whole("preposition", в="in", на="on", из="from", для="for", без="without", к="to", посредством="by means of"),
    Entry("о", "preposition", ("about", "of"), chosen="previous"),
    Entry("с", "preposition", ("with", "from"), chosen="next"),
    *_whole("link", и="and", но="but"),
    *_whole("particle", же="", ли=""),
    *_whole("adverb", сегодня="today", быстро="quickly"),
    *_verbs("e", переда="transmit|transmits|transmitted", понима="understand|understands|understood"),
    *_verbs("e", чита="read|reads|read", изуча="study|studies|studied", получа="obtain|obtains|obtained"),
    *_verbs("e", определя="determine|determines|determined", работа="work|works|worked"),
    *_verbs("i", перевод="translate|translates|translated", стро="build|builds|built", говор="speak|speaks|spoken"),
    *_nouns("a", mass=True, наук="science", вод="water"),
    *_nouns("a", машин="machine", книг="book", величин="magnitude", дуг="arc", длин="length", систем="system"),
    *_nouns("a", задач="problem", школ="school"),
    *_nouns("soft", mass=True, реч="speech", нефт="oil", стал="steel"),
    *_nouns("soft", мысл="thought"),
    *_nouns("m", угол="angle", угл="angle", завод="plant", закон="law", инженер="engineer", студент="student"),
    *_nouns("m", язык="language|tongue", ключ="key|spring", замок="lock|castle", замк="lock|castle"),
    *_nouns("m", mass=True, мир="peace|world"),
    Entry("радиус", "noun", ("radius",), "m", plural="radii"),
    *_nouns("o", слов="word", качеств="quality", письм="letter"),
    *_nouns("ie", отношени="relation"),
)


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """``"и=base+/gen -=gen+"``: и is undecided, no ending at all is the genitive plural."""
    pairs = (pair.partition("=") for pair in text.split())
    return {ending.strip("-"): tuple(forms.split("/")) for ending, _, forms in pairs}


# Class -> ending -> the cases that it may stand for, two where a neighbour has to decide. "+" is the plural,
# "base" a subject or an object, who knows. Of a verb: the form that English takes.
ENDINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "a": _table(
        "а=nom я=nom ы=base+/gen и=base+/gen у=acc ю=acc ой=ins ей=ins е=loc -=gen+ ам=dat+ ами=ins+ ах=loc+"
    ),
    "soft": _table("ь=base -=base и=base+/gen ью=ins ей=gen+ ям=dat+ ями=ins+ ях=loc+"),
    "m": _table("-=base а=gen у=dat ом=ins е=loc ы=base+ и=base+ ов=gen+ ей=gen+ ам=dat+ ами=ins+ ах=loc+"),
    "o": _table("о=base а=base+/gen у=dat ом=ins е=loc -=gen+ ам=dat+ ами=ins+ ах=loc+"),
    "ie": _table("е=base я=base+/gen ю=dat ем=ins и=loc й=gen+ ям=dat+ ями=ins+ ях=loc+"),
    "e": _table("ю=plain ем=plain ют=plain ет=he ется=is ются=are"),
    "i": _table("ю=plain им=plain ят=plain ит=he ится=is ятся=are"),
}
