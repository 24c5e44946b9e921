"""A class over SSH on loopback: joining, memory, keys, pictures and the wire, with real SSH connections.

`make bench-class`, or `python -m bench classroom`. The load generator shares this machine with the server, as the
clients of a real class do not: figures are of both together.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncssh
import numpy as np

from bench.figure import Figure
from tui_nn.course.course import open_course, own_lessons

LIVE, READING, CALM, CROWD = 30, 70, 15, 200
_IDS = [entry.id for entry in open_course(own_lessons()).entries]
PERCEPTRON, PLAYGROUND = _IDS.index("perceptron"), _IDS.index("playground")  # where they stand in the contents
KEYS, PACE = 4, 6.0  # each in the class at work presses so many keys, one in so many seconds
SETTLE = 3.0  # seconds until what was begun is under way
PATIENCE = 120.0  # seconds, for anything to happen
_STYLING = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")
_FRAME = b"\x1b[?2026h"  # begins each picture of a terminal that takes them whole


@dataclass(frozen=True)
class Live:
    """A page with a lab that runs without end: its lesson and page, counted from 0, and the keys of a guess."""

    name: str
    lesson: int
    page: int
    guess: str
    pace: bytes = b""  # keys that make it quick enough for a new picture each time


XOR = Live("perceptrons on XOR", PERCEPTRON, 5, "", b"++")
NETWORKS = Live("networks of the playground", PLAYGROUND, 0, "2410")


class Server:
    """A class that runs, of the lessons of this repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        words = ("--lang", "en", "class", "start", "--no-board", "--host", "127.0.0.1", "--port", "0")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui_nn", *words, "--data", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        told = ""
        while "For you alone" not in told:
            told += self.process.stdout.readline()
        self.code = told.partition("class code: ")[2].split()[0]
        self.port = int((folder / "server.pid").read_text().split()[1])

    def seats(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


class Client:
    """One seat as its terminal sees it."""

    def __init__(self, server: Server, name: str) -> None:
        self._server, self._name = server, name
        self._heard = b""
        self._news = asyncio.Event()
        self.frames = 0

    async def join(self, size: tuple[int, int] = (80, 24)) -> float:
        """Seconds from the first packet to a whole first screen."""
        begin = time.perf_counter()
        self._connection = await asyncssh.connect(
            "127.0.0.1",
            self._server.port,
            username=self._name,
            password=self._server.code,
            known_hosts=None,
            client_keys=None,
            config=None,
            compression_algs=["zlib@openssh.com"],
            login_timeout=PATIENCE,
        )
        self._shell = await self._connection.create_process(term_type="xterm-256color", term_size=size, encoding=None)
        self._reader = asyncio.create_task(self._read())
        await self.wait_for(b"Your PIN", b"leave")
        return time.perf_counter() - begin

    async def enter(self) -> None:
        """As a new student to the first page of the perceptron's lesson."""
        await self.press("\r", b"\xe2\x80\xba Your PIN")
        await self.press("1234\r", b"There is no")
        await self.press("\r", b"review", b"keys")
        await self.press("\x1b[B" * PERCEPTRON + "\r", b"Guess", b"The perceptron")

    async def run_lab(self, live: Live) -> None:
        """To a page whose lab never ends, and run it."""
        if live.lesson != PERCEPTRON:
            await self.press("\x1b", b"review", b"keys")
            await self.press("\x1b[H" + "\x1b[B" * (live.lesson + 1) + "\r", b"Guess")
        for page in range(live.page):
            await self.press("]", f"{page + 2}/".encode())
        await self.press("2", b"commits your guess")
        await self.press(f"{live.guess}\r", b"Space")
        self._shell.stdin.write(live.pace + b" ")

    async def press(self, keys: str, *texts: bytes) -> None:
        self._heard = b""
        self._shell.stdin.write(keys.encode())
        await self.wait_for(*texts)

    async def key_to_paint(self, key: str) -> float:
        """Seconds until anything new is on the screen."""
        self._news.clear()
        begin = time.perf_counter()
        self._shell.stdin.write(key.encode())
        await asyncio.wait_for(self._news.wait(), PATIENCE)
        return time.perf_counter() - begin

    async def wait_for(self, *texts: bytes) -> None:
        async with asyncio.timeout(PATIENCE):
            while not all(text in _STYLING.sub(b"", self._heard) for text in texts):
                self._news.clear()
                await self._news.wait()

    async def _read(self) -> None:
        while data := await self._shell.stdout.read(1 << 16):
            self._heard = (self._heard + data)[-60_000:]
            if b"\x1b[?2026$p" in data:
                self._shell.stdin.write(b"\x1b[?2026;2$y")
            self.frames += data.count(_FRAME)
            self._news.set()

    def leave(self) -> None:
        self._connection.close()


def figures() -> Iterator[Figure]:
    """One class after another, each larger."""
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_measured(Path(folder)))


async def _measured(folder: Path) -> list[Figure]:
    server = Server(folder / "class")
    try:
        found = [*await _calm(server)]
        for live in (XOR, NETWORKS):
            found += await _at_work(server, live)
        return [*found, *await _crowd(server)]
    finally:
        server.stop()


async def _calm(server: Server) -> list[Figure]:
    """Joins one after another."""
    usual: list[float] = []
    other: list[float] = []
    for n in range(CALM):
        for size, found in (((80, 24), usual), ((131, 43), other)):
            client = Client(server, f"calm{n}")
            found.append(await client.join(size))
            client.leave()
            await asyncio.sleep(0.1)
    return [
        Figure("join, calm, 80×24, p50", 1e3 * _p(usual, 50), "ms"),
        Figure("join, calm, 80×24, p95", 1e3 * _p(usual, 95), "ms", 60),
        Figure("join, calm, 131×43, p95", 1e3 * _p(other, 95), "ms", 160),
    ]


async def _at_work(server: Server, what: Live) -> list[Figure]:
    """A class of which some run a lab and the others read and press a key now and then."""
    clients = [Client(server, f"{what.lesson}s{n}") for n in range(LIVE + READING)]
    for client in clients:
        await client.join()
        await client.enter()
    await asyncio.sleep(2.0)
    reading_memory = [_private(pid) for pid in server.seats()]
    live, reading = clients[:LIVE], clients[LIVE:]
    for client in live:
        await client.run_lab(what)
    await asyncio.sleep(SETTLE)
    wire, used, begin = _loopback(), _processor(server), time.perf_counter()
    frames = sum(client.frames for client in live)
    waits, live_waits = await asyncio.gather(
        asyncio.gather(*(_read_on(client, n) for n, client in enumerate(reading))),
        asyncio.gather(*(_turn_knobs(client, n) for n, client in enumerate(live))),
    )
    elapsed = time.perf_counter() - begin
    frames = sum(client.frames for client in live) - frames
    sent, used = _loopback() - wire, _processor(server) - used
    for client in clients:
        client.leave()
    await asyncio.sleep(SETTLE)
    keys, live_keys = ([wait for some in found for wait in some] for found in (waits, live_waits))
    of = f"{LIVE} {what.name} + {READING} readers"
    return [
        Figure("memory of a reading seat, PSS", float(np.median(reading_memory)), "MB", 16),
        Figure(f"{of}: a reader's key to paint, p50", 1e3 * _p(keys, 50), "ms"),
        Figure(f"{of}: a reader's key to paint, p95", 1e3 * _p(keys, 95), "ms", 80),
        Figure(f"{of}: a live seat's key to paint, p95", 1e3 * _p(live_keys, 95), "ms", 80),
        Figure(f"{of}: pictures of a live seat", frames / elapsed / LIVE, "/s", 8, at_least=True),
        Figure(f"{of}: on the wire, a live seat", sent / elapsed / LIVE / 1e3, "kB/s", 12),
        Figure(f"{of}: the server's processor", used / elapsed, "cores"),
    ]


async def _read_on(client: Client, n: int) -> list[float]:
    """Keys of a reader: to the guess and back, a page on and back, each some seconds after the other."""
    waits = []
    for k in range(KEYS):
        await asyncio.sleep(PACE * (0.5 + (n * 0.37 + k * 0.11) % 1))
        waits.append(await client.key_to_paint("21]["[k % 4]))
    return waits


async def _turn_knobs(client: Client, n: int) -> list[float]:
    """Keys of someone whose lab runs: to another knob."""
    waits = []
    for k in range(KEYS):
        await asyncio.sleep(PACE * (0.5 + (n * 0.37 + k * 0.11) % 1))
        waits.append(await client.key_to_paint("\x1b[B"))
    return waits


async def _crowd(server: Server) -> list[Figure]:
    """Everyone at one instant."""
    await asyncio.sleep(3.0)
    clients = [Client(server, f"c{n}") for n in range(CROWD)]
    begin = time.perf_counter()
    await asyncio.gather(*(client.join() for client in clients))
    served = time.perf_counter() - begin
    for client in clients:
        client.leave()
    return [Figure(f"{CROWD} at one instant, all served", served, "s", 5)]


def _p(values: list[float], percent: float) -> float:
    return float(np.percentile(values, percent))


def _private(pid: int) -> float:
    """The share of memory that is this process's, in MB: what it shares is divided among those who do."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(text.partition("\nPss:")[2].split()[0]) / 1024


def _processor(server: Server) -> float:
    """Seconds of the processor that the server and its seats have used so far."""
    ticks = 0
    for pid in (server.process.pid, *server.seats()):
        ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _loopback() -> int:
    """Bytes that loopback has carried."""
    line = next(line for line in Path("/proc/net/dev").read_text().splitlines() if line.strip().startswith("lo:"))
    return int(line.split(":")[1].split()[0])
