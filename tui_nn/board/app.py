"""The board: the app of the teacher, with the room as its first screen and the lessons behind it."""

from __future__ import annotations

import argparse
import time
import uuid
from pathlib import Path

from textual.screen import ModalScreen

from tui_nn.app import TuiNN
from tui_nn.board.poll_screen import AskPoll, PollScreen, asked
from tui_nn.board.room_screen import RoomScreen
from tui_nn.classroom.command import Ask, Place, RoomState
from tui_nn.classroom.place import class_folder, opened
from tui_nn.classroom.room_view import RoomView
from tui_nn.classroom.seat_journal import BlankJournal
from tui_nn.classroom.store import Presence, Store, StoreDown
from tui_nn.classroom.student import Student, clean
from tui_nn.course.course import lessons_at, open_course
from tui_nn.course.lesson import Choice, Note
from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import Words
from tui_nn.screens.contents import Contents
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import GROUPS, bindings
from tui_nn.screens.lesson import LessonScreen
from tui_nn.screens.overlay import TextOverlay
from tui_nn.screens.room import Room
from tui_nn.widgets.prose import content

LOOK = 0.5  # seconds between two looks at the class
LONGEST = 300  # letters of a message
SURE = 4.0  # seconds in which a second q is meant


class BoardApp(TuiNN):
    """Reads the class twice a second and shows it; everything that it asks of the room is a command."""

    CSS_PATH = [*TuiNN.CSS_PATH, Path(__file__).with_name("board.tcss")]
    BINDINGS = [*bindings(["ask_this", "speaker_notes"])]
    HELP_GROUPS = ("board", *GROUPS)

    def __init__(self, desk: Desk, store: Store, folder: Path) -> None:
        super().__init__(desk)
        self.store, self.folder = store, folder
        pages = sum(len(desk.pages_of(entry.id)) for entry in desk.course.entries)
        self.view = RoomView(pages)
        self.room = RoomState()
        self.students: tuple[Student, ...] = ()
        self.present: tuple[Presence, ...] = ()
        self.leading = False
        self.trouble = False
        self._led_to: Place | None = None
        self._asked_to_quit = -SURE

    def open_first(self) -> None:
        self.look()
        self.push_screen(RoomScreen(self.desk, self))
        self.set_interval(LOOK, self.look)

    def look(self) -> None:
        """Take in what happened since the last time."""
        try:
            self.view.take(self.store.after(self.view.number))
            for command in self.store.commands(self.room.seq):
                self.room = self.room.after(command)
            self.students, self.present = self.store.students(), self.store.present()
            self._lead()
            self.trouble = False
        except StoreDown:
            self.trouble = True
        for screen in self.screen_stack:
            if isinstance(screen, RoomScreen | PollScreen):
                screen.refill()

    def tell(self, kind: Ask, **data: object) -> bool:
        """Give a command; whether the store took it."""
        try:
            self.store.command(kind, **data)
        except StoreDown:
            self.notify(self.desk.words("board.down"), severity="warning", markup=False)
            return False
        self.look()
        return True

    # Leaving --------------------------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Escape goes back, and never away from the room."""
        if len(self.screen_stack) > 2:
            self.pop_screen()

    async def action_quit(self) -> None:
        """A class of thirty is not closed by one slip of a finger."""
        if time.monotonic() - self._asked_to_quit < SURE:
            self.exit()
        else:
            self._asked_to_quit = time.monotonic()
            self.notify(self.desk.words("board.sure"), timeout=SURE, markup=False)

    # Leading --------------------------------------------------------------------------------------------------------

    def action_all_follow(self) -> None:
        """Take the room along, or let it go."""
        self.leading = not self.leading
        self.desk.badge = self.desk.words("board.leading") if self.leading else ""
        if not self.leading:
            self._led_to = None
            self.tell(Ask.RELEASE)
        self.notify(self.desk.words("board.led" if self.leading else "board.released"), timeout=4, markup=False)
        if isinstance(self.screen, Room):
            self.screen.tell_title_and_keys()

    def _lead(self) -> None:
        screen = self.screen if self.screen_stack else None
        if self.leading and isinstance(screen, LessonScreen):
            place = Place(screen.lesson.id, screen.page.id, screen.visit.sheet)
            if place != self._led_to:
                self._led_to = place
                self.store.command(Ask.FOLLOW, lesson=place.lesson, page=place.page, sheet=place.sheet)

    def action_lessons(self) -> None:
        """The contents, as a learner sees them."""
        self.push_screen(Contents(self.desk, calm=True))

    def action_speaker_notes(self) -> None:
        """What only the teacher sees of the page that is open: its notes, and what comes next."""
        screen, words = self.screen, self.desk.words
        if not isinstance(screen, LessonScreen):
            if not isinstance(screen, ModalScreen):
                self.notify(words("board.notes.no_page"), timeout=4, markup=False)
            return
        pages = screen.lesson.pages
        after = pages[pages.index(screen.page) + 1 :]
        notes = [block.markdown for block in screen.page.blocks if isinstance(block, Note)]
        text = "\n\n".join(notes or [words("board.notes.none")])
        ahead = words("board.notes.next", page=after[0].title) if after else words("board.notes.last")
        self.push_screen(TextOverlay(words, screen.page.title, content(f"{text}\n\n{ahead}"), key="N"))

    # Polls ----------------------------------------------------------------------------------------------------------

    def action_ask_this(self) -> None:
        """The question that is open on a lesson's page goes to everyone."""
        screen = self.screen
        if isinstance(screen, ModalScreen):
            return
        if not isinstance(screen, LessonScreen):
            self.action_ask_all()
            return
        exercise = screen.sheet.item
        if not isinstance(exercise, Choice):
            self.notify(self.desk.words("board.poll.no_choice"), timeout=4, markup=False)
            return
        where = {"lesson": screen.lesson.id, "page": screen.page.id, "exercise": exercise.id}
        if self.tell(Ask.POLL, id=uuid.uuid4().hex, round=1, **where):
            self._show_poll()

    def action_ask_all(self) -> None:
        """The poll that is open, or a new one."""
        if self.room.poll:
            self._show_poll()
            return

        def ask(text: str | None) -> None:
            question = asked(text or "")
            if question is None:
                if text:
                    self.notify(self.desk.words("board.poll.too_few"), timeout=4, markup=False)
            elif self.tell(Ask.POLL, id=uuid.uuid4().hex, round=1, **question):
                self._show_poll()

        self.push_screen(AskPoll(self.desk.words), ask)

    def _show_poll(self) -> None:
        self.push_screen(PollScreen(self.desk, self))

    # Words to the room ----------------------------------------------------------------------------------------------

    def say(self, text: str, to: str = "") -> tuple[str, ...]:
        """A message to all or to one; complaints where there is none."""
        message = clean(text, LONGEST)
        if not message:
            return (self.desk.words("board.empty"),)
        if self.tell(Ask.MESSAGE, text=message, to=to):
            self.notify(self.desk.words("board.sent"), timeout=2, markup=False)
        return ()

    def start_timer(self, text: str) -> tuple[str, ...]:
        """Minutes on every screen; nothing puts the timer away."""
        words = self.desk.words
        if not text.strip():
            self.tell(Ask.TIMER)
            return ()
        try:
            minutes = float(text.replace(",", "."))
        except ValueError:
            minutes = 0.0
        if not 0.1 <= minutes <= 600:
            return (words.say(phrase("board.timer_number")),)
        self.tell(Ask.TIMER, ends=time.time() + 60 * minutes)
        return ()


def start(args: argparse.Namespace, words: Words) -> int:
    """The board of the class that the command line means.

    Raises:
        StoreDown: the class cannot be opened.
    """
    store = opened(args)
    lessons = lessons_at(getattr(args, "lessons", None))
    desk = Desk(open_course(lessons), BlankJournal(), words)
    app = BoardApp(desk, store, class_folder(args))
    app.run()
    store.close()
    return app.return_code or 0
