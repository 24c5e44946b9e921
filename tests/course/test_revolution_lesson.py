"""The lesson on the revolution tells the truth: the numbers that its pages ask for are counted here."""

from __future__ import annotations

from math import ceil, comb, e, log, log2, sqrt

import numpy as np
import pytest

from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.lesson import Numeric, Order
from tui_nn.engine.losses import softmax
from tui_nn.locale.words import LANGUAGES


def answers(page_id: str) -> dict[str, float]:
    """The numbers that a page asks for, by id; both languages ask for the same."""
    told: list[dict[str, float]] = []
    for language in LANGUAGES:
        lesson = open_course(own_lessons()).lesson("revolution", language)
        page = next(page for page in lesson.pages if page.id == page_id)
        found = {exercise.id: exercise.answer for exercise in page.exercises if isinstance(exercise, Numeric)}
        if page.prediction and page.prediction.answer is not None:
            found[page.prediction.id] = page.prediction.answer
        told.append(found)
    assert told[0] == told[1]
    return told[0]


def move(wins: float, games: int, all_games: int, curiosity: float = 1.4) -> float:
    """What the tree search thinks of a move."""
    return wins / games + curiosity * sqrt(log(all_games) / games)


def test_what_is_left_of_a_gradient_that_is_multiplied_at_each_step() -> None:
    asked = answers("lstm")
    assert asked["left"] == pytest.approx(0.6**10, abs=1e-4)
    assert asked["half"] == ceil(log(0.001) / log(0.5))


def test_perplexities() -> None:
    asked = answers("words")
    assert asked["perplexity"] == pytest.approx(e ** -np.mean(np.log([0.25] * 4)))
    assert asked["entropy"] == pytest.approx(e ** log(8))


def test_the_discriminator_in_balance() -> None:
    assert answers("gan")["value"] == pytest.approx(-2 * log(0.5), abs=5e-4)


def test_the_year_of_alexnet() -> None:
    assert answers("imagenet")["drop"] == pytest.approx(100 * (25.8 - 16.4) / 25.8, abs=0.05)


def test_which_move_the_search_tries_next() -> None:
    assert answers("alphago")["ucb"] == pytest.approx(move(6, 10, 100), abs=5e-4)
    often, rarely = move(54, 90, 100), move(5, 10, 100)
    assert [often, rarely] == pytest.approx([0.92, 1.45], abs=5e-3)


def test_attention_is_a_weighted_mean() -> None:
    weights = softmax(np.array([2.0, 1.0, 0.0]))
    assert answers("transformer")["mean"] == pytest.approx(weights @ np.array([10.0, 0.0, 20.0]), abs=5e-3)


def test_six_of_eight_and_all_eight_by_luck() -> None:
    asked = answers("human-or-machine")
    assert asked["luck"] == pytest.approx(sum(comb(8, k) for k in (6, 7, 8)) / 2**8, abs=5e-4)
    assert asked["eight"] == pytest.approx(1 / 2**8, abs=1e-5)


def test_how_fast_sizes_grew() -> None:
    asked, factor = answers("trends"), 175e9 / 60e3
    assert asked["doubling"] == pytest.approx(22 * 12 / log2(factor), abs=0.05)
    assert asked["vgg"] == pytest.approx(138 / 25.6, abs=0.05)


def test_operations_of_a_product() -> None:
    assert answers("hardware")["flop"] == 2 * 1000**3 / 1e9


def test_the_eight_dates_are_in_order() -> None:
    lesson = open_course(own_lessons()).lesson("revolution", "en")
    order = next(each for each in lesson.pages[-1].exercises if isinstance(each, Order))
    years = [int(item.says[:4]) for item in order.items]
    assert years == sorted(years)
    assert len(years) == 8
