"""The activations lab: look at a function, vote on it, and let two networks try to learn with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tui_nn.engine.training import Training, losses, train_epochs
from tui_nn.labs.activations import program
from tui_nn.labs.activations.frame import shown
from tui_nn.labs.activations.learning import EPOCHS, TASKS, begun
from tui_nn.labs.activations.state import KNOBS, NOTHING, State
from tui_nn.labs.activations.why import explained
from tui_nn.labs.activations.zoo import FUNCTIONS, OWN, SOFTSIGN, WITH_ALPHA, formula, written
from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

LARGEST = 1e30  # no loss grows beyond this

PRESETS: dict[str, dict[str, Any]] = {
    "sigmoid": {"function": "sigmoid", "x": 2.0},
    "two": {"function": "sigmoid", "beside": "tanh", "x": 1.0},
    "quiz": {"function": "step", "x": 1.0},
    "relu": {"function": "relu", "x": 0.0},
    "corner": {"function": OWN, "own": "where(x >= 0, x, 0)", "beside": "relu"},
    "leaky": {"function": "leaky", "alpha": 0.1, "x": -1.0},
    "elu": {"function": "elu", "alpha": 1.0, "beside": "relu", "x": -1.0},
    "roof": {"function": OWN, "own": "max(0, x + 2) - 2*max(0, x) + max(0, x - 2)"},
    "own": {"function": OWN, "own": SOFTSIGN},
}


@dataclass(frozen=True, eq=False)
class ActivationsLab(State):
    """A function of one number, and the networks that it stands in."""

    name: ClassVar[str] = "activations"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False
    typed: ClassVar[str] = "formula"

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """The function of a preset; the seed draws the points and the first weights."""
        setting = {"alpha": 0.1, "own": SOFTSIGN, "beside": None, "x": 0.0, **PRESETS[preset_of(preset, cls.presets)]}
        name, beside = setting.pop("function"), setting.pop("beside")
        trainings = _both(f"={written(name, setting['alpha'], setting['own'])}", seed)
        note = phrase(f"labs.activations.look.{preset}")
        beside_at = FUNCTIONS.index(beside) + 1 if beside else 0
        return cls(FUNCTIONS.index(name), trainings, beside=beside_at, note=note, **setting)

    @property
    def finished(self) -> bool:
        """Only where neither network can take a step."""
        return all(self.lost)

    @property
    def useful(self) -> tuple[Knob, ...]:
        """The knobs that matter."""
        beside = FUNCTIONS[self.beside - 1] if self.beside else NOTHING
        has_alpha = self.function_name in WITH_ALPHA or beside in WITH_ALPHA
        return tuple(knob for knob in KNOBS if has_alpha or knob.id != "alpha")

    @property
    def typed_text(self) -> str:
        """The function as it is written now."""
        return str(self.f)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob, or take a formula of one's own. Another function begins with fresh networks and no vote."""
        if edit.verb == "formula":
            if len(edit.args) != 1 or not isinstance(edit.args[0], str):
                raise Refused(phrase("labs.refused.edit", edit=" ".join(map(str, (edit.verb, *edit.args)))))
            text = edit.args[0].strip()
            formula(OWN, self.alpha, text)
            return replace(self, own=text, function=FUNCTIONS.index(OWN))._begun_again()
        knob, value = asked(KNOBS, edit)
        changed = replace(self, note=None)
        if knob.id == "x":
            return replace(changed, x=value)
        if knob.id == "alpha":
            changed = replace(changed, alpha=value)
            return changed._begun_again() if self.function_name in WITH_ALPHA else changed
        if knob.id == "function":
            return self if int(value) == self.function else replace(changed, function=int(value))._begun_again()
        if knob.id == "vote":
            return replace(changed, vote=int(value))._kept()
        return replace(changed, beside=int(value))

    def tick(self) -> Self:
        """Five epochs of both networks."""
        if self.finished:
            return self
        trainings, lost = list(self.trainings), list(self.lost)
        for i, before in enumerate(self.trainings):
            after = before if lost[i] else train_epochs(before, EPOCHS)
            if after.fault or not losses(after)[0] < LARGEST:
                lost[i] = True
            else:
                trainings[i] = after
        changed = replace(self, trainings=(trainings[0], trainings[1]), lost=(lost[0], lost[1]), note=None)
        return changed._kept()

    def frame(self) -> Frame:
        """The function with its slope, the conditions, both maps and the gallery."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The formula behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same networks in NumPy."""
        return program.written(self, steps)

    def _begun_again(self) -> Self:
        trainings = _both(self.engine_name, self.trainings[0].seed)
        return replace(self, trainings=trainings, lost=(False, False), vote=0, note=None)

    def _kept(self) -> Self:
        """With what the present function came to in the gallery."""
        return replace(self, results=self.gallery) if self.epoch else self


def _both(activation: str, seed: int) -> tuple[Training, Training]:
    """The two networks at their start: disc, spirals."""
    return begun(TASKS[0], activation, seed), begun(TASKS[1], activation, seed)
