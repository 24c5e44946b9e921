"""The contents: lessons with their progress, what is due, and the way back to where one was."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui_nn.plots.fit import cells, left
from tui_nn.screens.desk import Desk
from tui_nn.screens.room import Room

if TYPE_CHECKING:
    from tui_nn.widgets.showpiece import Showpiece

SOON = 0.15  # seconds: the list is on the screen and answers keys before NumPy loads
ROW = 49  # cells of a lesson in the list
TIMELINE = ":timeline"  # no lesson has such an id


class Contents(Room):
    """A list to choose from; the pages of the lesson under the cursor; a perceptron that learns beside it."""

    class Open(Message):
        """Open this lesson, at this page and sheet."""

        def __init__(self, lesson: str, page: str = "", sheet: int = 0) -> None:
            super().__init__()
            self.lesson, self.page, self.sheet = lesson, page, sheet

    class OpenTimeline(Message):
        """Open the timeline."""

    def __init__(self, desk: Desk, *, calm: bool = False) -> None:
        super().__init__(desk)
        self.calm = calm
        self._in_front = True  # Textual calls the screen below an opaque one current too

    def body(self) -> Iterable[Widget]:
        yield Static(id="welcome", markup=False)
        with Horizontal(id="shelf"):
            with Vertical(id="left"):
                yield OptionList(id="lessons", markup=False)
                yield Static(id="pages", markup=False)
                yield Static(id="due", markup=False)
            yield Vertical(id="show")

    def on_mount(self) -> None:
        self.refill()
        self.set_timer(SOON, self._start_show)

    async def retell(self) -> None:
        await super().retell()
        self.refill()
        self._show_anew()

    def move_calmly(self, calm: bool) -> None:
        super().move_calmly(calm)
        self._show_anew()

    def on_screen_suspend(self) -> None:
        self._in_front = False
        for piece in self._pieces():
            piece.stay()

    def on_screen_resume(self) -> None:
        self._in_front = True
        self.refill()
        for piece in self._pieces():
            piece.go_on()
        self.set_timer(SOON, self._start_show)

    def refill(self) -> None:
        """Say what the journal knows now."""
        words, standing = self.desk.words, self.desk.standing
        self.query_one("#welcome", Static).update(words("app.welcome"))
        lessons = self.query_one("#lessons", OptionList)
        at = lessons.highlighted
        lessons.clear_options()
        if standing.place:
            lessons.add_option(Option(self._continue_words(*standing.place), id="continue"))
        lessons.add_options(Option(self._lesson_words(entry.id), id=entry.id) for entry in self.desk.course.entries)
        if self.desk.course.has_timeline:
            lessons.add_option(Option(words("timeline.entry"), id=TIMELINE))
        lessons.highlighted = min(at or 0, lessons.option_count - 1)
        cards = len(self.desk.due_cards(time.time()))
        due = self.query_one("#due", Static)
        due.display = bool(cards)
        due.update(words("app.due", n=cards))
        lessons.focus()
        self.tell_title_and_keys()

    def _continue_words(self, lesson: str, page: str, sheet: int) -> str:
        titles = {ref.id: ref.title for ref in self.desk.pages_of(lesson)}
        return self.desk.words("app.continue", page=titles.get(page, page))

    def _lesson_words(self, lesson: str) -> str:
        """One row, so that a whole course is in sight: the title and how many of its pages are done."""
        words, entry = self.desk.words, self.desk.course.entry(lesson)
        done, pages = self.desk.done_of(lesson)
        state = f"{done}/{pages}" if pages else "✗"
        if lesson in self.desk.closed:
            state = words("app.closed")
        title = f"{entry.number} {entry.titles[words.language]}".strip()
        return f"{left(title, ROW - cells(state) - 1)} {state}"

    def _state_words(self, lesson: str) -> str:
        """How far one is in a lesson, and how long it takes."""
        words, entry = self.desk.words, self.desk.course.entry(lesson)
        done, pages = self.desk.done_of(lesson)
        if not pages:
            return words("app.broken")
        return f"{_bar(done, pages)} {done}/{pages}  {words('app.minutes', n=entry.minutes)}"

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        place = self.desk.standing.place
        lesson = message.option.id or ""
        if lesson == "continue" and place:
            lesson = place[0]
        done = self.desk.standing.finished
        rows = (
            f"{'✓' if (lesson, page.id) in done else '·'} {k}  {page.title}{' +' if page.plus else ''}"
            for k, page in enumerate(self.desk.pages_of(lesson), 1)
        )
        known = any(entry.id == lesson for entry in self.desk.course.entries)
        head = (self._state_words(lesson),) if known else ()
        self.query_one("#pages", Static).update("\n".join((*head, *rows)))

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        place = self.desk.standing.place
        if message.option.id == TIMELINE:
            self.post_message(self.OpenTimeline())
        elif message.option.id == "continue" and place:
            self.post_message(self.Open(*place))
        else:
            self.post_message(self.Open(message.option.id or ""))

    def _pieces(self) -> Iterable[Showpiece]:
        return cast("Iterable[Showpiece]", self.query("Showpiece"))

    def _show_anew(self) -> None:
        for piece in self._pieces():
            piece.remove()
        self.set_timer(SOON, self._start_show)

    def _start_show(self) -> None:
        """The small perceptron; loaded after the first paint, since it brings NumPy."""
        from tui_nn.widgets.showpiece import Showpiece as Piece

        place = self.query_one("#show", Vertical)
        if self._in_front and not place.children:
            place.mount(Piece(self.desk.words, calm=self.calm))

    def title_words(self) -> tuple[str, str]:
        return f" {self.desk.course.titles[self.desk.words.language]}", "tui-nn "

    def keys_now(self) -> Iterable[str]:
        return ("open", "review", "timeline", "search", "glossary", "language", "theme", "motion", "quit")


def _bar(done: int, of: int, width: int = 14) -> str:
    full = round(width * done / of) if of else 0
    return "█" * full + "░" * (width - full)
