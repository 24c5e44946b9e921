"""Textual on an SSH channel: no terminal, no thread, and nothing of the server's is opened or written."""

from __future__ import annotations

import asyncio
from codecs import getincrementaldecoder
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size

from tui_nn.server.wire import Wire

LONELY = 0.12  # seconds after which an escape is the key Esc, not the beginning of another
COLUMNS, ROWS = (20, 400), (5, 150)  # what a window can sensibly have
USUAL = (80, 24)
_ON = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l\x1b[?2026$p"
_OFF = "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?1049l\x1b[?25h"


def sensible(width: int, height: int) -> tuple[int, int]:
    """A window's size within bounds; the usual one where the client does not know its own."""
    if width <= 0 or height <= 0:
        return USUAL
    return min(max(width, COLUMNS[0]), COLUMNS[1]), min(max(height, ROWS[0]), ROWS[1])


class ChannelDriver(Driver):
    """Writes to a `Wire`; `feed` takes what the client sends. `painted` is the size of an app that waited painted."""

    def __init__(
        self,
        app: App[Any],
        *,
        wire: Wire,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
        painted: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=sensible(*(size or USUAL)))
        self.wire = wire
        self._painted = painted
        self._stopped = False
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    @property
    def can_suspend(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.wire.write(data)

    def flush(self) -> None:
        self.wire.mark()

    def start_application_mode(self) -> None:
        self.write(_ON)
        assert self._size is not None
        if self._size != self._painted:
            self.resize(*self._size)

    def stop_application_mode(self) -> None:
        """The terminal as it was; a second time does nothing."""
        if not self._stopped:
            self._stopped = True
            self.write(_OFF)

    def disable_input(self) -> None:
        """The channel's input ends with the channel."""

    def resize(self, width: int, height: int) -> None:
        """The window has another size."""
        self._size = sensible(width, height)
        size = Size(*self._size)
        self._app.post_message(events.Resize(size, size))

    def feed(self, data: bytes) -> None:
        """Keys, clicks, pasted text and the terminal's answers."""
        for message in self._parser.feed(self._decode(data)):
            self.process_message(message)
        asyncio.get_running_loop().call_later(LONELY, self._tick)

    def _tick(self) -> None:
        for message in self._parser.tick():
            self.process_message(message)

    # A server opens no browser and writes no file for a seat.

    def open_url(self, url: str, new_tab: bool = True) -> None: ...

    def deliver_binary(self, *args: Any, **options: Any) -> None: ...
