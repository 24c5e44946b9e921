"""The lesson on the first neuron and the imitation game: what it counts is counted here."""

from __future__ import annotations

from itertools import product

import pytest

from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.lesson import Numeric, Page
from tui_nn.engine.threshold_unit import fires, rows
from tui_nn.labs.run import Run
from tui_nn.locale.words import LANGUAGES


def page(id: str, language: str) -> Page:
    lesson = open_course(own_lessons()).lesson("thinking-machine", language)
    return next(page for page in lesson.pages if page.id == id)


def readings(run: Run) -> dict[str, float | None]:
    return {reading.id: reading.value for reading in run.lab.frame().readings}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_of_three_fires_in_as_many_rows_as_the_page_says(language: str) -> None:
    prediction = page("formal-neuron", language).prediction
    assert prediction is not None
    assert prediction.answer == sum(fires(row, (1, 1, 1), 2) for row in rows(3))
    assert prediction.answer == readings(Run.begin("gates", "two-of-three", 0).forward(8))["fired"]


def test_the_same_unit_is_or_and_and() -> None:
    assert [fires(row, (1, 1, 1), 1) for row in rows(3)] == [any(row) for row in rows(3)]
    assert [fires(row, (1, 1, 1), 3) for row in rows(3)] == [all(row) for row in rows(3)]


def test_the_best_single_unit_has_three_rows_of_xor() -> None:
    tables = [
        sum(fires(row, wires, theta) == (sum(row) == 1) for row in rows(2))
        for wires in product((-1, 0, 1), repeat=2)
        for theta in range(4)
    ]
    assert max(tables) == 3
    assert readings(Run.begin("gates", "xor-three", 0).forward(4))["right"] == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_turings_sum(language: str) -> None:
    exercise = next(each for each in page("imitation-game", language).exercises if isinstance(each, Numeric))
    assert exercise.answer == 34957 + 70764
    assert [mistake.value for mistake in exercise.mistakes] == [34957 + 70764 - 100]
