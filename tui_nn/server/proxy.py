"""Who a balancer speaks for: the header of the PROXY protocol, version 2 or 1, before the first byte of SSH.

Source: W. Tarreau, The PROXY protocol, versions 1 & 2.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import struct
from collections.abc import Callable, Generator

SIGNATURE = b"\r\n\r\n\x00\r\nQUIT\n"
LONGEST = 2048  # bytes of addresses and extras that are read
LONGEST_LINE = 107  # of version 1, its end included
PATIENCE = 5.0  # seconds for a header to be whole
_PROXIED, _LOCAL = 0x21, 0x20  # version 2: for a client, or for the balancer itself
_FAMILIES = {0x11: 4, 0x21: 16}  # TCP over IPv4, over IPv6 -> bytes of an address


class BadHeader(ValueError):
    """No header of the PROXY protocol."""


def header() -> Generator[int, bytes, str]:
    """Asks for bytes by their number, never for one beyond the header; answers the client's address.

    "" stands for the balancer's own connection, which speaks for nobody.

    Raises:
        BadHeader: it is none, or one of something else than TCP.
    """
    start = yield len(SIGNATURE)
    if start == SIGNATURE:
        return (yield from _version_2())
    if start.startswith(b"PROXY "):
        return (yield from _version_1(start))
    raise BadHeader("signature")


def _version_2() -> Generator[int, bytes, str]:
    command, family, length = struct.unpack(">BBH", (yield 4))
    if length > LONGEST:
        raise BadHeader("length")
    addresses = (yield length) if length else b""
    if command == _LOCAL:
        return ""
    size = _FAMILIES.get(family, 0)
    if command != _PROXIED or not size or length < 2 * size + 4:
        raise BadHeader("command or family")
    return str(ipaddress.ip_address(addresses[:size]))


def _version_1(start: bytes) -> Generator[int, bytes, str]:
    line = start
    while not line.endswith(b"\r\n"):
        if len(line) >= LONGEST_LINE:
            raise BadHeader("length")
        line += yield 1
    words = line[:-2].decode("ascii", "replace").split(" ")
    if words[1] == "UNKNOWN":
        return ""
    if len(words) != 6 or words[1] not in ("TCP4", "TCP6"):
        raise BadHeader("words")
    try:
        address = ipaddress.ip_address(words[2])
    except ValueError as error:
        raise BadHeader("address") from error
    if address.version != int(words[1][-1]):
        raise BadHeader("family")
    return str(address)


class Preface:
    """Reads the header of one connection. `known` gets the address; without a good header `dropped` is called."""

    def __init__(
        self, connection: socket.socket, own: str, known: Callable[[str], None], dropped: Callable[[], None]
    ) -> None:
        self._connection, self._own, self._known, self._dropped = connection, own, known, dropped
        self._header = header()
        self._got, self._wanted = b"", next(self._header)
        loop = asyncio.get_running_loop()
        connection.setblocking(False)
        loop.add_reader(connection, self._read)
        self._late = loop.call_later(PATIENCE, self.drop)

    def drop(self) -> None:
        """No more is read of it."""
        self._end()
        self._connection.close()
        self._dropped()

    def forget(self) -> None:
        """In a seat that was forked meanwhile: someone else's connection."""
        self._late.cancel()
        self._connection.close()

    def _read(self) -> None:
        try:
            while True:
                data = self._connection.recv(self._wanted - len(self._got))
                if not data:
                    raise BadHeader("end")
                self._got += data
                if len(self._got) == self._wanted:
                    self._wanted, self._got = self._header.send(self._got), b""
        except BlockingIOError:
            return
        except StopIteration as done:
            self._end()
            self._known(done.value or self._own)
        except (BadHeader, OSError):
            self.drop()

    def _end(self) -> None:
        self._late.cancel()
        asyncio.get_running_loop().remove_reader(self._connection)
