"""A lab as it is looked at: its face, the view and the knob chosen, the part of the network and the cursor shown."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from tui_nn.labs.frame import Network, Picture, Reading
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run
from tui_nn.locale.words import Words
from tui_nn.widgets import stage, walking
from tui_nn.widgets.brush import Brush
from tui_nn.widgets.governor import ALONE, Tempo
from tui_nn.widgets.knobs import useful
from tui_nn.widgets.lab_face import LabFace
from tui_nn.widgets.look import Look
from tui_nn.widgets.pace import SPEEDS
from tui_nn.widgets.pencil import Pencil
from tui_nn.widgets.run_view import RunView
from tui_nn.widgets.views_face import ViewsFace


class ViewedLab(RunView):
    """What the learner has chosen to look at; it has no keys of its own."""

    def __init__(
        self,
        run: Run,
        words: Words,
        *,
        locked: bool = False,
        calm: bool = False,
        tempo: Tempo = ALONE,
        guess: str = "",
        first: tuple[str, ...] = (),
    ) -> None:
        super().__init__(run, words, locked=locked, calm=calm, tempo=tempo)
        self.guess, self.first = guess, first
        self.view = 0
        self.pencil: Pencil | None = None
        self.brush: Brush | None = None
        self.part: str | None = None  # of the network, while it is walked
        self.at: float | None = None  # a place on the axis of the curves
        self.covered = False  # whether another screen is in front
        self._knob = ""
        self._face = ViewsFace() if self.frame.views else LabFace(len(useful(run.lab)))

    def compose(self) -> ComposeResult:
        yield self._face

    @property
    def face(self) -> LabFace | None:
        """What is drawn in; None before the first layout."""
        return self._face if self._face.ready else None

    def on_drawn_resized(self) -> None:
        self.draw()

    def on_show(self) -> None:
        self.draw()

    def speak(self, words: Words) -> None:
        """Go on in another language; a run that plays keeps playing."""
        self.words = words
        self.draw()

    def unlock(self, guess: str) -> None:
        """The guess is made: play, and keep the guess beside the result."""
        self.locked, self.guess = False, guess
        self.draw()

    # What is looked at ----------------------------------------------------------------------------------------------

    def show_view(self, view: int) -> None:
        """Look at another view."""
        self.view, self.brush = view, None
        if stage.net_of(self.frame, view) is None:
            self.part = None
        self.draw()

    def next_view(self) -> None:
        """Look at the view after this one, round again at the end."""
        if self.frame.views:
            self.show_view((self.view + 1) % len(self.frame.views))

    def turn_to(self, *kinds: type) -> bool:
        """The current view if it has a picture of those kinds, else the first that has; whether there is one."""
        return self.turn_where(lambda picture: isinstance(picture, kinds))

    def turn_where(self, wanted: Callable[[Picture], bool]) -> bool:
        """The current view if it has such a picture, else the first that has; whether there is one.

        Only a view's first two pictures count: a third one may have no room.
        """
        views = (self.view, *range(len(self.frame.views)))
        fitting = (view for view in views if any(map(wanted, stage.shown(self.frame, view)[:2])))
        found = next(fitting, None)
        if found is not None:
            self.view = found
        return found is not None

    # Knobs ----------------------------------------------------------------------------------------------------------

    @property
    def knob(self) -> str:
        """The knob that the arrows turn; a knob that has become idle gives way to the first."""
        ids = [knob.id for knob in useful(self.run.lab)]
        return self._knob if self._knob in ids else next(iter(ids), "")

    def walk_knobs(self, steps: int) -> None:
        ids = [knob.id for knob in useful(self.run.lab)]
        if ids:
            self._knob = ids[(ids.index(self.knob) + steps) % len(ids)]
            self.draw()

    def choose_knob(self, id: str) -> None:
        """Put the arrows on a knob."""
        self._knob = id
        self.draw()

    def turn(self, id: str, steps: int) -> None:
        """Turn a knob of the lab by rungs of its ladder."""
        lab = self.run.lab
        knob = next(knob for knob in lab.knobs if knob.id == id)
        value = knob.turned(lab.setting(knob), steps)
        if value != lab.setting(knob):
            self.edit(Edit("set", (knob.id, value)))

    def net(self) -> Network | None:
        """The network on show."""
        return stage.net_of(self.frame, self.view)

    def walked_to(self) -> tuple[Reading, str] | None:
        """The part that is selected, as a reading, and what it is called."""
        net = self.net()
        if self.part is None or net is None:
            return None
        reading = Reading(self.part, walking.value_of(net, self.part))
        return reading, self.words.say(walking.called(net, self.part))

    @property
    def kinds_of_points(self) -> int:
        """How many classes of points can be drawn."""
        found: int = getattr(self.run.lab, "classes", 2)
        return found

    # The picture ----------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Put the lab on the screen, if somebody sees it: not behind another screen, not on a hidden sheet."""
        face = self.face
        if face is None or self.covered or not self.is_on_screen:
            return  # being shown draws
        net = self.net()
        if self.part and (net is None or not walking.has(net, self.part)):
            self.part = None
        face.show(
            Look(
                lab=self.seen,
                frame=self.frame.veiled() if self.locked else self.frame,
                words=self.words,
                view=self.view,
                knob=self.knob,
                selected=self.has_focus and not self.pencil and not self.brush and not self.part,
                cursor=self._cursor(),
                part=self.part,
                at=self.at,
                first=self.first,
                guess=self.words("app.lab.guess", guess=self.guess) if self.guess else "",
                below=self._below(),
                step=self.run.step,
                furthest=self.furthest,
                active=self.has_focus,
            )
        )

    def _cursor(self) -> tuple[float, float] | None:
        """Where the pencil or the brush is."""
        if self.brush:
            return float(self.brush.column), float(self.brush.row)
        return (self.pencil.x, self.pencil.y) if self.pencil else None

    def _below(self) -> str:
        words, run = self.words, self.run
        if self.locked:
            return words("app.lab.locked")
        if self.pencil:
            last = self.kinds_of_points - 1
            keys = "0" if not last else "0 1" if last == 1 else f"0…{last}"
            return words("app.lab.pencil_held" if self.pencil.held is not None else "app.lab.pencil", keys=keys)
        if self.brush:
            return words("app.lab.brush", row=self.brush.row + 1, column=self.brush.column + 1)
        if found := self.walked_to():
            return words("app.lab.walk", part=found[1])
        if self.at is not None:
            return words("app.lab.along", x=words.number(self.at))
        preset = words(f"labs.{run.lab_name}.presets.{run.preset}")
        if self.by_hand:
            return "  ·  ".join((words("app.lab.by_hand"), words("app.lab.seed", n=run.seed), preset))
        going = "playing" if self.playing else "travelling" if self.moving else "paused"
        return "  ·  ".join(
            (
                words(f"app.lab.{'finished' if run.lab.finished else going}"),
                words("app.lab.step", n=run.step),
                self._speed(),
                words("app.lab.seed", n=run.seed),
                preset,
            )
        )

    def _speed(self) -> str:
        pace = self.pace
        if not pace.fastest:
            return self.words("app.lab.speed", n=int(SPEEDS[pace.speed]))
        if self.playing and pace.reached:
            return self.words("app.lab.fastest_now", n=round(pace.reached))
        return self.words("app.lab.fastest")
