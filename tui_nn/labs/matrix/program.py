"""The matrix lab's product as a NumPy program that runs by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_nn.labs.matrix.lab import MatrixLab

HEAD = '''\
"""A product of matrices, one dot product at a time."""

import numpy as np

A = np.array({a})
B = np.array({b})
C = np.full((len(A), B.shape[1]), np.nan)
for k in range({done}):
    i, j = divmod(k, B.shape[1])
    C[i, j] = A[i] @ B[:, j]

for letter, M in (("a", A), ("b", B), ("c", C)):
    for (i, j), value in np.ndenumerate(M):
        print(f"{{letter}}{{i + 1}}{{j + 1}} =", None if np.isnan(value) else float(value))
'''
NONE = '''\
"""A matrix that has no inverse: nothing can be multiplied by it."""

import numpy as np

X = np.array({x})
y = np.array({y})
'''


def written(lab: MatrixLab, done: int) -> str:
    """The program up to that cell."""
    from tui_nn.labs.matrix.lab import Y

    if lab.factors is None:
        text = NONE.format(x=lab.features.tolist(), y=list(Y))
        text += "".join(f'print("a{i}{j} =", None)\n' for i in (1, 2) for j in (1, 2))
        text += 'b = X.T @ y\nprint("b11 =", float(b[0]))\nprint("b21 =", float(b[1]))\n'
        text += 'print("c11 =", None)\nprint("c21 =", None)\n'
    else:
        a, b = lab.factors
        text = HEAD.format(a=a.tolist(), b=b.tolist(), done=done)
    return (
        text
        + f'\nX = np.array({lab.features.tolist()})\nG = X.T @ X\nprint("cells =", {done})\n'
        + ('print("det =", float(G[0, 0] * G[1, 1] - G[0, 1] * G[1, 0]))\n')
    )
