"""Reads an author's file as text, whatever the editor and the system did to it."""

from __future__ import annotations

from pathlib import Path

from tui_nn.course.problem import BadLesson, Problem


def read_source(path: Path) -> str:
    """The text of a file, without a byte order mark and with plain line ends.

    Raises:
        BadLesson: there is no such file, it is a folder, it cannot be read, or it is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise BadLesson([Problem(str(path), 1, _unread(trouble), {"reason": trouble.strerror or ""})]) from trouble
    try:
        return plain_lines(data.decode("utf-8"))
    except UnicodeDecodeError as trouble:
        line = data.count(b"\n", 0, trouble.start) + 1
        raise BadLesson([Problem(str(path), line, "file-not-utf8")]) from trouble


def plain_lines(text: str) -> str:
    """The same text without a byte order mark, its lines ended by a line feed alone."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _unread(trouble: OSError) -> str:
    if isinstance(trouble, FileNotFoundError | NotADirectoryError):
        return "file-missing"
    return "file-folder" if isinstance(trouble, IsADirectoryError) else "file-unreadable"
