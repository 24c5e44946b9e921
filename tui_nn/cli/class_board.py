"""`tui-nn class board`: the teacher's board of a class that is open, here or from elsewhere."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from tui_nn.cli.class_store import add_place, no_class
from tui_nn.locale.words import Words


def add(commands: Any, words: Words) -> None:
    """Add `board` to the words of `class`."""
    parser = commands.add_parser("board", help=words("class.board.about"), description=words("class.board.about"))
    parser.add_argument("--lessons", metavar="DIR", default=argparse.SUPPRESS, help=words("cli.lessons"))
    add_place(parser, words)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Words) -> int:
    """The board, until it is left; 1 when the class cannot be opened."""
    from tui_nn.board.app import start
    from tui_nn.classroom.store import StoreDown

    try:
        return start(args, words)
    except StoreDown as down:
        print(no_class(args, words, down), file=sys.stderr)
        return 1
