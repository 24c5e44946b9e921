"""`tui-nn class grades`: the gradebook as CSV or JSON, students' own files merged in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_nn.cli.class_store import add_place, no_class
from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from tui_nn.classroom.grades import Grade
    from tui_nn.progress.record import Fact


def add(commands: Any, words: Words) -> None:
    """Add `grades` to the words of `class`."""
    parser = commands.add_parser("grades", help=words("class.grades.about"), description=words("class.grades.about"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help=words("class.grades.csv"))
    form.add_argument("--json", action="store_true", help=words("class.grades.json"))
    parser.add_argument("--merge", type=Path, nargs="+", metavar="FILE", default=[], help=words("class.grades.merge"))
    parser.add_argument("--lessons", metavar="DIR", default=argparse.SUPPRESS, help=words("cli.lessons"))
    add_place(parser, words)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Words) -> int:
    """Print the gradebook; 1 when the class or a file cannot be read."""
    from tui_nn.classroom.grades import as_csv, as_json, of_class
    from tui_nn.classroom.place import opened
    from tui_nn.classroom.store import StoreDown
    from tui_nn.course.course import lessons_at, open_course

    course = open_course(lessons_at(getattr(args, "lessons", None)))
    try:
        store = opened(args)
        merged = _merged(args.merge, words)
        rows = of_class(store, course, words.language, merged)
    except StoreDown as down:
        print(no_class(args, words, down), file=sys.stderr)
        return 1
    except _Unread as unread:
        print(str(unread), file=sys.stderr)
        return 1
    store.close()
    if args.json or args.csv:
        print(as_json(rows) if args.json else as_csv(rows), end="")
    else:
        print("\n".join(_summary(rows, words)))
    return 0


class _Unread(Exception):
    """A file that is no student's results; says so in the user's language."""


def _merged(paths: list[Path], words: Words) -> dict[str, tuple[Fact, ...]]:
    """Facts by the name of the student, which is the file's."""
    from tui_nn.classroom.student import clean_name
    from tui_nn.progress.exchange import Foreign, read

    found: dict[str, tuple[Fact, ...]] = {}
    for path in paths:
        try:
            found[clean_name(path.stem) or path.stem] = tuple(read(path))
        except Foreign as foreign:
            raise _Unread(words.say(foreign.says)) from foreign
        except OSError as error:
            raise _Unread(f"{path}: {error.strerror}") from error
    return found


def _summary(rows: list[Grade], words: Words) -> list[str]:
    """A line a student: pages, first tries, attempts, hints, minutes, score."""
    lines = [words("class.grades.head")]
    for name in dict.fromkeys(row.student for row in rows):
        own = [row for row in rows if row.student == name]
        score = sum(row.score for row in own) / len(own)
        lines.append(
            words(
                "class.grades.line",
                name=f"{name:<32}",
                finished=f"{sum(row.finished for row in own):>3}/{len(own):<3}",
                first=f"{sum(row.first_try for row in own):>5}",
                attempts=f"{sum(row.attempts for row in own):>5}",
                hints=f"{sum(row.hints for row in own):>5}",
                minutes=f"{round(sum(row.seconds for row in own) / 60):>5}",
                score=f"{round(100 * score):>4}",
            )
        )
    return lines
