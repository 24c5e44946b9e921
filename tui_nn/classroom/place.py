"""Where a class is kept: a folder of the server's, or a database that several servers share."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import Store
from tui_nn.progress.journal import default_folder


def class_folder(args: argparse.Namespace) -> Path:
    """The folder that ``--data`` names, else the usual one."""
    return Path(args.data).expanduser() if getattr(args, "data", None) else default_folder() / "class"


def opened(args: argparse.Namespace) -> Store:
    """The store of the class that the command line means.

    Raises:
        StoreDown: it cannot be opened.
    """
    return SqliteStore(class_folder(args))
