"""The real program in a pseudo-terminal: keys go in, the screen comes out as text."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 20.0  # seconds; only a failing test ever waits that long

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
}

# What a shell has set up for its programs and a test must not inherit.
_UNSET = {"COLUMNS", "LINES", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "SSH_CONNECTION", "TEXTUAL"}
_UNSET |= {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}  # they make every start and every print slower
# Opened by the child after setsid, the terminal becomes its controlling one: it hears of resizing and closing.
_ADOPT = 'terminal=$1; shift; exec "$@" <>"$terminal" >&0 2>&0'

_LEAVE = b"\x1b[?1049l"  # back to the normal screen: what follows would wipe the last picture
# kitty's keyboard and questions about modes: pyte would misread them.
_FOREIGN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*(?:u|\$p)")
# What a terminal answers when it is asked: where the cursor is; that it can show a frame all at once.
_ANSWERS = {b"\x1b[6n": b"\x1b[1;1R", b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
_STYLING = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_UNFINISHED = re.compile(rb"\x1b(\[[0-?]*[ -/]*)?\Z")


class Terminal:
    """A terminal of `size` (columns, rows) in which ``python -m tui_nn WORDS…`` runs, or another `program`.

    Progress goes to the folder `data`; `env` changes the environment, a value of "" takes a name out of it.
    Use it in a ``with`` block: the program does not outlive it.
    """

    def __init__(
        self,
        *words: str,
        data: Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        program: Sequence[str] = (sys.executable, "-m", "tui_nn"),
    ) -> None:
        self.screen = pyte.Screen(*size)
        self.farewell: bytes | None = None  # what came after the program gave the normal screen back
        self.heard = b""  # everything that came, as it came
        self._stream = pyte.ByteStream(self.screen)
        self._pending = b""
        self._master, self._slave = os.openpty()
        self._size(*size)
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", _ADOPT, "sh", os.ttyname(self._slave), *program, *words],
            env=_environment(data, env or {}),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        for end in {self._master, self._slave} - {-1}:
            os.close(end)
        self._master = self._slave = -1

    # What the person does -------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by name (enter, esc, tab, up …, ctrl+p); any other text is typed as it stands."""
        for key in keys:
            os.write(self._master, _bytes_of(key))

    def resize(self, columns: int, rows: int) -> None:
        """Another window size."""
        self.screen.resize(rows, columns)
        self._size(columns, rows)

    def kill(self) -> None:
        """SIGKILL: no time for last words."""
        self.process.kill()
        self.process.wait()

    def hang_up(self) -> None:
        """Close the window: the program gets SIGHUP and finds no terminal any more."""
        os.close(self._master)
        self._master = -1

    # What the person sees -------------------------------------------------------------------------------------------

    def text(self) -> str:
        """The screen as lines, spaces at their ends taken off."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *texts: str, within: float = PATIENCE) -> str:
        """Wait until all of these stand on the screen at once; answers the screen."""
        return self.wait_until(lambda screen: all(text in screen for text in texts), " and ".join(texts), within)

    def wait_gone(self, text: str, within: float = PATIENCE) -> str:
        """Wait until this no longer stands on the screen; answers the screen."""
        return self.wait_until(lambda screen: text not in screen, f"the end of {text}", within)

    def wait_until(self, seen: Callable[[str], bool], wanted: str, within: float = PATIENCE) -> str:
        """Wait until `seen` is true of the screen.

        Raises:
            AssertionError: it never was, or the program ended first; with the screen as it is.
        """
        deadline = time.monotonic() + within
        while not seen(self.text()):
            ended = self.process.poll()
            if not self.read(0.05) and ended is not None:
                raise AssertionError(f"waited for {wanted}; the program ended with {ended}\n{self._framed()}")
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {within:g} s for {wanted}\n{self._framed()}")
        return self.text()

    def status(self, within: float = PATIENCE) -> int:
        """Wait for the program's own end; answers its exit status."""
        deadline = time.monotonic() + within
        while self.process.poll() is None:
            if self._master < 0:
                time.sleep(0.01)
            else:
                self.read(0.05)
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {within:g} s for the program to end\n{self._framed()}")
        while self._master >= 0 and self.read(0.0):
            pass
        return self.process.returncode

    def read(self, seconds: float) -> bytes:
        """Take in what comes and show it; answers it raw."""
        data = self.take(seconds)
        self.show(data)
        return data

    def take(self, seconds: float) -> bytes:
        """What comes, not shown yet; waits at most that long for the first byte."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        data = os.read(self._master, 1 << 16)
        self.heard += data
        for question, reply in _ANSWERS.items():
            if question in data:
                os.write(self._master, reply)
        return data

    def show(self, data: bytes) -> None:
        """Put what was taken on the screen."""
        data = self._pending + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._pending = data[:cut], data[cut:]
        if self.farewell is not None:
            self.farewell += data
            return
        picture, left, rest = data.partition(_LEAVE)
        self._stream.feed(_FOREIGN.sub(b"", picture))
        self.farewell = rest if left else None

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _framed(self) -> str:
        edge = "─" * self.screen.columns
        after = _STYLING.sub("", (self.farewell or b"").decode(errors="replace"))
        return f"{edge}\n{self.text()}\n{edge}\n{after}"


def _environment(data: Path, changes: Mapping[str, str]) -> dict[str, str]:
    usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "TUI_NN_DATA": str(data)}
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return {name: value for name, value in {**kept, **usual, **changes}.items() if value}


def _bytes_of(key: str) -> bytes:
    if key.startswith("ctrl+") and len(key) == 6:
        return bytes([ord(key[5]) & 31])
    return KEYS.get(key, key).encode()
