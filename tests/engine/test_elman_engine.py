"""Elman's network: its slopes are right for one step, and it learns what can be foreseen and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from tui_nn.engine.arrays import Floats
from tui_nn.engine.gradcheck import check
from tui_nn.engine.history import elman
from tui_nn.engine.history.elman import CONSONANTS, LETTERS, Network


@pytest.mark.parametrize("letter", [0, 4])
def test_slopes_are_those_of_one_guess_with_the_context_given(letter: int) -> None:
    net = elman.begin(7, 3)
    context = np.random.default_rng(1).random(7)
    inner, outer = elman.slopes(net, letter, context, elman.stepped(net, letter, context), 2)

    def error(params: Floats) -> float:
        other = Network(params[: net.inner.size].reshape(net.inner.shape), params[net.inner.size :].reshape(8, 6))
        return elman.surprise(elman.stepped(other, letter, context), 2)

    params = np.concatenate([net.inner.ravel(), net.outer.ravel()])
    assert check(error, np.concatenate([inner.ravel(), outer.ravel()]), params) < 1e-6


def test_a_correction_is_descent_and_leaves_the_old_network_alone() -> None:
    net = elman.begin(5, 0)
    before = net.inner.copy()
    step = elman.stepped(net, 1, net.rest)
    after = elman.corrected(net, 1, net.rest, step, 4, 0.3)
    inner, outer = elman.slopes(net, 1, net.rest, step, 4)
    np.testing.assert_allclose(after.inner, before - 0.3 * inner, rtol=1e-14)
    np.testing.assert_allclose(after.outer, net.outer - 0.3 * outer, rtol=1e-14)
    np.testing.assert_array_equal(net.inner, before)
    assert elman.surprise(elman.stepped(after, 1, net.rest), 4) < elman.surprise(step, 4)


def test_the_text_is_made_of_the_three_words_and_comes_from_its_seed() -> None:
    text = "".join(LETTERS[k] for k in elman.stream(500, 7))
    assert text.replace("guuu", "3").replace("dii", "2").replace("ba", "1").strip("123") == ""
    assert sum(text.count(letter) for letter in CONSONANTS) == 500
    np.testing.assert_array_equal(elman.stream(500, 7), elman.stream(500, 7))
    assert (elman.stream(500, 7)[:50] != elman.stream(500, 8)[:50]).any()


def test_a_start_of_nothing_is_refused() -> None:
    for hidden, letters in ((0, 6), (3, 1)):
        with pytest.raises(ValueError, match="no network"):
            elman.begin(hidden, 0, letters)
