"""`tui-nn class start`: everything that a teacher needs to know, and the server."""

from __future__ import annotations

import argparse
import getpass
import logging
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_nn.locale.words import LANGUAGES, Words

if TYPE_CHECKING:
    from tui_nn.classroom.store import Store
    from tui_nn.server.settings import Settings

LOG = "class.log"
PID = "server.pid"
PATIENCE = 30  # seconds that a server has to come up


def add(commands: Any, words: Words) -> None:
    """Add `start` to the words of `class`."""
    parser = commands.add_parser("start", help=words("class.start.about"), description=words("class.start.about"))
    parser.add_argument("--port", type=int, default=2222, help=words("class.start.port"))
    parser.add_argument("--host", default="", help=words("class.start.host"))
    parser.add_argument("--name", default="", help=words("class.start.name"))
    parser.add_argument("--roster", type=Path, metavar="FILE", help=words("class.start.roster"))
    parser.add_argument("--keys-only", action="store_true", help=words("class.start.keys_only"))
    parser.add_argument("--lessons", metavar="DIR", default=argparse.SUPPRESS, help=words("cli.lessons"))
    parser.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help=words("class.data"))
    parser.add_argument("--no-board", action="store_true", help=words("class.start.no_board"))
    parser.add_argument("--idle", type=float, default=60.0, metavar="MIN", help=words("class.start.idle"))
    parser.add_argument("--most", type=int, default=400, metavar="N", help=words("class.start.most"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Words) -> int:
    """Serve; with a board in this terminal unless it is a service. 1 when the class cannot be opened."""
    from tui_nn.classroom.place import class_folder, opened
    from tui_nn.classroom.store import StoreDown

    # Before NumPy is loaded: a thread beside the server would be lost in every seat.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    try:
        store = opened(args)
    except StoreDown as down:
        print(words("class.no_store", folder=str(class_folder(args)), why=str(down)), file=sys.stderr)
        return 1
    try:
        _take_roster(args.roster, store, words)
    except _Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    with_board = not args.no_board and sys.stdin.isatty() and sys.stdout.isatty()
    settings = _settings(args, store, words)
    store.close()
    if with_board:
        return _beside_board(args, settings, words)
    return _serve(settings, words)


class _Refused(Exception):
    """What the teacher gave cannot be taken; says why, in their language."""


def _take_roster(path: Path | None, store: Store, words: Words) -> None:
    from tui_nn.classroom.roster import BadRoster, enrol, read_roster

    if path is None:
        return
    try:
        enrol(store, read_roster(path))
    except OSError as error:
        raise _Refused(words("class.roster.file", path=str(path), why=error.strerror or str(error))) from error
    except BadRoster as bad:
        raise _Refused("\n".join(map(words.say, bad.problems))) from bad


def _settings(args: argparse.Namespace, store: Store, words: Words) -> Settings:
    """What was said now, and what the class remembers: its name and its codes stay the same."""
    from tui_nn.classroom.class_code import made
    from tui_nn.classroom.place import class_folder
    from tui_nn.classroom.student import clean
    from tui_nn.course.course import own_lessons
    from tui_nn.server.settings import Settings

    name = clean(args.name, 60) or store.setting("name") or words("class.default_name")
    code = store.setting("code") or made()
    teacher_code = store.setting("teacher_code") or made(4)
    for key, value in (("name", name), ("code", code), ("teacher_code", teacher_code)):
        store.set(key, value)
    return Settings(
        name,
        class_folder(args),
        Path(args.lessons) if getattr(args, "lessons", None) else own_lessons(),
        "" if args.keys_only else code,
        teacher_code,
        _own_keys(),
        args.host,
        args.port,
        args.lang if getattr(args, "lang", None) in LANGUAGES else words.language,
        args.idle * 60,
        args.most,
    )


def _own_keys() -> tuple[str, ...]:
    """The public keys of whoever starts the class: they open the board from elsewhere."""
    found = sorted((Path.home() / ".ssh").glob("id_*.pub"))
    return tuple(" ".join(path.read_text("utf-8", "replace").split()[:2]) for path in found)


def _serve(settings: Settings, words: Words) -> int:
    """In this process, until it is told to stop."""
    import asyncio

    from tui_nn.classroom.sqlite_store import SqliteStore
    from tui_nn.server.host_key import host_key
    from tui_nn.server.listener import Listener
    from tui_nn.server.rehearsal import knock

    for name in ("SSH_CONNECTION", "NO_COLOR", "TEXTUAL"):
        os.environ.pop(name, None)  # of whoever started the server; seats have their own
    logging.basicConfig(
        filename=settings.data / LOG, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s"
    )
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # a client that vanishes is no news
    key = host_key(settings.data)
    out = os.dup(1)  # an app takes the usual way to the terminal for itself

    def ready(port: int) -> None:
        (settings.data / PID).write_text(f"{os.getpid()} {port}\n", "ascii")
        store = SqliteStore(settings.data)
        store.set("line", f"ssh -p {port} {_address()}")
        store.close()  # no seat may inherit it
        os.write(out, (told(settings, key.get_fingerprint(), port, words) + "\n").encode())

    async def serve() -> None:
        await Listener(settings, key).serve(ready)

    asyncio.run(knock(key))
    try:
        asyncio.run(serve())
    except OSError as error:
        print(words("class.start.port_taken", port=settings.port, why=error.strerror or str(error)), file=sys.stderr)
        return 1
    return 0


def told(settings: Settings, fingerprint: str, port: int, words: Words) -> str:
    """What to write on the board, and what is the teacher's alone."""
    import segno

    address = f"-p {port} {_address()}"
    qr = segno.make(f"ssh://{_address()}:{port}", error="l")
    from io import StringIO

    drawn = StringIO()
    qr.terminal(drawn, compact=True, border=1)
    lines = [
        words("class.start.ready", name=settings.name),
        "",
        f"    ssh {address}",
        "    " + (words("class.start.code", code=settings.code) if settings.code else words("class.start.by_key")),
        "",
        drawn.getvalue().rstrip(),
        "",
        words("class.start.fingerprint", fingerprint=fingerprint),
        words("class.start.teacher", line=f"ssh -p {port} teacher@{_address()}", code=settings.teacher_code),
    ]
    return "\n".join(lines)


def _address() -> str:
    """By which others on the network reach this machine, as well as it can know."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: it only chooses the way out
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def _beside_board(args: argparse.Namespace, settings: Settings, words: Words) -> int:
    """The server in a process of its own, the board here; leaving the board stops the class."""
    command = [sys.executable, "-m", "tui_nn", "--lang", words.language, "class", "start", "--no-board"]
    command += ["--port", str(settings.port), "--data", str(settings.data), "--lessons", str(settings.lessons)]
    command += ["--host", settings.host] if settings.host else []
    command += ["--keys-only"] if args.keys_only else []
    command += ["--idle", str(args.idle), "--most", str(args.most)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    assert server.stdout is not None
    first = server.stdout.readline().decode()
    if server.poll() is not None or not first:
        print(first + server.stdout.read().decode(), file=sys.stderr, end="")
        return 1
    try:
        from tui_nn.board.app import start

        return start(args, words)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)
        print(words("class.start.stopped", user=getpass.getuser()))
