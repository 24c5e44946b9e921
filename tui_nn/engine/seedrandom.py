"""The random numbers of TensorFlow Playground, so that its runs can be repeated."""

from __future__ import annotations

WIDTH = 256
DIGITS = 6  # bytes that a number starts from
SIGNIFICANT = 2**52


class Random:
    """A generator of numbers in [0, 1) from a text: ARC4, 52 significant bits.

    Source:
        D. Bau, seedrandom 2.4 (2015): the algorithm, and the way from a seed to a key.
    """

    def __init__(self, seed: str) -> None:
        self._state, self._i, self._j = _scheduled(_key(seed)), 0, 0
        self._digits(WIDTH)  # the first bytes of ARC4 betray the key

    def random(self) -> float:
        """The next number, uniform in [0, 1)."""
        number, low = self._digits(DIGITS), 0
        scale: int = WIDTH**DIGITS
        while number < SIGNIFICANT:
            number = (number + low) * WIDTH
            scale *= WIDTH
            low = self._digits(1)
        while number >= 2 * SIGNIFICANT:
            number //= 2
            scale //= 2
            low >>= 1
        return (number + low) / scale

    def uniform(self, low: float, high: float) -> float:
        """The next number, uniform in [low, high)."""
        return self.random() * (high - low) + low

    def _digits(self, count: int) -> int:
        """A number of so many bytes."""
        state, i, j, number = self._state, self._i, self._j, 0
        for _ in range(count):
            i = (i + 1) % WIDTH
            before = state[i]
            j = (j + before) % WIDTH
            state[i], state[j] = state[j], before
            number = number * WIDTH + state[(state[i] + before) % WIDTH]
        self._i, self._j = i, j
        return number


def _key(seed: str) -> list[int]:
    """Characters as bytes; those beyond the 256th are mixed into the first ones."""
    key: list[int] = []
    smear = 0
    # JavaScript counts a character beyond the first 65,536 as two.
    units = memoryview(seed.encode("utf-16-le", "surrogatepass")).cast("H")
    for place, unit in enumerate(units):
        if place < WIDTH:
            key.append((smear + unit) % WIDTH)
        else:
            smear ^= key[place % WIDTH] * 19
            key[place % WIDTH] = (smear + unit) % WIDTH
    return key or [0]


def _scheduled(key: list[int]) -> list[int]:
    state, j = list(range(WIDTH)), 0
    for i in range(WIDTH):
        j = (j + key[i % len(key)] + state[i]) % WIDTH
        state[i], state[j] = state[j], state[i]
    return state
