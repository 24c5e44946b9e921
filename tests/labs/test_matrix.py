"""A product of matrices, cell by cell: the lecture's three points, and the inverse that is not there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.labs.frame import Table
from tui_nn.labs.lab import Edit
from tui_nn.labs.matrix.lab import KNOBS, TASKS, MatrixLab
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(MatrixLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=5)


def made(preset: str, ticks: int = 9, **settings: str | float) -> MatrixLab:
    lab = MatrixLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def cells(lab: MatrixLab, letter: str = "c") -> list[float | int | None]:
    return [reading.value for reading in lab.frame().numbers() if reading.id[0] == letter and reading.id != "cells"]


def test_the_lectures_three_points() -> None:
    """(1, 3), (2, 5), (3, 7): XᵀX = [[3, 6], [6, 14]], Xᵀy = [15, 34], w = (1, 2)."""
    assert cells(made("gram")) == [3, 6, 6, 14]
    assert cells(made("moments")) == [15, 34]
    assert cells(made("solve")) == pytest.approx([1, 2])
    assert cells(made("predict")) == [3, 5, 7]


def test_a_tick_is_one_dot_product() -> None:
    lab = made("gram", 0)
    for known in range(4):
        assert sum(value is not None for value in cells(lab)) == known
        lab = lab.tick()
    assert lab.finished
    assert lab.tick() is lab


def test_the_same_column_twice_has_no_inverse() -> None:
    lab = made("twin", task="solve")
    assert lab.determinant == 0
    assert lab.finished
    assert cells(lab) == cells(lab, "a")[:2] == [None, None]
    says = lab.frame().says
    assert says is not None
    assert says.key.endswith("singular")


def test_another_product_begins_with_its_first_cell() -> None:
    assert made("gram").edit(Edit("set", ("task", "moments"))).done == 0
    assert made("predict").edit(Edit("set", ("w0", 3.0))).done == 3


@given(st.sampled_from(TASKS), st.floats(-5, 5), st.floats(-5, 5))
def test_the_cells_are_those_of_the_product(task: str, w0: float, w1: float) -> None:
    lab = made("predict", 9, w0=w0, w1=w1).edit(Edit("set", ("task", task)))
    for _ in range(9):
        lab = lab.tick()
    assert lab.factors is not None
    known = np.array(cells(lab), dtype=float)
    np.testing.assert_allclose(known, np.matmul(*lab.factors).ravel(), rtol=1e-12, atol=1e-12)


@given(presets, turns, st.integers(0, 5))
def test_every_number_is_explained_and_the_rows_are_as_long_as_the_head(
    preset: str, settings: list[tuple[str, float]], ticks: int
) -> None:
    lab = made(preset, ticks, **dict(settings))
    (table,) = lab.frame().pictures
    assert isinstance(table, Table)
    assert {len(row) for row in table.rows} == {len(table.columns)}
    for reading in lab.frame().numbers():
        why = lab.why(reading.id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
