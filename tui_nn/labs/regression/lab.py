"""The regression lab: each tick is a step down the loss, or the solution of the normal equation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.engine import linear
from tui_nn.labs.frame import Frame
from tui_nn.labs.history import History
from tui_nn.labs.lab import Edit, Knob, Refused, Why, steps_taken
from tui_nn.labs.perceptron.points import edited
from tui_nn.labs.regression import program
from tui_nn.labs.regression.frame import shown
from tui_nn.labs.regression.presets import PRESETS
from tui_nn.labs.regression.state import EQUATION, HAND, KNOBS, State, Step
from tui_nn.labs.regression.why import explained
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

LARGEST = 1e150  # beyond it a square leaves the numbers


@dataclass(frozen=True, eq=False)
class RegressionLab(State):
    """A line through points of the plane: moved by hand, solved for, or led downhill."""

    name: ClassVar[str] = "regression"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = True
    classes: ClassVar[int] = 1
    learns_values: ClassVar[bool] = True

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The points of a preset; nothing here is random, so the seed changes nothing."""
        lab = cls(**PRESETS[preset_of(preset, cls.presets)])
        return replace(lab, note=phrase(f"labs.regression.look.{preset}"))._kept()

    @property
    def finished(self) -> bool:
        """By hand there is nothing to do; the equation is solved at once; a descent ends where it is flat or lost."""
        if self.descends:
            return self.lost or not self.slope.any()
        return self.method == HAND or self.solved

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The knobs that matter: a rate only to a descent."""
        return tuple(knob for knob in KNOBS if knob.id != "rate" or self.descends)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands; a weight as the line has it in the units of the points."""
        if knob.id in ("w0", "w1"):
            return self.line[knob.id == "w1"]
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob, or change the points; the line stays where it is, and what has been learnt is kept."""
        if edit.verb == "values":
            return self._with_points(tuple(_triples(edit.args)))
        if edit.verb != "set":
            rows = tuple((x, y, 0) for x, y in self.points)
            return self._with_points(tuple((x, y) for x, y, _ in edited(rows, _of_one_class(edit), 1)))
        knob, value = asked(KNOBS, edit)
        if knob.id in ("w0", "w1"):
            w0, w1 = self.line
            return self._on_line((value, w1) if knob.id == "w0" else (w0, value))._kept()
        if knob.id in ("scaled", "twin"):
            switched: dict[str, Any] = {knob.id: bool(value), **_BEGUN}
            return replace(self, **switched)._on_line(self.line)._kept()
        if knob.id == "squares":
            return replace(self, squares=bool(value))
        if knob.id == "method":
            return replace(self, method=int(value), step=None, note=None, lost=False)
        return replace(self, rate=value, note=None, lost=False)

    def tick(self) -> Self:
        """A step down the loss, w ← w − η·g; or the least squares at once."""
        if self.finished:
            return self
        if self.method == EQUATION:
            solved = replace(
                self, weights=_floats(self.best), solved=True, steps=self.steps + 1, step=None, note=None
            )
            return solved._kept()
        before = np.array(self.weights)
        after = before - self.rate * self.slope
        if not np.abs(after).max() < LARGEST:
            return replace(self, lost=True, note=None)
        step = Step(self.weights, _floats(self.slope))
        moved = replace(self, weights=_floats(after), steps=self.steps + 1, step=step, solved=False, note=None)
        return moved._kept()

    def frame(self) -> Frame:
        """The line and its residuals, the loss over both weights with the way down, the sums of the equation."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The sum behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same search in NumPy."""
        return program.written(self, steps_taken(self, steps))

    def table_of_points(self) -> tuple[tuple[str, ...], list[tuple[float, ...]]]:
        """The points as the file of one's own points has them."""
        return ("x", "value"), [*self.points]

    def _kept(self) -> Self:
        """With where it stands added to the curves and to the path."""
        losses = self.losses.with_row(self.steps, self.mse, self.mae)
        return replace(self, losses=losses, path=self.path.with_row(self.steps, *self.weights[:2]))

    def _with_points(self, points: tuple[tuple[float, float], ...]) -> Self:
        return replace(self, points=points, **_BEGUN)._on_line(self.line)._kept()

    def _on_line(self, line: tuple[float, float]) -> Self:
        """On that line, whatever the columns; a twin takes half of the slope."""
        _, mean, deviation = linear.standardised(self.raw) if self.scaled else (None, 0.0, 1.0)
        w0, w1 = line
        slope = w1 * deviation
        weights = (w0 + w1 * mean, *[slope / (1 + self.twin)] * (1 + self.twin))
        return replace(self, weights=weights, step=None, solved=False, note=None, lost=False)


# Other points or columns make another surface: curves and path begin anew.
_BEGUN: dict[str, Any] = {"losses": History(), "path": History(), "steps": 0}


def _floats(weights: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> tuple[float, ...]:
    return tuple(weights.tolist())


def _of_one_class(edit: Edit) -> Edit:
    """Points of values have no class; what drawing and files say of one does not count."""
    if edit.verb == "add" and len(edit.args) == 3:
        return Edit("add", (*edit.args[:2], 0.0))
    if edit.verb == "load":
        return Edit("load", tuple(0.0 if k % 3 == 2 else value for k, value in enumerate(edit.args)))
    return edit


def _triples(args: tuple[str | float, ...]) -> list[tuple[float, float]]:
    """x and value of ``x, 0, value, …``.

    Raises:
        Refused: not so many numbers, or none.
    """
    if not args or len(args) % 3 or not all(isinstance(value, float | int) for value in args):
        raise Refused(phrase("labs.refused.triples", n=len(args)))
    rows = edited((), Edit("load", tuple(_shuffled(args))), 1)
    return [(x, y) for x, y, _ in rows]


def _shuffled(args: tuple[str | float, ...]) -> list[str | float]:
    """x, value, 0 for x, 0, value."""
    return [number for k in range(0, len(args), 3) for number in (args[k], args[k + 2], 0.0)]
