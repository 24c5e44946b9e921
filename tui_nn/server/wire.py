"""The way from a seat to its terminal: knows when the terminal is behind, so that no picture waits in a queue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from asyncssh.constants import MSG_IGNORE

MARKED = 2  # every second frame is marked
UNANSWERED = 2  # marks on their way at most: more frames would only be late
MOST_WAITING = 256 * 1024  # bytes in the connection's own buffer
_MARK = b"frame@tui-nn"  # no client knows such a request, and every client says so: that is the answer


class Cork:
    """Collects the packets of one turn of the event loop: a picture of eight is one call of the kernel."""

    def __init__(self, connection: Any) -> None:
        self._transport = connection._transport
        self._packets: list[bytes] = []
        connection._send = self.take

    def take(self, packet: bytes) -> None:
        """Send it with the others of this turn."""
        if not self._packets:
            asyncio.get_running_loop().call_soon(self.pull)
        self._packets.append(packet)

    def pull(self) -> None:
        """Send what has been collected, now."""
        packets, self._packets = b"".join(self._packets), []
        if packets and not self._transport.is_closing():
            self._transport.write(packets)


def leave_out_empty(connection: Any) -> None:
    """No empty packet before each one: asyncssh's guard for a mode of ciphers (CBC) that is not offered here."""
    send_packet = connection.send_packet

    def send(kind: int, *args: bytes, **options: Any) -> None:
        if kind != MSG_IGNORE:
            send_packet(kind, *args, **options)

    connection.send_packet = send


class Wire:
    """One SSH channel. While it is not `free`, frames are to be left out; `on_free` is then called once."""

    def __init__(self, channel: Any, connection: Any) -> None:
        self._channel, self._connection = channel, connection
        leave_out_empty(connection)
        self._cork = Cork(connection)
        self._written: list[str] = []
        self._paused = False
        self._frames = 0
        self._unanswered = 0  # marks
        self._waiting: set[asyncio.Task[None]] = set()
        self._missed = False
        self.on_free: Callable[[], object] = lambda: None

    @property
    def free(self) -> bool:
        """Whether a frame sent now would be seen at once."""
        transport = self._connection._transport
        behind = transport is not None and transport.get_write_buffer_size() > MOST_WAITING
        return not (self._paused or behind or self._unanswered >= UNANSWERED)

    def miss(self) -> None:
        """A frame was left out."""
        self._missed = True

    def write(self, text: str) -> None:
        """Send it, whatever the state of the wire; nothing happens once the channel is closing."""
        if not self._written:
            asyncio.get_running_loop().call_soon(self._pass_on)
        self._written.append(text)

    def flush(self) -> None:
        """Everything is on its way before this returns."""
        self._pass_on()
        self._cork.pull()

    def mark(self) -> None:
        """The end of a frame: the client's answer to a request tells when it has read so far."""
        self._frames += 1
        if self._frames % MARKED == 0 and not self._channel.is_closing():
            self._unanswered += 1
            waiting = asyncio.get_running_loop().create_task(self._answered())
            self._waiting.add(waiting)
            waiting.add_done_callback(self._waiting.discard)
        self._pass_on()  # after the request has its turn, so that both leave together

    def pause(self) -> None:
        """The channel takes no more for now."""
        self._paused = True

    def resume(self) -> None:
        self._paused = False
        self._catch_up()

    def _pass_on(self) -> None:
        data, self._written = "".join(self._written).encode("utf-8", "replace"), []
        if data and not self._channel.is_closing():
            self._channel.write(data)

    async def _answered(self) -> None:
        await self._connection._make_global_request(_MARK)
        self._unanswered -= 1
        self._catch_up()

    def _catch_up(self) -> None:
        if self._missed and self.free:
            self._missed = False
            self.on_free()
