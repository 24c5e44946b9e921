"""Text files of the learner's own: read whole or refused in words, and written so that a crash spoils nothing."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path

from tui_nn.labs.lab import Refused
from tui_nn.locale.phrase import Phrase, phrase

LONGEST_PATH = 300  # letters of it in a sentence

AnyPath = str | os.PathLike[str]


def read_text(path: AnyPath, most: int, words: str) -> str:
    """All of a file in UTF-8, with or without a mark at its beginning.

    Args:
        path: a leading ~ is the home folder.
        most: bytes; a larger file is not read.
        words: the room of the catalogue with the sentences ``missing``, ``folder``, ``unreadable``, ``large`` and
            ``text``, each about a ``path``.

    Raises:
        Refused: one of these sentences.
    """
    place = _at_home(Path(path))
    content = _bytes(place, most, words)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_about(place, f"{words}.text")) from error
    if "\0" in text:
        raise Refused(_about(place, f"{words}.text"))
    return text


def write_text(path: AnyPath, text: str, words: str) -> None:
    """The text as a file in UTF-8: the whole of it, or the file that was there before.

    Raises:
        Refused: it cannot be written; the sentence is ``unwritable`` of that room.
    """
    place = _at_home(Path(path))
    try:
        if place.is_dir():
            raise Refused(_about(place, f"{words}.folder"))
        _replace(place, text)
    except OSError as error:
        raise Refused(_about(place, f"{words}.unwritable", reason=_reason(error))) from error


def shown(text: AnyPath, most: int = 60) -> str:
    """Text from outside, safe in a terminal and short: no control signs, no more letters than `most`."""
    clean = "".join("�" if unicodedata.category(sign).startswith("C") else sign for sign in str(text))
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(path: Path) -> int:
    """What the file's permissions are, or would be for a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _at_home(path: Path) -> Path:
    """The path with a leading ~ put in; as it is where there is no such home."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _bytes(path: Path, most: int, words: str) -> bytes:
    try:
        if path.is_dir():
            raise Refused(_about(path, f"{words}.folder"))
        if not path.is_file():  # a pipe would be waited for
            raise Refused(_about(path, f"{words}.missing"))
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise Refused(_about(path, f"{words}.unreadable", reason=_reason(error))) from error
    if len(content) > most:
        raise Refused(_about(path, f"{words}.large"))
    return content


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _about(path: Path, key: str, **values: str) -> Phrase:
    return phrase(key, path=shown(path, LONGEST_PATH), **values)
