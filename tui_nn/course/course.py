"""A course as a folder: which lessons it has, in which order, and where their texts are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tui_nn.course.outline import PageRef, outline
from tui_nn.course.problem import Report
from tui_nn.course.source import read_source
from tui_nn.course.table import Table, distinct, is_id, read_table
from tui_nn.locale.words import LANGUAGES

if TYPE_CHECKING:  # the contents screen needs neither
    from tui_nn.course.lesson import Lesson, Term
    from tui_nn.course.timeline import Timeline

FORMAT = 1


@dataclass(frozen=True)
class Entry:
    """One lesson as course.toml announces it."""

    id: str
    folder: str
    minutes: int
    titles: Mapping[str, str]

    @property
    def number(self) -> str:
        """What lessons call each other by: 2 for the folder 02-perceptron; blank where the folder has none."""
        digits = self.folder.partition("-")[0]
        return str(int(digits)) if digits.isdigit() else ""


@dataclass(frozen=True)
class Course:
    """What course.toml says; lessons and glossary are read when they are asked for."""

    root: Path
    id: str
    titles: Mapping[str, str]
    entries: tuple[Entry, ...]

    def entry(self, entry_id: str) -> Entry:
        """The lesson of that id.

        Raises:
            KeyError: there is none.
        """
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)

    def path(self, entry: Entry, language: str) -> Path:
        """Where that lesson's text is."""
        return self.root / entry.folder / f"lesson.{language}.md"

    def holds(self, path: Path) -> tuple[Entry, str] | None:
        """The lesson and the language of a file, if it is one of this course."""
        asked = path.resolve()
        places = ((entry, language) for entry in self.entries for language in LANGUAGES)
        return next((place for place in places if self.path(*place).resolve() == asked), None)

    def outline(self, entry_id: str, language: str) -> tuple[PageRef, ...]:
        """The lesson's pages by their headings.

        Raises:
            KeyError: no such lesson.
            BadLesson: its file cannot be read.
        """
        path = self.path(self.entry(entry_id), language)
        return _outline(path, _stamp(path))

    def lesson(self, entry_id: str, language: str) -> Lesson:
        """The lesson whole.

        Raises:
            KeyError: no such lesson.
            BadLesson: with every problem that its reader found.
        """
        path = self.path(self.entry(entry_id), language)
        return _lesson(path, _stamp(path), entry_id, language)

    def glossary(self, language: str) -> Mapping[str, Term]:
        """The terms by id; none where the course has no glossary.

        Raises:
            BadLesson: the glossary is there but cannot be used.
        """
        from tui_nn.course.glossary import read_glossary

        path = self.root / "glossary.toml"
        return read_glossary(str(path), read_source(path))[language] if path.exists() else {}

    @property
    def has_timeline(self) -> bool:
        """Whether there is a timeline to read."""
        return self._timeline_path.exists()

    def timeline(self) -> Timeline | None:
        """The timeline; None where the course has none.

        Raises:
            BadLesson: the timeline is there but cannot be used.
        """
        path = self._timeline_path
        return _timeline(path, _stamp(path)) if path.exists() else None

    @property
    def _timeline_path(self) -> Path:
        return self.root / "timeline.toml"


def open_course(root: Path) -> Course:
    """The course in that folder. Its lessons may still be missing or bad: that shows when they are read.

    Raises:
        BadLesson: course.toml is missing or cannot be used; with all its problems.
    """
    path = root / "course.toml"
    report = Report(str(path))
    table = read_table(read_source(path), 1, report)
    course = _course(root, table) if table else Course(root, "", {}, ())
    report.end()
    return course


# A lesson is a value: as long as its file stays the same it is read once, and all seats of a class share it.


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when the file does; the same for files that cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=128)
def _outline(path: Path, stamp: tuple[int, int]) -> tuple[PageRef, ...]:
    return outline(read_source(path))


@lru_cache(maxsize=128)
def _lesson(path: Path, stamp: tuple[int, int], entry_id: str, language: str) -> Lesson:
    # Markdown is not needed to show the contents, and takes its time to load.
    from tui_nn.course.reader import read_lesson

    return read_lesson(str(path), read_source(path), entry_id, language)


@lru_cache(maxsize=8)
def _timeline(path: Path, stamp: tuple[int, int]) -> Timeline:
    from tui_nn.course.timeline_reader import read_timeline

    return read_timeline(str(path), read_source(path))


def course_folder(lesson: Path) -> Path:
    """The folder of the course that a lesson's file lies in."""
    return lesson.resolve().parent.parent


def lessons_at(named: str | None) -> Path:
    """The folder of a course: the one that was named, else the program's own."""
    return Path(named).expanduser() if named else own_lessons()


def own_lessons() -> Path:
    """The lessons that came with the program: inside an installed copy, else in the repository around it."""
    package = Path(__file__).parents[1]
    inside = package / "lessons"
    return inside if inside.is_dir() else package.parent / "lessons"


def _course(root: Path, table: Table) -> Course:
    version = table.whole("format")
    if "format" in table and version != FORMAT:
        table.problem("format-unknown", "format", format=version, known=FORMAT)
    lessons = table.tables("lesson", least=1)
    for key in ("id", "folder"):
        distinct(lessons, key, "id-twice")
    course = Course(root, table.id(), _titles(table), tuple(_entry(lesson) for lesson in lessons))
    table.close()
    return course


def _entry(table: Table) -> Entry:
    folder = table.text("folder")
    # A plain name: a course never reaches outside its own folder.
    if folder.strip() and not is_id(folder):
        table.problem("folder-shape", "folder", folder=folder)
    entry = Entry(table.id(), folder, table.whole("minutes", least=1), _titles(table))
    table.close()
    return entry


def _titles(table: Table) -> Mapping[str, str]:
    titles = table.table("title")
    if titles is None:
        return {}
    said = {language: titles.text(language) for language in LANGUAGES}
    titles.close()
    return said
