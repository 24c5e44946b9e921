"""The perceptron lab: show examples one by one and watch the line learn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np

from tui_nn.engine.datasets import GATES, clouds, gate
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.perceptron.frame import shown
from tui_nn.labs.perceptron.learning import Learning
from tui_nn.labs.perceptron.points import edited
from tui_nn.labs.perceptron.program import written
from tui_nn.labs.perceptron.state import CLOUDS, Examples, State
from tui_nn.labs.perceptron.why import explained
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

RATE = Knob("rate", (0.125, 0.25, 0.5, 1.0, 2.0, 4.0), "η")
ORDER = Knob("order", (0.0, 1.0), names=("given", "shuffled"))
MARGIN = Knob("margin", (0.05, 0.1, 0.2, 0.4, 0.8), "γ")
POINTS = 60  # in the two clouds


@dataclass(frozen=True, eq=False)
class PerceptronLab(State):
    """A perceptron of two inputs that starts from zero and meets the examples in a fixed order, again and again."""

    name: ClassVar[str] = "perceptron"
    presets: ClassVar[tuple[str, ...]] = (*GATES, *CLOUDS)
    knobs: ClassVar[tuple[Knob, ...]] = (RATE, ORDER, MARGIN)
    has_points: ClassVar[bool] = True

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """Zero weights; the seed chooses the clouds' points and the shuffled order."""
        if seed < 0:
            raise Refused(phrase("labs.refused.seed", seed=seed))
        cloudy = preset_of(preset, cls.presets) in CLOUDS
        sample = clouds(POINTS, cls.gap, seed) if cloudy else gate(preset)
        order = _order(seed, 0, len(sample.targets), shuffled=cloudy)
        return cls(preset, seed, Examples.of(sample), order, Learning(), shuffled=cloudy)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return {"rate": self.rate, "order": float(self.shuffled), "margin": self.gap}[knob.id]

    def edit(self, edit: Edit) -> Self:
        """Turn a knob or change the points; weights and counters stay as they are.

        After another order or other points the epoch begins again.
        """
        if edit.verb != "set":
            examples = Examples(edited(self.examples.rows, edit), separator=None)
            return self._with(examples, replace(self, note=phrase(f"labs.perceptron.edited.{edit.verb}")))
        knob, value = asked(self.knobs, edit)
        turn = {"rate": self._at_rate, "order": self._in_order, "margin": self._at_margin}[knob.id]
        turned = turn(value)
        return self if value == self.setting(knob) else turned

    def tick(self) -> Self:
        """Show the next example; correct the line if it is wrong."""
        if self.finished:
            return self
        lab = self._next_order() if self.clean else self
        learning = lab.learning.next_epoch() if lab.learning.position == lab.size else lab.learning
        point = lab.order[learning.position]
        learning = learning.show(point, lab.examples.rows[point], lab.rate)
        if learning.position == lab.size:
            learning = learning.closed()
        return replace(lab, learning=learning, note=None)

    def frame(self) -> Frame:
        """The points and the line, the corrections, the weights at the ends of epochs, and every counter."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The formula behind a number that is shown."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same learning loop in NumPy."""
        return written(self, steps)

    def _at_rate(self, value: float) -> Self:
        learning = replace(self.learning, steady=self.learning.epoch)
        return replace(self, rate=value, learning=learning, note=phrase("labs.perceptron.edited.rate", rate=value))

    def _in_order(self, value: float) -> Self:
        if self.many_orders and not value:
            raise Refused(phrase("labs.refused.order"))
        note = phrase("labs.perceptron.edited.order")
        return self._with(self.examples, replace(self, shuffled=bool(value), note=note))

    def _at_margin(self, value: float) -> Self:
        if self.preset not in CLOUDS or self.examples.separator is None:
            raise Refused(phrase("labs.refused.margin"))
        examples = Examples.of(clouds(POINTS, value, self.seed))
        return self._with(examples, replace(self, gap=value, note=phrase("labs.perceptron.edited.margin")))

    def _with(self, examples: Examples, lab: Self) -> Self:
        """`lab` with these examples, at the beginning of an epoch."""
        order = _order(lab.seed, len(lab.past), len(examples.rows), lab.shuffled)
        return replace(lab, examples=examples, order=order, learning=lab.learning.begun_again(lab.size))

    def _next_order(self) -> Self:
        """The order is learnt: keep its line, and start from zero with the next one."""
        order = _order(self.seed, len(self.learnt), self.size, self.shuffled)
        return replace(self, past=self.learnt, order=order, learning=Learning())


def _order(seed: int, number: int, size: int, shuffled: bool) -> tuple[int, ...]:
    """The permutation that every epoch goes through; another one for each number."""
    if not shuffled:
        return tuple(range(size))
    return tuple(np.random.default_rng([seed, number]).permutation(size).tolist())
