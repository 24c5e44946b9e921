"""The speed lab: one product of matrices, by one worker and by a team of slower ones; counted, not timed.

A lab knows no clock, so it counts beats: in a beat the single worker multiplies and adds once. What real machines
did is shown as what it is, measurements made once on machines that are named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Any, ClassVar, Self

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.labs import tex
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.frame import Cell, Frame, Reading, Table, Tile, Tiles, View
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.setting import asked, preset_of
from tui_nn.labs.speed.measured import MEASURED
from tui_nn.labs.speed.program import TEXT
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.speed"
SIZES = (2, 4, 6, 8)
WORKERS = (1, 2, 4, 8, 16, 32, 64)
SLOWER = (1, 2, 4, 8)
KNOBS = (
    Knob("size", tuple(map(float, SIZES)), "n"),
    Knob("workers", tuple(map(float, WORKERS)), "p"),
    Knob("slower", tuple(map(float, SLOWER)), "s"),
)
KINDS = ("loops", "numpy", "times")
PRESETS: dict[str, dict[str, int]] = {
    "gpu": {"size": 8, "workers": 64, "slower": 4},
    "cpu": {"size": 8, "workers": 4, "slower": 1},
    "even": {"size": 8, "workers": 4, "slower": 4},
}


@dataclass(frozen=True, eq=False)
class SpeedLab:
    """Each cell of the product is a chain of n steps for one worker; the cells wait for nobody."""

    size: int
    workers: int
    slower: int
    beats: int = 0

    name: ClassVar[str] = "speed"
    presets: ClassVar[tuple[str, ...]] = tuple(PRESETS)
    knobs: ClassVar[tuple[Knob, ...]] = KNOBS
    has_points: ClassVar[bool] = False
    unhurried: ClassVar[bool] = True

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        """Before the first beat. Counting leaves nothing to chance, so the seed changes nothing."""
        return cls(**PRESETS[preset_of(preset, cls.presets)])

    @property
    def work(self) -> int:
        """Multiplications with an addition: n³."""
        return self.size**3

    @property
    def rounds(self) -> int:
        """How often the team takes cells, p at a time."""
        return ceil(self.size**2 / self.workers)

    @property
    def team_beats(self) -> int:
        """Beats of the single worker in which the team is done."""
        return self.rounds * self.size * self.slower

    @property
    def one_done(self) -> int:
        """Cells that the single worker has finished."""
        return min(self.size**2, self.beats // self.size)

    @property
    def team_done(self) -> int:
        """Cells that the team has finished."""
        return min(self.size**2, self.beats // (self.size * self.slower) * self.workers)

    @property
    def finished(self) -> bool:
        """Whether both are done."""
        return self.beats >= max(self.work, self.team_beats)

    def progress(self, workers: int, slower: int) -> Floats:
        """The share of its n steps that each cell has had, (n, n), when so many take cells in order."""
        rounds, steps = divmod(self.beats // slower, self.size)
        cells = np.arange(self.size**2).reshape(self.size, self.size)
        begun = np.where(cells < (rounds + 1) * workers, steps / self.size, 0.0)
        return np.where(cells < rounds * workers, 1.0, begun)

    def setting(self, knob: Knob) -> float:
        """Where a knob stands."""
        return float(getattr(self, knob.id))

    def edit(self, edit: Edit) -> Self:
        """Other workers go on from this beat; another size begins anew."""
        knob, value = asked(KNOBS, edit)
        change: dict[str, Any] = {knob.id: int(value)}
        return replace(self, **change, beats=0 if knob.id == "size" else self.beats)

    def tick(self) -> Self:
        """Time for the single worker to finish one cell."""
        return self if self.finished else replace(self, beats=self.beats + self.size)

    def frame(self) -> Frame:
        """Both products as far as they have come, and what real machines did."""
        views = (View("race", (0,)), View("measured", (1,)))
        return Frame((self._tiles(), self._table()), self._readings(), self._says(), views)

    def why(self, reading: str) -> Why:
        """The count, or the machine, behind a number.

        Raises:
            KeyError: no reading of that id is shown.
        """
        value = {number.id: number.value for number in self.frame().numbers()}[reading]
        n, p, s = self.size, self.workers, self.slower
        table = {
            "beats": ("t", ""),
            "one": (r"\frac{t}{n}", rf"\frac{{{self.beats}}}{{{n}}}"),
            "team": (r"p \cdot \frac{t}{n s}", ""),
            "work": ("n^3", f"{n}^3"),
            "team-beats": (r"\frac{n^2}{p} \cdot n \cdot s", rf"{self.rounds} \cdot {n} \cdot {s}"),
            "speedup": (r"\frac{t_1}{t_p}", rf"\frac{{{self.work}}}{{{self.team_beats}}}"),
        }
        if reading not in table:
            kind, _, row = reading.rpartition("-")
            formula = r"\frac{2 n^3}{t}" if kind != "times" else r"\frac{v_2}{v_1}"
            return Why(
                formula, tex.number(value or 0), phrase(f"{ROOM}.why.{kind}", machine=MEASURED[int(row) - 1].machine)
            )
        formula, numbers = table[reading]
        assert value is not None
        says = phrase(f"{ROOM}.why.{reading}", workers=p)
        return worked_out(formula, numbers, value, says)

    def program(self, steps: int) -> str:
        """The same counts; run it, and it measures your own machine too."""
        after = self
        for _ in range(steps):
            after = after.tick()
        rows = ((k, kind, getattr(row, kind)) for k, row in enumerate(MEASURED, 1) for kind in KINDS)
        constants = "".join(f'print("{kind}-{k} =", {value})\n' for k, kind, value in rows)
        return TEXT.format(n=self.size, p=self.workers, s=self.slower, beats=after.beats) + constants

    def _readings(self) -> tuple[Reading, ...]:
        return (
            Reading("beats", self.beats),
            Reading("speedup", self.work / self.team_beats),
            Reading("work", self.work),
            Reading("team-beats", self.team_beats),
        )

    def _tiles(self) -> Tiles:
        """The cells grow from the quiet middle of the palette to its end."""
        one = Tile(self.progress(1, 1), Reading("one", self.one_done))
        team = Tile(self.progress(self.workers, self.slower), Reading("team", self.team_done))
        return Tiles("product", (one, team), (-1.0, 1.0))

    def _table(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (
                row.machine,
                Reading(f"loops-{k}", row.loops),
                Reading(f"numpy-{k}", row.numpy),
                Reading(f"times-{k}", row.times),
            )
            for k, row in enumerate(MEASURED, 1)
        ]
        return Table("measured", ("machine", "loops", "numpy", "times"), tuple(rows))

    def _says(self) -> Phrase:
        if not self.beats:
            return phrase(f"{ROOM}.says.begin", workers=self.workers, n=self.slower)
        if not self.finished:
            return phrase(f"{ROOM}.says.race", one=self.one_done, team=self.team_done, of=self.size**2)
        key = "won" if self.team_beats < self.work else "even" if self.team_beats == self.work else "lost"
        whole, rest = divmod(self.work, self.team_beats)
        return phrase(f"{ROOM}.says.{key}", n=self.work / self.team_beats if rest else whole)
