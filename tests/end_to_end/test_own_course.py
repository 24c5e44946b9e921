"""A course of one's own, with a mistake in it, in the real program."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import Terminal

COURSE = """\
format = 1
id = "sea"
title = { en = "The sea", ru = "Море" }

[[lesson]]
id = "storms"
folder = "01-storms"
minutes = 5
title = { en = "Storms", ru = "Штормы" }

[[lesson]]
id = "tides"
folder = "02-tides"
minutes = 5
title = { en = "Tides", ru = "Приливы" }
"""
TIDES = "# {title}\n\n## {page} {{#moon}}\n\n{text}\n"
STORMS = (
    '# Storms\n\n## Wind {#wind}\n\nIt blows.\n\n```card\nid = "wind"\nfront = "?"\nback = "!"\ncolour = "red"\n```\n'
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Two lessons: in the first, line 11 has a key that no card knows; the second is sound."""
    folder = tmp_path / "sea"
    for name in ("01-storms", "02-tides"):
        (folder / name).mkdir(parents=True)
    (folder / "course.toml").write_text(COURSE, "utf-8")
    (folder / "glossary.toml").write_text("", "utf-8")
    (folder / "01-storms/lesson.en.md").write_text(STORMS, "utf-8")
    (folder / "01-storms/lesson.ru.md").write_text(STORMS, "utf-8")
    english = TIDES.format(title="Tides", page="The moon", text="The moon pulls at the water.")
    russian = TIDES.format(title="Приливы", page="Луна", text="Луна притягивает воду.")
    (folder / "02-tides/lesson.en.md").write_text(english, "utf-8")
    (folder / "02-tides/lesson.ru.md").write_text(russian, "utf-8")
    return folder


def test_the_broken_lesson_shows_its_problem_and_the_sound_one_works(data_folder: Path, course: Path) -> None:
    with Terminal("--lessons", str(course), data=data_folder) as terminal:
        terminal.wait_for("The sea", "Storms", "Tides")
        terminal.press("enter")
        terminal.wait_for("lesson.en.md:11", "colour")
        terminal.press("esc")
        terminal.wait_for("Tides")
        terminal.press("down", "enter")
        terminal.wait_for("The moon pulls at the water.")
        terminal.press("L")
        terminal.wait_for("Луна притягивает воду.")
