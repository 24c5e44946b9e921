"""The last lesson: thirty mixed questions with a confidence each, the lecture's links, and what is said of them."""

from __future__ import annotations

import pytest

from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.lesson import Choice, Lesson
from tui_nn.labs.run import Run
from tui_nn.locale.words import LANGUAGES

LINKS = (
    "github.com/s231644/neural_nets_dpo",
    "coursera.org/specializations/machine-learning-data-analysis",
    "coursera.org/specializations/aml",
    "github.com/yandexdataschool/Practical_DL",
    "stepik.org/course/50352",
    "dlcourse.ai",
    "youtube.com/playlist?list=PLt1IfGj6--_dMa3Ff8mwjq1y0GijJ89Wa",
    "cs230.stanford.edu",
    "cs231n.stanford.edu",
    "web.stanford.edu/class/cs224n",
)


def lesson(language: str) -> Lesson:
    return open_course(own_lessons()).lesson("summary", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_final_has_thirty_questions_that_ask_for_confidence(language: str) -> None:
    asked = [each for page in lesson(language).pages for each in page.exercises if isinstance(each, Choice)]
    sure = [each for each in asked if each.sure]
    assert len(sure) == len({each.id for each in sure}) == 30
    assert all(len(each.options) == 3 for each in sure)


def test_the_right_answer_does_not_always_stand_in_the_same_place() -> None:
    sure = [each for page in lesson("en").pages for each in page.exercises if isinstance(each, Choice) and each.sure]
    places = [next(k for k, option in enumerate(each.options) if option.right) for each in sure]
    assert all(places.count(k) >= 4 for k in range(3))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_lecture_is_there_and_promises_nothing(language: str) -> None:
    links = [link for page in lesson(language).pages if page.deeper for link in page.deeper.links]
    for address in LINKS:
        about = next(link.about for link in links if address in link.url)
        assert any(word in about for word in ("not guaranteed", "не гарантируется", "2022"))


def test_the_capstone_can_be_done_with_the_network_that_stands_there() -> None:
    run = Run.begin("playground", "spiral-16-16", 4).forward(500)
    readings = {reading.id: reading.value for reading in run.lab.frame().readings}
    assert readings["test-accuracy"] == pytest.approx(0.988, abs=0.005)
