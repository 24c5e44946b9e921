"""`tui-nn progress`: what has been learnt, to be shown, taken along, merged or forgotten."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.locale.words import LANGUAGES, Words

if TYPE_CHECKING:
    from tui_nn.course.course import Course, Entry
    from tui_nn.progress.journal import Journal
    from tui_nn.progress.standing import Standing

Act = Callable[[argparse.Namespace, "Journal", Words], None]


class Trouble(Exception):
    """What was asked cannot be done; carries the sentence that says why."""

    def __init__(self, says: Phrase) -> None:
        super().__init__(says.key)
        self.says = says


def register(name: str, commands: Any, words: Words) -> None:
    """Add the command's words to the command line."""
    about = words("cli_progress.about")
    acts = commands.add_parser(name, help=about, description=about).add_subparsers(
        metavar=words("cli_progress.words.act"), required=True
    )
    _add(acts, "show", show, words)
    kept = _add(acts, "certificate", certificate, words)
    kept.add_argument("file", nargs="?", **_named("file", "certificate.file", words))
    _add(acts, "export", export, words).add_argument("file", **_named("file", "export.file", words))
    _add(acts, "import", import_, words).add_argument("file", **_named("file", "import.file", words))
    forgetting = _add(acts, "forget", forget, words)
    forgetting.add_argument("scope", nargs="?", **_named("scope", "forget.scope", words))
    forgetting.add_argument("--yes", action="store_true", help=words("cli_progress.forget.without_asking"))


def _add(acts: Any, name: str, act: Act, words: Words) -> argparse.ArgumentParser:
    about = words(f"cli_progress.{name}.about")
    parser: argparse.ArgumentParser = acts.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run, act=act)
    # The whole program knows these too; they may stand before the command or after it.
    for option in ("data", "lessons"):
        parser.add_argument(f"--{option}", default=argparse.SUPPRESS, **_named("folder", option, words))
    return parser


def _named(metavar: str, help: str, words: Words) -> dict[str, Any]:
    return {"metavar": words(f"cli_progress.words.{metavar}"), "help": words(f"cli_progress.{help}")}


def run(args: argparse.Namespace, words: Words) -> int:
    """Do what was asked; 1 when it could not be done, with the reason on standard error."""
    from tui_nn.course.problem import BadLesson, told
    from tui_nn.progress.exchange import Foreign
    from tui_nn.progress.journal import Journal, NotKept, default_folder

    journal = Journal.open(Path(args.data).expanduser() if args.data else default_folder())
    words = _spoken(args, journal, words)
    _complain(*map(words.say, journal.notices))
    try:
        args.act(args, journal, words)
    except (Trouble, NotKept, Foreign) as trouble:
        _complain(words.say(trouble.says))
        return 1
    except BadLesson as bad:
        _complain(*(told(problem, words) for problem in bad.problems))
        return 1
    finally:
        journal.close()
    return 0


def _spoken(args: argparse.Namespace, journal: Journal, words: Words) -> Words:
    """The language asked for, else the one used last in the app, else that of the locale."""
    from tui_nn.progress.standing import Standing

    remembered = Standing.of(journal.facts(), "").settings.get("language")
    return Words(remembered) if remembered in LANGUAGES and not args.lang else words


def _complain(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def show(args: argparse.Namespace, journal: Journal, words: Words) -> None:
    """Lesson by lesson, what was done; what is due; where it all is kept."""
    course = _course(args)
    standing = _standing(journal, course)
    print(course.titles[words.language])
    for entry in course.entries:
        print(*_lesson(course, entry, standing, words), sep="\n")
    print(_due(standing, words))
    print(words("cli_progress.show.kept", n=len(journal.facts()), path=str(journal.path)))


def certificate(args: argparse.Namespace, journal: Journal, words: Words) -> None:
    """What was done, to be kept."""
    from tui_nn.course.certificate import certificate as text

    told = text(_course(args), journal.facts(), words)
    if not args.file:
        print(told)
        return
    try:
        Path(args.file).expanduser().write_text(told + "\n", "utf-8")
    except OSError as error:
        raise Trouble(phrase("keepsake.not_written", path=args.file, why=error.strerror or str(error))) from error
    print(words("keepsake.written", path=args.file))


def _lesson(course: Course, entry: Entry, standing: Standing, words: Words) -> Iterator[str]:
    from tui_nn.course.problem import BadLesson

    title = entry.titles[words.language]
    try:
        pages = [page.id for page in course.outline(entry.id, words.language)]
    except BadLesson:
        yield words("cli_progress.show.unreadable", title=title, id=entry.id)
        return
    done = sum((entry.id, page) in standing.finished for page in pages)
    yield words("cli_progress.show.lesson", title=title, id=entry.id, done=done, n=len(pages))
    attempts = [attempt for key, attempt in standing.attempts.items() if key[0] == entry.id]
    if attempts:
        yield words(
            "cli_progress.show.exercises",
            n=sum(attempt.solved for attempt in attempts),
            tried=len(attempts),
            first=sum(attempt.first_try for attempt in attempts),
            hints=sum(attempt.hints for attempt in attempts),
        )


def _due(standing: Standing, words: Words) -> str:
    from tui_nn.course.review import due

    if not standing.cards:
        return words("cli_progress.show.no_cards")
    now = time.time()
    waiting = sum(due(history, now) for history in standing.cards.values())
    return words("cli_progress.show.due", n=waiting, of=len(standing.cards))


def export(args: argparse.Namespace, journal: Journal, words: Words) -> None:
    """Every fact of every course, to a file or to standard output."""
    from tui_nn.progress.exchange import exported, write

    facts = journal.facts()
    if args.file == "-":
        sys.stdout.write(exported(facts))
        return
    path = Path(args.file)
    if path.exists() and journal.path.exists() and path.samefile(journal.path):
        raise Trouble(phrase("cli_progress.export.itself", path=args.file))
    try:
        write(facts, path)
    except OSError as error:
        raise _refused("cli_progress.export.refused", args.file, error) from error
    print(words("cli_progress.export.done", n=len(facts), path=args.file))


def import_(args: argparse.Namespace, journal: Journal, words: Words) -> None:
    """The facts of an exported file, those that are not here yet."""
    from tui_nn.progress.exchange import read

    try:
        facts = read(Path(args.file))
    except OSError as error:
        raise _refused("cli_progress.import.refused", args.file, error) from error
    new = journal.merge(facts)
    print(words("cli_progress.import.done", n=new, known=len(facts) - new))


def forget(args: argparse.Namespace, journal: Journal, words: Words) -> None:
    """What came before, of a page, a lesson or the course, no longer counts."""
    from tui_nn.progress.record import Fact, Kind

    course = _course(args)
    lesson, slash, page = (args.scope or "").partition("/")
    what = _page(course, lesson, page, words) if slash else _lesson_or_all(course, args.scope, words)
    if not args.yes and sys.stdin.isatty() and not _agreed(what, words):
        print(words("cli_progress.forget.kept"))
        return
    journal.append(Fact(Kind.FORGOT, lesson, page, course=course.id))
    print(words("cli_progress.forget.done", what=what))
    print(words("cli_progress.forget.for_good", folder=str(journal.path.parent), name=journal.path.name))


def _lesson_or_all(course: Course, lesson: str | None, words: Words) -> Phrase:
    """What is to be forgotten, in words.

    Raises:
        Trouble: no such lesson.
    """
    if lesson is None:
        return phrase("cli_progress.forget.all", title=course.titles[words.language])
    return phrase("cli_progress.forget.lesson", title=_title(course, lesson, words))


def _page(course: Course, lesson: str, page: str, words: Words) -> Phrase:
    """The same for one page.

    Raises:
        Trouble: no such lesson, or it has no such page.
    """
    title = _title(course, lesson, words)
    pages = {known.id: known.title for known in course.outline(lesson, words.language)}
    if page not in pages:
        possible = ", ".join(f"{lesson}/{known}" for known in pages)
        raise Trouble(phrase("cli_progress.forget.no_page", page=page, title=title, possible=possible))
    return phrase("cli_progress.forget.page", page=pages[page], title=title)


def _title(course: Course, lesson: str, words: Words) -> str:
    titles = {entry.id: entry.titles[words.language] for entry in course.entries}
    if lesson not in titles:
        raise Trouble(phrase("cli_progress.forget.no_lesson", lesson=lesson, possible=", ".join(titles)))
    return titles[lesson]


def _agreed(what: Phrase, words: Words) -> bool:
    try:
        answer = input(words("cli_progress.forget.ask", what=what) + " ")
    except (EOFError, KeyboardInterrupt):
        print()
        return False
    return answer.strip().casefold() in words("cli_progress.forget.agreed").split()


def _course(args: argparse.Namespace) -> Course:
    from tui_nn.course.course import lessons_at, open_course

    return open_course(lessons_at(args.lessons))


def _standing(journal: Journal, course: Course) -> Standing:
    from tui_nn.progress.standing import Standing

    return Standing.of(journal.facts(), course.id)


def _refused(key: str, path: str, error: OSError) -> Trouble:
    return Trouble(phrase(key, path=path, text=error.strerror or str(error)))
