"""A lesson that cannot be shown: what is wrong with it and how to mend it. The other lessons work."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tui_nn.course.problem import Problem, told
from tui_nn.screens.desk import Desk
from tui_nn.screens.room import Room


class ProblemScreen(Room):
    """The author's problems, as `tui-nn check` prints them."""

    def __init__(self, desk: Desk, title: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(desk)
        self._title, self._problems = title, problems

    def body(self) -> Iterable[Widget]:
        words = self.desk.words
        yield Static(words("app.problem"), classes="ask", markup=False)
        with VerticalScroll():
            yield Static("\n\n".join(told(problem, words) for problem in self._problems), markup=False)

    def on_mount(self) -> None:
        self.tell_title_and_keys()

    def action_leave(self) -> None:
        self.dismiss()

    def title_words(self) -> tuple[str, str]:
        return f" {self._title}", "tui-nn "

    def keys_now(self) -> Iterable[str]:
        return ("leave", "language")
