"""The neuron lab: one unit adds its weighted inputs and its bias, and a step decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.labs import tex
from tui_nn.labs.frame import Boundary, Frame, Plane, Reading, Table
from tui_nn.labs.lab import Edit, Knob, Why, ladder
from tui_nn.labs.neuron_program import written
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import Phrase, phrase

STAGES = ("start", "product-1", "product-2", "sum", "output")
ROW_OF_STAGE = (None, 0, 1, 3, 4)  # in the table; adding the bias (row 2) gives the sum (row 3)
SYMBOLS = {"product-1": "w₁x₁", "product-2": "w₂x₂", "sum": "t", "output": "ŷ"}
WINDOW = (-3.5, 3.5, -3.5, 3.5)

WEIGHTS = ladder(-4, 4, 0.25)
INPUTS = ladder(-3, 3, 0.5)

# Preset -> w1, w2, b, x1, x2.
PRESETS = {
    "lesson": (2.0, -1.0, -1.0, 1.0, 0.0),
    "or": (1.0, 1.0, -0.5, 0.0, 1.0),
    "and": (1.0, 1.0, -1.5, 1.0, 1.0),
    "diagonal": (1.0, 1.0, 0.0, 1.0, 0.0),
    "blank": (0.0, 0.0, 0.0, 1.0, 1.0),
}


@dataclass(frozen=True, eq=False)
class NeuronLab:
    """Two inputs, two weights, a bias, and how much of the sum has been worked out."""

    w1: float
    w2: float
    bias: float
    x1: float
    x2: float
    scale: float = 1.0  # multiplies the weights and the bias alike
    stage: int = 0  # index into STAGES: the last one worked out

    name: ClassVar[str] = "neuron"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = (
        Knob("w1", WEIGHTS, "w₁"),
        Knob("w2", WEIGHTS, "w₂"),
        Knob("bias", WEIGHTS, "b"),
        Knob("scale", (0.5, 1.0, 2.0, 4.0)),
        Knob("x1", INPUTS, "x₁"),
        Knob("x2", INPUTS, "x₂"),
    )
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The unit of a preset, nothing worked out yet; nothing here is random, so the seed changes nothing."""
        return cls(*PRESETS[preset_of(preset, cls.presets)])

    @property
    def finished(self) -> bool:
        """Whether the output is there."""
        return self.stage == len(STAGES) - 1

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        value: float = getattr(self, knob.id)
        return value

    def edit(self, edit: Edit) -> Self:
        """Turn a knob; what has been worked out follows at once."""
        knob, value = asked(self.knobs, edit)
        change: dict[str, Any] = {knob.id: value}
        return replace(self, **change)

    def tick(self) -> Self:
        """Work out one more product, then the sum, then the output."""
        return self if self.finished else replace(self, stage=self.stage + 1)

    def frame(self) -> Frame:
        """The input in the plane with the line and its half-plane, and the sum as a table."""
        return Frame((self._plane(), self._table()), tuple(self._readings().values()), self._says())

    def why(self, reading: str) -> Why:
        """The sum behind a number, bias and scale included."""
        value = self._readings()[reading].value
        formula, numbers = self._formulas(reading)
        if value is None:
            return Why(formula, r"\dots", phrase("labs.neuron.absent"))
        return Why(formula, f"{numbers} = {tex.number(value)}", phrase(f"labs.neuron.why.{reading}"))

    def program(self, steps: int) -> str:
        """The same sum in NumPy, as far as it will have been worked out."""
        reached = STAGES[1 : min(self.stage + steps, len(STAGES) - 1) + 1]
        return written((self.x1, self.x2), (self.w1, self.w2), self.bias, self.scale, reached)

    @property
    def _weights(self) -> tuple[float, float]:
        return self.scale * self.w1, self.scale * self.w2

    @property
    def _bias(self) -> float:
        return self.scale * self.bias

    @property
    def _sum(self) -> float:
        w1, w2 = self._weights
        return w1 * self.x1 + w2 * self.x2 + self._bias

    @property
    def _output(self) -> int:
        return int(self._sum > 0)

    def _readings(self) -> dict[str, Reading]:
        w1, w2 = self._weights
        given = {"x1": (self.x1, "x₁"), "x2": (self.x2, "x₂"), "w1": (w1, "w₁"), "w2": (w2, "w₂")}
        worked = (w1 * self.x1, w2 * self.x2, self._sum, self._output)
        readings = {id: Reading(id, value, symbol) for id, (value, symbol) in given.items()}
        readings["bias"] = Reading("bias", self._bias, "b")
        for k, value in enumerate(worked, 1):
            readings[STAGES[k]] = Reading(STAGES[k], value if k <= self.stage else None, SYMBOLS[STAGES[k]])
        return readings

    def _plane(self) -> Plane:
        line = Boundary(np.array(self._weights), self._bias)
        return Plane(np.array([[self.x1, self.x2]]), np.array([self._output]), WINDOW, (line,), current=0)

    def _table(self) -> Table:
        shown = self._readings()
        rows = (
            (shown["x1"], shown["w1"], shown["product-1"]),
            (shown["x2"], shown["w2"], shown["product-2"]),
            ("1", shown["bias"], shown["bias"]),
            ("", "t", shown["sum"]),
            ("", "ŷ", shown["output"]),
        )
        return Table("sum", ("input", "weight", "product"), rows, ROW_OF_STAGE[self.stage])

    def _says(self) -> Phrase:
        return phrase(f"labs.neuron.says.{STAGES[self.stage]}", sum=self._sum, output=self._output)

    def _formulas(self, reading: str) -> tuple[str, str]:
        """The formula of a reading, and its numbers without the result."""
        w1, w2 = self._weights
        scale = tex.number(self.scale)
        table = {
            "x1": ("x_1", "x_1"),
            "x2": ("x_2", "x_2"),
            "w1": (r"w_1 \leftarrow c \cdot w_1", rf"{scale} \cdot {tex.factor(self.w1)}"),
            "w2": (r"w_2 \leftarrow c \cdot w_2", rf"{scale} \cdot {tex.factor(self.w2)}"),
            "bias": (r"b \leftarrow c \cdot b", rf"{scale} \cdot {tex.factor(self.bias)}"),
            "product-1": (r"w_1 \cdot x_1", rf"{tex.number(w1)} \cdot {tex.factor(self.x1)}"),
            "product-2": (r"w_2 \cdot x_2", rf"{tex.number(w2)} \cdot {tex.factor(self.x2)}"),
            "sum": ("t = w_1 x_1 + w_2 x_2 + b", tex.weighted_sum((w1, w2), (self.x1, self.x2), self._bias)),
            "output": (r"\hat y = [t > 0]", f"[{tex.number(self._sum)} > 0]"),
        }
        return table[reading]
