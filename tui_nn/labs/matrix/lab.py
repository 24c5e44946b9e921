"""The matrix lab: a tick fills in the next cell of a product."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs import tex
from tui_nn.labs.frame import Cell, Frame, Reading, Table
from tui_nn.labs.lab import Edit, Knob, Why, ladder
from tui_nn.labs.matrix.program import written
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import Phrase, phrase

TASKS = ("predict", "gram", "moments", "solve")
# Task -> the signs of the two factors and of their product.
TITLES = {
    "predict": ("X", "w", "Xw"),
    "gram": ("Xᵀ", "X", "XᵀX"),
    "moments": ("Xᵀ", "y", "Xᵀy"),
    "solve": ("(XᵀX)⁻¹", "Xᵀy", "w"),
}
X = (1.0, 2.0, 3.0)
Y = (3.0, 5.0, 7.0)
KNOBS = (
    Knob("task", tuple(map(float, range(len(TASKS)))), names=TASKS),
    Knob("w0", ladder(-5, 5, 0.5), "w₀", free="number"),
    Knob("w1", ladder(-5, 5, 0.5), "w₁", free="number"),
    Knob("twin", (0.0, 1.0), names=("off", "on")),
)
PRESETS: dict[str, dict[str, Any]] = {
    "predict": {},
    "gram": {"task": 1},
    "moments": {"task": 2},
    "solve": {"task": 3},
    "twin": {"task": 1, "twin": 1},
}
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, eq=False)
class MatrixLab:
    """Three points as a matrix, and how many cells of a product have been worked out."""

    task: int = 0
    w0: float = 1.0
    w1: float = 2.0
    twin: int = 0  # whether the column of ones is a second copy of x
    done: int = 0

    name: ClassVar[str] = "matrix"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The product of a preset, no cell of it worked out; nothing is random, so the seed changes nothing."""
        return cls(**PRESETS[preset_of(preset, cls.presets)])

    @property
    def finished(self) -> bool:
        """Whether every cell is there, or none can be."""
        return self.factors is None or self.done == self.cells

    @property
    def cells(self) -> int:
        """How many cells the product has."""
        return self.product.size if self.product is not None else 0

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob; another product begins with its first cell."""
        knob, value = asked(KNOBS, edit)
        change: dict[str, Any] = {knob.id: value if knob.id in ("w0", "w1") else int(value)}
        if knob.id in ("task", "twin") and value != getattr(self, knob.id):
            change["done"] = 0
        return replace(self, **change)

    def tick(self) -> Self:
        """One more dot product, row by row."""
        return self if self.finished else replace(self, done=self.done + 1)

    @cached_property
    def features(self) -> Floats:
        """X, (3, 2): a column of ones, or x again, and x."""
        x = np.array(X)
        return np.column_stack([x if self.twin else np.ones(len(x)), x])

    @cached_property
    def determinant(self) -> float:
        """ad − bc of XᵀX; 0 where it has no inverse."""
        (a, b), (c, d) = (self.features.T @ self.features).tolist()
        return float(a * d - b * c)

    @cached_property
    def factors(self) -> tuple[Floats, Floats] | None:
        """A and B of the product A·B; None for the inverse that does not exist."""
        x, y = self.features, np.array(Y)[:, None]
        if TASKS[self.task] == "predict":
            return x, np.array([[self.w0], [self.w1]])
        if TASKS[self.task] == "gram":
            return x.T, x
        if TASKS[self.task] == "moments":
            return x.T, y
        if self.determinant == 0:
            return None
        (a, b), (c, d) = (x.T @ x).tolist()
        return np.array([[d, -b], [-c, a]]) / self.determinant, x.T @ y

    @cached_property
    def product(self) -> Floats | None:
        """A·B, whole, a dot product each cell."""
        if self.factors is None:
            return None
        left, right = self.factors
        return np.array([[row @ column for column in right.T] for row in left])

    def frame(self) -> Frame:
        """Both factors and what is known of their product, side by side."""
        return Frame((self._table(),), self._readings(), self._says())

    def why(self, reading: str) -> Why:
        """The dot product behind a cell."""
        value = {number.id: number.value for number in self.frame().numbers()}[reading]
        if reading == "det":
            (a, b), (c, d) = (self.features.T @ self.features).tolist()
            numbers = rf"{tex.number(a)} \cdot {tex.factor(d)} - {tex.factor(b)} \cdot {tex.factor(c)}"
            return Why("a d - b c", f"{numbers} = {tex.number(self.determinant)}", phrase("labs.matrix.why.det"))
        if reading == "cells":
            return Why("k", tex.number(self.done), phrase("labs.matrix.why.cells"))
        sign = f"{reading[0]}_{{{reading[1:]}}}"
        if reading[0] != "c" or self.factors is None:
            says = phrase("labs.matrix.why.given")
            return Why(sign, tex.number(value) if value is not None else r"\dots", says)
        i, j = int(reading[1]), int(reading[2])
        formula = rf"{sign} = \sum_{{k=1}}^{{{self.factors[0].shape[1]}}} a_{{{i}k}} b_{{k{j}}}"
        says = phrase("labs.matrix.why.cell")
        if value is None:
            return Why(formula, r"\dots", says)
        left, right = self.factors[0][i - 1], self.factors[1][:, j - 1]
        terms = (
            rf"{tex.number(a)} \cdot {tex.factor(b)}" for a, b in zip(left.tolist(), right.tolist(), strict=True)
        )
        return Why(formula, f"{' + '.join(terms)} = {tex.number(value)}", says)

    def program(self, steps: int) -> str:
        """The same product in NumPy."""
        return written(self, min(self.done + steps, self.cells))

    def _readings(self) -> tuple[Reading, ...]:
        return Reading("cells", self.done), Reading("det", self.determinant, "det XᵀX")

    def _table(self) -> Table:
        """A · B = C in one table."""
        if self.factors is None:
            a, b = np.full((2, 2), np.nan), self.features.T @ np.array(Y)[:, None]
            c = np.full((2, 1), np.nan)
        else:
            (a, b), product = self.factors, self.product
            assert product is not None
            c = np.where(np.arange(product.size).reshape(product.shape) < self.done, product, np.nan)
        task = TASKS[self.task]
        heads, rows = [], []
        for sign, matrix in zip(TITLES[task], (a, b, c), strict=True):
            heads += [sign, *[""] * matrix.shape[1]]
        for i in range(max(len(a), len(b))):
            row: list[Cell] = []
            for letter, matrix, after in (("a", a, "·"), ("b", b, "="), ("c", c, "")):
                row += _row(letter, matrix, i)
                row.append(after if i == 0 else "")
            rows.append(tuple(row[:-1]))
        current = (self.done - 1) // c.shape[1] if self.done else None
        return Table(task, tuple(heads[:-1]), tuple(rows), current)

    def _says(self) -> Phrase:
        room = "labs.matrix.says"
        if self.factors is None:
            return phrase(f"{room}.singular")
        if not self.done:
            return phrase(f"{room}.{TASKS[self.task]}")
        assert self.product is not None
        i, j = divmod(self.done - 1, self.product.shape[1])
        left, right = self.factors[0][i], self.factors[1][:, j]
        terms = {f"a{k}": float(value) for k, value in enumerate(left, 1)}
        terms |= {f"b{k}": float(value) for k, value in enumerate(right, 1)}
        key = f"{room}.cell{len(left)}"
        return phrase(key, row=i + 1, column=j + 1, value=float(self.product[i, j]), **terms)


def _row(letter: str, matrix: Floats, i: int) -> list[Cell]:
    """Row i of a matrix as cells; empty ones below its last."""
    if i >= len(matrix):
        return [""] * matrix.shape[1]
    return [_cell(f"{letter}{i + 1}{j}", float(value)) for j, value in enumerate(matrix[i], 1)]


def _cell(id: str, value: float) -> Reading:
    return Reading(id, None if np.isnan(value) else value, id.translate(SUBSCRIPTS))
