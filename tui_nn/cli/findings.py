"""What `tui-nn doctor` finds out: one finding for each thing that the app needs from terminal and machine."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tui_nn.locale.choice import language_of
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.glyphs import BRAILLE, glyphs_for
from tui_nn.progress.journal import Journal

SMALLEST = (80, 24)  # as the screens have it; imported from there it would load Textual, which may be what is ill
LOCALE_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; with advice where it could be better. `stops` when the app cannot run so."""

    says: Phrase
    advice: Phrase | None = None
    stops: bool = False


@dataclass(frozen=True)
class Place:
    """Where the program finds itself: the environment, the terminal's size (None: no terminal), its letters."""

    environment: Mapping[str, str]
    size: tuple[int, int] | None
    encoding: str


# The terminal -------------------------------------------------------------------------------------------------------


def terminal(place: Place) -> Iterator[Finding]:
    """What the terminal can show."""
    yield _size(place.size)
    yield _term(place.environment)
    yield _colours(place)
    yield _letters(place.encoding)
    yield _braille(place.environment)
    yield _distance(place.environment)


def _size(size: tuple[int, int] | None) -> Finding:
    if size is None:
        return Finding(phrase("doctor.size.none"), phrase("doctor.size.open_one"))
    columns, rows = size
    says = phrase("doctor.size.is", columns=columns, rows=rows)
    enough = columns >= SMALLEST[0] and rows >= SMALLEST[1]
    least = phrase("doctor.size.too_small", columns=SMALLEST[0], rows=SMALLEST[1])
    return Finding(says, None if enough else least)


def _term(environment: Mapping[str, str]) -> Finding:
    name = environment.get("TERM", "")
    says = phrase("doctor.term.is", name=name) if name else phrase("doctor.term.none")
    return Finding(says, phrase("doctor.term.name_one") if name in ("", "dumb", "unknown") else None)


def colour_system(environment: Mapping[str, str]) -> str:
    """What the app will use here: ``truecolor``, ``256``, ``standard`` (16) or ``none``."""
    from rich.console import Console

    console = Console(force_terminal=True, _environ=environment)
    return "none" if console.no_color else console.color_system or "none"


def _colours(place: Place) -> Finding:
    if place.environment.get("NO_COLOR"):
        return Finding(phrase("doctor.colours.unwanted"))
    system = colour_system(place.environment)
    few = phrase("doctor.colours.try_more") if system in ("standard", "none") else None
    return Finding(phrase(f"doctor.colours.{system}"), few)


def _letters(encoding: str) -> Finding:
    good = encoding.lower().replace("-", "").replace("_", "") == "utf8"
    return Finding(
        phrase("doctor.letters.is", encoding=encoding), None if good else phrase("doctor.letters.use_utf8")
    )


def has_braille(environment: Mapping[str, str]) -> bool:
    """Whether the app draws with braille here; the Linux console's fonts have none."""
    return glyphs_for(environment.get("TERM", "")) is BRAILLE


def _braille(environment: Mapping[str, str]) -> Finding:
    if has_braille(environment):
        return Finding(phrase("doctor.braille.maybe"))
    return Finding(phrase("doctor.braille.console"), phrase("doctor.braille.elsewhere"))


def _distance(environment: Mapping[str, str]) -> Finding:
    if environment.get("SSH_CONNECTION"):
        return Finding(phrase("doctor.distance.ssh"), phrase("doctor.distance.calm"))
    return Finding(phrase("doctor.distance.here"))


# The machine --------------------------------------------------------------------------------------------------------


def machine() -> Iterator[Finding]:
    """Python and the libraries, held against what the package asks for."""
    yield Finding(phrase("doctor.python", version=".".join(str(part) for part in sys.version_info[:3])))
    from importlib.metadata import PackageNotFoundError, requires, version

    there: list[str] = []
    for name, least in _required(requires("tui-nn") or ()):
        try:
            found = version(name)
        except PackageNotFoundError:
            found = ""
        if _numbers(found) < _numbers(least):
            says = phrase("doctor.library.old" if found else "doctor.library.missing", name=name, version=found)
            yield Finding(says, phrase("doctor.library.install", name=name, least=least), stops=True)
        else:
            there.append(f"{name} {found}")
    yield Finding(phrase("doctor.library.fine", list=", ".join(there)))


def _required(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name and lowest version of each library that the app itself needs."""
    for line in lines:
        found = re.match(r"([\w.-]+)\s*>=\s*([\d.]+)", line)
        if found and "extra" not in line:
            yield found[1], found[2]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


# The learner --------------------------------------------------------------------------------------------------------


def progress(journal: Journal) -> Finding:
    """Where progress lives, and whether it can be written there."""
    says = phrase("doctor.progress", path=str(journal.path), n=len(journal.facts()))
    return Finding(says, journal.notices[0] if journal.notices else None)


def language(asked: str | None, remembered: object, environment: Mapping[str, str]) -> Finding:
    """The language that the app will begin in, and why."""
    code, why = language_of((), environment), phrase("doctor.why.nothing")
    variable = next((name for name in LOCALE_NAMES if environment.get(name)), None)
    if asked:
        code, why = asked, phrase("doctor.why.asked")
    elif remembered in LANGUAGES:
        code, why = str(remembered), phrase("doctor.why.remembered")
    elif variable:
        why = phrase("doctor.why.locale", set=f"{variable}={environment[variable]}")
    return Finding(phrase("doctor.language", code=code, name=phrase(f"doctor.names.{code}"), why=why))


def lessons(args: argparse.Namespace, words: Words) -> Iterator[Finding]:
    """The lessons that are found; each that cannot be shown, with the first thing to mend."""
    from tui_nn.course.course import lessons_at, open_course
    from tui_nn.course.problem import BadLesson, told

    root = lessons_at(getattr(args, "lessons", None))
    try:
        course = open_course(root)
    except BadLesson as bad:
        says = phrase("doctor.lessons.none", path=str(root))
        yield Finding(says, phrase("doctor.lessons.mend", problem=told(bad.problems[0], words)), stops=True)
        return
    sound = 0
    for entry in course.entries:
        try:
            for code in LANGUAGES:
                course.lesson(entry.id, code)
            sound += 1
        except BadLesson as bad:
            says = phrase("doctor.lessons.bad", title=entry.titles[words.language])
            yield Finding(says, phrase("doctor.lessons.mend", problem=told(bad.problems[0], words)))
    yield Finding(phrase("doctor.lessons.sound", n=sound, path=str(root)), stops=not sound)
