"""The regression lab: the curriculum's numbers, a line that no change of view moves, and every number explained."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import numbers_of

from tui_nn.labs.frame import Curves, Map, Plane, Table
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.regression.lab import RegressionLab
from tui_nn.labs.regression.state import KNOBS, METHODS
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(RegressionLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=4)


def made(preset: str, ticks: int = 0, **settings: str | float) -> RegressionLab:
    lab = RegressionLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    return ticked(lab, ticks)


def ticked(lab: RegressionLab, ticks: int) -> RegressionLab:
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def walked(preset: str, settings: list[tuple[str, float]], ticks: int) -> RegressionLab:
    return ticked(made(preset, 0, **dict(settings)), ticks)


def readings(lab: RegressionLab) -> dict[str, float | int | None]:
    return {reading.id: reading.value for reading in lab.frame().readings}


def test_the_descent_of_the_lecture_step_by_step() -> None:
    """From w = 0 at rate 0.1: (1, 2.2667), (0.8933, 2.0178), (0.9076, 2.0439)."""
    lab = made("descent")
    assert lab.mse == pytest.approx(27.667, abs=5e-4)
    for weights, mse in (((1, 2.2667), 0.332), ((0.8933, 2.0178), 0.0053), ((0.9076, 2.0439), 0.0013)):
        lab = lab.tick()
        assert lab.weights == pytest.approx(weights, abs=5e-5)
        assert lab.mse == pytest.approx(mse, abs=5e-4)


def test_the_equation_solves_it_in_one_step_and_is_done() -> None:
    lab = made("equation")
    sums = next(p for p in lab.frame().pictures if isinstance(p, Table) and p.id == "sums")
    cells = [[getattr(cell, "value", cell) for cell in row] for row in sums.rows]
    assert cells == [["1", 3, 6, 15], ["x", 6, 14, 34]]
    solved = lab.tick()
    assert solved.weights == pytest.approx((1, 2))
    assert solved.finished
    assert solved.tick() is solved


def test_a_twin_column_has_no_inverse_and_says_so() -> None:
    lab = made("twin", 1)
    assert lab.weights == pytest.approx((1, 1, 1))
    assert readings(lab)["condition"] is None
    says = lab.frame().says
    assert says is not None
    assert says.key.endswith("singular")


def test_one_percent_below_the_limit_arrives_and_one_above_runs_away() -> None:
    limit = readings(made("limit"))["limit"]
    assert isinstance(limit, float)
    below, above = (ticked(made("limit", rate=share * limit), 600) for share in (0.99, 1.01))
    assert below.mse < 1
    assert above.mse > 1e4
    says = above.frame().says
    assert says is not None
    assert says.key.endswith("wild")


def test_a_descent_that_leaves_the_numbers_stops_with_the_last_ones() -> None:
    lab = ticked(made("limit", rate=1000.0), 200)
    assert lab.lost
    assert lab.finished
    assert np.isfinite(lab.weights).all()
    assert not made("limit", rate=1000.0).lost
    assert not ticked(lab.edit(Edit("set", ("rate", 0.01))), 1).lost


def test_scaling_turns_hundreds_of_steps_into_a_few() -> None:
    def steps_to_best(lab: RegressionLab) -> int:
        while lab.mse > 1.0001 * (lab.least or 0.0) + 1e-9 and lab.steps < 50_000:
            lab = lab.tick()
        return lab.steps

    raw, scaled = made("scale"), made("scale", scaled="on")
    assert readings(raw)["condition"] > 1000  # type: ignore[operator]
    assert readings(scaled)["condition"] == pytest.approx(1)
    assert steps_to_best(raw) > 1000
    assert steps_to_best(scaled.edit(Edit("set", ("rate", 0.5)))) == 1


def test_one_outlier_moves_the_squares_and_not_the_sizes() -> None:
    lab = made("outlier", method="equation").tick()
    assert lab.line[1] == pytest.approx(6.42, abs=0.005)
    assert made("outlier").least == pytest.approx(8.1)  # the outlier alone is off, by 81 of ten points


def test_the_squares_choose_the_mean_and_the_sizes_the_median() -> None:
    assert made("constant", 1).line[0] == pytest.approx(22)
    down = made("constant", method="mae", rate=0.05)
    assert ticked(down, 300).line[0] == pytest.approx(3, abs=0.1)


@given(presets, turns, st.sampled_from(["scaled", "twin"]))
def test_other_columns_leave_the_line_where_it_is(
    preset: str, settings: list[tuple[str, float]], switch: str
) -> None:
    lab = walked(preset, settings, 2)
    other = lab.edit(Edit("set", (switch, 1.0 - float(getattr(lab, switch)))))
    np.testing.assert_allclose(other.line, lab.line, rtol=1e-9, atol=1e-9)
    assert other.mse == pytest.approx(lab.mse, rel=1e-9, abs=1e-9)


def test_a_weight_is_set_in_the_units_of_the_points() -> None:
    lab = made("scale", scaled="on", w0=3.5, w1=-0.25)
    assert lab.line == pytest.approx((3.5, -0.25))
    assert lab.setting(KNOBS[2]) == pytest.approx(-0.25)


def test_points_are_added_moved_and_deleted_and_the_curves_begin_anew() -> None:
    lab = made("descent", 3)
    more = lab.edit(Edit("add", (4.0, 0.0, 1.0)))
    assert more.points[-1] == (4.0, 0.0)
    assert more.line == pytest.approx(lab.line)
    assert (more.steps, more.losses.length) == (0, 1)
    moved = more.edit(Edit("move", (3.0, 4.0, 9.0)))
    assert moved.edit(Edit("delete", (0.0,))).points == ((2.0, 5.0), (3.0, 7.0), (4.0, 9.0))
    own = lab.edit(Edit("values", (1.0, 0.0, 5.0, 2.0, 0.0, 6.0)))
    assert own.points == ((1.0, 5.0), (2.0, 6.0))
    for bad in (Edit("values", (1.0, 2.0)), Edit("add", (1.0, float("nan"), 0.0)), Edit("delete", (9.0,))):
        with pytest.raises(Refused):
            lab.edit(bad)


@given(presets, turns, st.integers(0, 5))
def test_every_number_is_explained_and_ends_in_its_value(
    preset: str, settings: list[tuple[str, float]], ticks: int
) -> None:
    lab = walked(preset, settings, ticks)
    for reading in lab.frame().numbers():
        why = lab.why(reading.id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        if reading.value is not None and "10^" not in why.numbers.rpartition("=")[2]:
            assert float(why.numbers.rpartition("=")[2]) == pytest.approx(reading.value, rel=1e-3, abs=1e-9)
    with pytest.raises(KeyError):
        lab.why("accuracy")


@given(presets, turns, st.integers(0, 4))
def test_every_sentence_fits_a_line_of_the_smallest_window(
    preset: str, settings: list[tuple[str, float]], ticks: int
) -> None:
    says = walked(preset, settings, ticks).frame().says
    assert says is not None
    for language in LANGUAGES:
        assert len(Words(language).say(says)) <= 80, Words(language).say(says)


@given(presets, turns, st.integers(0, 3), st.integers(0, 6))
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, settings: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = walked(preset, [(knob, value) for knob, value in settings if knob != "rate"], ticks)
    found = numbers_of(lab.program(steps))
    expected = readings(ticked(lab, steps))
    assert len(found) >= 4
    for id, value in found.items():
        assert value == pytest.approx(expected[id], rel=1e-9, abs=1e-12), id


@given(presets, turns, st.integers(0, 4))
def test_the_surface_is_lowest_where_the_best_weights_are(
    preset: str, settings: list[tuple[str, float]], ticks: int
) -> None:
    lab = walked(preset, settings, ticks)
    surface = lab.frame().pictures[1]
    if isinstance(surface, Map):
        field = surface.field(21, 21)
        assert np.isfinite(field).all()
        if lab.method != METHODS.index("mae"):
            assert field[10, 10] == field.min()


def test_a_run_is_restored_to_the_last_bit() -> None:
    run = Run.begin("regression", "limit", 0, [("scaled", "on")]).forward(7)
    run = run.edited(Edit("add", (3.0, 9.0, 0.0))).forward(5)
    again = restore(share(run))
    assert isinstance(again.lab, RegressionLab)
    assert isinstance(run.lab, RegressionLab)
    assert again.lab.weights == run.lab.weights


def test_residuals_reach_from_the_points_to_the_line() -> None:
    plane = made("squares").frame().pictures[0]
    assert isinstance(plane, Plane)
    assert plane.residuals is not None
    assert plane.residuals.squares
    np.testing.assert_allclose(plane.residuals.told, [3, 4, 5])


@pytest.mark.parametrize(
    ("preset", "first"),
    [
        ("hand", ["steps", "mse", "least", "mae"]),
        ("twin", ["steps", "mse", "w0", "w1", "w2", "least"]),
        ("limit", ["steps", "mse", "limit"]),
        ("outlier", ["steps", "mae", "least"]),
    ],
)
def test_what_a_way_to_the_line_is_watched_by_comes_first(preset: str, first: list[str]) -> None:
    """Five readings are all that a window of 80 columns has room for; the limit of the rate must be among them."""
    assert list(readings(made(preset)))[: len(first)] == first
    assert len(set(readings(made(preset)))) == len(made(preset).frame().readings)


@pytest.mark.parametrize(("preset", "charts"), [("hand", 0), ("equation", 0), ("descent", 1), ("outlier", 1)])
def test_losses_step_by_step_are_drawn_where_there_are_steps(preset: str, charts: int) -> None:
    frame = made(preset).frame()
    assert sum(isinstance(frame.pictures[place], Curves) for place in frame.views[0].pictures) == charts


def test_the_dust_of_rounding_is_shown_as_0() -> None:
    shown = readings(ticked(made("twin"), 1))
    assert (shown["mse"], shown["mae"]) == (0, 0)
