"""The backpropagation lab: `.` works out the next number, and playing it learns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np

from tui_nn.engine.initialisers import initial
from tui_nn.engine.mlp import Net
from tui_nn.labs.backprop import program
from tui_nn.labs.backprop.frame import ROOM, shown
from tui_nn.labs.backprop.state import KNOBS, PACE, PACES, RATE, RULE, UPDATES, State
from tui_nn.labs.backprop.why import explained
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

# h₁ = σ(x₁ + 2x₂ − 1), h₂ = σ(−x₁ − x₂ + 1), p = σ(2h₁ − h₂ − ½): at the first example, (1, 0), every sum is 0.
KIND = (1.0, -1.0, 2.0, -1.0, -1.0, 1.0, 2.0, -1.0, -0.5)


@dataclass(frozen=True)
class Preset:
    """A network, where its weights come from, and how it is walked."""

    hidden: int = 2
    function: str = "sigmoid"
    initial: str = "xavier"
    pace: str = "epochs"
    update: str = "all"


PRESETS = {
    "one": Preset(initial="kind", pace="number", update="each"),
    "sigmoid": Preset(),
    "zeros": Preset(initial="zeros"),
    "relu": Preset(function="relu", initial="he"),
    "relu-4": Preset(4, "relu", "he"),
    "wider": Preset(8, "relu", "he"),
}


@dataclass(frozen=True, eq=False)
class BackpropLab(State):
    """Two inputs, a few hidden units, one answer: exclusive or."""

    name: ClassVar[str] = "backprop"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The network of a preset before its first number; the seed draws the weights where they are random.

        The kind weights of "one" are those of seed 0; with another seed it begins as "sigmoid" does.
        """
        made = PRESETS[preset_of(preset, cls.presets)]
        sizes = (2, made.hidden, 1)
        drawn = "xavier" if made.initial == "kind" else made.initial
        params = np.array(KIND) if made.initial == "kind" and not seed else initial(drawn, sizes, seed)
        nothing = np.zeros(len(params))
        lab = cls(
            Net(sizes, (made.function, "identity"), params),
            nothing,
            nothing,
            pace=PACES.index(made.pace),
            update=UPDATES.index(made.update),
        )
        losses = lab.losses.with_row(0, lab.loss, float("nan"))
        return replace(lab, losses=losses, note=phrase(f"{ROOM}.look.{preset}"))

    @property
    def unhurried(self) -> bool:
        """Whether every tick is worth a look."""
        return PACES[self.pace] == "number"

    @property
    def finished(self) -> bool:
        """It goes on for ever, unless a step would leave the numbers."""
        return self.lost

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob. An update that is done stays as it was; one that is not will be by the new rule."""
        knob, value = asked(KNOBS, edit)
        if knob is PACE:
            return replace(self, pace=int(value), note=None)
        begun = replace(self.next_example() if self.complete else self, note=None, lost=False)  # what is done is done
        if knob is RATE:
            return replace(begun, rate=value)
        if knob is RULE:
            return replace(begun, rule=int(value))
        changed = replace(begun, update=int(value))
        return replace(changed, reached=min(changed.reached, len(changed.script) - 1))

    def tick(self) -> Self:
        """The next number, the rest of the example, or the rest of the epoch."""
        if self.lost:
            return self
        return self.on()

    def frame(self) -> Frame:
        """The network with its numbers, its weights one by one, and how it learns."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The operation or the product of the chain rule that a number comes from."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same in plain Python."""
        return program.written(self, 0 if self.finished else steps)
