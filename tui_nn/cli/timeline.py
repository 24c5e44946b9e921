"""`tui-nn timeline`: the timeline in the app or, for scripts and screen readers, as text."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from tui_nn.course.timeline import Timeline


def register(name: str, commands: Any, words: Words) -> None:
    """Add the command's words to the command line."""
    about = words("cli_timeline.about")
    parser = commands.add_parser(name, help=about, description=about)
    parser.add_argument("card", nargs="?", metavar=words("cli_timeline.words.card"), help=words("cli_timeline.card"))
    parser.add_argument("--theme", metavar=words("cli_timeline.words.theme"), help=words("cli_timeline.theme"))
    parser.add_argument("--text", action="store_true", help=words("cli_timeline.text"))
    parser.set_defaults(run=run_timeline)


def run_timeline(args: argparse.Namespace, words: Words) -> int:
    """Open the app at a card; where there is no terminal, or text is asked for, print the cards.

    Raises:
        BadLesson: the course or its timeline cannot be read.
    """
    from tui_nn.course.course import lessons_at, open_course

    timeline = open_course(lessons_at(args.lessons)).timeline()
    refusal = _refusal(timeline, args, words)
    if refusal or timeline is None:
        print(refusal, file=sys.stderr)
        return 1
    if not args.text and sys.stdin.isatty() and sys.stdout.isatty():
        from tui_nn.app import open_timeline

        return open_timeline(args, words)
    print(_told(timeline, args, words), end="")
    return 0


def _refusal(timeline: Timeline | None, args: argparse.Namespace, words: Words) -> str:
    """Why nothing can be shown; nothing if it can."""
    if timeline is None:
        return words("timeline.none")
    ids = [card.id for card in timeline.cards]
    if args.card and args.card not in ids:
        return words("cli_timeline.no_card", card=args.card, possible=", ".join(ids))
    if args.theme and args.theme not in timeline.themes:
        return words("cli_timeline.no_theme", theme=args.theme, possible=", ".join(timeline.themes))
    return ""


def _told(timeline: Timeline, args: argparse.Namespace, words: Words) -> str:
    from tui_nn.plots.timeline_twin import card_told, timeline_told

    cards = [card for card in timeline.cards if not args.theme or args.theme in card.themes]
    if args.card:
        return "\n\n".join(card_told(card, words) for card in timeline.cards if card.id == args.card) + "\n"
    return timeline_told(timeline, cards, words)
