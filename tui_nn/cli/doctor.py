"""`tui-nn doctor`: says what this terminal and machine can do, what to do about the rest, and shows test patterns."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from rich.console import Console

    from tui_nn.cli.findings import Finding, Place


def register(name: str, commands: Any, words: Words) -> None:
    """Add the command's words to the command line."""
    parser = commands.add_parser(name, help=words("doctor.about"), description=words("doctor.about"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Words) -> int:
    """Print the findings and the test patterns; 0 when the app can run here, 1 when not."""
    from rich.console import Console

    from tui_nn.cli.findings import language, lessons, machine, progress, terminal
    from tui_nn.progress.journal import Journal, default_folder
    from tui_nn.progress.standing import Standing

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a sign that cannot be written is no reason to stop
    place = _place()
    journal = Journal.open(Path(args.data) if args.data else default_folder())
    remembered = Standing.of(journal.facts(), "").settings.get("language")
    spoken = language(args.lang, remembered, place.environment)
    words = Words(str(spoken.says.values["code"]))
    found = (*terminal(place), spoken, *machine(), progress(journal), *lessons(args, words))
    journal.close()
    console = Console(highlight=False, markup=False, emoji=False)
    for line in report(found, words):
        console.print(line, soft_wrap=not console.is_terminal)
    stopped = any(finding.stops for finding in found)
    if not stopped:
        _show_patterns(console, place, words)
    return 1 if stopped else 0


def _place() -> Place:
    from tui_nn.cli.findings import Place

    size = os.get_terminal_size(sys.stdout.fileno()) if sys.stdout.isatty() else None
    return Place(os.environ, (size.columns, size.lines) if size else None, sys.stdout.encoding or "ascii")


def report(found: Iterable[Finding], words: Words) -> list[str]:
    """A line for each finding, advice below it; at the end what it comes to."""
    lines, better, stopped = [], 0, False
    for finding in found:
        sign = "✗" if finding.stops else "!" if finding.advice else "✓"
        lines.append(f"{sign} {words.say(finding.says)}")
        if finding.advice:
            lines.append(f"    {words.say(finding.advice)}")
        better += sign == "!"
        stopped = stopped or finding.stops
    key = "stopped" if stopped else "usable" if better else "fine"
    return [*lines, "", words(f"doctor.{key}", n=better)]


def _show_patterns(console: Console, place: Place, words: Words) -> None:
    from tui_nn.cli.findings import has_braille
    from tui_nn.cli.patterns import patterns

    colours = console.color_system is not None and not console.no_color
    for row in patterns(words, colours=colours, braille=has_braille(place.environment)):
        console.print(row, soft_wrap=True)
