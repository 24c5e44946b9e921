"""The trends lab: published numbers, each with its source, and the time in which they double."""

from __future__ import annotations

from math import log2

import pytest
from shown import readings

from tui_nn.labs.frame import Curves, Table
from tui_nn.labs.lab import Edit
from tui_nn.labs.trends.data import SERIES
from tui_nn.labs.trends.lab import TrendsLab
from tui_nn.locale.words import LANGUAGES, Words


def whole(series: str, **knobs: str) -> TrendsLab:
    """Every point seen."""
    lab = TrendsLab.start(series, 0)
    for knob, value in knobs.items():
        lab = lab.edit(Edit("set", (knob, value)))
    while not lab.finished:
        lab = lab.tick()
    return lab


def test_the_numbers_are_the_published_ones() -> None:
    values = {series: [point.value for point in points] for series, points in SERIES.items()}
    assert values["errors"] == [28.2, 25.8, 16.4, 11.7, 6.7, 3.57]
    assert values["parameters"] == [0.06, 60, 138, 25.6, 340, 1500, 175_000]
    assert values["data"] == [0.007291, 0.06, 1.281167, 300, 3500]
    assert readings(TrendsLab.start("errors", 0))["person"] == 5.1


def test_computing_agrees_with_operations_times_parameters_times_tokens() -> None:
    """6·N·D operations (3·N·D for T5, whose halves each see a token once) over a petaflop/s-day, 8.64·10¹⁹."""
    counted = {
        "BERT-large": 6 * 355e6 * 250e9,
        "RoBERTa-large": 6 * 355e6 * 2000e9,
        "T5-11B": 3 * 11e9 * 1000e9,
        "GPT-3": 6 * 174.6e9 * 300e9,
        "VGG-16": 1.2e6 * 74 * 16e9 * 2 * 3,
    }
    for point in SERIES["compute"]:
        assert point.value == pytest.approx(counted[point.name] / 8.64e19, rel=0.02)


@pytest.mark.parametrize("series", SERIES)
def test_every_number_has_a_source_on_the_screen_and_in_its_explanation(series: str) -> None:
    lab = whole(series)
    table = lab.frame().pictures[1]
    assert isinstance(table, Table)
    assert len(table.rows) == len(SERIES[series])
    for language in LANGUAGES:
        for k, row in enumerate(table.rows, 1):
            assert isinstance(row[3], str)
            assert row[3] in Words(language).say(lab.why(f"v{k}").says)


def test_points_on_a_straight_line_of_logarithms_double_in_just_that_time() -> None:
    """Two points are such a line: from 60 thousand to 60 million in fourteen years."""
    lab = TrendsLab.start("parameters", 0)
    assert readings(lab)["doubling"] == pytest.approx(14 * 12 / log2(1000))
    assert readings(lab)["forecast"] == pytest.approx(60 * 1000 ** (2 / 14))
    assert readings(lab)["yearly"] == pytest.approx(1000 ** (1 / 14))


def test_from_end_to_end_parameters_double_in_a_year_and_a_week() -> None:
    """The figure that lesson 4 asks for."""
    assert readings(whole("parameters", fit="ends"))["doubling"] == pytest.approx(12.3, abs=0.05)
    assert readings(whole("parameters"))["doubling"] == pytest.approx(15.4, abs=0.05)


def test_errors_halve_and_all_else_doubles() -> None:
    assert readings(whole("errors"))["halving"] == pytest.approx(19.8, abs=0.05)
    assert readings(whole("data"))["doubling"] == pytest.approx(20.6, abs=0.05)
    assert readings(whole("compute"))["doubling"] == pytest.approx(5.05, abs=0.01)


def test_the_scale_changes_the_picture_and_no_number() -> None:
    plain, logarithmic = whole("data"), whole("data", scale="logarithmic")
    assert readings(plain) == readings(logarithmic)
    charts = [lab.frame().pictures[0] for lab in (plain, logarithmic)]
    assert [isinstance(chart, Curves) and chart.logarithmic for chart in charts] == [False, True]


def test_a_new_point_is_held_against_what_the_line_had_said() -> None:
    """ResNet breaks “bigger is better”."""
    lab = TrendsLab.start("parameters", 0).tick()
    said = readings(lab)["forecast"]
    after = lab.tick().frame().says
    assert after
    assert after.values["name"] == "ResNet-50"
    assert after.values["said"] == said
    assert isinstance(said, float)
    assert said > 5 * 25.6


@pytest.mark.parametrize("since", range(1, 7))
def test_any_beginning_of_the_line_leaves_it_two_points(since: int) -> None:
    lab = TrendsLab.start("errors", 0).edit(Edit("set", ("since", since)))
    while not lab.finished:
        assert len(lab.fitted) >= 2
        lab = lab.tick()
    assert lab.tick() is lab


@pytest.mark.parametrize("series", SERIES)
def test_every_number_is_explained(series: str) -> None:
    lab = TrendsLab.start(series, 0)
    while True:
        for id in readings(lab):
            assert lab.why(id).formula
        if lab.finished:
            break
        lab = lab.tick()
