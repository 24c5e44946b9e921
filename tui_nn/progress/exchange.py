"""Progress as one JSON file: ``{"format": 1, "facts": [...]}``, a fact a line, and back without losing any.

A fact is an object with the keys ``uid``, ``at`` (seconds since 1970, UTC), ``kind``, ``course``, ``lesson``,
``page``, ``item`` and ``data`` (an object); what they mean stands in `record.py`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.progress.plain import Malformed, fact_of, plain
from tui_nn.progress.record import Fact

FORMAT = 1


class Foreign(Exception):
    """Not an export of ours, or one cut short; carries the sentence that says where. Nothing was imported."""

    def __init__(self, says: Phrase) -> None:
        super().__init__(says.key)
        self.says = says


def exported(facts: Iterable[Fact]) -> str:
    """The text of an export, one fact a line."""
    lines = ",\n".join(json.dumps(plain(fact)) for fact in facts)
    return f'{{"format": {FORMAT}, "facts": [\n{lines}\n]}}\n'


def write(facts: Iterable[Fact], path: Path) -> None:
    """Export to a file. What was there before is replaced at once, or, if anything fails, not at all.

    Raises:
        OSError: the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(exported(facts))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read(path: Path) -> tuple[Fact, ...]:
    """The facts of an exported file, to be given to `Journal.merge`.

    Raises:
        OSError: the file cannot be read.
        Foreign: it is not an export, not a whole one, or of a newer format.
    """
    document = _document(path)
    if not isinstance(document, dict) or not isinstance(document.get("facts"), list):
        raise Foreign(phrase("progress.foreign.shape", path=str(path)))
    if document.get("format") != FORMAT:
        raise Foreign(phrase("progress.foreign.format", path=str(path), format=str(document.get("format"))))
    return tuple(_fact(value, n, path) for n, value in enumerate(document["facts"], 1))


def _document(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        place = phrase(
            "progress.foreign.json", path=str(path), line=error.lineno, column=error.colno, reason=error.msg
        )
        raise Foreign(place) from None
    except (ValueError, RecursionError):
        raise Foreign(phrase("progress.foreign.text", path=str(path))) from None


def _fact(value: Any, n: int, path: Path) -> Fact:
    try:
        return fact_of(value)
    except Malformed as error:
        raise Foreign(phrase("progress.foreign.fact", path=str(path), n=n, field=error.name)) from None
