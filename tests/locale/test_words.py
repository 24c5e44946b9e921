"""The interface's words: both languages say the same things, and each key that the code names exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tui_nn.locale.choice import language_of
from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import LANGUAGES, Words

PACKAGE = Path(__file__).parents[2] / "tui_nn"
ENGLISH = PACKAGE / "locale" / "en"
FILES = sorted(path.relative_to(ENGLISH).as_posix() for path in ENGLISH.rglob("*.toml"))
ROOMS = sorted({file.partition("/")[0].removesuffix(".toml") for file in FILES})
PLURALS = {"one", "few", "many", "other"}


def texts(room: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Leaves of a catalogue: a text, or a table of plural forms."""
    found: dict[str, Any] = {}
    for name, value in room.items():
        if isinstance(value, dict) and not set(value) <= PLURALS:
            found |= texts(value, f"{path}{name}.")
        else:
            found[path + name] = value
    return found


def file_texts(language: str, file: str) -> dict[str, Any]:
    return texts(tomllib.loads((PACKAGE / "locale" / language / file).read_text("utf-8")))


def slots(text: Any) -> set[str]:
    forms = text.values() if isinstance(text, dict) else [text]
    return set().union(*(re.findall(r"\{(\w+)\}", form) for form in forms))


@pytest.mark.parametrize("file", FILES)
def test_both_languages_have_the_same_keys_and_the_same_slots(file: str) -> None:
    english, russian = file_texts("en", file), file_texts("ru", file)
    assert english.keys() == russian.keys()
    for key, text in english.items():
        assert slots(text) == slots(russian[key]), key


@pytest.mark.parametrize("file", FILES)
def test_a_russian_text_that_counts_has_every_plural_form(file: str) -> None:
    for key, text in file_texts("ru", file).items():
        if isinstance(text, dict):
            assert {"one", "few", "many", "other"} <= set(text), key


def test_each_key_that_the_code_names_is_in_the_catalogue() -> None:
    named = re.compile(rf"""["']((?:{"|".join(ROOMS)})(?:\.[a-z_0-9]+)+)["']""")
    words = Words("en")
    missing = {
        f"{path.name}: {key}"
        for path in PACKAGE.rglob("*.py")
        for key in named.findall(path.read_text("utf-8"))
        if not words.has(key) and not key.endswith((".py", ".toml", ".tcss", ".db", ".log", ".bell"))
    }
    assert not missing


@pytest.mark.parametrize(
    ("n", "russian"), [(1, "1 минута"), (2, "2 минуты"), (5, "5 минут"), (11, "11 минут"), (21, "21 минута")]
)
def test_russian_counts_as_russian_does(n: int, russian: str) -> None:
    assert Words("ru")("app.minutes", n=n) == russian


def test_numbers_are_written_as_each_language_writes_them() -> None:
    assert Words("en").number(-0.5) == "−0.5"
    assert Words("ru").number(-0.5) == "−0,5"
    assert Words("en").number(1000000) == "1000000"
    assert Words("ru").number(1.5e48) == "1,5·10⁴⁸"
    assert Words("en").number(-6.144e-6) == "−6.144·10⁻⁶"
    assert Words("en").number(1e-6) == "10⁻⁶"
    assert Words("en").number(-123456789.0) == "−123456789"


def test_a_missing_key_is_shown_and_stops_nothing() -> None:
    assert Words("en")("app.no.such.text") == "app.no.such.text"


def test_a_phrase_may_hold_a_phrase() -> None:
    assert Words("en").say(phrase("app.guessed", guess=phrase("app.twin"))) == "Your guess: The same in words."


@pytest.mark.parametrize(
    ("argv", "environment", "language"),
    [
        (["--lang", "ru"], {"LANG": "en_US.UTF-8"}, "ru"),
        (["--lang=ru"], {}, "ru"),
        ([], {"LANG": "ru_RU.UTF-8"}, "ru"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_US", "LANG": "ru_RU.UTF-8"}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_first_start_follows_the_locale(argv: list[str], environment: dict[str, str], language: str) -> None:
    assert language_of(argv, environment) == language


def test_there_are_two_languages_of_equal_rank() -> None:
    assert LANGUAGES == ("en", "ru")
    with pytest.raises(ValueError, match="no such language"):
        Words("xx")
