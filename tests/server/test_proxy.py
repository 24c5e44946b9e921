"""Behind a balancer the server knows its clients by the PROXY protocol, and believes nothing else."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from pathlib import Path

import asyncssh
import pytest
from class_runs import PATIENCE, RunningClass
from hypothesis import given
from hypothesis import strategies as some

from tui_nn.server.listener import Listener
from tui_nn.server.proxy import LONGEST, SIGNATURE, BadHeader, header
from tui_nn.server.settings import Settings

TOY = Path(__file__).parents[1] / "screens" / "toy"


def version_2(client: str, *, command: int = 0x21, extra: bytes = b"") -> bytes:
    kind, family = (socket.AF_INET6, 0x21) if ":" in client else (socket.AF_INET, 0x11)
    ends = socket.inet_pton(kind, client) * 2 + struct.pack(">HH", 50_000, 2222) + extra
    return SIGNATURE + struct.pack(">BBH", command, family, len(ends)) + ends


LOCAL = SIGNATURE + struct.pack(">BBH", 0x20, 0, 0)


def read(data: bytes) -> tuple[str, bytes]:
    """The address, and what is left for SSH."""
    parser = header()
    wanted = next(parser)
    try:
        while len(data) >= wanted:
            part, data = data[:wanted], data[wanted:]
            wanted = parser.send(part)
    except StopIteration as done:
        return done.value, data
    raise EOFError


@pytest.mark.parametrize(
    ("sent", "client"),
    [
        (version_2("203.0.113.9"), "203.0.113.9"),
        (version_2("2001:db8::7"), "2001:db8::7"),
        (version_2("203.0.113.9", extra=b"\x04\x00\x03abc"), "203.0.113.9"),
        (LOCAL, ""),
        (b"PROXY TCP4 203.0.113.9 192.0.2.1 50000 2222\r\n", "203.0.113.9"),
        (b"PROXY TCP6 2001:db8::7 2001:db8::1 50000 2222\r\n", "2001:db8::7"),
        (b"PROXY UNKNOWN\r\n", ""),
        (b"PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", ""),
    ],
)
def test_a_header_tells_the_client_and_leaves_every_byte_after_it(sent: bytes, client: str) -> None:
    assert read(sent + b"SSH-2.0-OpenSSH\r\n") == (client, b"SSH-2.0-OpenSSH\r\n")


@pytest.mark.parametrize(
    "sent",
    [
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        version_2("203.0.113.9", command=0x31),  # a version that nobody has made
        version_2("203.0.113.9", command=0x22),
        SIGNATURE + struct.pack(">BBH", 0x21, 0x12, 12) + bytes(12),  # UDP
        SIGNATURE + struct.pack(">BBH", 0x21, 0x31, 216) + bytes(216),  # a Unix socket
        SIGNATURE + struct.pack(">BBH", 0x21, 0x11, 8) + bytes(8),  # too short for what it says
        SIGNATURE + struct.pack(">BBH", 0x21, 0x11, LONGEST + 1) + bytes(LONGEST + 1),
        b"PROXY TCP4 203.0.113.9 192.0.2.1 50000\r\n",
        b"PROXY TCP4 2001:db8::7 2001:db8::1 50000 2222\r\n",
        b"PROXY TCP4 me 192.0.2.1 50000 2222\r\n",
        b"PROXY TCP4 " + b"1" * 200,
    ],
)
def test_anything_else_is_refused(sent: bytes) -> None:
    with pytest.raises(BadHeader):
        read(sent + b"SSH-2.0-OpenSSH\r\n")


@given(some.one_of(some.binary(max_size=300), some.binary(max_size=300).map(lambda rest: SIGNATURE + rest),
                   some.binary(max_size=150).map(lambda rest: b"PROXY " + rest)))  # fmt: skip
def test_no_bytes_do_any_harm(sent: bytes) -> None:
    try:
        client, _ = read(sent)
    except (BadHeader, EOFError):
        return
    assert client == "" or socket.getaddrinfo(client, 1, flags=socket.AI_NUMERICHOST)


async def test_limits_count_the_client_and_not_the_balancer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A header may come in pieces, or never; whoever sends none has no process made for them."""
    listener = Listener(
        Settings("c", tmp_path, TOY, "", "", proxied=True), asyncssh.generate_private_key("ssh-ed25519")
    )
    met: list[tuple[str, bytes]] = []
    news = asyncio.Event()

    def meet(connection: socket.socket, address: str) -> None:
        met.append((address, connection.recv(99, socket.MSG_PEEK)))
        news.set()

    monkeypatch.setattr(listener, "_fork", meet)
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(PATIENCE):
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.setblocking(False)
            listener._socket = server
            loop.add_reader(server, listener._accept)

            async def client(*pieces: bytes) -> asyncio.StreamReader:
                reader, writer = await asyncio.open_connection(*server.getsockname())
                for piece in pieces:
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
                writers.append(writer)
                return reader

            writers: list[asyncio.StreamWriter] = []
            sent = version_2("203.0.113.9")
            await client(sent[:5], sent[5:20], sent[20:] + b"SSH-2.0-x")
            await news.wait()
            news.clear()
            await client(LOCAL + b"SSH-2.0-y")
            await news.wait()
            bare = await client(b"SSH-2.0-OpenSSH_9.2p1\r\n")
            assert await all_of(bare) == b""  # closed, and nothing was said
            assert met == [("203.0.113.9", b"SSH-2.0-x"), ("127.0.0.1", b"SSH-2.0-y")]
            silent = await client()
            while not listener._prefaces:
                await asyncio.sleep(0)
            (preface,) = listener._prefaces
            preface.drop()  # as after its time
            assert await all_of(silent) == b""
            assert not listener._prefaces
            loop.remove_reader(server)
            for writer in writers:
                writer.close()


async def all_of(reader: asyncio.StreamReader) -> bytes:
    """Until the other side ends it, politely or not."""
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""


def test_a_student_comes_in_through_a_balancer_and_not_beside_it(tmp_path: Path) -> None:
    balancer = tmp_path / "balancer.py"
    balancer.write_text(
        "import os, select, socket, sys\n"
        "far = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n"
        f"far.sendall({version_2('203.0.113.9')!r})\n"
        "while True:\n"
        "    for end in select.select([0, far], [], [])[0]:\n"
        "        data = os.read(0, 65536) if end == 0 else far.recv(65536)\n"
        "        if not data:\n"
        "            sys.exit()\n"
        "        far.sendall(data) if end == 0 else os.write(1, data)\n"
    )
    room = RunningClass(tmp_path / "class", TOY, "--proxy")
    try:
        with room.ssh("eve") as eve:
            assert eve.status() == 255
        through = f"ProxyCommand={sys.executable} {balancer} %p"
        with room.ssh("anna", options=("-o", through)) as anna:
            anna.wait_for("Class code")
            anna.press(f"{room.code}\r")
            anna.wait_for("› Your name")
    finally:
        room.stop()
