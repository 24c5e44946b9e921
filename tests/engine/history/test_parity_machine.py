"""Parity: what units of bounded order can never do, and that learning on sums is the perceptron's own rule."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.history.parity import Units, balance, epoch, inputs, overlaps, parity, wired
from tui_nn.engine.perceptron import Line, correct

seeds = st.integers(0, 9999)


@pytest.mark.parametrize("bits", range(1, 9))
def test_every_input_stands_there_once_and_neighbours_differ_in_one_bit(bits: int) -> None:
    """So parity looks like a chessboard."""
    all_inputs = inputs(bits)
    assert len({tuple(row) for row in all_inputs.tolist()}) == 2**bits
    grid = parity(all_inputs).reshape(2 ** (bits // 2), -1)
    assert (grid[:, 1:] != grid[:, :-1]).all()
    assert (grid[1:] != grid[:-1]).all()


@given(seeds, st.integers(2, 8), st.data())
def test_no_weights_behind_units_of_a_lower_order_get_off_zero(seed: int, bits: int, data: st.DataObject) -> None:
    """Minsky and Papert: so the odd inputs cannot all lie above zero and the even ones below."""
    order = data.draw(st.integers(1, bits - 1))
    rng = np.random.default_rng(seed)
    active = wired(30, bits, order, rng).fire(inputs(bits))
    sums = active @ rng.integers(-9, 10, 30).astype(np.float64) + float(rng.integers(-9, 10))
    assert balance(sums, parity(inputs(bits))) == 0


@pytest.mark.parametrize("bits", range(2, 9))
def test_well_chosen_units_of_full_order_need_only_be_as_many_as_bits(bits: int) -> None:
    """Unit k fires for at least k ones; their weights alternate."""
    units = Units(np.ones((bits, bits), dtype=np.int64), np.arange(1, bits + 1))
    signs = np.where(np.arange(bits) % 2 == 0, 1.0, -1.0)
    told = units.fire(inputs(bits)) @ signs > 0
    np.testing.assert_array_equal(told, parity(inputs(bits)) == 1)


@given(seeds, st.integers(2, 5), st.integers(1, 12))
def test_an_epoch_on_the_sums_is_an_epoch_of_the_perceptron(seed: int, bits: int, count: int) -> None:
    active = wired(count, bits, bits, np.random.default_rng(seed)).fire(inputs(bits))
    targets = parity(inputs(bits))
    sums, line = np.zeros(len(targets)), Line(np.zeros(count))
    for _ in range(3):
        sums, mistakes = epoch(sums, overlaps(active), targets)
        corrected = 0
        for row, target in zip(active, targets.tolist(), strict=True):
            after = correct(line, row, target)
            corrected += after is not line
            line = after
        assert mistakes == corrected
        np.testing.assert_array_equal(sums, line.score(active))


@given(seeds, st.integers(2, 8), st.integers(1, 8))
def test_units_look_at_no_more_inputs_than_their_order_and_none_is_asleep(seed: int, bits: int, order: int) -> None:
    units = wired(20, bits, order, np.random.default_rng(seed))
    assert ((units.weights != 0).sum(axis=1) <= order).all()
    firing = units.fire(inputs(bits)).mean(axis=0)
    assert ((firing > 0) & (firing < 1)).all()
    np.testing.assert_array_equal(wired(5, bits, order, np.random.default_rng(seed)).weights, units.weights[:5])
