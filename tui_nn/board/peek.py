"""A student's screen on the teacher's: as it is now, to look at only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import ScrollableContainer
from textual.widget import Widget
from textual.widgets import Static

from tui_nn.classroom.command import Ask
from tui_nn.classroom.student import Student
from tui_nn.screens.desk import Desk
from tui_nn.screens.room import Room

if TYPE_CHECKING:
    from tui_nn.board.app import BoardApp

OFTEN = 0.5  # seconds


class Peek(Room):
    """Asks the seat for its picture while it is open; the student sees that, by a sign in the title."""

    def __init__(self, desk: Desk, board: BoardApp, student: Student) -> None:
        super().__init__(desk)
        self._board, self._student = board, student

    def body(self) -> Iterable[Widget]:
        with ScrollableContainer(id="peek"):
            yield Static(id="peeked")

    def on_mount(self) -> None:
        self._board.tell(Ask.PEEK, student=self._student.id, on=True)
        self._show()
        self.set_interval(OFTEN, self._show)
        self.tell_title_and_keys()

    def on_unmount(self) -> None:
        self._board.tell(Ask.PEEK, student=self._student.id, on=False)

    def _show(self) -> None:
        words = self.desk.words
        seats = [seat for seat in self._board.present if seat.student == self._student.id]
        picture = next((seat.screen for seat in seats if seat.screen), "")
        if picture:
            self.query_one("#peeked", Static).update(Text.from_ansi(picture, no_wrap=True))
        else:
            key = "peek_waits" if seats else "peek_offline"
            self.query_one("#peeked", Static).update(Text(words(f"board.{key}", name=self._student.name)))

    def title_words(self) -> tuple[str, str]:
        return f" {self.desk.words('board.peek', name=self._student.name)}", ""

    def keys_now(self) -> Iterable[str]:
        return ("leave",)
