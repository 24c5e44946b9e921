"""What was measured: a product of matrices in Python's loops and in NumPy, on one core of machines that are named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Thousand million operations a second (GFLOP/s, 2n³ a product), and how many times the one is the other.

    `times` is the quotient of the figures before they were rounded.
    """

    machine: str
    loops: float
    numpy: float
    times: float


MEASURED = (
    Measured("Intel Xeon, AVX-512; Python 3.11, NumPy 2.4", 0.02, 69.7, 3400.0),
    Measured("AMD EPYC; Python 3.11, NumPy 2.4", 0.045, 52.0, 1150.0),
)
