"""Reads the command line and hands it to the command that was named."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from tui_nn.cli.speaking import speak
from tui_nn.locale.choice import language_of
from tui_nn.locale.words import LANGUAGES, Words

# Command -> the module that knows its words; loaded only when the command is named, so that the app starts fast.
COMMANDS = {
    "lab": "tui_nn.cli.lab",
    "open": "tui_nn.cli.lab",
    "playground": "tui_nn.cli.playground",
    "timeline": "tui_nn.cli.timeline",
    "train": "tui_nn.cli.train",
    "check": "tui_nn.cli.author",
    "new": "tui_nn.cli.author",
    "preview": "tui_nn.cli.author",
    "exercise": "tui_nn.cli.exercise",
    "progress": "tui_nn.cli.progress",
    "class": "tui_nn.cli.classes",
    "doctor": "tui_nn.cli.doctor",
}
VALUED = ("--lang", "--lessons", "--data")  # options that a value follows


def run(argv: Sequence[str]) -> int:
    """The whole program. Answers the exit status: 0 done, 1 a problem that was told, 2 words not understood."""
    words = Words(language_of(argv))
    speak(words)
    named = next((word for word in argv if word in COMMANDS), None)
    tells_all = named is None and ({"-h", "--help"} & set(argv) or _misnamed(argv))
    parser = argparse.ArgumentParser(prog="tui-nn", description=words("cli.about"))
    parser.add_argument("--version", action="version", version=_version())
    parser.add_argument("--lang", choices=LANGUAGES, help=words("cli.lang"))
    parser.add_argument("--lessons", metavar="DIR", help=words("cli.lessons"))
    parser.add_argument("--data", metavar="DIR", help=words("cli.data"))
    parser.set_defaults(run=_start)
    commands = parser.add_subparsers(metavar=words("cli.command"))
    for name, module in COMMANDS.items():
        if name == named or tells_all:
            import_module(module).register(name, commands, words)
            # Also after the command, where people write it.
            commands.choices[name].add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    return _told(args, words)


def _misnamed(argv: Sequence[str]) -> bool:
    """Whether a word stands where a command should: then the commands that there are will be told."""
    before = ("", *argv)
    return any(not word.startswith("-") and last not in VALUED for last, word in zip(before, argv, strict=False))


def _told(args: argparse.Namespace, words: Words) -> int:
    """The command's own status; a course that cannot be read is told as `check` tells it."""
    from tui_nn.course.problem import BadLesson, told

    try:
        status: int = args.run(args, words)
    except BadLesson as bad:
        print(*(told(problem, words) for problem in bad.problems), sep="\n", file=sys.stderr)
        return 1
    return status


def _start(args: argparse.Namespace, words: Words) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(words("cli.no_terminal"), file=sys.stderr)
        return 1
    from tui_nn.app import start

    return start(args, words)


def _version() -> str:
    from importlib.metadata import version

    return f"tui-nn {version('tui-nn')}"
