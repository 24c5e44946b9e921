"""The one session of a connection: a window with keys; commands, files and subsystems are refused."""

from __future__ import annotations

from typing import Any, Protocol

import asyncssh


class Screen(Protocol):
    """Whoever shows something in the window."""

    def opened(self, shell: Shell) -> None: ...

    def typed(self, data: bytes) -> None: ...

    def resized(self, width: int, height: int) -> None: ...

    def paused(self, pause: bool) -> None: ...

    def hung_up(self) -> None: ...


class Shell(asyncssh.SSHServerSession[bytes]):
    """Tells a `Screen` what happens in the window."""

    def __init__(self, screen: Screen, sentence: str) -> None:
        self._screen, self._sentence = screen, sentence
        self.channel: Any = None
        self.terminal = ""  # TERM; nothing where the client asked for no terminal
        self.size = (0, 0)

    def connection_made(self, chan: Any) -> None:
        self.channel = chan

    def pty_requested(self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Any) -> bool:
        known = term_type.isascii() and term_type.replace("-", "").replace(".", "").replace("+", "").isalnum()
        self.terminal = term_type[:32] if known else "xterm"
        self.size = term_size[:2]
        return True

    def shell_requested(self) -> bool:
        return True

    def exec_requested(self, command: str) -> bool:
        return False

    def subsystem_requested(self, subsystem: str) -> bool:
        return False

    def session_started(self) -> None:
        if self.terminal in ("", "dumb", "unknown"):
            self.channel.write(f"{self._sentence}\r\n".encode())
            self.channel.exit(1)
        else:
            self._screen.opened(self)

    def data_received(self, data: bytes, datatype: Any) -> None:
        self._screen.typed(data)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        self._screen.resized(width, height)

    def pause_writing(self) -> None:
        self._screen.paused(True)

    def resume_writing(self) -> None:
        self._screen.paused(False)

    def break_received(self, msec: int) -> bool:
        return True

    def signal_received(self, signal: str) -> None:
        """Signals are for commands; here are none."""

    def eof_received(self) -> bool:
        self._screen.hung_up()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._screen.hung_up()

    @property
    def environment(self) -> dict[str, str]:
        """What the client said of its language and colours; all else that it may have sent is not looked at."""
        told = self.channel.get_environment()
        names = ("LC_ALL", "LC_MESSAGES", "LANG", "COLORTERM")
        return {name: str(told[name])[:64] for name in names if name in told}
