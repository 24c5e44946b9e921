"""Log-sum-exp: true where the naive form is ∞ or −∞, bounded by the largest logit, and its slope is softmax."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tui_nn.engine.arrays import Floats
from tui_nn.engine.log_sum_exp import log_sum_exp
from tui_nn.engine.losses import LOSSES, softmax

logits = arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=st.floats(-2000, 2000))


def test_where_the_naive_form_is_infinite() -> None:
    assert log_sum_exp(np.array([1000.0, 1000.0])) == pytest.approx(1000 + math.log(2))
    z = np.array([0.0, -800.0])
    assert (z - log_sum_exp(z)).tolist() == [0, -800]
    assert log_sum_exp(np.array([-1000.0, -1000.0, -1000.0])) == pytest.approx(-1000 + math.log(3))


@given(logits, st.sampled_from([0, 1]))
def test_it_lies_between_the_largest_and_log_k_above_it(z: Floats, axis: int) -> None:
    value, largest = log_sum_exp(z, axis), z.max(axis=axis)
    assert value.shape == largest.shape
    assert (value >= largest).all()
    assert (value <= largest + math.log(z.shape[axis]) + 1e-12).all()


@given(arrays(np.float64, 4, elements=st.floats(-20, 20)))
def test_its_slope_is_softmax_and_it_makes_the_cross_entropy(z: Floats) -> None:
    step = 1e-5
    for j, share in enumerate(softmax(z)):
        along = step * np.eye(4)[j]
        assert (log_sum_exp(z + along) - log_sum_exp(z - along)) / (2 * step) == pytest.approx(share, abs=1e-6)
        target = np.eye(4)[:, j : j + 1]
        assert log_sum_exp(z) - z[j] == pytest.approx(LOSSES["ce"].value(z[:, None], target), abs=1e-9)
