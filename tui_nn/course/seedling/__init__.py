"""Plants a new course: the one in this folder, which passes `check`, under another name."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_NAME = "seedling"
_FILES = ("course.toml", "glossary.toml", "01-seedling/lesson.en.md", "01-seedling/lesson.ru.md")


def plant(folder: Path, name: str) -> None:
    """Write the course into that folder, which may be there but empty.

    Raises:
        OSError: it cannot be written there.
    """
    for path in _FILES:
        target = folder / path.replace(_NAME, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = files(__package__).joinpath(path).read_text("utf-8")
        target.write_text(text.replace(_NAME, name), "utf-8")
