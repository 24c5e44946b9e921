"""The teacher's session: the board, as it also runs in a terminal of the server's, in a process of its own."""

from __future__ import annotations

import asyncio
import fcntl
import os
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from typing import Any

from tui_nn.classroom.place import ADDRESS
from tui_nn.server.channel_driver import sensible
from tui_nn.server.settings import Settings
from tui_nn.server.shell import Shell

CHUNK = 65_536
LAST_WORDS = 3.0  # seconds for the good-bye to arrive


class TeacherScreen:
    """Passes bytes between a channel and a pseudo-terminal."""

    def __init__(self, settings: Settings, shell: Shell, connection: Any) -> None:
        self._settings, self._shell, self._connection = settings, shell, connection
        self._master = -1
        self._process: subprocess.Popen[bytes] | None = None
        self._leaving: asyncio.Task[None] | None = None

    def start(self) -> None:
        """The board comes up in the window."""
        self._master, slave = os.openpty()
        self.resized(*self._shell.size)
        words = [sys.executable, "-m", "tui_nn", "class", "board", "--data", str(self._settings.data)]
        words += ["--lessons", str(self._settings.lessons)]
        environment = {**os.environ, **self._shell.environment, "TERM": self._shell.terminal}
        environment[ADDRESS] = self._settings.store  # on a command line everyone on the machine could read it
        environment.pop("COLUMNS", None)
        self._process = subprocess.Popen(
            words, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        os.set_blocking(self._master, False)
        asyncio.get_running_loop().add_reader(self._master, self._show)

    def typed(self, data: bytes) -> None:
        if self._master >= 0:
            os.write(self._master, data)

    def resized(self, width: int, height: int) -> None:
        if self._master >= 0:
            columns, rows = sensible(width, height)
            fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def paused(self, pause: bool) -> None:
        """While the channel takes no more, nothing is read: the board waits at its terminal."""
        if self._master >= 0:
            loop = asyncio.get_running_loop()
            if pause:
                loop.remove_reader(self._master)
            else:
                loop.add_reader(self._master, self._show)

    def end(self) -> None:
        """The window is closed, or the class is."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def _show(self) -> None:
        try:
            data = os.read(self._master, CHUNK)
        except OSError:  # the board has gone
            data = b""
        if data:
            self._shell.channel.write(data)
            return
        asyncio.get_running_loop().remove_reader(self._master)
        os.close(self._master)
        self._master = -1
        self._leaving = asyncio.get_running_loop().create_task(self._leave())

    async def _leave(self) -> None:
        """The client hears that the board ended well before the connection does."""
        self._shell.channel.exit(0)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._shell.channel.wait_closed(), LAST_WORDS)
        self._connection.close()
