"""The process of one connection, from its first byte to its last: nothing that happens here reaches another."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import asyncssh
from rich.color import ColorSystem

from tui_nn.classroom.place import seat_store
from tui_nn.classroom.reception import Reception
from tui_nn.classroom.store import StoreDown
from tui_nn.classroom.student import Student, clean_name
from tui_nn.locale.choice import language_of
from tui_nn.locale.words import Words
from tui_nn.seat.app import SeatApp
from tui_nn.server.channel_driver import USUAL, ChannelDriver
from tui_nn.server.entry import SERVED, Entry
from tui_nn.server.limits import limit
from tui_nn.server.settings import Settings
from tui_nn.server.shell import Shell
from tui_nn.server.teacher import TeacherScreen
from tui_nn.server.wire import Wire

LOGIN = 20  # seconds to prove who one is
STUCK = 30  # seconds without the event loop's turn: it will not come any more
FRESH = 2  # new apps for a student whose app broke, before the connection is ended
LAST_WORDS = 3.0  # seconds for the good-bye to arrive
WATCH = 5.0  # seconds between two looks at the clock
TRUE_COLOURS = ("kitty", "ghostty", "alacritty", "foot", "wezterm", "direct", "truecolor", "24bit", "iterm")

log = logging.getLogger("tui_nn.server")


class Seat:
    """Joins the connection and the app. `tell` sends one word to the server: failed, entered."""

    def __init__(
        self,
        settings: Settings,
        app: SeatApp,
        running: asyncio.Task[Any],
        fresh: Callable[[], SeatApp],
        key: asyncssh.SSHKey,
        tell: Callable[[bytes], None],
    ) -> None:
        self._settings, self._app, self._running, self._fresh = settings, app, running, fresh
        self._key, self._tell = key, tell
        self._store = seat_store(settings.data, settings.spool)
        self._entry: Entry | None = None
        self._connection: Any = None
        self._shell: Shell | None = None
        self._driver: ChannelDriver | None = None
        self._wire: Wire | None = None
        self._teacher: TeacherScreen | None = None
        self._farewell = "bye"
        self._ending = False

    async def serve(self, sock: socket.socket, delay: float) -> None:
        """Until the connection ends, one way or another."""
        limit()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.end, "closed")
        self._entry = Entry(self._settings, self, delay, self._gone)
        entry = self._entry
        try:
            self._connection = await asyncssh.run_server(
                sock,
                server_factory=lambda: entry,
                server_host_keys=[self._key],
                login_timeout=LOGIN,
                **SERVED,
            )
        except (asyncssh.Error, OSError, TimeoutError):
            os._exit(0)
        self._tell(b"entered")
        asyncio.get_running_loop().call_later(LOGIN, self._expect_window)
        await self._connection.wait_closed()
        self._leave()

    # The door -------------------------------------------------------------------------------------------------------

    def student_of(self, key: str) -> Student | None:
        try:
            return Reception(self._store).of_key(key)
        except StoreDown:
            return None

    def failed(self) -> None:
        self._tell(b"failed")

    def session(self) -> Shell:
        self._shell = Shell(self, Words(self._settings.language)("classroom.end.no_terminal"))
        return self._shell

    # The window -----------------------------------------------------------------------------------------------------

    def opened(self, shell: Shell) -> None:
        """The client waits for its first screen."""
        assert self._entry is not None
        os.environ["TERM"] = shell.terminal
        if self._entry.is_teacher:
            self._teacher = TeacherScreen(self._settings, shell, self._connection)
            self._teacher.start()
            return
        self._wire = Wire(shell.channel, self._connection)
        loop = asyncio.get_running_loop()
        loop.create_task(self._live(shell)).add_done_callback(self._lived)

    async def _live(self, shell: Shell) -> None:
        assert self._wire is not None
        words = self._app.desk.words
        language = language_of((), shell.environment) if shell.environment else self._settings.language
        if language != words.language:
            self._app.desk.words = Words(language)
            await self._in_app(self._app.welcome.retell)
        self._dress(self._app, shell)
        self._driver = ChannelDriver(self._app, wire=self._wire, size=shell.size, painted=USUAL)
        self._app._driver = self._driver
        self._driver.start_application_mode()
        self._take_up(self._app)
        await self._in_app(self._begin, self._app)
        asyncio.get_running_loop().create_task(self._watch())
        await self._running
        for _ in range(FRESH):
            if self._ending or self._app._exception is None:
                break
            log.error("a seat broke", exc_info=self._app._exception)
            await self._start_anew(shell)
        if self._app._exception is not None:
            self._farewell = "gone"
        self._say_bye(shell)
        with suppress(TimeoutError):  # what was said last has to arrive before the connection ends
            await asyncio.wait_for(shell.channel.wait_closed(), LAST_WORDS)

    async def _start_anew(self, shell: Shell) -> None:
        """The app broke: the same student gets another one in the same window."""
        assert self._wire is not None
        broken, app = self._app, self._fresh()
        app.driver_class = partial(ChannelDriver, wire=self._wire)  # type: ignore[assignment]
        app.desk.words = broken.desk.words
        self._dress(app, shell)
        self._app = app

        async def begin() -> None:
            self._driver = app._driver if isinstance(app._driver, ChannelDriver) else None
            self._take_up(app)
            await self._begin(app, broken.student)
            app.notify(app.desk.words("classroom.end.broken"), timeout=12, markup=False)

        await app.run_async(size=shell.size, auto_pilot=lambda _: begin())

    def _dress(self, app: SeatApp, shell: Shell) -> None:
        """Colours as this terminal can show them."""
        told = shell.environment.get("COLORTERM", "")
        true = told in ("truecolor", "24bit") or any(name in shell.terminal for name in TRUE_COLOURS)
        app.console._color_system = ColorSystem.TRUECOLOR if true else ColorSystem.EIGHT_BIT

    def _take_up(self, app: SeatApp) -> None:
        assert self._wire is not None
        app.line = self._wire
        self._wire.on_free = partial(app.call_later, app.repaint)

    async def _begin(self, app: SeatApp, student: Student | None = None) -> None:
        assert self._entry is not None
        name = clean_name(self._entry.name)
        with app.batch_update():  # one picture of it all
            app.receive(self._store, name, self._entry.offered, f"{socket.gethostname()}/{os.getpid()}", _host())
            if known := student or self._entry.student:
                await app.sit(known)
            app.repaint()

    async def _in_app(self, deed: Callable[..., Any], *args: Any) -> None:
        """In the app's own context, as one of its messages would be."""
        with self._app._context():
            await deed(*args)

    async def _watch(self) -> None:
        """Frees a seat that nobody uses, and ends one whose loop no longer turns."""
        signal.signal(signal.SIGALRM, self._hung)
        while not self._ending:
            signal.alarm(STUCK)
            if time.time() - self._app.active > self._settings.idle:
                self.end("idle")
            await asyncio.sleep(WATCH)

    def _hung(self, *_: object) -> None:
        """The loop is stuck in Python: what can be said is said from here."""
        log.error("a seat hung for %s seconds", STUCK)
        if self._driver and self._shell:
            self._farewell = "gone"
            self._say_bye(self._shell)
        os._exit(1)

    def end(self, farewell: str) -> None:
        """Say why, and go."""
        self._farewell, self._ending = farewell, True
        if self._teacher:
            self._teacher.end()
        elif self._driver:
            self._app.call_later(self._app.exit)
        else:
            os._exit(0)

    def _say_bye(self, shell: Shell) -> None:
        self._ending = True
        assert self._driver is not None
        # An app that was mounted in the server's process knows another driver to stop.
        self._driver.stop_application_mode()
        assert self._wire is not None
        self._wire.write(self._app.desk.words(f"classroom.end.{self._farewell}") + "\r\n")
        self._wire.flush()
        shell.channel.exit(0)
        self._wire.flush()

    def _lived(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception():
            log.error("a seat broke", exc_info=task.exception())
        self._connection.close()

    def typed(self, data: bytes) -> None:
        self._app.active = time.time()
        if self._teacher:
            self._teacher.typed(data)
        elif self._driver:
            self._driver.feed(data)

    def resized(self, width: int, height: int) -> None:
        if self._teacher:
            self._teacher.resized(width, height)
        elif self._driver:
            self._driver.resize(width, height)

    def paused(self, pause: bool) -> None:
        if self._wire:
            if pause:
                self._wire.pause()
            else:
                self._wire.resume()
        elif self._teacher:
            self._teacher.paused(pause)

    def hung_up(self) -> None:
        if self._driver or self._teacher:
            self._connection.close()

    def _expect_window(self) -> None:
        """Who asks for no window wants something that is not to be had here."""
        if not (self._driver or self._teacher):
            self._connection.close()

    def _gone(self) -> None:
        """The connection is lost, perhaps before anyone was known."""
        if self._connection is None:
            os._exit(0)

    def _leave(self) -> None:
        if self._teacher:
            self._teacher.end()
        self._app.leave_class()
        os._exit(0)


def _host() -> str:
    return socket.gethostname()
