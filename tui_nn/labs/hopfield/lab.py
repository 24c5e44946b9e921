"""The Hopfield lab: draw or damage a picture, and let the net fall into a memory, a flip at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.engine.history import hopfield
from tui_nn.labs.frame import Frame
from tui_nn.labs.hopfield.explain import explained
from tui_nn.labs.hopfield.frame import shown
from tui_nn.labs.hopfield.program import written
from tui_nn.labs.hopfield.state import BLANK, KNOBS, MIXTURE, OWN, SHAPES, Flip, State, order
from tui_nn.labs.hopfield.sweep import Trials
from tui_nn.labs.lab import Edit, Knob, Refused, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.locale.phrase import phrase

PRESETS: dict[str, dict[str, Any]] = {
    "letters": {"kind": "letters", "count": 4, "cue": 3},
    "random": {"kind": "random", "count": 5, "noise": 20},
    "spurious": {"kind": "random", "cue": MIXTURE},
    "own": {"kind": "own", "rule": 1, "count": 0, "cue": BLANK, "noise": 0, "drawn": np.empty((0, 100))},
    "capacity": {"kind": "random", "count": 0, "cue": BLANK, "noise": 0, "sweep": Trials()},
}


@dataclass(frozen=True, eq=False)
class HopfieldLab(State):
    """Every unit joined to every other; each takes the sign of what the others say."""

    name: ClassVar[str] = "hopfield"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """A damaged picture; the seed decides the damage, random patterns, and whom is asked when."""
        settings = PRESETS[preset_of(preset, cls.presets)]
        rows, columns = SHAPES[settings["kind"]]
        lab = cls(seed=seed, picture=np.full(rows * columns, -1.0), **settings)
        return replace(lab._cued(), note=phrase(f"labs.hopfield.look.{preset}"))

    @property
    def finished(self) -> bool:
        """Whether no unit wants to flip; in a sweep, whether all nets have been tried."""
        return self.sweep.finished if self.sweep else not self.unstable

    @property
    def unhurried(self) -> bool:
        """Every flip is worth a look, the nets of a sweep are not."""
        return self.sweep is None

    @property
    def bulk(self) -> int:
        """Bytes of a snapshot, which may hold its weights."""
        return 8 * self.units * (self.units + 2)

    @property
    def useful(self) -> tuple[Knob, ...]:
        """In a sweep the numbers of patterns and the cues are the sweep's."""
        return tuple(knob for knob in KNOBS if not (self.sweep and knob.id in ("patterns", "cue")))

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, _FIELDS.get(knob.id, knob.id)))

    def edit(self, edit: Edit) -> Self:
        """Turn a knob or paint a unit; what is stored stays stored."""
        if edit.verb == "paint":
            return self._painted(*self._place(edit))
        knob, value = asked(KNOBS, edit)
        if knob.id == "patterns":
            return self._storing(int(value))
        if knob.id == "cue" and value != BLANK:
            last = 3 if value == MIXTURE else int(value)
            if last > len(self.known):
                raise Refused(phrase("labs.hopfield.refused.cue", n=len(self.known)))
        turned: dict[str, Any] = {_FIELDS.get(knob.id, knob.id): int(value)}
        lab = replace(self, note=None, **turned)
        if lab.sweep:
            return replace(lab, sweep=Trials())
        return lab._begun() if knob.id == "rule" else lab._cued()

    def tick(self) -> Self:
        """Ask the units in a random order until one of them flips; in a sweep, try one more net."""
        if self.finished:
            return self
        if self.sweep:
            return replace(self, sweep=self.sweep.tried(self.seed, self.rule, self.noise), note=None)
        wants = hopfield.unstable(self.picture, self.sums) > 0
        count = self.asked
        while True:
            sweep, place = divmod(count, self.units)
            unit = int(order(self.seed, sweep, self.units)[place])
            count += 1
            if wants[unit]:
                break
        lab = replace(
            self,
            picture=hopfield.flipped(self.picture, unit),
            asked=count,
            flips=self.flips + 1,
            last=Flip(unit, float(self.picture[unit]), float(self.sums[unit])),
            note=None,
        )
        return replace(lab, energies=(*self.energies, lab.energy))

    def frame(self) -> Frame:
        """The picture, the memories and the falling energy; in a sweep, what was recalled."""
        return shown(self)

    def why(self, reading: str) -> Why:
        """The formula behind a number."""
        return explained(self, reading)

    def program(self, steps: int) -> str:
        """The same net in NumPy."""
        return written(self, steps)

    # Changes --------------------------------------------------------------------------------------------------------

    def _begun(self) -> Self:
        """The same picture at the beginning of its way."""
        lab = replace(self, asked=0, flips=0, last=None)
        return replace(lab, energies=(lab.energy,))

    def _cued(self) -> Self:
        return replace(self, picture=self.cued(), note=None)._begun()

    def _painted(self, row: int, column: int, value: float) -> Self:
        picture = self.picture.copy()
        picture[row * self.shape[1] + column] = 2 * value - 1
        lab = replace(self, picture=picture, note=None)._begun()
        return replace(lab, note=phrase("labs.hopfield.says.painted")) if lab.unstable else lab

    def _storing(self, count: int) -> Self:
        """So many patterns; one's own pictures are stored and forgotten one by one."""
        if self.drawn is None:
            if count > len(self.known):
                raise Refused(phrase("labs.hopfield.refused.patterns", n=len(self.known)))
            return replace(self, count=count, note=None)._begun()
        if count > self.count:
            if count > min(OWN, self.count + 1):
                raise Refused(phrase("labs.hopfield.refused.own", n=OWN))
            if (self.picture < 0).all():
                raise Refused(phrase("labs.hopfield.refused.blank"))
            drawn = np.vstack([self.drawn, self.picture])
            note = phrase("labs.hopfield.says.stored", n=count)
        else:
            drawn, note = self.drawn[:count], phrase("labs.hopfield.says.forgotten", n=count)
        cue = self.cue if self.cue <= count else BLANK
        return replace(self, drawn=drawn, count=count, cue=cue, note=note)._begun()

    def _place(self, edit: Edit) -> tuple[int, int, float]:
        """Row, column and value of a ``paint``.

        Raises:
            Refused: a sweep has no picture; no such unit, or a value other than 0 and 1.
        """
        rows, columns = self.shape
        if not self.sweep and len(edit.args) == 3 and all(isinstance(arg, int | float) for arg in edit.args):
            row, column, value = map(float, edit.args)
            if row in range(rows) and column in range(columns) and value in (0, 1):
                return int(row), int(column), value
        raise Refused(phrase("labs.hopfield.refused.paint", rows=rows - 1, columns=columns - 1))


_FIELDS = {"patterns": "count"}
