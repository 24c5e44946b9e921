"""A screen with a lab on it: the keys that every lab has, the same on every page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from tui_nn.labs.lab import Edit, Knob, Refused, typed_verb
from tui_nn.labs.points_file import BadPoints, read_points
from tui_nn.labs.run import Run
from tui_nn.labs.share import share
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.plots.twin import twin
from tui_nn.screens import exporting, lab_boxes
from tui_nn.screens.ask_line import AskLine
from tui_nn.screens.explain import Explain
from tui_nn.screens.keys import KEYS, bindings
from tui_nn.screens.overlay import TextOverlay
from tui_nn.screens.pick import Pick
from tui_nn.screens.room import Room
from tui_nn.widgets.lab_view import LabView

LAB_KEYS = tuple(key.id for key in KEYS.values() if key.group == "lab")

PLAIN = ("play", "forward", "back", "explain", "rewind", "presets", "twin")
RICH = (
    "play",
    "forward",
    "back",
    "presets",
    "views",
    "walk",
    "explain",
    "pencil",
    "type",
    "rival",
    "knobs",
    "along",
    "rewind",
    "faster",
)


def _handed(deed: Callable[[LabView], None]) -> Callable[[LabRoom], None]:
    """An action that is the lab's own."""

    def act(room: LabRoom) -> None:
        if view := room.asked_lab():
            deed(view)

    return act


class LabRoom(Room):
    """Hands the lab's keys to the LabView on show, and opens what lies over it."""

    BINDINGS = bindings(LAB_KEYS)
    any_lab = False  # whether another lab may take the place of the one on show

    def lab_view(self) -> LabView | None:
        """The lab on show now, if any."""
        return next((view for view in self.query(LabView) if view.display), None)

    def asked_lab(self) -> LabView | None:
        """The lab on show; where there is none, that is told."""
        view = self.lab_view()
        if view is None:
            self.tell(self.no_lab())
        return view

    def open_lab(self) -> LabView | None:
        """The lab on show, if it is not locked; what is missing is told."""
        view = self.asked_lab()
        return None if view is None or view.refuses() else view

    def no_lab(self) -> Phrase:
        """Why there is no lab on show."""
        return phrase("app.lab.none")

    def on_screen_suspend(self) -> None:
        """Nothing is drawn behind another screen or a box; a run that plays goes on."""
        for view in self.query(LabView):
            view.covered = True

    def on_screen_resume(self) -> None:
        for view in self.query(LabView):
            view.covered = False
            view.draw()

    def lab_keys(self) -> tuple[str, ...]:
        """The keys of the lab on show, the most useful first."""
        view = self.lab_view()
        if view is None:
            return PLAIN
        keys = tuple(key for key in RICH if view.can(key)) if view.frame.views else PLAIN
        soon = {"pencil": view.paintable, "type": view.can("type")}  # what such a lab is there for
        early = tuple(key for key, wanted in soon.items() if wanted)
        return (*keys[:3], *early, *(key for key in keys[3:] if key not in early))

    # The lab's own --------------------------------------------------------------------------------------------------

    action_play = _handed(LabView.play)
    action_forward = _handed(LabView.step)
    action_back = _handed(LabView.step_back)
    action_rewind = _handed(LabView.rewind)
    action_reseed = _handed(LabView.reseed)
    action_faster = _handed(lambda view: view.change_speed(1))
    action_slower = _handed(lambda view: view.change_speed(-1))
    action_earlier = _handed(lambda view: view.jump(-1))
    action_later = _handed(lambda view: view.jump(1))
    action_first = _handed(lambda view: view.travel(0))
    action_last = _handed(lambda view: view.travel(view.furthest))
    action_views = _handed(LabView.next_view)
    action_walk = _handed(LabView.toggle_walk)
    action_freeze = _handed(LabView.freeze)
    action_freeze_layer = _handed(lambda view: view.freeze(layer=True))
    action_rival = _handed(LabView.toggle_rival)
    action_along = _handed(LabView.toggle_cursor)
    action_pencil = _handed(LabView.toggle_pencil)

    # What lies over it ----------------------------------------------------------------------------------------------

    def action_explain(self) -> None:
        if view := self.asked_lab():
            self.app.push_screen(Explain(view.run.lab, self.desk.words, view.walked_to()))

    def action_twin(self) -> None:
        if view := self.asked_lab():
            lab, words = view.run.lab, self.desk.words
            text = twin(lab.name, view.frame, words)
            self.app.push_screen(TextOverlay(words, words("app.twin"), text, copied=text, key="t"))

    def action_share(self) -> None:
        if view := self.asked_lab():
            words, text = self.desk.words, share(view.run)
            told = f"{text}\n\n{words('app.share.says', text=text)}"
            self.app.push_screen(TextOverlay(words, words("app.share.title"), told, copied=text, key="s"))

    def action_address(self) -> None:
        """The Playground's address of this set-up, or why it has none."""
        view = self.asked_lab()
        if view is None:
            return
        try:
            text = exporting.address(view.run)
        except Refused as refused:
            self.tell(refused.says)
            return
        words = self.desk.words
        self.app.push_screen(TextOverlay(words, words("app.address.title"), text, copied=text, key="U"))

    def action_presets(self) -> None:
        view = self.open_lab()
        if view is None:
            return
        run, words, room = view.run, self.desk.words, f"labs.{view.run.lab_name}"
        looks = ((preset, f"{room}.look.{preset}") for preset in run.lab.presets)
        choices = [
            (preset, words(f"{room}.presets.{preset}"), words(look) if words.has(look) else "")
            for preset, look in looks
        ]

        def take(preset: str | None) -> None:
            if preset:
                view.take_up(Run.begin(run.lab_name, preset, run.seed))

        self.app.push_screen(Pick(words, words("app.presets"), choices, at=run.preset), take)

    def on_lab_view_asked(self, message: LabView.Asked) -> None:
        message.stop()
        box = lab_boxes.ask_number(message.view, message.part, message.typed, self.desk.words)
        if box and not message.view.refuses():
            self.app.push_screen(box)

    def action_knobs(self) -> None:
        """Find a knob by its name, then choose its value."""
        view = self.open_lab()
        if view is None:
            return

        def found(id: str | None) -> None:
            if id:
                view.choose_knob(id)
                self._choose_value(view, next(knob for knob in view.run.lab.knobs if knob.id == id))

        self.app.push_screen(lab_boxes.pick_knob(view, self.desk.words), found)

    def _choose_value(self, view: LabView, knob: Knob) -> None:
        words = self.desk.words

        def chosen(rung: str | None) -> None:
            if rung == lab_boxes.TYPE:
                self.app.push_screen(lab_boxes.ask_value(view, knob, words))
            elif rung:
                view.edit(Edit("set", (knob.id, knob.values[int(rung)])))

        self.app.push_screen(lab_boxes.pick_value(view, knob, words), chosen)

    # Files ----------------------------------------------------------------------------------------------------------

    def action_open_points(self) -> None:
        view = self.open_lab()
        if view is None:
            return
        if not (view.run.lab.has_points and self.desk.files):
            self.tell(phrase("app.opening.no_files" if view.run.lab.has_points else "app.lab.no_points"))
            return
        words = self.desk.words

        def accept(path: str) -> tuple[str, ...]:
            try:
                edit = read_points(Path(path), view.run.lab)
            except BadPoints as bad:
                return tuple(words.say(problem) for problem in bad.problems)
            refusal = view.attempt(edit)
            return (words.say(refusal),) if refusal else ()

        self.app.push_screen(AskLine(words, words("app.points.title"), words("app.points.says"), accept))

    def action_type(self) -> None:
        """A line of the learner's own, in labs that take one: a formula, a sentence, a question."""
        view = self.open_lab()
        if view is None:
            return
        if not view.can("type"):
            self.tell(phrase("app.lab.nothing_typed"))
            return
        words, lab = self.desk.words, view.run.lab
        verb = typed_verb(lab)

        def accept(text: str) -> tuple[str, ...]:
            refusal = view.attempt(Edit(verb, (text,)))
            return (words.say(refusal),) if refusal else ()

        asked = f"labs.{lab.name}.typed"
        self.app.push_screen(AskLine(words, words(f"{asked}.title"), words(f"{asked}.says"), accept))

    def action_open_any(self) -> None:
        if view := self.open_lab():
            self.app.push_screen(
                lab_boxes.ask_what_to_open(view, self.desk.words, same_lab=not self.any_lab, files=self.desk.files)
            )

    def action_save(self) -> None:
        from tui_nn.labs.run_file import write_run

        if view := self.asked_lab():
            run = view.run
            self._keep(exporting.file_name(run, exporting.RUN), lambda path: write_run(run, path))

    def action_export(self) -> None:
        """Programs and data: shown, copied, or kept as a file. A lab that knows one form only shows it at once."""
        view = self.asked_lab()
        if view is None:
            return
        run, words = view.run, self.desk.words
        forms = exporting.exports(run.lab)

        def take(id: str | None) -> None:
            if id:
                form = next(form for form in forms if form.id == id)
                self.run_worker(self._show_export(run, form), group="export", exclusive=True)

        if len(forms) == 1:
            take(forms[0].id)
        else:
            choices = [(form.id, words(f"app.exports.{form.id}"), "") for form in forms]
            self.app.push_screen(Pick(words, words("app.exports.title"), choices), take)

    async def _show_export(self, run: Run, form: exporting.Export) -> None:
        """In a thread: a program begins at the last change, so a long way may have to be taken again."""
        words = self.desk.words
        try:
            text = await asyncio.to_thread(form.text, run)
        except Refused as refused:
            self.tell(refused.says)
            return

        def keep(wanted: bool | None) -> None:
            if wanted:
                self._keep(exporting.file_name(run, form.suffix), lambda path: exporting.write(path, text))

        title = words("app.program") if form.id == "numpy" else words(f"app.exports.{form.id}")
        self.app.push_screen(TextOverlay(words, title, text, copied=text, key="x", kept=True), keep)

    def _keep(self, name: str, write: Callable[[Path], None]) -> None:
        if not self.desk.files:
            self.tell(phrase("app.saving.no_files"))
            return
        self.app.push_screen(lab_boxes.ask_where_to_keep(self.desk.words, name, write, self.tell))
