"""One lab alone on the screen: `tui-nn lab NAME` and `tui-nn open STRING`."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from tui_nn.labs.run import Run
from tui_nn.screens.desk import Desk
from tui_nn.screens.lab_room import LabRoom
from tui_nn.widgets.lab_view import LabView


class LabScreen(LabRoom):
    """A run that somebody shared, or a lab to play with."""

    any_lab = True

    def __init__(self, desk: Desk, run: Run, *, calm: bool = False) -> None:
        super().__init__(desk)
        self.run_now, self.calm = run, calm

    def body(self) -> Iterable[Widget]:
        yield LabView(self.run_now, self.desk.words, calm=self.calm, tempo=self.desk.tempo)

    def on_mount(self) -> None:
        self.tell_title_and_keys()
        self.query_one(LabView).focus()

    def on_run_view_moved(self, message: LabView.Moved) -> None:
        other = message.run.lab_name != self.run_now.lab_name
        self.run_now = message.run
        if other:
            self.tell_title_and_keys()

    def on_run_view_told(self, message: LabView.Told) -> None:
        self.tell(message.says)

    async def retell(self) -> None:
        await super().retell()
        self.query_one(LabView).speak(self.desk.words)

    def move_calmly(self, calm: bool) -> None:
        super().move_calmly(calm)
        self.query_one(LabView).move_calmly(calm)

    def title_words(self) -> tuple[str, str]:
        return f" {self.desk.words(f'labs.{self.run_now.lab_name}.title')}", "tui-nn "

    def keys_now(self) -> Iterable[str]:
        return (*self.lab_keys(), "reseed", "share", "export", "open_any", "save")
