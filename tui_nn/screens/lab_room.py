"""A screen with a lab on it: the keys that every lab has, the same on every page."""

from __future__ import annotations

from pathlib import Path

from tui_nn.labs.points_file import BadPoints, read_points
from tui_nn.labs.run import Run
from tui_nn.labs.share import share
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.plots.twin import twin
from tui_nn.screens.ask_line import AskLine
from tui_nn.screens.explain import Explain
from tui_nn.screens.keys import KEYS, bindings
from tui_nn.screens.overlay import TextOverlay
from tui_nn.screens.pick import Pick
from tui_nn.screens.room import Room
from tui_nn.widgets.lab_view import LabView

LAB_KEYS = tuple(key.id for key in KEYS.values() if key.group == "lab")


class LabRoom(Room):
    """Hands the lab's keys to the LabView on show, and opens what lies over it."""

    BINDINGS = bindings(LAB_KEYS)

    def lab_view(self) -> LabView | None:
        """The lab on show now, if any."""
        return next((view for view in self.query(LabView) if view.display), None)

    def _lab(self) -> LabView | None:
        view = self.lab_view()
        if view is None:
            self.tell(self.no_lab())
        return view

    def no_lab(self) -> Phrase:
        """Why there is no lab on show."""
        return phrase("app.lab.none")

    def action_play(self) -> None:
        if view := self._lab():
            view.play()

    def action_forward(self) -> None:
        if view := self._lab():
            view.step()

    def action_back(self) -> None:
        if view := self._lab():
            view.step_back()

    def action_rewind(self) -> None:
        if view := self._lab():
            view.rewind()

    def action_reseed(self) -> None:
        if view := self._lab():
            view.reseed()

    def action_faster(self) -> None:
        if view := self._lab():
            view.change_speed(1)

    def action_slower(self) -> None:
        if view := self._lab():
            view.change_speed(-1)

    def action_pencil(self) -> None:
        if view := self._lab():
            view.toggle_pencil()

    def action_explain(self) -> None:
        if view := self._lab():
            self.app.push_screen(Explain(view.run.lab, self.desk.words))

    def action_twin(self) -> None:
        if view := self._lab():
            lab, words = view.run.lab, self.desk.words
            text = twin(lab.name, lab.frame(), words)
            self.app.push_screen(TextOverlay(words, words("app.twin"), text, copied=text, key="t"))

    def action_share(self) -> None:
        if view := self._lab():
            words, text = self.desk.words, share(view.run)
            told = f"{text}\n\n{words('app.share.says', text=text)}"
            self.app.push_screen(TextOverlay(words, words("app.share.title"), told, copied=text, key="s"))

    def action_program(self) -> None:
        if view := self._lab():
            words, text = self.desk.words, view.run.program()
            self.app.push_screen(TextOverlay(words, words("app.program"), text, copied=text, key="x"))

    def action_presets(self) -> None:
        view = self._lab()
        if view is None or view.locked:
            self.tell(phrase("app.lab.locked") if view else None)
            return
        run, words = view.run, self.desk.words
        choices = [(preset, words(f"labs.{run.lab_name}.presets.{preset}"), "") for preset in run.lab.presets]

        def take(preset: str | None) -> None:
            if preset:
                view.take_up(Run.begin(run.lab_name, preset, run.seed))

        self.app.push_screen(Pick(words, words("app.presets"), choices, at=run.preset), take)

    def action_open_points(self) -> None:
        view = self._lab()
        if view is None or view.locked or not view.run.lab.has_points:
            self.tell(phrase("app.lab.locked" if view and view.locked else "app.lab.no_points") if view else None)
            return
        words = self.desk.words

        def accept(path: str) -> tuple[str, ...]:
            try:
                edit = read_points(Path(path))
            except BadPoints as bad:
                return tuple(words.say(problem) for problem in bad.problems)
            view.edit(edit)
            return ()

        self.app.push_screen(AskLine(words, words("app.points.title"), words("app.points.says"), accept))
