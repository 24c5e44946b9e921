"""A class that runs, as `tui-nn class start` starts it, and students who join it with OpenSSH."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminal import Terminal

from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import Store

NO_SSH = "no OpenSSH client here: apt-get install openssh-client"
IN = ("A toy course", "☛")  # the contents, or the page that the teacher leads to
PATIENCE = 30.0  # seconds; only a failing test ever waits that long
BUSY = "does not answer now"
UNKNOWN = ("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR")


class RunningClass:
    """One server process on loopback, with a folder of its own."""

    def __init__(self, folder: Path, lessons: Path, *words: str) -> None:
        self.folder, self._lessons, self._words = folder, lessons, words
        self.process: subprocess.Popen[bytes]
        self.port = 0
        self.told = ""
        self.start()

    def start(self) -> None:
        """Open the class, as it was left."""
        if shutil.which("ssh") is None:
            pytest.skip(NO_SSH)
        program = (sys.executable, "-m", "tui_nn", "--lang", "en", "class", "start", "--no-board")
        place = ("--data", str(self.folder), "--lessons", str(self._lessons), "--host", "127.0.0.1")
        self.process = subprocess.Popen(
            [*program, *place, "--port", str(self.port), *self._words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, "TUI_NN_DATA": str(self.folder / "nobody")},
        )
        assert self.process.stdout is not None
        self.told = ""
        while "For you alone" not in self.told:
            line = self.process.stdout.readline()
            assert line, f"the server did not start: {self.told}"
            self.told += line.decode()
        self.port = int((self.folder / "server.pid").read_text().split()[1])

    @property
    def code(self) -> str:
        return self.told.partition("class code: ")[2].split()[0]

    @property
    def store(self) -> Store:
        return SqliteStore(self.folder)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Close it, or kill it with all its seats as a power cut would."""
        if self.process.poll() is not None:
            return
        if number == signal.SIGKILL:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        self.process.wait(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def seats(self) -> list[int]:
        """The pids of those who are in, or on their way."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def wait_for_seats(self, count: int) -> None:
        until = time.monotonic() + PATIENCE
        while len(self.seats()) != count:
            assert time.monotonic() < until, f"{len(self.seats())} seats, not {count}"
            time.sleep(0.02)

    def log(self) -> str:
        return (self.folder / "class.log").read_text()

    def ssh(
        self,
        name: str,
        *words: str,
        size: tuple[int, int] = (80, 24),
        options: tuple[str, ...] = (),
        port: int = 0,
    ) -> Terminal:
        """OpenSSH's client in a terminal of its own; `port` is another way to the server, through a balancer."""
        program = ["ssh", *UNKNOWN, "-F", "none", "-o", "IdentityAgent=none", *options]
        program += ["-p", str(port or self.port), f"{name}@127.0.0.1"]
        env = {"TERM": "xterm-256color", "SSH_ASKPASS_REQUIRE": "never"}
        return Terminal(*words, data=self.folder / "nobody", size=size, program=program, env=env)

    @staticmethod
    def _come_in(terminal: Terminal) -> None:
        """Enter, and once more where the store was too busy to answer, as the screen asks to."""
        for _ in range(5):
            terminal.press("enter")
            try:
                terminal.wait_until(lambda screen: any(text in screen for text in IN), "the course", within=10)
                return
            except AssertionError:
                if BUSY not in terminal.text():
                    raise
        raise AssertionError(f"the store stayed too busy to let anyone in\n{terminal.text()}")

    def join(self, name: str, pin: str = "1234", *, size: tuple[int, int] = (80, 24)) -> Terminal:
        """A student in the course, new or again: at the contents, or at once where the teacher leads."""
        terminal = self.ssh(name, size=size)
        terminal.wait_for("Class code")
        terminal.press(f"{self.code}\r")
        terminal.wait_for("› Your name")
        terminal.press("enter")
        terminal.wait_for("› Your PIN")
        terminal.press(pin, "enter")
        known = ("There is no “", *IN, "is here already")
        for _ in range(5):
            heard = terminal.wait_until(
                lambda screen: any(text in screen for text in (*known, BUSY)), "an answer to the name"
            )
            if any(text in heard for text in known):
                break
            terminal.press("enter")
            time.sleep(1.0)
        if known[0] in terminal.text():
            self._come_in(terminal)
        return terminal
