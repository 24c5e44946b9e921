"""The perceptron lesson tells the truth: each figure on its pages is what the page's own lab gives."""

from __future__ import annotations

import math
from itertools import permutations, product
from pathlib import Path

import numpy as np
import pytest

from tui_nn.engine.datasets import CORNERS, DIRECTION, gate
from tui_nn.engine.perceptron import Line, correct, least_squares
from tui_nn.labs.lab import Edit
from tui_nn.labs.perceptron.lab import PerceptronLab
from tui_nn.labs.run import Run

LESSONS = Path(__file__).parents[2] / "lessons" / "02-perceptron"
ENGLISH, RUSSIAN = ((LESSONS / f"lesson.{language}.md").read_text(encoding="utf-8") for language in ("en", "ru"))

CLOUDS_SEED = 5  # of the pages `stops` and `which-line`


def perceptron(preset: str, seed: int = 0, **settings: str) -> Run:
    return Run.begin("perceptron", preset, seed, settings.items())


def readings(run: Run) -> dict[str, float | None]:
    return {reading.id: reading.value for reading in run.lab.frame().readings}


def reading(run: Run, id: str) -> float:
    value = readings(run)[id]
    assert value is not None
    return value


def weights(run: Run) -> tuple[float, float, float]:
    return reading(run, "bias"), reading(run, "w1"), reading(run, "w2")


def page(text: str, id: str) -> str:
    """The page of that id, up to the next one."""
    _, _, rest = text.partition(f"{{#{id}")
    return rest.partition("\n## ")[0]


def says(id: str, english: str, russian: str) -> None:
    assert english in page(ENGLISH, id)
    assert russian in page(RUSSIAN, id)


# idea and formula


@pytest.mark.parametrize("scale", ["0.5", "2", "4"])
def test_scaling_weights_and_bias_leaves_the_line_where_it_is(scale: str) -> None:
    before = Run.begin("neuron", "lesson", 0)
    after = Run.begin("neuron", "lesson", 0, [("scale", scale)])
    assert np.array(weights(after)) / float(scale) == pytest.approx(np.array(weights(before)))


def test_the_pages_neuron_answers_one_at_its_point_and_three_elsewhere() -> None:
    run = Run.begin("neuron", "lesson", 0).forward(4)
    assert [reading(run, id) for id in ("x1", "x2", "bias", "w1", "w2", "sum", "output")] == [1, 0, -1, 2, -1, 1, 1]
    assert reading(Run.begin("neuron", "lesson", 0, [("x1", "3"), ("x2", "2")]).forward(4), "sum") == 3


@pytest.mark.parametrize(
    ("knob", "flipped", "total", "output"), [("w1", "-2", -3, 0), ("w2", "1", 1, 1), ("bias", "1", 3, 1)]
)
def test_only_flipping_the_first_weight_changes_the_answer(knob: str, flipped: str, total: int, output: int) -> None:
    run = Run.begin("neuron", "lesson", 0, [(knob, flipped)]).forward(4)
    assert (reading(run, "sum"), reading(run, "output")) == (total, output)


@pytest.mark.parametrize(("bias", "works"), [(0, False), (-0.75, False), (-1, True), (-1.75, True), (-2, False)])
def test_a_neuron_with_unit_weights_is_an_and_for_a_bias_above_minus_two_and_at_most_minus_one(
    bias: float, works: bool
) -> None:
    unit = Line(np.array([1.0, 1.0]), bias)
    assert (unit.predict(np.array(CORNERS)).tolist() == [0, 0, 0, 1]) is works


# rule


@pytest.mark.parametrize(
    ("preset", "updates", "epochs", "found"),
    [("or", 4, 4, (0, 1, 1)), ("and", 10, 6, (-2, 2, 1)), ("nand", 11, 6, (3, -2, -1))],
)
def test_the_gates_are_learnt_with_the_updates_that_the_lesson_states(
    preset: str, updates: int, epochs: int, found: tuple[int, int, int]
) -> None:
    run = perceptron(preset).forward(1000)
    assert (reading(run, "mistakes"), reading(run, "epoch"), weights(run)) == (updates, epochs, found)


def test_the_lesson_states_the_updates_of_the_gates() -> None:
    says("rule", "answer = 4", "answer = 4")
    says("rule", "10 corrections for AND and 11 for NAND (six epochs", "10 исправлений для И и 11 для И-НЕ (по шесть")
    says("checkpoint", "AND is learnt with $b = -2$, $w = (2, 1)$", "И выучено: $b = -2$, $w = (2, 1)$")


def test_or_takes_one_two_one_and_no_corrections_in_its_four_epochs() -> None:
    totals = [reading(perceptron("or").forward(4 * epoch), "mistakes") for epoch in range(5)]
    assert np.diff(totals).tolist() == [1, 2, 1, 0]


def test_doubling_the_rate_doubles_the_weights_and_changes_no_mistake() -> None:
    one, two = perceptron("or").forward(1000), perceptron("or", rate="2").forward(1000)
    assert reading(one, "mistakes") == reading(two, "mistakes")
    assert tuple(2 * weight for weight in weights(one)) == weights(two)


def test_a_correction_at_one_one_lifts_the_sum_there_by_three() -> None:
    point = np.array([1.0, 1.0])
    before = Line(np.array([-0.5, 0.0]), 0.0)
    assert correct(before, point, 1).score(point) - before.score(point) == 3


def traced(text: str, exercise: str) -> list[list[float]]:
    """The cells of a trace table as a learner would leave it."""
    _, _, rest = text.partition(f'id = "{exercise}"')
    _, _, rows = rest.partition("rows = [")
    lines = rows.partition("\n]")[0].split("],")
    cells = ([cell.strip(' "[\n=') for cell in line.split(",")] for line in lines)
    return [[float(cell.replace("−", "-")) for cell in row] for row in cells if row != [""]]


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN], ids=["en", "ru"])
@pytest.mark.parametrize(
    ("preset", "exercise", "first", "rows"), [("or", "or-by-hand", 2, 8), ("and", "and-by-hand", 4, 5)]
)
def test_the_tables_filled_by_hand_are_those_of_the_lab(
    text: str, preset: str, exercise: str, first: int, rows: int
) -> None:
    """Each row: inputs, right answer, sum and answer before the correction, bias and weights after it."""
    ids = ("target", "score", "output", "bias", "w1", "w2")
    expected = []
    for shown in range(first, first + rows):
        run = perceptron(preset).forward(shown)
        expected.append([*CORNERS[(shown - 1) % 4], *(reading(run, id) for id in ids)])
    assert traced(text, exercise) == expected


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN], ids=["en", "ru"])
def test_the_table_of_four_corners_is_that_of_the_neuron(text: str) -> None:
    ids = ("x1", "x2", "product-1", "product-2", "sum", "output")
    corners = [[("x1", str(x1)), ("x2", str(x2))] for x1, x2 in product((0, 1), repeat=2)]
    runs = [Run.begin("neuron", "lesson", 0, corner).forward(4) for corner in corners]
    assert traced(text, "four-corners") == [[reading(run, id) for id in ids] for run in runs]


# stops


@pytest.mark.parametrize(("margin", "mistakes", "bound"), [("0.2", 12, 374), ("0.1", 15, 1496)])
def test_the_clouds_are_learnt_far_below_their_bound(margin: str, mistakes: int, bound: int) -> None:
    run = perceptron("clouds", CLOUDS_SEED, margin=margin).forward(10_000)
    assert reading(run, "finished") == 1
    assert (reading(run, "mistakes"), round(reading(run, "bound"))) == (mistakes, bound)


def test_the_page_opens_with_the_margin_it_speaks_of() -> None:
    assert reading(perceptron("clouds", CLOUDS_SEED), "margin") == pytest.approx(0.2)


def test_half_the_margin_makes_the_bound_four_times_as_large() -> None:
    wide, narrow = (perceptron("clouds", CLOUDS_SEED, margin=margin) for margin in ("0.2", "0.1"))
    assert reading(narrow, "bound") / reading(wide, "bound") == pytest.approx(4)
    assert reading(narrow, "radius") == pytest.approx(reading(wide, "radius"))


def test_the_lesson_states_corrections_and_bounds_of_the_clouds() -> None:
    says("stops", "12 corrections of the 374 allowed", "12 исправлений из 374 возможных")
    says("stops", "it takes 15 of 1496", "нужно 15 из 1496")
    for text in (ENGLISH, RUSSIAN):
        assert f'preset = "clouds"\nseed = {CLOUDS_SEED}\n' in page(text, "stops")


# which-line


def test_twenty_orders_find_twenty_lines_without_a_mistake() -> None:
    run = perceptron("shuffles", CLOUDS_SEED).forward(100_000)
    ids = ("orders", "fewest", "most", "angle-least", "angle-most")
    assert [round(reading(run, id), 1) for id in ids] == [20, 3, 14, 54.7, 69.9]
    assert isinstance(run.lab, PerceptronLab)
    assert len({order.weights for order in run.lab.learnt}) == 20

    says("which-line", "from 54.7° to 69.9°", "от 54,7° до 69,9°")
    says("which-line", "took 3 to 14 corrections", "ушло от 3 до 14")
    for text in (ENGLISH, RUSSIAN):
        assert f'preset = "shuffles"\nseed = {CLOUDS_SEED}\n' in page(text, "which-line")


def test_the_line_that_made_the_clouds_is_at_the_angle_that_the_lesson_states() -> None:
    assert round(math.degrees(math.atan2(DIRECTION[1], DIRECTION[0])), 1) == 63.4
    says("which-line", "is at 63.4°", "он 63,4°")


def test_eight_of_the_twenty_four_orders_teach_or_with_two_corrections_and_all_find_one_line() -> None:
    """Those in which 11 is met before 01 and 10; the others need four."""
    sample = gate("or")
    few = set()
    for order in permutations(range(4)):
        line, corrections = Line(np.zeros(2)), 0
        for index in order * 6:
            moved = correct(line, sample.points[index], int(sample.targets[index]))
            line, corrections = moved, corrections + (moved is not line)
        assert corrections in (2, 4)
        assert (line.bias, *line.weights) == (0, 1, 1)
        if corrections == 2:
            few.add(order)
    assert few == {order for order in permutations(range(4)) if min(order.index(k) for k in (1, 2)) > order.index(3)}
    says("which-line", "True of 8 orders in 24", "Таких порядков 8 из 24")


def test_a_seed_of_the_reach_exercise_gives_an_order_with_two_corrections() -> None:
    given = perceptron("or").edited(Edit("set", ("order", 1.0)))
    assert reading(given.forward(100), "mistakes") == 4
    assert reading(given.reseeded(2).forward(12), "mistakes") == 2


# xor


def test_xor_comes_back_to_the_same_weights_after_every_epoch_from_the_second() -> None:
    """Four mistakes an epoch, for ever; after the first epoch it is elsewhere."""
    ends = [weights(perceptron("xor").forward(4 * epoch)) for epoch in range(1, 7)]
    assert ends == [(0, -1, 0)] + [(1, -1, 0)] * 5
    assert reading(perceptron("xor").forward(400), "mistakes") == 2 + 3 + 98 * 4
    says("xor", "is $(1, -1, 0)$. After epoch 3: the same", "это $(1, -1, 0)$. После эпохи 3 то же самое")


def test_xor_is_never_more_than_half_right_on_the_way() -> None:
    run, accuracies = perceptron("xor"), []
    for _ in range(400):
        run = run.forward()
        accuracies.append(reading(run, "accuracy"))
    assert (min(accuracies), max(accuracies)) == (0.25, 0.5)


def test_some_line_has_three_corners_of_xor_right_and_none_has_four() -> None:
    """Small whole weights and halves reach every way in which a line can split the corners."""
    sample = gate("xor")
    numbers = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
    lines = (Line(np.array([w1, w2]), b) for w1, w2, b in product(numbers, repeat=3))
    assert max(int((line.predict(sample.points) == sample.targets).sum()) for line in lines) == 3


def test_least_squares_answers_one_half_at_every_corner_of_xor() -> None:
    sample = gate("xor")
    assert least_squares(sample.points, sample.targets).score(sample.points) == pytest.approx(0.5)


def test_the_product_of_the_inputs_makes_xor_separable() -> None:
    sample = gate("xor")
    points = np.column_stack([sample.points, sample.points.prod(axis=1)])
    assert Line(np.array([1.0, 1.0, -2.0])).predict(points).tolist() == sample.targets.tolist()


def test_xor_with_one_corner_moved_is_learnt() -> None:
    moved = perceptron("xor").edited(Edit("move", (3, -0.5, 0)))
    assert reading(moved.forward(40), "finished") == 1
