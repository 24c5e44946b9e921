"""Whether pages fit is measured on what is really laid out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui_nn.course.course import open_course
from tui_nn.course.lesson import Choice, Lesson, Page, Prose
from tui_nn.screens.desk import Desk
from tui_nn.screens.fit import page_problems


def only(lesson: Lesson, page: str, **changed: object) -> Lesson:
    found = next(each for each in lesson.pages if each.id == page)
    return replace(lesson, pages=(replace(found, **changed),))  # type: ignore[arg-type]


def test_a_page_that_fits_has_no_problem(desk: Desk) -> None:
    course = open_course(desk.course.root)
    assert page_problems(course, only(course.lesson("toy", "ru"), "every")) == {}


@pytest.mark.parametrize("what", ["idea", "worked", "feedback"])
def test_whatever_is_too_tall_is_found(desk: Desk, what: str) -> None:
    course = desk.course
    lesson = course.lesson("toy", "en")
    page = next(page for page in lesson.pages if page.id == "every")
    problems = page_problems(course, only(lesson, "every", blocks=tuple(lengthened(page, what))))
    assert problems["every"].values["sheet"] == ("1 Idea" if what == "idea" else "2 Check")


def lengthened(page: Page, what: str) -> list[object]:
    long = "word " * 300
    blocks: list[object] = []
    for block in page.blocks:
        if isinstance(block, Prose) and what == "idea":
            block = replace(block, markdown=long)
        elif isinstance(block, Choice) and not block.many and what == "worked":
            block = replace(block, worked=long)
        elif isinstance(block, Choice) and not block.many and what == "feedback":
            block = replace(block, options=tuple(replace(each, says=long) for each in block.options))
        blocks.append(block)
    return blocks
