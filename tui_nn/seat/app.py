"""A seat: the whole app for one student, and what the teacher asks of the room."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from textual.app import RenderResult
from textual.screen import ModalScreen, Screen

from tui_nn.app import TuiNN
from tui_nn.classroom.ballot import ballot
from tui_nn.classroom.command import Ask, Command, Place, Poll, RoomState
from tui_nn.classroom.reception import Reception
from tui_nn.classroom.seat_journal import SeatJournal
from tui_nn.classroom.store import Presence, SeatStore, StoreDown
from tui_nn.classroom.student import Student, clean
from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.progress.record import Kind
from tui_nn.screens.ask_line import AskLine
from tui_nn.screens.contents import Contents
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import CLASS, GROUPS, bindings
from tui_nn.screens.lesson import LessonScreen
from tui_nn.screens.room import Room
from tui_nn.seat.poll_box import PollBox
from tui_nn.seat.welcome import Welcome
from tui_nn.widgets.themes import NAMES

LOOK = 0.2  # seconds between two looks at the bell
BEAT = 5.0  # seconds between two signs of life
MIRROR = 0.5  # seconds between two pictures for the board
LONGEST_QUESTION = 300  # letters
MESSAGE_STAYS = 30.0  # seconds


class Line(Protocol):
    """The way to the terminal: whether a frame sent now would be seen at once."""

    @property
    def free(self) -> bool: ...

    def miss(self) -> None: ...


class SeatApp(TuiNN):
    """First the welcome, then the course; the room is listened to all the while."""

    CSS_PATH = [*TuiNN.CSS_PATH, Path(__file__).with_name("seat.tcss")]
    BINDINGS = [*bindings(CLASS)]
    HELP_GROUPS = (*GROUPS[:-1], "class", GROUPS[-1])

    def __init__(self, desk: Desk, class_name: str) -> None:
        super().__init__(desk)
        self.welcome = Welcome(desk, class_name)
        self.line: Line | None = None
        self.active = time.time()  # the last key
        self.room = RoomState()
        self.student: Student | None = None
        self._store: SeatStore | None = None
        self._presence: Presence | None = None
        self._votes: dict[tuple[str, int], str] = {}
        self._taken_to: Place | None = None  # where the teacher last took this screen

    def open_first(self) -> None:
        super().open_first()
        self.push_screen(self.welcome)

    # Coming in ------------------------------------------------------------------------------------------------------

    def receive(self, store: SeatStore, name: str, keys: tuple[str, ...], seat: str, host: str) -> None:
        """Someone has come through the door; who it is, the welcome asks."""
        self._store = store
        self._presence = Presence(seat, "", host)
        self.welcome.open(Reception(store), name, keys)

    async def on_welcome_known(self, message: Welcome.Known) -> None:
        await self.sit(message.student)

    async def sit(self, student: Student) -> None:
        """From now on it is that student's seat."""
        assert self._store is not None
        assert self._presence is not None
        self.student = student
        self._presence = replace(self._presence, student=student.id)
        self.desk.sit(SeatJournal(self._store, student.id))
        settings = self.desk.standing.settings
        if settings.get("language") in LANGUAGES:
            self.desk.words = Words(str(settings["language"]))
        if settings.get("theme") in NAMES:
            self.theme = str(settings["theme"])
        for screen in self.screen_stack:
            if isinstance(screen, Contents):
                screen.calm = self.calm
                await screen.retell()
        if self.screen is self.welcome:
            await self.pop_screen()
        self.run_worker(self._listen(self._store), group="room")

    # Listening ------------------------------------------------------------------------------------------------------

    async def _listen(self, store: SeatStore) -> None:
        bell = store.bell()
        beaten = 0.0
        assert self._presence is not None
        since = self._presence.since
        commands = store.commands()
        self.room = RoomState.of(command for command in commands if command.at < since)
        self._show_room()
        if self.room.poll:
            self.action_vote()  # who comes late is asked too
        for command in commands:
            if command.at >= since:
                self.heed(command)  # it came while the name was being typed
        while True:
            try:
                if bell.rung():
                    for command in store.commands(self.room.seq):
                        self.heed(command)
                pause = MIRROR if self._is_peeked() else BEAT
                if time.time() - beaten >= pause:
                    beaten = time.time()
                    store.beat([self._here()])
            except StoreDown:
                pass  # the store is asked again at the next look; facts wait in the journal
            self._follow()
            self._show_time()
            await asyncio.sleep(LOOK)

    def heed(self, command: Command) -> None:
        """Do what the teacher asks of the room, as far as it is meant for this seat."""
        before = self.room
        self.room = before.after(command)
        words = self.desk.words
        match command.kind:
            case Ask.FOLLOW:
                self.notify(words("classroom.room.followed"), timeout=4, markup=False)
            case Ask.RELEASE if before.follow:
                self._taken_to = None
                self.notify(words("classroom.room.released"), timeout=8, markup=False)
            case Ask.MESSAGE if command.data.get("to") in ("", self.own_id):
                text = clean(str(command.data.get("text", "")), LONGEST_QUESTION)
                title = words("classroom.room.message")
                self.notify(text, title=title, timeout=MESSAGE_STAYS, markup=False)
            case Ask.POLL:
                self.action_vote()
            case Ask.REVEAL | Ask.CLOSE:
                self._show_poll()
        self._show_room()

    @property
    def own_id(self) -> str:
        return self.student.id if self.student else ""

    def _is_peeked(self) -> bool:
        return self.own_id in self.room.peeked

    def _here(self) -> Presence:
        """This seat as the board should see it."""
        assert self._presence is not None
        screen = next((each for each in reversed(self.screen_stack) if isinstance(each, LessonScreen)), None)
        place = (screen.lesson.id, screen.page.id, screen.visit.sheet) if screen else ("", "", 0)
        picture = self.picture() if self._is_peeked() else ""
        return replace(
            self._presence,
            beat=time.time(),
            active=self.active,
            lesson=place[0],
            page=place[1],
            sheet=place[2],
            screen=picture,
        )

    def picture(self) -> str:
        """What is on the screen now, rows with the terminal's own colours."""
        strips = self.screen._compositor.render_strips()
        return "\n".join(strip.render(self.console) for strip in strips)

    # What the teacher asks ------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Go where the teacher is, but not while something is being typed over the page."""
        place = self.room.follow
        if place is None or place == self._taken_to or isinstance(self.screen, ModalScreen | Welcome):
            return
        self._taken_to = place
        self.run_worker(self._go_to(place), group="follow", exclusive=True)

    async def _go_to(self, place: Place) -> None:
        screen = self.screen
        if isinstance(screen, LessonScreen) and screen.lesson.id == place.lesson:
            await screen.open_page(place.page)
            await screen.action_go_sheet(place.sheet)
        elif any(entry.id == place.lesson for entry in self.desk.course.entries):
            super().open_lesson(place.lesson, place.page, place.sheet)

    def open_lesson(self, lesson: str, page: str = "", sheet: int = 0) -> None:
        """Open a lesson that is not locked."""
        if lesson in self.desk.closed:
            self.notify(self.desk.words("classroom.room.locked"), timeout=4, markup=False)
        else:
            super().open_lesson(lesson, page, sheet)

    def _show_room(self) -> None:
        """What the title line tells of the class."""
        words, badge = self.desk.words, ""
        if self._is_peeked():
            badge += words("classroom.room.peeked")
        if self.room.timer:
            left = max(0, round(self.room.timer - time.time()))
            badge += f"⏱ {left // 60}:{left % 60:02} · "
        if self.room.follow:
            badge += words("classroom.room.follow")
        if (badge, self.room.locked) != (self.desk.badge, self.desk.closed):
            self.desk.badge, self.desk.closed = badge, self.room.locked
            if isinstance(self.screen, Contents):
                self.screen.refill()
            elif isinstance(self.screen, Room):
                self.screen.tell_title_and_keys()

    def _show_time(self) -> None:
        if self.room.timer and self.room.timer <= time.time():
            self.room = replace(self.room, timer=None)
            self.notify(self.desk.words("classroom.room.timer_over"), timeout=6, markup=False)
        self._show_room()

    # Polls and questions --------------------------------------------------------------------------------------------

    def action_vote(self) -> None:
        """Bring the poll up."""
        poll = self.room.poll
        if poll is None:
            self.notify(self.desk.words("classroom.poll.none"), timeout=2, markup=False)
        elif not self._show_poll():
            self._put_up(poll)

    def _show_poll(self) -> bool:
        """Bring an open box up to date, or put it away; whether there is one."""
        poll = self.room.poll
        box = next((screen for screen in self.screen_stack if isinstance(screen, PollBox)), None)
        if box is None:
            if poll and poll.revealed:
                self._put_up(poll)  # all see the votes, also who had put the question away
                return True
            return False
        if poll and poll.id == box.poll.id:
            box.show(poll, self._vote_on(poll))
            return True
        if self.screen is box:
            box.dismiss(None)
        return False

    def _put_up(self, poll: Poll) -> None:
        words = self.desk.words
        asked = ballot(poll, self.desk.course, words.language)
        self.push_screen(PollBox(words, poll, asked, self._vote_on(poll)))

    def _vote_on(self, poll: Poll) -> str:
        return self._votes.get((poll.id, poll.round), "")

    def on_poll_box_voted(self, message: PollBox.Voted) -> None:
        poll = self.room.poll
        if poll is None or poll.id != message.poll.id or poll.revealed:
            return
        self._votes[poll.id, poll.round] = message.choice
        self.desk.record(Kind.VOTED, item=poll.id, round=poll.round, choice=message.choice)
        self._show_poll()

    def action_ask_teacher(self) -> None:
        """Interrupt and ask."""
        words = self.desk.words
        if self.student is None or isinstance(self.screen, ModalScreen):
            return
        here = self._here()

        def accept(text: str) -> tuple[str, ...]:
            question = clean(text, LONGEST_QUESTION)
            if not question:
                return (words("classroom.ask.empty"),)
            trouble = self.desk.record(Kind.ASKED, here.lesson, here.page, text=question)
            self.notify(words.say(trouble or phrase("classroom.ask.sent")), timeout=3, markup=False)
            return ()

        self.push_screen(AskLine(words, words("classroom.ask.title"), words("classroom.ask.says"), accept))

    # Pictures -------------------------------------------------------------------------------------------------------

    def _display(self, screen: Screen[object], renderable: RenderResult | None) -> None:
        """Nothing is drawn for a terminal that is behind: when it has caught up it gets the latest whole.

        Nor for a terminal of another size than the screen still has: the new layout draws it whole.
        """
        if self.line and self._driver and screen._compositor.size != self._driver._size:
            return
        if self.line and not self.line.free:
            self.line.miss()
        else:
            super()._display(screen, renderable)  # type: ignore[arg-type]

    def repaint(self) -> None:
        """The whole screen again."""
        self.screen.refresh()

    def leave_class(self) -> None:
        """Say good-bye to the store; what waits is tried a last time."""
        self.desk.journal.close()
        if self._store and self._presence:
            with suppress(StoreDown):
                self._store.leave(self._presence.seat)
            self._store.close()
