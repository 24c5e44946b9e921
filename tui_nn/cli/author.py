"""`tui-nn check`, `new` and `preview`: the words for those who write lessons."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import LANGUAGES, Words

if TYPE_CHECKING:
    from tui_nn.course.problem import Problem


def register(name: str, commands: Any, words: Words) -> None:
    """Add the words of `check`, `new` or `preview` to the command line."""
    about = words(f"cli_author.{name}.about")
    parser = commands.add_parser(name, help=about, description=about)
    {"check": _check_words, "new": _new_words, "preview": _preview_words}[name](parser, words)


def _check_words(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("folder", nargs="?", metavar="FOLDER", help=words("cli_author.check.folder"))
    parser.set_defaults(run=run_check)


def _new_words(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("name", metavar="NAME", help=words("cli_author.new.name"))
    parser.set_defaults(run=run_new)


def _preview_words(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("file", metavar="FILE", help=words("cli_author.preview.file"))
    parser.set_defaults(run=run_preview)


def run_check(args: argparse.Namespace, words: Words) -> int:
    """Every problem of a course and how to mend it; 0 when there is none."""
    from tui_nn.course.check import check_course
    from tui_nn.course.course import lessons_at
    from tui_nn.plots.formula import problem
    from tui_nn.screens.fit_all import measuring

    root = lessons_at(args.folder or args.lessons)
    with measuring(root) as page_problems:
        problems = check_course(root, formula_problem=problem, page_problems=page_problems)
    _tell(problems, words)
    print(_counted(problems, words) if problems else _sound(root, words))
    return 1 if problems else 0


def _tell(problems: Sequence[Problem], words: Words) -> None:
    from dataclasses import replace

    from tui_nn.course.problem import told

    for problem in problems:
        print(told(replace(problem, path=_from_here(problem.path)), words))


def _from_here(path: str) -> str:
    """The path as one would type it in the current folder, where it is inside."""
    whole, here = Path(path).resolve(), Path.cwd().resolve()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else path


def _counted(problems: Sequence[Problem], words: Words) -> str:
    files = len({problem.path for problem in problems})
    return words(
        "cli_author.check.counted",
        problems=phrase("cli_author.check.problems", n=len(problems)),
        files=phrase("cli_author.check.files", n=files),
    )


def _sound(root: Path, words: Words) -> str:
    from tui_nn.course.course import open_course

    course = open_course(root)
    pages = sum(len(course.outline(entry.id, LANGUAGES[0])) for entry in course.entries)
    return words(
        "cli_author.check.sound",
        lessons=phrase("cli_author.check.lessons", n=len(course.entries)),
        pages=phrase("cli_author.check.pages", n=pages),
        languages=phrase("cli_author.check.languages", n=len(LANGUAGES)),
    )


def run_new(args: argparse.Namespace, words: Words) -> int:
    """A folder with a course of one small lesson that passes `check`."""
    from tui_nn.course.seedling import plant
    from tui_nn.course.table import is_id

    folder = Path(args.name)
    if not is_id(args.name):
        return _refuse(words("cli_author.new.bad_name", name=args.name, better=_id_like(args.name)))
    try:
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            return _refuse(words("cli_author.new.taken", name=args.name))
        plant(folder, args.name)
    except OSError as trouble:
        return _refuse(words("cli_author.new.unwritten", name=args.name, reason=trouble.strerror or ""))
    print(words("cli_author.new.next", name=args.name))
    return 0


def _id_like(name: str) -> str:
    """``Ocean tides`` -> ``ocean-tides``; a name without Latin letters and digits leaves nothing to go by."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "my-lesson"


def run_preview(args: argparse.Namespace, words: Words) -> int:
    """The lesson in the app, shown again each time its file is saved."""
    from tui_nn.course.course import course_folder, open_course
    from tui_nn.course.problem import BadLesson
    from tui_nn.course.source import read_source

    path = Path(args.file)
    try:
        read_source(path)
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return _refuse(words("cli.no_terminal"))
        if open_course(course_folder(path)).holds(path) is None:
            return _refuse(words("cli_author.preview.stray", file=args.file, course=str(course_folder(path))))
        from tui_nn.app import preview

        return preview(path)
    except BadLesson as bad:
        _tell(bad.problems, words)
        return 1


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
