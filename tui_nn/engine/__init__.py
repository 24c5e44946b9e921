"""The mathematics: NumPy only; no clock, no files, no global randomness, no terminal."""

from __future__ import annotations

import os
import sys

# Small matrices are multiplied faster by one thread than by two, and BLAS counts its threads once, when NumPy is
# first imported. What a user has chosen stands: OMP_NUM_THREADS speaks for all three, so then none is set.
if "numpy" not in sys.modules and "OMP_NUM_THREADS" not in os.environ:
    for _library in ("OPENBLAS", "MKL", "VECLIB"):
        os.environ.setdefault(f"{_library}_{'MAXIMUM' if _library == 'VECLIB' else 'NUM'}_THREADS", "1")
