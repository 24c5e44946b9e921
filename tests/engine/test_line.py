"""The perceptron's rule and its theorems."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_nn.engine.datasets import Sample, clouds, gate
from tui_nn.engine.perceptron import Line, bound, correct, least_squares, margin, radius

seeds = st.integers(0, 2**32)


def trained(sample: Sample, rate: float = 1.0, epochs: int = 1000) -> tuple[list[Line], int]:
    """The lines after each correction, from zero until a clean epoch, and the number of epochs."""
    lines = [Line(np.zeros(sample.points.shape[1]))]
    for epoch in range(1, epochs + 1):
        before = lines[-1]
        for x, target in zip(sample.points, sample.targets, strict=True):
            after = correct(lines[-1], x, int(target), rate)
            if after is not lines[-1]:
                lines.append(after)
        if lines[-1] is before:
            return lines, epoch
    raise AssertionError("no clean epoch")


def separable(seed: int, n: int = 30) -> Sample:
    """Random points in two to four dimensions, cut by a random line with a little room on both sides."""
    random = np.random.default_rng(seed)
    d = int(random.integers(2, 5))
    line = Line(random.normal(size=d), float(random.normal()))
    points = random.normal(0, 3, (n, d))
    far = np.abs(line.score(points)) > 0.3 * np.hypot(np.linalg.norm(line.weights), line.bias)
    points = points[far] if far.any() else points[:1]
    return Sample(points, line.predict(points), line)


@pytest.mark.parametrize(
    ("name", "updates", "epoch", "final"),
    [("or", 4, 4, (0, 1, 1)), ("and", 10, 6, (-2, 2, 1)), ("nand", 11, 6, (3, -2, -1))],
)
def test_gates_are_learnt_in_the_curriculums_figures(
    name: str, updates: int, epoch: int, final: tuple[int, int, int]
) -> None:
    lines, epochs = trained(gate(name))
    assert (len(lines) - 1, epochs) == (updates, epoch)
    assert (lines[-1].bias, *lines[-1].weights) == final


def test_the_first_two_corrections_of_or() -> None:
    lines, _ = trained(gate("or"))
    assert [[line.bias, *line.weights] for line in lines[1:3]] == [[1, 0, 1], [0, 0, 1]]


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_corrections_stay_within_novikoffs_bound(seed: int) -> None:
    """On separable data the perceptron errs at most (R/γ)² times."""
    sample = separable(seed)
    assert sample.separator
    lines, _ = trained(sample, epochs=20000)
    assert len(lines) - 1 <= bound(radius(sample.points), margin(sample.separator, sample.points, sample.targets))


@given(seeds, st.sampled_from([0.125, 0.5, 2.0, 4.0]))
@settings(max_examples=40, deadline=None)
def test_from_a_zero_start_the_rate_only_rescales_the_line(seed: int, rate: float) -> None:
    """Powers of two scale exactly, so every line is the same multiple and every decision the same."""
    sample = clouds(20, 0.2, seed)
    plain, scaled = trained(sample)[0], trained(sample, rate)[0]
    assert len(plain) == len(scaled)
    for one, other in zip(plain, scaled, strict=True):
        np.testing.assert_array_equal(rate * one.weights, other.weights)
        assert rate * one.bias == other.bias


@given(seeds, st.floats(0.01, 100))
def test_multiplying_weights_and_bias_moves_no_line(seed: int, scale: float) -> None:
    sample = separable(seed)
    assert sample.separator
    line = sample.separator
    scaled = Line(scale * line.weights, scale * line.bias)
    np.testing.assert_array_equal(line.predict(sample.points), scaled.predict(sample.points))
    assert margin(scaled, sample.points, sample.targets) == pytest.approx(
        margin(line, sample.points, sample.targets), rel=1e-9
    )


def test_halving_the_margin_quadruples_the_bound() -> None:
    assert bound(3.43, 0.168 / 2) == pytest.approx(4 * bound(3.43, 0.168))


def test_the_radius_counts_the_one_of_the_bias() -> None:
    """The farthest corner of a gate is (1, 1), as (1, 1, 1) in the augmented space: R = √3, and OR's bound is 27."""
    sample = gate("or")
    assert sample.separator
    assert radius(sample.points) == pytest.approx(3**0.5)
    assert bound(radius(sample.points), margin(sample.separator, sample.points, sample.targets)) == pytest.approx(27)


def test_least_squares_answers_one_half_to_every_corner_of_xor() -> None:
    xor = gate("xor")
    np.testing.assert_allclose(least_squares(xor.points, xor.targets).score(xor.points), 0.5)


def test_an_example_that_is_right_leaves_the_very_same_line() -> None:
    line = Line(np.array([1.0, 1.0]), -0.5)
    assert correct(line, np.array([1.0, 0.0]), 1) is line


def test_a_score_of_zero_means_class_zero() -> None:
    assert Line(np.zeros(2)).predict(np.array([[3.0, 4.0]])).tolist() == [0]


def test_a_margin_is_negative_when_the_line_errs() -> None:
    gates = gate("or")
    assert margin(Line(np.array([-1.0, -1.0]), 0.5), gates.points, gates.targets) < 0


@pytest.mark.parametrize(("x", "target", "rate"), [([1.0], 1, 1.0), ([1.0, 2.0], 2, 1.0), ([1.0, 2.0], 1, 0.0)])
def test_wrong_arguments_are_refused(x: list[float], target: int, rate: float) -> None:
    with pytest.raises(ValueError, match=r"x has shape|target must|rate must"):
        correct(Line(np.zeros(2)), np.array(x), target, rate)


def test_the_zero_line_has_no_margin_and_no_margin_has_no_bound() -> None:
    gates = gate("or")
    with pytest.raises(ValueError, match="other than zero"):
        margin(Line(np.zeros(2)), gates.points, gates.targets)
    with pytest.raises(ValueError, match="above 0"):
        bound(1.0, 0.0)
