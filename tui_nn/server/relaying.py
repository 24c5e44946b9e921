"""The relay of a host that shares its class with others: a process beside the server.

`python -m tui_nn.server.relaying DATA SPOOL`, with the address in the environment. It lives as long as anyone holds
the other end of its input: the server, or a seat that outlives it.
"""

from __future__ import annotations

import fcntl
import logging
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tui_nn.classroom.place import ADDRESS
from tui_nn.server.settings import Settings

LOG, LOG_FORM = "class.log", "%(asctime)s %(levelname)s %(message)s"
LAST_WORDS = 5.0  # seconds for what is still on the disk to be sent


class RelayProcess:
    """The server's side of it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def start(self) -> None:
        words = [sys.executable, "-m", "tui_nn.server.relaying", str(self._settings.data), str(self._settings.spool)]
        environment = {**os.environ, ADDRESS: self._settings.store}
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment)

    def stop(self) -> None:
        """Once the seats have gone; waits until what they did is sent, or cannot be now."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(LAST_WORDS)


def main(data: Path, spool: Path) -> None:
    """The relay's side, until its input ends."""
    from tui_nn.classroom.relay import Relay

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # meant for the server, whose seats may still have something to say
    logging.basicConfig(filename=data / LOG, level=logging.WARNING, format=LOG_FORM)
    lock = os.open(spool / "relay", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)  # after a server that was killed its relay may still be at work
    Relay(spool, os.environ[ADDRESS]).run(lambda: bool(select.select([0], [], [], 0)[0]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
