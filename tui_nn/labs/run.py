"""A lab's whole past as one value: forward, back, rewind, edit.

How the past fits into little memory. A run remembers its start, its dated edits, and snapshots: labs as they stood
at some earlier steps. A snapshot of step s is kept while it is at most ``SPAN · 2^k`` ticks behind now, where 2^k is
the largest power of two that divides s. So every one of the last 64 steps is kept, every second of the last 128,
every fourth of the last 256 and so on, and the start always: memory grows with the logarithm of the run, to at most
511 snapshots in a run of a million steps. Going back takes the nearest snapshot and replays from there, keeping
snapshots on the way by the same rule, so what was sparse becomes dense where the learner now is. One jump replays
fewer than 16,384 ticks, even in a run of a million; stepping back one by one replays a few ticks a step on average.
Because ticks and edits are pure, what is replayed is what was, bit for bit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from tui_nn.labs.lab import Edit, Lab, Refused, typed_verb
from tui_nn.labs.shelf import take
from tui_nn.locale.phrase import phrase

MAX_STEPS = 1_000_000
MAX_SEED = 2**63 - 1
MAX_CHANGES = 100_000  # numbers and names in all the edits of a run; what keeps its share string restorable

SPAN = 64
LEAST_SPAN = 8
BUDGET = 32_000_000  # bytes of snapshots, about: a long run keeps some 8·SPAN of them
# A long way is walked in stretches, because a lab may finish on the way and snapshots are chosen by where they end.
STRETCH = 4096


@dataclass(frozen=True, eq=False)
class Run:
    """A lab, how it came to be as it is, and (after stepping back) what comes next.

    The edits in `log` are in order of their steps; those later than `step` are the recorded future, repeated on the
    way forward until a new edit is made. An edit dated s was made when s ticks had been taken.
    """

    lab_name: str
    preset: str
    seed: int
    origin: Lab  # as preset and seed make it, before any edit
    lab: Lab  # now
    step: int = 0  # ticks taken
    log: tuple[tuple[int, Edit], ...] = ()
    snapshots: tuple[tuple[int, Lab], ...] = ()  # step and lab, in order, all before now

    @classmethod
    def begin(cls, lab_name: str, preset: str, seed: int, settings: Iterable[tuple[str, str]] = ()) -> Self:
        """A run at its start, with knobs set as an author or a command line writes them.

        Raises:
            Refused: no such lab, preset, knob or value, or a seed outside 0 … 2^63 - 1.
        """
        if not 0 <= seed <= MAX_SEED:
            raise Refused(phrase("runs.seed", seed=str(seed)))
        lab = take(lab_name).start(preset, seed)
        run = cls(lab_name, preset, seed, lab, lab)
        for knob, text in settings:
            run = run.edited(_setting(lab, knob, text))
        return run

    def forward(self, ticks: int = 1) -> Self:
        """So many ticks on, or as many as there are before the lab has finished or the run is `MAX_STEPS` long."""
        end = min(self.step + ticks, MAX_STEPS)
        run = self
        while run.step < end and not run.lab.finished:
            run = run._stretch(min(run.step + STRETCH, end))
        return run

    def back(self) -> Self:
        """One tick back; the start stays where it is."""
        return self.to(self.step - 1)

    def to(self, step: int) -> Self:
        """The run at that step, or as near as it can come: not before 0, not beyond the lab's end."""
        run = self.near(step)
        return run.forward(max(0, step) - run.step)

    def near(self, step: int) -> Self:
        """The latest moment at or before that step which is remembered: now, a snapshot, or the start."""
        step = max(0, step)
        if step >= self.step:
            return self
        nearest = bisect_right(self.snapshots, step, key=_step) - 1
        at, lab = self.snapshots[nearest]
        return replace(self, step=at, lab=lab, snapshots=self.snapshots[:nearest])

    def edited(self, edit: Edit) -> Self:
        """The run after a learner's change, made now; the recorded future is dropped.

        Raises:
            Refused: the lab refuses, or the run has collected more changes than a share string can carry.
        """
        edit = _in_floats(edit)
        log = (*self.past(), (self.step, edit))
        if _size(log) > MAX_CHANGES:
            raise Refused(phrase("runs.changes"))
        return replace(self, lab=self.lab.edit(edit), log=log)

    def rewound(self) -> Self:
        """The same start again, with knobs and points as they now stand."""
        return self._begun_again(self.origin, self.seed)

    def reseeded(self, seed: int) -> Self:
        """Another seed, with knobs and points as they now stand; a change that makes no sense there is left out."""
        seed %= MAX_SEED + 1
        # A seed that was given as a text would stay where it is.
        kept = tuple((at, edit) for at, edit in self.log if edit.verb != "seed")
        return replace(self, log=kept)._begun_again(take(self.lab_name).start(self.preset, seed), seed)

    def with_preset(self, preset: str) -> Self:
        """Another preset with the same seed, as the preset says: no knob or point is carried over.

        Raises:
            Refused: no such preset.
        """
        return self.begin(self.lab_name, preset, self.seed)

    def since_edit(self) -> tuple[Lab, int]:
        """The lab right after the last edit up to now (or the start), and the ticks taken since."""
        last = max((step for step, _ in self.past()), default=0)
        return self.to(last).lab, self.step - last

    def program(self) -> str:
        """A NumPy program that comes to the numbers on the screen."""
        lab, ticks = self.since_edit()
        return lab.program(ticks)

    def past(self) -> tuple[tuple[int, Edit], ...]:
        """The dated edits up to now, without the recorded future."""
        return self.log[: bisect_right(self.log, self.step, key=_step)]

    def replayed(self, log: tuple[tuple[int, Edit], ...], step: int) -> Self:
        """From this run's start, the run that those dated edits lead to at that step, or as near as it can come.

        Raises:
            Refused: the lab refuses an edit, or they are too many.
        """
        if _size(log) > MAX_CHANGES:
            raise Refused(phrase("runs.changes"))
        lab = self.origin
        for at, edit in log:
            if at == 0:
                lab = lab.edit(edit)
        return replace(self, lab=lab, step=0, log=log, snapshots=()).forward(step)

    def _begun_again(self, origin: Lab, seed: int) -> Self:
        lab, log = origin, []
        for _, edit in self.past():
            try:
                lab = lab.edit(edit)
            except Refused:
                continue
            log.append((0, edit))
        return replace(self, seed=seed, origin=origin, lab=lab, step=0, log=tuple(log), snapshots=())

    def _stretch(self, end: int) -> Self:
        """On to that step or to the lab's end, keeping the snapshots that are near enough to `end`."""
        span = _span(self.lab)
        snapshots = [moment for moment in self.snapshots if _kept(moment[0], end, span)]
        edits = self._future()
        step, lab = self.step, self.lab
        while step < end and not lab.finished:
            if _kept(step, end, span):
                snapshots.append((step, lab))
            step += 1
            lab = lab.tick()
            for edit in edits.get(step, ()):
                lab = lab.edit(edit)
        return replace(self, step=step, lab=lab, snapshots=tuple(snapshots))

    def _future(self) -> Mapping[int, list[Edit]]:
        edits = defaultdict(list)
        for step, edit in self.log[len(self.past()) :]:
            edits[step].append(edit)
        return edits


def _kept(step: int, now: int, span: int) -> bool:
    """Whether a run that stands at `now` keeps the snapshot of an earlier step."""
    largest_power_of_two = step & -step
    return step == 0 or now - step <= span * largest_power_of_two


def _span(lab: Lab) -> int:
    """`SPAN`, or less for a lab that says (as ``bulk``, in bytes) that a snapshot of it is large."""
    bulk: int = getattr(lab, "bulk", 0)
    return max(LEAST_SPAN, min(SPAN, BUDGET // (8 * bulk))) if bulk else SPAN


def _step(dated: tuple[int, object]) -> int:
    return dated[0]


def _size(log: Iterable[tuple[int, Edit]]) -> int:
    return sum(len(edit.args) for _, edit in log)


def _in_floats(edit: Edit) -> Edit:
    """The same edit with every number a float, so that a shared run is the same to the last bit."""
    return Edit(edit.verb, tuple(arg if isinstance(arg, str) else float(arg) for arg in edit.args))


def _setting(lab: Lab, knob: str, text: str) -> Edit:
    if knob and knob == typed_verb(lab):
        return Edit(knob, (text,))
    for known in lab.knobs:
        if known.id == knob:
            return Edit("set", (knob, known.parse(text)))
    raise Refused(phrase("runs.knob", knob=knob, lab=lab.name, possible=", ".join(known.id for known in lab.knobs)))
