"""The Mark I: wires that never change, units that fire by them, and the perceptron's rule in the last step only."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.history.mark1 import EXCITING, INHIBITING, THRESHOLD, Responses, associate, wired
from tui_nn.engine.letters import FONT, SIDE, bitmap, centred, deal
from tui_nn.engine.perceptron import Line, correct

POINTS = SIDE * SIDE


def generator(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


@given(st.integers(0, 99))
def test_each_a_unit_has_ten_wires_of_either_kind(seed: int) -> None:
    wires = wired(8, POINTS, generator(seed))
    assert ((wires == 1).sum(axis=1) == EXCITING).all()
    assert ((wires == -1).sum(axis=1) == INHIBITING).all()
    np.testing.assert_array_equal(wired(3, POINTS, generator(seed)), wires[:3])


def test_an_a_unit_fires_from_a_surplus_of_two_on() -> None:
    wires = np.array([[1.0, 1, 1, -1, 0]])
    cards = np.array([[1.0, 1, 0, 0, 1], [1, 1, 1, 1, 0], [1, 1, 0, 1, 1], [0, 0, 0, 0, 1]])
    assert THRESHOLD == 2
    assert associate(wires, cards)[:, 0].tolist() == [1, 1, 0, 0]


@given(st.integers(0, 999), st.integers(2, 5))
def test_every_r_unit_learns_as_a_perceptron_of_its_own(seed: int, kinds: int) -> None:
    rng = generator(seed)
    inputs = rng.integers(0, 2, (30, 7)).astype(np.float64)
    symbols = rng.integers(0, kinds, 30)
    units = Responses.blank(kinds, 7)
    lines = [Line(np.zeros(7)) for _ in range(kinds)]
    for seen, symbol in zip(inputs, symbols.tolist(), strict=True):
        units = units.corrected(seen, symbol)
        lines = [correct(line, seen, int(k == symbol)) for k, line in enumerate(lines)]
    np.testing.assert_array_equal(units.weights, [line.weights for line in lines])
    np.testing.assert_array_equal(units.biases, [line.bias for line in lines])


def test_what_is_right_is_left_alone_and_the_largest_sum_answers() -> None:
    units = Responses(np.array([[2.0, 0.0], [0.0, 3.0]]), np.array([-1.0, -1.0]))
    seen = np.array([0.0, 1.0])
    assert units.corrected(seen, 1) is units
    assert units.choose(np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 0.0]])).tolist() == [0, 1, 0]


@pytest.mark.parametrize("letter", FONT)
def test_letters_stand_in_the_middle_of_their_cards(letter: str) -> None:
    card = centred(letter)
    np.testing.assert_array_equal(card[3:17, 5:15][::2, ::2], bitmap(letter))
    assert card.sum() == 4 * bitmap(letter).sum()


def test_no_two_letters_look_alike() -> None:
    assert len({centred(letter).tobytes() for letter in FONT}) == len(FONT) == 8


@given(st.integers(0, 99), st.integers(0, 3))
def test_without_noise_a_card_is_its_symbol_moved(seed: int, shift: int) -> None:
    symbols = np.stack([centred("E"), centred("F")])
    cards, shown = deal(symbols, 6, shift, 0.0, generator(seed))
    assert shown.tolist() == [0, 1, 0, 1, 0, 1]
    for card, kind in zip(cards.reshape(-1, SIDE, SIDE), shown.tolist(), strict=True):
        moves = [
            np.roll(symbols[kind], (down, across), (0, 1))
            for down in range(-shift, shift + 1)
            for across in range(-shift, shift + 1)
        ]
        assert any((card == moved).all() for moved in moves)


def test_what_is_moved_off_the_card_is_lost_and_noise_turns_its_share_of_dots() -> None:
    full = np.ones((1, SIDE, SIDE))
    cards, _ = deal(full, 50, 3, 0.0, generator(1))
    assert cards.min() == 0
    assert cards.sum(axis=1).min() >= 17 * 17
    noisy, _ = deal(np.zeros((1, SIDE, SIDE)), 100, 0, 0.05, generator(1))
    assert noisy.mean() == pytest.approx(0.05, abs=0.005)
