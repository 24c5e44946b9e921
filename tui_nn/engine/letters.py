"""Letters as small pictures: a font of five by seven dots, and cards with a letter on them, shifted and noisy."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from tui_nn.engine.arrays import Bools, Floats, Ints

SIDE = 20  # dots of a card, each way
_LARGER = 2  # a dot of the font is so many dots of the card wide and high

FONT = {
    "E": ("#####", "#....", "#....", "####.", "#....", "#....", "#####"),
    "F": ("#####", "#....", "#....", "####.", "#....", "#....", "#...."),
    "H": ("#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"),
    "L": ("#....", "#....", "#....", "#....", "#....", "#....", "#####"),
    "T": ("#####", "..#..", "..#..", "..#..", "..#..", "..#..", "..#.."),
    "O": (".###.", "#...#", "#...#", "#...#", "#...#", "#...#", ".###."),
    "X": ("#...#", "#...#", ".#.#.", "..#..", ".#.#.", "#...#", "#...#"),
    "A": (".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"),
}


def bitmap(letter: str) -> Floats:
    """The letter as the font has it: (7, 5) of 0 and 1.

    Raises:
        KeyError: the font has no such letter.
    """
    return np.array([[float(dot == "#") for dot in row] for row in FONT[letter]])


def centred(letter: str) -> Floats:
    """The letter in the middle of a card, twice as large: (20, 20) of 0 and 1."""
    large = np.kron(bitmap(letter), np.ones((_LARGER, _LARGER)))
    rows, columns = large.shape
    card = np.zeros((SIDE, SIDE))
    top, left = (SIDE - rows) // 2, (SIDE - columns) // 2
    card[top : top + rows, left : left + columns] = large
    return card


def deal(symbols: Floats, count: int, shift: int, noise: float, generator: Generator) -> tuple[Floats, Ints]:
    """Cards with one symbol each, in turn, moved a little and with some dots turned over.

    Args:
        symbols: (k, side, side) of 0 and 1.
        count: n, how many cards.
        shift: dots by which a symbol may be moved up or down, and left or right; what leaves the card is lost.
        noise: the probability that a dot is turned over, 0 to 1.
        generator: gives the shifts of all cards first, then the noise.

    Returns:
        Cards (n, side·side) of 0 and 1, row by row, and the number of each one's symbol (n,).
    """
    kinds, side, _ = symbols.shape
    shown = np.arange(count) % kinds
    moves = generator.integers(0, 2 * shift + 1, (count, 2))
    turned: Bools = generator.random((count, side, side)) < noise
    wide = np.pad(symbols, ((0, 0), (shift, shift), (shift, shift)))
    cards = np.stack(
        [
            wide[kind, down : down + side, across : across + side]
            for kind, (down, across) in zip(shown.tolist(), moves.tolist(), strict=True)
        ]
    )
    return np.abs(cards - turned).reshape(count, side * side), shown
