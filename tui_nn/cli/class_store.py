"""Where the class of a `tui-nn class` word is kept: the options, and the sentence when it cannot be had."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from tui_nn.classroom.store import StoreDown


def add_place(parser: argparse.ArgumentParser, words: Words) -> None:
    """`--data` and `--store`."""
    parser.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help=words("class.data"))
    parser.add_argument("--store", metavar="ADDRESS", default="", help=words("class.store.about"))


def no_class(args: argparse.Namespace, words: Words, down: StoreDown) -> str:
    """Why the class cannot be opened, and what to do."""
    from tui_nn.classroom.place import class_folder, store_address
    from tui_nn.classroom.store import NotOpened

    if isinstance(down, NotOpened):
        return words.say(down.says)
    if store_address(args):
        return words("class.store.broke", why=str(down))
    return words("class.no_store", folder=str(class_folder(args)), why=str(down))
