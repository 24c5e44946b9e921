"""The server: holds an app that is mounted and painted already, and forks it for everyone who knocks."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import asyncssh

from tui_nn.classroom.seat_journal import BlankJournal
from tui_nn.course.course import open_course
from tui_nn.course.problem import BadLesson
from tui_nn.labs.shelf import SHELF, take
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.sandbox.run import walls
from tui_nn.screens.desk import Desk
from tui_nn.seat.app import SeatApp
from tui_nn.server.adopt import adopt
from tui_nn.server.channel_driver import USUAL
from tui_nn.server.child import Seat
from tui_nn.server.gate import Gate
from tui_nn.server.proxy import Preface
from tui_nn.server.relaying import RelayProcess
from tui_nn.server.settings import Settings
from tui_nn.widgets.governor import IN_CLASS

MOST_WAITING = 256  # connections at a time that have not yet proved who they are
BACKLOG = 512
DRAIN = 5.0  # seconds that seats have to say good-bye
BREATH = 1.0  # seconds before a relay that has ended is begun again

log = logging.getLogger("tui_nn.server")


class Listener:
    """Accepts, forks, counts. Everything else happens in the children."""

    def __init__(self, settings: Settings, key: asyncssh.SSHKey) -> None:
        self._settings, self._key = settings, key
        self._gate = Gate(settings.most, MOST_WAITING, settings.most)
        self._socket: socket.socket | None = None
        self._ears: dict[int, socket.socket] = {}  # pid -> what the child tells
        self._prefaces: set[Preface] = set()  # connections of whom the balancer has not told yet
        self._relay = RelayProcess(settings) if settings.store else None
        self._mine = True  # False in a child: what the parent had to do is none of its business
        self._stopping = asyncio.Event()
        self._app = self._fresh()
        self._running: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop  # asking for it is no longer possible in a child

    async def serve(self, ready: Callable[[int], None]) -> None:
        """Until it is stopped by SIGTERM or SIGINT; `ready` is called with the port once people may come.

        Raises:
            OSError: the port cannot be listened on.
        """
        loop = self._loop = asyncio.get_running_loop()
        self._socket = _listening(self._settings.host, self._settings.port)
        self._running = loop.create_task(self._app.run_async(headless=True, size=USUAL))
        await self._warm()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stopping.set)
        loop.add_signal_handler(signal.SIGCHLD, self._reap)
        self._start_relay()
        loop.add_reader(self._socket, self._accept)
        ready(self._socket.getsockname()[1])
        await self._stopping.wait()
        await self._drain()

    def _fresh(self) -> SeatApp:
        words = Words(self._settings.language)
        runs_code = bool(walls())  # in a class nothing less is enough
        desk = Desk(
            open_course(self._settings.lessons),
            BlankJournal(),
            words,
            files=False,
            runs_code=runs_code,
            tempo=IN_CLASS,
        )
        return SeatApp(desk, self._settings.name)

    async def _warm(self) -> None:
        """Everything that every seat will need is in memory before the first fork, so that all share it."""
        import tui_nn.plots.picture
        import tui_nn.screens.problem
        import tui_nn.widgets.lab_view
        import tui_nn.widgets.showpiece  # noqa: F401
        from tui_nn.widgets.prose import content

        content("$x$")  # the parsers of texts and formulas
        for name in SHELF:
            take(name)
        course = self._app.desk.course
        for language in LANGUAGES:
            for entry in course.entries:
                with suppress(BadLesson):
                    course.outline(entry.id, language)
                    course.lesson(entry.id, language)
        while not (self._app.welcome.is_mounted and self._app.screen is self._app.welcome):
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)  # the first paint, and what follows it
        self._app.welcome._compositor.render_strips()
        gc.collect()
        gc.freeze()
        if threading.active_count() > 1:
            raise RuntimeError("a thread runs beside the server; a forked seat would wait for it for ever")

    def _start_relay(self) -> None:
        if self._relay and self._mine and not self._stopping.is_set():
            self._relay.start()

    # A connection ---------------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        assert self._socket is not None
        while self._mine:
            try:
                connection, address = self._socket.accept()
            except BlockingIOError:
                return
            except OSError as error:
                log.warning("accept: %s", error)
                return
            if self._settings.proxied:
                self._await_preface(connection, address[0])
            else:
                self._let_in(connection, address[0])

    def _await_preface(self, connection: socket.socket, balancer: str) -> None:
        """The balancer says who it is, in a few bytes before everything else."""
        if len(self._prefaces) >= MOST_WAITING:
            connection.close()
            return

        def known(address: str) -> None:
            self._prefaces.discard(preface)
            self._let_in(connection, address)

        preface = Preface(connection, balancer, known, lambda: self._prefaces.discard(preface))
        self._prefaces.add(preface)

    def _let_in(self, connection: socket.socket, address: str) -> None:
        if self._gate.admits(address):
            self._fork(connection, address)
        if self._mine:
            connection.close()

    def _fork(self, connection: socket.socket, address: str) -> None:
        ear, mouth = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        delay = self._gate.delay(address, time.monotonic())
        try:
            pid = os.fork()
        except OSError as error:
            log.error("fork: %s", error)
            ear.close()
            mouth.close()
            return
        if pid == 0:
            self._become_seat(connection, ear, mouth, delay)
            return
        mouth.close()
        ear.setblocking(False)
        self._ears[pid] = ear
        self._gate.came(pid, address)
        asyncio.get_running_loop().add_reader(ear, self._hear, pid, address)

    def _become_seat(self, connection: socket.socket, ear: socket.socket, mouth: socket.socket, delay: float) -> None:
        """From here on this process is a seat, and the loop that runs is its own."""
        self._mine = False
        loop = self._loop
        adopt(loop)
        assert self._socket is not None
        assert self._running is not None
        for other in (self._socket, ear, *self._ears.values()):
            other.close()
        for preface in self._prefaces:
            preface.forget()
        connection.setblocking(False)
        mouth.setblocking(False)

        def tell(word: bytes) -> None:
            with suppress(OSError):  # the server may be gone; the seat goes on
                mouth.send(word)

        async def live() -> None:
            try:
                seat = Seat(self._settings, self._app, running, self._fresh, self._key, tell)
                await seat.serve(connection, delay)
            except BaseException:
                log.exception("a seat broke")
            finally:
                os._exit(1)

        running = self._running
        self._living = loop.create_task(live())

    def _hear(self, pid: int, address: str) -> None:
        if not self._mine or pid not in self._ears:
            return
        try:
            word = self._ears[pid].recv(64)
        except OSError:
            return
        if word == b"entered":
            self._gate.entered(pid)
        elif word == b"failed":
            self._gate.failed(address, time.monotonic())
        elif not word:
            asyncio.get_running_loop().remove_reader(self._ears[pid])

    def _reap(self) -> None:
        while self._mine:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if self._relay and pid == self._relay.pid:
                log.error("the relay ended with status %s", status)
                asyncio.get_running_loop().call_later(BREATH, self._start_relay)
                continue
            self._gate.left(pid)
            if ear := self._ears.pop(pid, None):
                asyncio.get_running_loop().remove_reader(ear)
                ear.close()
            if status:
                log.warning("seat %s ended with status %s", pid, os.waitstatus_to_exitcode(status))

    async def _drain(self) -> None:
        """Everyone is told; what they did is kept already."""
        assert self._socket is not None
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()
        self._tell_all(signal.SIGTERM)
        until = time.monotonic() + DRAIN
        while self._gate.seats and time.monotonic() < until:
            await asyncio.sleep(0.05)
        self._tell_all(signal.SIGKILL)
        if self._relay:
            self._relay.stop()
        os._exit(0)

    def _tell_all(self, number: signal.Signals) -> None:
        for pid in tuple(self._ears):
            with suppress(ProcessLookupError):
                os.kill(pid, number)


def _listening(host: str, port: int) -> socket.socket:
    """On the address given, else on every one that the machine has, old and new."""
    dual = not host and socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if dual or ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=BACKLOG, dualstack_ipv6=dual)
    listening.setblocking(False)
    return listening
