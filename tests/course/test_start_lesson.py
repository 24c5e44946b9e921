"""The first lesson tells the truth: its guess, its tour and its placement."""

from __future__ import annotations

import numpy as np
import pytest

from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.lesson import Numeric, Page
from tui_nn.labs.frame import Plane
from tui_nn.labs.run import Run
from tui_nn.locale.words import LANGUAGES


def page(id: str, language: str = "en") -> Page:
    return next(page for page in open_course(own_lessons()).lesson("start", language).pages if page.id == id)


def mistakes(run: Run) -> float | None:
    return next(reading.value for reading in run.lab.frame().readings if reading.id == "mistakes")


def test_the_first_guess_is_what_the_first_lab_does() -> None:
    run = Run.begin("perceptron", "clouds", 1)
    plane = run.lab.frame().pictures[0]
    assert isinstance(plane, Plane)
    assert len(plane.points) == 60
    prediction = page("welcome").prediction
    assert prediction is not None
    end = run.forward(1000)
    assert end.lab.finished
    assert mistakes(end) == prediction.answer == 3


def test_rewound_the_run_is_the_same_to_the_last_bit() -> None:
    run = Run.begin("perceptron", "clouds", 3).forward(40)
    again = run.rewound().forward(40)
    shown = [[reading.value for reading in each.lab.frame().readings] for each in (run, again)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_placement_is_counted(language: str) -> None:
    answers = {each.id: each.answer for each in page("placement", language).exercises if isinstance(each, Numeric)}
    h = 1e-6
    assert answers["dot"] == np.dot([1, 2, 3], [4, 5, 6])
    assert answers["slope"] == pytest.approx(((3 + h) ** 2 - (3 - h) ** 2) / (2 * h))
    assert answers["chain"] == pytest.approx(((2 * (1 + h) + 1) ** 2 - (2 * (1 - h) + 1) ** 2) / (2 * h))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_names_all_sixteen_topics(language: str) -> None:
    text = " ".join(block.markdown for block in page("map", language).idea if hasattr(block, "markdown"))
    assert all(f" {n} " in text for n in range(1, 17))
