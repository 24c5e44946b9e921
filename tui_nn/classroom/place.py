"""Where a class is kept: a folder of the server's, or a database that several servers share."""

from __future__ import annotations

import argparse
import os
import sys
import uuid
from pathlib import Path

from tui_nn.classroom.host_store import HostStore
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import NotOpened, SeatStore, Store, StoreDown
from tui_nn.locale.phrase import phrase
from tui_nn.progress.journal import default_folder

ADDRESS = "TUI_NN_STORE"  # the name in the environment; unlike a command line, others cannot read it
SPOOLS = "spool"


def class_folder(args: argparse.Namespace) -> Path:
    """The folder that ``--data`` names, else the usual one."""
    return Path(args.data).expanduser() if getattr(args, "data", None) else default_folder() / "class"


def store_address(args: argparse.Namespace) -> str:
    """What ``--store`` or the environment names; nothing for a class in its folder."""
    return getattr(args, "store", "") or os.environ.get(ADDRESS, "")


def opened(args: argparse.Namespace) -> Store:
    """The store of the class that the command line means.

    Raises:
        StoreDown: it cannot be opened.
    """
    address = store_address(args)
    if not address:
        return SqliteStore(class_folder(args))
    try:
        from tui_nn.classroom.postgres_store import PostgresStore
    except ImportError as error:
        raise NotOpened(phrase("class.store.no_psycopg", python=sys.executable)) from error
    return PostgresStore(address)


def made_spool(folder: Path, store: Store) -> Path:
    """This host's own file of a class that hosts share, level with it now.

    Each class has one of its own: what waits for one database is never sent to another.

    Raises:
        StoreDown: the class or the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreDown(str(error)) from error
    path = folder / SPOOLS / str(store.settle("id", uuid.uuid4().hex))
    here = SqliteStore(path)
    here.copy_commands(store.commands(), all=True)  # one that was restored from a backup may know fewer
    here.copy_students(store.students())
    here.close()
    return path


def seat_store(folder: Path, spool: Path | None) -> SeatStore:
    """The class as a seat has it. To be called in the seat's own process: no handle lives through a fork."""
    return HostStore(spool) if spool else SqliteStore(folder)
