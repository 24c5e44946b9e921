"""The lab of deep gradients: a tick carries the gradient back through one more layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.initialisers import initial
from tui_nn.engine.mlp import Net, all_units, gradient
from tui_nn.labs import tex
from tui_nn.labs.deep_gradient.program import written
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.frame import Curve, Curves, Frame, Reading
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import Phrase, phrase

DEPTHS = (1, 2, 3, 5, 10, 20)
FUNCTIONS = ("sigmoid", "tanh", "relu")
STARTS = ("xavier", "he", "playground")
WIDTH, SAMPLES = 16, 64
DATA_SEED = 0  # of the samples, which stay the same whatever the weights

KNOBS = (
    Knob("depth", tuple(map(float, DEPTHS)), "n", free="whole"),
    Knob("function", tuple(map(float, range(len(FUNCTIONS)))), "f", names=FUNCTIONS),
    Knob("initial", tuple(map(float, range(len(STARTS)))), names=STARTS),
)

PRESETS: dict[str, dict[str, Any]] = {
    "sigmoid": {"depth": 10, "function": 0, "initial": 0},
    "tanh": {"depth": 10, "function": 1, "initial": 0},
    "relu": {"depth": 10, "function": 2, "initial": 1},
    "shallow": {"depth": 2, "function": 0, "initial": 0},
}


@dataclass(frozen=True, eq=False)
class DeepGradientLab:
    """Hidden layers of 16 units, fresh weights, and the gradient on its way back."""

    depth: int
    function: int
    initial: int
    seed: int = 0
    reached: int = 0  # layers, counted from the last

    name: ClassVar[str] = "deep-gradient"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The network of a preset before anything has come back; the seed draws its weights."""
        return cls(**PRESETS[preset_of(preset, cls.presets)], seed=seed)

    @property
    def layers(self) -> int:
        """Layers with weights: the hidden ones and the output."""
        return self.depth + 1

    @property
    def finished(self) -> bool:
        """Whether the gradient has come back to the first layer."""
        return self.reached == self.layers

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Another network; the gradient has come as far as before, if it is as deep."""
        knob, value = asked(KNOBS, edit)
        change: dict[str, Any] = {knob.id: int(value)}
        changed = replace(self, **change)
        return replace(changed, reached=changed.layers if self.finished else min(self.reached, changed.layers))

    def tick(self) -> Self:
        """Carry the gradient through one more layer, from the output towards the inputs."""
        return self if self.finished else replace(self, reached=self.reached + 1)

    @cached_property
    def net(self) -> Net:
        """Two inputs, the hidden layers, one output as it is."""
        sizes = (2, *[WIDTH] * self.depth, 1)
        functions = (*[FUNCTIONS[self.function]] * self.depth, "identity")
        return Net(sizes, functions, initial(STARTS[self.initial], sizes, self.seed))

    @cached_property
    def samples(self) -> tuple[Floats, Floats]:
        """Inputs (64, 2) around 0, and the sign of their product (64, 1): XOR, with noise nowhere."""
        x = np.random.default_rng(DATA_SEED).normal(size=(SAMPLES, 2))
        return x, np.sign(x[:, :1] * x[:, 1:])

    @cached_property
    def sizes(self) -> Floats:
        """The mean |∂L/∂w| of each layer's weights, the first layer first, (layers,)."""
        slopes = gradient(self.net, "mse", *self.samples)
        of = self.net.with_params(slopes)
        return np.array([np.abs(of.weights(layer)).mean() for layer in range(self.layers)])

    @cached_property
    def asleep(self) -> float:
        """The share of hidden units whose answer does not change over all samples: dead, or saturated throughout."""
        hidden = all_units(self.net, self.samples[0])[:-1]
        return float(np.mean(np.concatenate([np.ptp(layer, axis=0) < 1e-3 for layer in hidden])))

    def frame(self) -> Frame:
        """The size of the gradient layer by layer, as far back as it has come."""
        number = np.arange(1.0, self.layers + 1)
        come = np.where(number > self.layers - self.reached, self.sizes, np.nan)
        picture = Curves("sizes", (Curve("gradient", number, come),), across="layer", logarithmic=True)
        return Frame((picture,), self._readings(), self._says())

    def why(self, reading: str) -> Why:
        """The layers behind a number."""
        value = {number.id: number.value for number in self._readings()}[reading]
        mean = r"\frac{1}{m} \sum_{i=1}^{m} |\frac{\partial L}{\partial w_i}|"
        table = {
            "first": (mean, ""),
            "last": (mean, ""),
            "ratio": (r"\frac{g_1}{g_n}", rf"\frac{{{tex.number(self.sizes[0])}}}{{{tex.number(self.sizes[-1])}}}"),
            "asleep": (r"\frac{k}{m}", ""),
            "factor": (r"(\frac{g_1}{g_n})^{1/n}", ""),
        }
        formula, numbers = table[reading]
        says = phrase(f"labs.deep-gradient.why.{reading}")
        return worked_out(formula, numbers, value, says)

    def program(self, steps: int) -> str:
        """The same pass back in NumPy."""
        return written(self.net, self.samples, FUNCTIONS[self.function], min(self.reached + steps, self.layers))

    def _readings(self) -> tuple[Reading, ...]:
        done = self.finished
        ratio = float(self.sizes[0] / self.sizes[-1]) if self.sizes[-1] else 0.0
        return (
            Reading("last", float(self.sizes[-1]) if self.reached else None),
            Reading("first", float(self.sizes[0]) if done else None),
            Reading("ratio", ratio if done else None),
            Reading("factor", ratio ** (1 / self.depth) if done else None),
            Reading("asleep", self.asleep),
        )

    def _says(self) -> Phrase:
        room = "labs.deep-gradient.says"
        if not self.reached:
            return phrase(f"{room}.begin", depth=self.depth)
        if not self.finished:
            layer = self.layers - self.reached + 1
            return phrase(f"{room}.layer", layer=layer, size=float(self.sizes[layer - 1]))
        ratio = float(self.sizes[0] / self.sizes[-1]) if self.sizes[-1] else 0.0
        key = "gone" if ratio < 0.01 else "burst" if ratio > 100 else "there"
        return phrase(f"{room}.{key}", ratio=ratio)
