"""1,797 handwritten digits of 8 × 8: the test half of a public set, unchanged but for the way they are packed.

Source:
    E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998,
    doi:10.24432/C50P49. Licence: Creative Commons Attribution 4.0 (CC BY 4.0).
"""

from __future__ import annotations

import zlib
from base64 import b85decode
from functools import lru_cache

import numpy as np

from tui_nn.engine.arrays import Floats, Ints

COUNT, SIDE, INK = 1797, 8, 16


@lru_cache(maxsize=1)
def digits() -> tuple[Floats, Ints]:
    """All pictures (1797, 8, 8) and which digits they are (1797,); neither may be written to.

    A pixel counts the inked ones among 4 × 4 of the scan: 0 to 16. Thirteen people wrote them.
    """
    from tui_nn.engine.history.digits_packed import TEXT  # 53 KB, and only who wants digits needs them

    numbers = np.frombuffer(zlib.decompress(b85decode("".join(TEXT.split()))), dtype=np.uint8)
    pictures = numbers[: COUNT * SIDE * SIDE].reshape(COUNT, SIDE, SIDE).astype(np.float64)
    classes = numbers[COUNT * SIDE * SIDE :].astype(np.int64)
    for array in (pictures, classes):
        array.flags.writeable = False
    return pictures, classes


def scattered(pictures: Floats, side: int, random: np.random.Generator) -> Floats:
    """Each picture at a place of its own on an empty canvas: (n, 8, 8) -> (n, side, side).

    Raises:
        ValueError: a canvas smaller than the pictures.
    """
    height, width = pictures.shape[1:]
    if side < max(height, width):
        raise ValueError(f"pictures of {height} × {width} do not fit on a canvas of {side}")
    places = random.integers(0, (side - height + 1, side - width + 1), (len(pictures), 2))
    canvas = np.zeros((len(pictures), side, side))
    for one, picture, (row, column) in zip(canvas, pictures, places, strict=True):
        one[row : row + height, column : column + width] = picture
    return canvas
