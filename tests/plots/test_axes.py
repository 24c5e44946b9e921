"""The numbers beside a picture tell its scale."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui_nn.plots.axes import ticks


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.floats(0, 30))
def test_an_axis_has_at_least_two_numbers_and_not_many_more_than_asked_for(
    low: float, size: float, about: float
) -> None:
    found = ticks(low, low + size, about)
    assert 2 <= len(found) <= 1.4 * max(3.0, about) + 1
    slack = 1e-9 * (abs(low) + size)
    assert all(low - slack <= value <= low + size + slack for value in found)


def test_a_low_picture_of_two_clouds_has_numbers_above_and_below_zero() -> None:
    assert ticks(-4.9, 4.9, 13 / 4) == (-4, -2, 0, 2, 4)
