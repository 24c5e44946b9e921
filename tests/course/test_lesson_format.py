"""docs/lesson-format.md shows what works: its examples, put together in their order, are a sound course."""

from __future__ import annotations

import re
from pathlib import Path

from tui_nn.course.check import check_course
from tui_nn.course.course import open_course
from tui_nn.course.exercises import KINDS
from tui_nn.course.reader import BLOCKS
from tui_nn.locale.words import LANGUAGES
from tui_nn.plots.formula import problem

DOC = (Path(__file__).parents[2] / "docs" / "lesson-format.md").read_text("utf-8")
LESSON = "\n".join(re.findall(r"^````markdown\n(.*?)^````$", DOC, re.MULTILINE | re.DOTALL))
COURSE, GLOSSARY, TIMELINE = re.findall(r"^```toml\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)


def built(root: Path) -> Path:
    """The examples as files. They are in one language, and only words may differ."""
    (root / "01-tides").mkdir()
    (root / "course.toml").write_text(COURSE, "utf-8")
    (root / "glossary.toml").write_text(GLOSSARY, "utf-8")
    (root / "timeline.toml").write_text(TIMELINE, "utf-8")
    for language in LANGUAGES:
        (root / "01-tides" / f"lesson.{language}.md").write_text(LESSON, "utf-8")
    return root


def test_the_examples_of_the_format_are_a_sound_course(tmp_path: Path) -> None:
    assert check_course(built(tmp_path), formula_problem=problem, page_problems=lambda *_: {}) == ()


def test_the_examples_show_every_block_and_all_kinds_of_exercise(tmp_path: Path) -> None:
    lesson = open_course(built(tmp_path)).lesson("tides", "en")
    assert [page.id for page in lesson.pages] == ["line"]
    fences = set(re.findall(r"^```(\w+)$", LESSON, re.MULTILINE))
    assert fences | {"question"} == set(BLOCKS)
    assert set(re.findall(r'^kind = "(\w+)"', LESSON, re.MULTILINE)) | {"multi"} == set(KINDS)
