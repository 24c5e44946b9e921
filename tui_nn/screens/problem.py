"""A lesson that cannot be shown: what is wrong with it and how to mend it. The other lessons work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

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
        yield Static(id="heading", classes="ask", markup=False)
        with VerticalScroll():
            yield Static(id="problems", markup=False)

    async def on_mount(self) -> None:
        await self.retell()

    async def retell(self) -> None:
        await super().retell()
        words = self.desk.words
        self.query_one("#heading", Static).update(words("app.problem"))
        here = (replace(each, path=self._short(each.path)) for each in self._problems)
        self.query_one("#problems", Static).update("\n\n".join(told(each, words) for each in here))

    def _short(self, path: str) -> str:
        """The path as its author knows it, from the course's folder on: a long one would break in the middle."""
        root = self.desk.course.root.resolve()
        place = Path(path).resolve()
        return str(place.relative_to(root.parent)) if place.is_relative_to(root.parent) else path

    def title_words(self) -> tuple[str, str]:
        return f" {self._title}", "tui-nn "

    def keys_now(self) -> Iterable[str]:
        return ("leave", "language")
