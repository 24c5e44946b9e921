"""`tui-nn exercise`: a code exercise in the learner's own editor, checked again each time the file is saved."""

from __future__ import annotations

import argparse
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from tui_nn.course.course import Course
    from tui_nn.course.lesson import Code

LOOK = 0.3  # seconds between two looks at the file


def register(name: str, commands: Any, words: Words) -> None:
    """Add the words of `exercise` to the command line."""
    about = words("cli_exercise.about")
    parser = commands.add_parser(name, help=about, description=about)
    parser.add_argument("place", nargs="?", metavar="LESSON/PAGE", help=words("cli_exercise.place"))
    parser.add_argument("--file", metavar="FILE", help=words("cli_exercise.file"))
    parser.add_argument("--once", action="store_true", help=words("cli_exercise.once"))
    parser.set_defaults(run=run_exercise)


def run_exercise(args: argparse.Namespace, words: Words) -> int:
    """Write the file unless it is there, then check it on every save until it is right; 0 when it is."""
    from tui_nn.course.course import lessons_at, open_course

    course = open_course(lessons_at(args.lessons))
    found = dict(_all(course, words.language))
    if args.place not in found:
        if args.place:
            print(words("cli_exercise.unknown", place=args.place), file=sys.stderr)
        print(words("cli_exercise.list"), *found, sep="\n  ", file=sys.stderr if args.place else sys.stdout)
        return 1 if args.place else 0
    exercise = found[args.place]
    path = Path(args.file or f"{exercise.id}.py")
    try:
        return _worked_on(exercise, path, args.once, words)
    except (OSError, UnicodeDecodeError) as trouble:
        reason = getattr(trouble, "strerror", None) or str(trouble)
        print(words("cli_exercise.unreadable", path=str(path), reason=reason), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
        return 1


def _all(course: Course, language: str) -> Iterator[tuple[str, Code]]:
    """Every code exercise of a course by its place; a page's second one has its own name after the page's."""
    from tui_nn.course.lesson import Code

    for entry in course.entries:
        for page in course.lesson(entry.id, language).pages:
            codes = [exercise for exercise in page.exercises if isinstance(exercise, Code)]
            for count, exercise in enumerate(codes):
                yield f"{entry.id}/{page.id}" + (f"/{exercise.id}" if count else ""), exercise


def _worked_on(exercise: Code, path: Path, once: bool, words: Words) -> int:
    if not path.exists():
        path.write_text(_beginning(exercise), "utf-8")
        print(words("cli_exercise.written", path=str(path)))
    seen = ""
    while True:
        text = path.read_text("utf-8")
        if text != seen:
            seen = text
            right = _told(exercise, text, words)
            if right or once:
                return 0 if right else 1
            print(words("cli_exercise.waiting", path=str(path)), flush=True)
        time.sleep(LOOK)


def _beginning(exercise: Code) -> str:
    """The file as the learner finds it: what is asked, as a comment, and the function to complete."""
    asked = textwrap.fill(exercise.ask, 88, initial_indent="# ", subsequent_indent="# ")
    return f"{asked}\n\nimport numpy as np\n\n\n{exercise.start.strip()}\n"


def _told(exercise: Code, text: str, words: Words) -> bool:
    from tui_nn.course.answers import mark

    verdict = mark(exercise, text)
    notice = (words.say(verdict.notice),) if verdict.notice else ()
    print(words("app.right" if verdict.right else "app.wrong"), *notice, *verdict.says, flush=True)
    return verdict.right
