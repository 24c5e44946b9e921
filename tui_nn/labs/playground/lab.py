"""The playground lab: a network, its points and everything about its learning, to be turned while it learns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tui_nn.engine.many import train_epochs_many
from tui_nn.engine.training import epoch_and_losses, losses, train
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.playground import as_json, program, torch_program
from tui_nn.labs.playground.beginning import begun, first, going_on
from tui_nn.labs.playground.datasets import OWN, OWN_VALUES
from tui_nn.labs.playground.edits import CLASSES, by_hand, rows_of, values_of
from tui_nn.labs.playground.frame import shown
from tui_nn.labs.playground.knobs import BEGINNING, KNOBS, LAYERS, MOST_PARAMETERS, SHOWING, Dials
from tui_nn.labs.playground.presets import FIRST_POINTS, PRESETS
from tui_nn.labs.playground.says import worded
from tui_nn.labs.playground.state import State
from tui_nn.labs.playground.why import explained
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase


@dataclass(frozen=True, eq=False)
class PlaygroundLab(State):
    """A multilayer perceptron that learns points of the plane, one batch or one epoch a tick."""

    name: ClassVar[str] = "playground"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = True
    classes: ClassVar[int] = CLASSES
    learns_values: ClassVar[bool] = True

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """A preset's knobs; seed n is the Playground's own seed 0.n, written with five digits at least."""
        if seed < 0:
            raise Refused(phrase("labs.refused.seed", seed=seed))
        settings = PRESETS[preset_of(preset, cls.presets)]
        if preset == "own-points":
            return first(cls, preset, seed, Dials.of(settings, {"data": OWN}), FIRST_POINTS)
        return first(cls, preset, seed, Dials.of(settings), None)

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The knobs that matter as the others stand: no widths of layers that are not there."""
        idle = {f"u{layer}" for layer in range(self.dials.whole("layers") + 1, LAYERS + 1)}
        return tuple(knob for knob in self.knobs if knob.id not in idle)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return self.dials[knob.id]

    def edit(self, edit: Edit) -> Self:
        """Turn a knob, change points, weights or what is frozen, or set a rival beside the run.

        Points, features and the shape of the net begin again from the same seed; all else is changed on the way.
        """
        if edit.verb != "set":
            return by_hand(self, edit)
        knob, value = asked(self.knobs, edit)
        if value == self.dials[knob.id]:
            return self
        dials = self.dials.turned(knob.id, value)
        self._expect_possible(knob.id, dials)
        return self._with_dials(knob.id, dials)

    def tick(self) -> Self:
        """One batch or one epoch of learning, and the losses after it."""
        if self.finished:
            return self
        before = self.training
        if self.dials.named("stride") == "batch":
            after = train(before, 1)
            train_loss, test_loss = losses(after)
        else:
            after, (train_loss, test_loss) = epoch_and_losses(before)
        epoch = after.epoch + after.position / len(after.data.x)
        many, rival = self.many, self.rival
        return replace(
            self,
            training=after,
            before=before,
            history=self.history.with_row(epoch, train_loss, test_loss),
            least=self.least_with((train_loss, test_loss), epoch),
            many=train_epochs_many(many, 1) if many and after.epoch > before.epoch else many,
            rival=rival.tick() if rival else None,
            note=None,
        )

    def frame(self) -> Frame:
        """The network, its map and losses, histograms, the rival and the many seeds, in views."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The formula behind a number that is shown, or behind any part of the network."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same learning in plain NumPy."""
        return program.written(self, steps)

    def torch_program(self, steps: int) -> str:
        """The same learning in PyTorch, equal but for rounding."""
        return torch_program.written(self, steps)

    def as_json(self) -> str:
        """The network, its data and recipe, and the losses so far."""
        return as_json.written(self)

    def table_of_points(self) -> tuple[tuple[str, ...], list[tuple[float, ...]]]:
        """The heads of a table's columns, and all points as its rows."""
        if self.world.classes:
            return ("x1", "x2", "class"), [*rows_of(self)]
        rows = values_of(self)
        if self.world.kind == "curve":
            return ("x", "value"), [(x, value) for x, _, value in rows]
        return ("x1", "x2", "value"), [*rows]

    def _with_own(self, data: str) -> Self:
        """The points as they stand become the learner's, unless there are some from earlier."""
        if data == OWN and not self.own:
            return replace(self, own=rows_of(self))
        if data == OWN_VALUES and not self.own_values:
            return replace(self, own_values=values_of(self))
        return self

    def _expect_possible(self, id: str, dials: Dials) -> None:
        if id == "head" and not self.world.classes and dials.named("head") == "cross-entropy":
            raise Refused(phrase("labs.playground.refused.cross-entropy"))
        if not dials.features:
            raise Refused(phrase("labs.playground.refused.feature"))
        if id == "seeds" and dials["seeds"] > 1 and len(self.net.params) > MOST_PARAMETERS:
            raise Refused(phrase("labs.playground.refused.seeds", n=len(self.net.params), most=MOST_PARAMETERS))

    def _with_dials(self, id: str, dials: Dials) -> Self:
        value = worded(id, dials)
        idle = id.startswith("u") and int(id[1:]) > dials.whole("layers")
        if id in SHOWING or idle:
            rival = replace(self.rival, dials=self.rival.dials.turned(id, dials[id])) if self.rival else None
            return replace(self, dials=dials, rival=rival, note=None)
        knob = phrase(f"labs.playground.knobs.{id}")
        if id not in BEGINNING:
            return replace(going_on(self, dials), note=phrase("labs.playground.edited.on", knob=knob, value=value))
        fresh = begun(self._with_own(dials.named("data")) if id == "data" else self, dials)
        rival = begun(self.rival, self.rival.dials) if self.rival else None
        return replace(fresh, rival=rival, note=phrase("labs.playground.edited.anew", knob=knob, value=value))
