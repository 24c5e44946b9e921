"""`tui-nn class`: a class over SSH, one word for each thing that a teacher does with it."""

from __future__ import annotations

from typing import Any

from tui_nn.cli import class_board, class_grades, class_start
from tui_nn.locale.words import Words


def register(name: str, commands: Any, words: Words) -> None:
    """Add the command's words to the command line."""
    parser = commands.add_parser(name, help=words("class.about"), description=words("class.about"))
    deeds = parser.add_subparsers(metavar=words("cli.command"), required=True)
    for deed in (class_start, class_board, class_grades):
        deed.add(deeds, words)
