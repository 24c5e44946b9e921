"""The heads lab: a tick is five epochs; another head keeps the trunk and begins a new output layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tui_nn.engine.training import losses, train_epochs
from tui_nn.labs.frame import Frame
from tui_nn.labs.heads import program
from tui_nn.labs.heads.frame import shown
from tui_nn.labs.heads.state import EPOCHS, KNOBS, LARGEST, TRUNK, State, begun
from tui_nn.labs.heads.why import explained
from tui_nn.labs.heads.world import HEADS
from tui_nn.labs.history import History
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

RATE = 0.1
IN_TWO_TAGS = (-1.5, 1.0)
BETWEEN = (0.0, 0.0)
PRESETS: dict[str, dict[str, Any]] = {
    "regression": {"head": "regression"},
    "outputs": {"head": "outputs"},
    "binary": {"head": "binary", "place": IN_TWO_TAGS},
    "multilabel": {"head": "multilabel", "place": IN_TWO_TAGS},
    "multiclass": {"head": "multiclass", "place": IN_TWO_TAGS},
    "four": {"head": "multiclass", "classes": 4, "place": BETWEEN},
    "five": {"head": "multiclass", "classes": 5, "place": BETWEEN},
}


@dataclass(frozen=True, eq=False)
class HeadsLab(State):
    """Twelve hidden units, and one of five output layers."""

    name: ClassVar[str] = "heads"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The points and first weights of a seed, with the head of a preset."""
        setting = {"classes": 3, **PRESETS[preset_of(preset, cls.presets)]}
        training = begun(setting["head"], setting["classes"], seed, RATE)
        return cls(training, **setting, note=phrase(f"labs.heads.look.{preset}"))._kept()

    @property
    def finished(self) -> bool:
        """Only where the next step would leave the numbers."""
        return self.lost

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The knobs that matter: how many classes, or which of several outputs the map shows."""
        idle = {"drawn"} if self.single else {"classes"} if self.k > 1 else {"classes", "drawn"}
        return tuple(knob for knob in KNOBS if knob.id not in idle)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        if knob.id == "head":
            return float(HEADS.index(self.head))
        if knob.id == "rate":
            return self.training.recipe.rate
        if knob.id in ("x1", "x2"):
            return self.place[knob.id == "x2"]
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob. Another head or number of classes keeps the trunk, as far as it has learnt."""
        knob, value = asked(KNOBS, edit)
        changed = replace(self, note=None)
        if knob.id == "rate":
            recipe = replace(self.training.recipe, rate=value)
            return replace(changed, training=self.training.with_recipe(recipe), lost=False)
        if knob.id in ("x1", "x2"):
            place = (value, self.place[1]) if knob.id == "x1" else (self.place[0], value)
            return replace(changed, place=place)
        if knob.id == "drawn":
            return replace(changed, drawn=int(value))
        if knob.id == "head":
            return changed._asked(HEADS[int(value)], self.classes)
        return changed._asked(self.head, int(value))

    def tick(self) -> Self:
        """Five epochs of gradient descent."""
        if self.finished:
            return self
        training = train_epochs(self.training, EPOCHS)
        if training.fault or not losses(training)[0] < LARGEST:
            return replace(self, lost=True, note=None)
        return replace(self, training=training, note=None)._kept()

    def frame(self) -> Frame:
        """The answer over the plane and at one point, the losses, the code."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The formula behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same network in NumPy."""
        return program.written(self, steps)

    def _asked(self, head: str, classes: int) -> Self:
        """Another question on the same trunk."""
        if (head, classes) == (self.head, self.classes):
            return self
        before = self.training
        training = begun(head, classes, before.seed, before.recipe.rate, before.net.params[:TRUNK])
        note = phrase("labs.heads.says.new-head", k=training.net.sizes[-1])
        asked = replace(self, training=training, head=head, classes=classes, losses=History(), lost=False, note=note)
        return asked._kept()

    def _kept(self) -> Self:
        """With its losses added to the curves."""
        return replace(self, losses=self.losses.with_row(self.training.epoch, *losses(self.training)))
