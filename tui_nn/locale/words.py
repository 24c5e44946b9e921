"""The catalogue of one language: names of sentences in, sentences out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from tui_nn.locale.phrase import Phrase, Value
from tui_nn.locale.powers import scientific

LANGUAGES = ("en", "ru")
HUGE = 1e9  # from here on a number is written as a power of ten


class Words:
    """Everything the interface says in one language.

    A key is ``room.path.to.text``; the room is the file ``locale/<language>/<room>.toml``, or a folder of such files
    (``labs.softmax.title`` is ``title`` in ``labs/softmax.toml``). A text is a string with ``{names}`` to fill, or a
    table of plural forms (``one``, ``few``, ``many``, ``other``) chosen by the value ``n``.
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no such language: {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language

    def __call__(self, key: str, /, **values: Value | Phrase) -> str:
        """The text of a key; the key itself where there is none, so that a slip never stops a lesson."""
        text = _found(self.language, key)
        if isinstance(text, dict):
            text = text[self._plural(values.get("n", 0), text)]
        if not isinstance(text, str):
            return key
        return text.format_map({name: self._show(value) for name, value in values.items()})

    def say(self, phrase: Phrase) -> str:
        """A Phrase in this language."""
        return self(phrase.key, **phrase.values)

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return _found(self.language, key) is not None

    def number(self, value: float, digits: int = 4) -> str:
        """A number as a reader writes it: no needless zeros, a true minus, a decimal comma in Russian.

        A huge one, from a billion on, and a tiny one have their power of ten: 4.309·10⁴⁸.
        """
        value += 0.0  # takes the sign off a negative zero
        text = f"{value:.{digits}g}" if not 10**digits <= abs(value) < HUGE else f"{value:.0f}"
        mark = "," if self.language == "ru" else "."
        if "e" in text:
            return scientific(value, digits, mark)
        return text.replace("-", "−").replace(".", mark)

    def _show(self, value: Value | Phrase) -> str:
        if isinstance(value, Phrase):
            return self.say(value)
        return self.number(value) if isinstance(value, float) else str(value)

    def _plural(self, n: Value | Phrase, forms: dict[str, str]) -> str:
        form = _russian(n) if self.language == "ru" else ("one" if n == 1 else "other")
        return form if form in forms else "other"


def _russian(n: Value | Phrase) -> str:
    """The plural form of a Russian noun after n: 1 ошибка, 2 ошибки, 5 ошибок; 1,5 ошибки."""
    if not isinstance(n, int):
        return "few"
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


@cache  # a picture asks for fifty
def _found(language: str, key: str) -> Any:
    room, *path = key.split(".")
    found: Any = _room(language, room)
    if found is None and path:
        found = _room(language, f"{room}/{path.pop(0)}")
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found


@cache
def _room(language: str, room: str) -> dict[str, Any] | None:
    file = files("tui_nn.locale") / language / f"{room}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else None
