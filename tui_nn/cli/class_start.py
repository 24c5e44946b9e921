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

from tui_nn.cli.class_store import add_place, no_class
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
    add_place(parser, words)
    parser.add_argument("--no-board", action="store_true", help=words("class.start.no_board"))
    parser.add_argument("--idle", type=float, default=60.0, metavar="MIN", help=words("class.start.idle"))
    parser.add_argument("--most", type=int, default=400, metavar="N", help=words("class.start.most"))
    parser.add_argument("--public", metavar="HOST[:PORT]", help=words("class.start.public"))
    parser.add_argument("--host-key", type=Path, metavar="FILE", help=words("class.start.host_key"))
    parser.add_argument("--proxy", action="store_true", help=words("class.start.proxy"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Words) -> int:
    """Serve; with a board in this terminal unless it is a service. 1 when the class cannot be opened."""
    from tui_nn.classroom.place import opened
    from tui_nn.classroom.store import StoreDown

    # Before NumPy is loaded: a thread beside the server would be lost in every seat.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    try:
        store = opened(args)
    except StoreDown as down:
        print(no_class(args, words, down), file=sys.stderr)
        return 1
    try:
        _take_roster(args.roster, store, words)
        settings = _settings(args, store, words)
    except (_Refused, StoreDown) as refused:
        print(no_class(args, words, refused) if isinstance(refused, StoreDown) else refused, file=sys.stderr)
        return 1
    finally:
        store.close()  # no seat may inherit it
    with_board = not args.no_board and sys.stdin.isatty() and sys.stdout.isatty()
    if with_board:
        return _beside_board(args, settings, words)
    return _serve(settings, words, args.host_key)


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
    from tui_nn.classroom.place import class_folder, made_spool, store_address
    from tui_nn.classroom.student import clean
    from tui_nn.course.course import lessons_at
    from tui_nn.server.settings import Settings

    name = clean(args.name, 60) or store.setting("name") or words("class.default_name")
    store.set("name", name)
    # Two hosts that begin at one moment agree on one code.
    code, teacher_code = store.settle("code", made()), store.settle("teacher_code", made(4))
    public = clean(args.public, 80) if args.public is not None else store.setting("public") or ""
    store.set("public", public)
    address, folder = store_address(args), class_folder(args)
    if address:
        store.set("line", _line(args.port, public))
    return Settings(
        name,
        folder,
        lessons_at(getattr(args, "lessons", None)),
        "" if args.keys_only else code,
        teacher_code,
        _own_keys(),
        args.host,
        args.port,
        args.lang if getattr(args, "lang", None) in LANGUAGES else words.language,
        args.idle * 60,
        args.most,
        store=address,
        spool=made_spool(folder, store) if address else None,
        public=public,
        proxied=args.proxy,
    )


def _own_keys() -> tuple[str, ...]:
    """The public keys of whoever starts the class: they open the board from elsewhere."""
    found = sorted((Path.home() / ".ssh").glob("id_*.pub"))
    return tuple(" ".join(path.read_text("utf-8", "replace").split()[:2]) for path in found)


def _serve(settings: Settings, words: Words, given: Path | None) -> int:
    """In this process, until it is told to stop."""
    import asyncio

    from tui_nn.classroom.sqlite_store import SqliteStore
    from tui_nn.server.host_key import host_key
    from tui_nn.server.listener import Listener

    for name in ("SSH_CONNECTION", "NO_COLOR", "TEXTUAL"):
        os.environ.pop(name, None)  # of whoever started the server; seats have their own
    logging.basicConfig(
        filename=settings.data / LOG, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s"
    )
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # a client that vanishes is no news
    try:
        key = host_key(settings.data, given)
    except (OSError, ValueError) as error:
        why = str(getattr(error, "strerror", None) or error)
        print(words("class.start.no_host_key", path=str(given or settings.data), why=why), file=sys.stderr)
        return 1
    out = os.dup(1)  # an app takes the usual way to the terminal for itself

    def ready(port: int) -> None:
        (settings.data / PID).write_text(f"{os.getpid()} {port}\n", "ascii")
        if not settings.store:
            store = SqliteStore(settings.data)
            store.set("line", _line(port, settings.public))
            store.close()  # no seat may inherit it
        os.write(out, (told(settings, key.get_fingerprint(), port, words) + "\n").encode())

    async def serve() -> None:
        await Listener(settings, key).serve(ready)

    try:
        asyncio.run(serve())
    except OSError as error:
        print(words("class.start.port_taken", port=settings.port, why=error.strerror or str(error)), file=sys.stderr)
        return 1
    return 0


def told(settings: Settings, fingerprint: str, port: int, words: Words) -> str:
    """What to write on the board, and what is the teacher's alone."""
    import segno

    host, port = _known_as(port, settings.public)
    qr = segno.make(f"ssh://{host}:{port}", error="l")
    from io import StringIO

    drawn = StringIO()
    qr.terminal(drawn, compact=True, border=1)
    lines = [
        words("class.start.ready", name=settings.name),
        "",
        f"    {_line(port, settings.public)}",
        "    " + (words("class.start.code", code=settings.code) if settings.code else words("class.start.by_key")),
        "",
        drawn.getvalue().rstrip(),
        "",
        words("class.start.fingerprint", fingerprint=fingerprint),
        words("class.start.teacher", line=f"ssh -p {port} teacher@{host}", code=settings.teacher_code),
    ]
    return "\n".join(lines)


def _line(port: int, public: str) -> str:
    """What students type."""
    host, port = _known_as(port, public)
    return f"ssh -p {port} {host}"


def _known_as(port: int, public: str) -> tuple[str, int]:
    """Host and port by which students reach the class: a balancer's, else this machine's."""
    host, _, told = public.rpartition(":") if public.rpartition(":")[2].isdigit() else (public, "", "")
    return host or _address(), int(told or port)


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
    from tui_nn.classroom.place import ADDRESS

    command = [sys.executable, "-m", "tui_nn", "--lang", words.language, "class", "start", "--no-board"]
    command += ["--port", str(settings.port), "--data", str(settings.data), "--lessons", str(settings.lessons)]
    command += ["--host", settings.host] if settings.host else []
    command += ["--keys-only"] if args.keys_only else []
    command += ["--idle", str(args.idle), "--most", str(args.most)]
    command += ["--proxy"] if args.proxy else []
    command += ["--host-key", str(args.host_key)] if args.host_key else []
    environment = {**os.environ, ADDRESS: settings.store}
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, env=environment
    )
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
