"""Review: the cards that are due, one after another."""

from __future__ import annotations

import time
from collections.abc import Iterable

from textual.binding import Binding
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui_nn.course.lesson import Card
from tui_nn.course.problem import BadLesson
from tui_nn.progress.record import Kind
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import bindings
from tui_nn.screens.room import Room
from tui_nn.widgets.prose import Prose


class Review(Room):
    """Front, think, turn; then say honestly whether you knew."""

    BINDINGS = [
        *bindings(("go_on",)),
        Binding("y", "knew", show=False),
        Binding("n", "forgot", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._due = desk.due_cards(time.time())
        self._of = len(self._due)
        self._turned = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is due."""
        return not self._due

    def body(self) -> Iterable[Widget]:
        yield Vertical(id="card")

    async def on_mount(self) -> None:
        await self.show()

    async def retell(self) -> None:
        await super().retell()
        await self.show()

    async def show(self) -> None:
        """The card in front, or the end."""
        words = self.desk.words
        card = self._card()
        place = self.query_one("#card", Vertical)
        await place.remove_children()
        if card is None:
            await place.mount(Static(words("app.review.done", n=self._of), markup=False))
        elif self._turned:
            await place.mount(Prose(card.front, classes="front"), Prose(card.back, classes="back"))
            await place.mount(Static(words("app.review.honest"), classes="how", markup=False))
        else:
            await place.mount(Prose(card.front, classes="front"))
            await place.mount(Static(words("app.card.turn"), classes="how", markup=False))
        self.tell_title_and_keys()

    def _card(self) -> Card | None:
        """The first due card whose lesson can still be read."""
        while self._due:
            lesson, page, card = self._due[0]
            try:
                pages = self.desk.course.lesson(lesson, self.desk.words.language).pages
            except (BadLesson, KeyError):
                pages = ()
            found = next((each for p in pages if p.id == page for each in p.cards if each.id == card), None)
            if found:
                return found
            del self._due[0]
        return None

    async def action_go_on(self) -> None:
        if self._due and not self._turned:
            self._turned = True
            await self.show()
        elif not self._due:
            self.dismiss()

    async def action_knew(self) -> None:
        await self._say(True)

    async def action_forgot(self) -> None:
        await self._say(False)

    async def _say(self, knew: bool) -> None:
        if not self._due or not self._turned:
            return
        lesson, page, card = self._due.pop(0)
        self.tell(self.desk.record(Kind.REVIEWED, lesson, page, card, knew=knew))
        self._turned = False
        await self.show()

    def title_words(self) -> tuple[str, str]:
        return f" {self.desk.words('app.review.title')}", f"{self._of - len(self._due)}/{self._of} "

    def keys_now(self) -> Iterable[str]:
        if not self._due or not self._turned:
            return ("go_on", "language", "leave")
        return ("knew", "forgot", "leave")
