"""The timeline on a screen of its own: `tui-nn timeline`, and Y everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.widget import Widget

from tui_nn.course.walk import Walk
from tui_nn.screens.desk import Desk
from tui_nn.screens.timeline_room import TimelineRoom, WalkedTimeline


class TimelineScreen(TimelineRoom):
    """The whole line. Enter opens what the card has: its machine, else its page, else all its words."""

    BINDINGS = [Binding("enter", "enter_card", show=False)]

    def __init__(self, desk: Desk, walk: Walk, *, calm: bool = False) -> None:
        super().__init__(desk)
        self.walk, self.calm = walk, calm

    def body(self) -> Iterable[Widget]:
        yield WalkedTimeline(self.walk, self.desk.words)

    def on_mount(self) -> None:
        self.tell_title_and_keys()
        self.query_one(WalkedTimeline).focus()

    def on_timeline_view_moved(self, message: WalkedTimeline.Moved) -> None:
        self.walk = message.walk
        self.tell_title_and_keys()

    async def retell(self) -> None:
        await super().retell()
        self.query_one(WalkedTimeline).speak(self.desk.words)

    def action_enter_card(self) -> None:
        if self.walk.card.run:
            self.action_run_machine()
        elif self.walk.card.page:
            self.action_open_page()
        else:
            self.action_source()

    def title_words(self) -> tuple[str, str]:
        line = self.walk.timeline
        title = self.desk.words("timeline.title", start=line.start, end=max(card.end for card in line.cards))
        return f" {title}", "tui-nn "

    def keys_now(self) -> Iterable[str]:
        return (*self.timeline_keys(), "leave")
