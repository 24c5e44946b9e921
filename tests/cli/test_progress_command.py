"""`tui-nn progress`: the real command on real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tui_nn.cli.main import run
from tui_nn.progress.journal import FILE, Journal
from tui_nn.progress.record import Fact, Kind

Said = Callable[..., str]
COURSE = """
format = 1
id = "tides"
title = { en = "Tides", ru = "Приливы" }
[[lesson]]
id = "moon"
folder = "01-moon"
minutes = 5
title = { en = "The Moon", ru = "Луна" }
[[lesson]]
id = "sun"
folder = "02-sun"
minutes = 5
title = { en = "The Sun", ru = "Солнце" }
"""


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    """Two lessons: of three pages, and one whose text is missing."""
    folder = tmp_path / "lessons"
    (folder / "01-moon").mkdir(parents=True)
    (folder / "course.toml").write_text(COURSE, "utf-8")
    for language, pages in (("en", ("Pull", "Bulge", "Spring")), ("ru", ("Притяжение", "Горб", "Сизигия"))):
        text = "".join(
            f"\n## {page} {{#{id}}}\n\nx\n" for page, id in zip(pages, ("pull", "bulge", "spring"), strict=True)
        )
        (folder / "01-moon" / f"lesson.{language}.md").write_text(f"# T\n{text}", "utf-8")
    return folder


@pytest.fixture
def tui_nn(lessons: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs the command; answers all it said, after checking its status."""

    def told(*words: str, status: int = 0, language: str = "en") -> str:
        assert run(["--lang", language, "--lessons", str(lessons), "progress", *words]) == status
        out, err = capsys.readouterr()
        assert bool(err) == bool(status)
        return out + err

    return told


def _fact(kind: Kind, page: str, item: str = "", **data: object) -> Fact:
    return Fact(kind, "moon", page, item, data, course="tides")


@pytest.fixture
def learnt(data_folder: Path) -> Path:
    """A data folder with some progress in it."""
    week_ago = time.time() - 7 * 86_400
    with closing(Journal.open(data_folder)) as journal:
        journal.merge(
            [
                _fact(Kind.FINISHED, "pull"),
                _fact(Kind.FINISHED, "bulge"),
                _fact(Kind.FINISHED, "a-page-that-is-no-more"),
                _fact(Kind.ANSWERED, "pull", "a", answer="x", right=True),
                _fact(Kind.ANSWERED, "pull", "b", answer="x", right=False),
                _fact(Kind.HINTED, "pull", "b", step=2),
                _fact(Kind.ANSWERED, "pull", "b", answer="y", right=True),
                _fact(Kind.ANSWERED, "bulge", "c", answer="y", right=False),
                Fact(Kind.REVIEWED, "moon", "pull", "card", {"knew": True}, week_ago, course="tides"),
                _fact(Kind.REVIEWED, "bulge", "card", knew=True),
                Fact(Kind.FINISHED, "moon", "spring", course="another-course"),
            ]
        )
    return data_folder


def test_show_tells_what_is_done_lesson_by_lesson(tui_nn: Said, learnt: Path) -> None:
    assert tui_nn("show").splitlines() == [
        "Tides",
        "  The Moon (moon): 2 of 3 pages finished",
        "    exercises solved: 2 of 3 tried, right at once: 1; hints taken: 2",
        "  The Sun (sun): this lesson cannot be read; tui-nn check says why",
        "1 review card is due, of 2 that you have met",
        f"11 records, kept in {learnt / FILE}",
    ]


def test_show_speaks_russian_with_its_plurals(tui_nn: Said, learnt: Path) -> None:
    told = tui_nn("show", language="ru")
    assert "Луна (moon): пройдено 2 из 3 страниц" in told
    assert "Пора повторить 1 карточку" in told
    assert f"11 записей, хранятся в {learnt / FILE}" in told


def test_without_asking_for_a_language_the_one_used_last_is_spoken(
    lessons: Path, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Journal.open(data_folder)) as journal:
        journal.append(Fact(Kind.SET, item="language", data={"value": "ru"}))
    assert run(["progress", "show", "--lessons", str(lessons)]) == 0
    assert "Приливы" in capsys.readouterr().out


def test_a_page_forgotten_counts_no_more_and_the_rest_stays(tui_nn: Said, learnt: Path) -> None:
    told = tui_nn("forget", "moon/pull")
    assert "the page “Pull” of the lesson “The Moon”" in told
    assert f"delete {FILE} in {learnt}" in told
    shown = tui_nn("show")
    assert "1 of 3 pages" in shown
    assert "solved: 0 of 1 tried" in shown
    assert "12 records" in shown


def test_a_lesson_or_everything_can_be_forgotten(tui_nn: Said, learnt: Path) -> None:
    tui_nn("forget", "moon", "--yes")
    assert "0 of 3 pages" in tui_nn("show")
    assert "the course “Tides”" in tui_nn("forget")


@pytest.mark.parametrize(
    ("scope", "says"),
    [
        ("mars", "There is no lesson “mars” here; there are: moon, sun"),
        ("", "There is no lesson “” here"),
        ("/pull", "There is no lesson “” here"),
        ("moon/ebb", "no page “ebb”; there are: moon/pull, moon/bulge, moon/spring"),
        ("moon/", "no page “”"),
    ],
)
def test_what_is_not_in_the_course_cannot_be_forgotten(tui_nn: Said, learnt: Path, scope: str, says: str) -> None:
    assert says in tui_nn("forget", scope, status=1)
    assert "11 records" in tui_nn("show")


def test_an_export_goes_to_another_folder_and_back_without_loss_or_doubles(
    tui_nn: Said, learnt: Path, tmp_path: Path
) -> None:
    file, elsewhere = str(tmp_path / "my.json"), str(tmp_path / "elsewhere")
    assert tui_nn("export", file) == f"11 records written to {file}\n"
    assert tui_nn("import", file, "--data", elsewhere) == "11 new records added; already here: 0\n"
    assert tui_nn("import", file, "--data", elsewhere) == "0 new records added; already here: 11\n"
    assert tui_nn("export", "-", "--data", elsewhere) == Path(file).read_text("utf-8")


def test_what_cannot_be_imported_changes_nothing(tui_nn: Said, learnt: Path, tmp_path: Path) -> None:
    file = tmp_path / "my.json"
    tui_nn("export", str(file))
    file.write_text(file.read_text("utf-8")[:-10], "utf-8")
    assert f"{file}, line 1" in tui_nn("import", str(file), "--data", str(tmp_path / "elsewhere"), status=1)
    assert "cannot be read" in tui_nn("import", str(tmp_path / "nowhere"), status=1)
    assert "0 records" in tui_nn("show", "--data", str(tmp_path / "elsewhere"))


def test_an_export_never_replaces_the_journal_itself(tui_nn: Said, learnt: Path, tmp_path: Path) -> None:
    assert "choose another file" in tui_nn("export", str(learnt / FILE), status=1)
    assert "cannot be written" in tui_nn("export", str(tmp_path / "no" / "folder"), status=1)
    assert "11 records" in tui_nn("show")


def test_a_folder_that_cannot_be_used_is_said_and_nothing_is_pretended(tui_nn: Said, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = tui_nn("forget", "moon", "--data", str(tmp_path / "file" / "x"), status=1)
    assert "Progress cannot be written" in told
    assert "Forgotten" not in told


def test_a_course_that_cannot_be_read_is_said_with_its_line(tui_nn: Said, lessons: Path) -> None:
    (lessons / "course.toml").write_text("format = ", "utf-8")
    assert f"{lessons / 'course.toml'}:1:" in tui_nn("show", status=1)


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
@pytest.mark.parametrize(("answer", "forgotten"), [("y", True), ("n", False), ("", False), ("д", True)])
def test_on_a_terminal_forgetting_is_confirmed_first(
    lessons: Path, data_folder: Path, answer: str, forgotten: bool
) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "tui_nn",
        "--lang",
        "ru",
        "--lessons",
        str(lessons),
        "progress",
        "forget",
        "moon",
    ]
    os.write(ours, f"{answer}\n".encode())
    child = subprocess.run(command, stdin=theirs, capture_output=True, text=True)
    os.close(ours)
    os.close(theirs)
    assert child.returncode == 0
    assert "Забыть всё, что вы делали здесь: урок «Луна»? [д/Н]" in child.stdout
    assert ("Забыто: урок «Луна»" in child.stdout) is forgotten
    with closing(Journal.open(data_folder)) as journal:
        assert [fact.kind for fact in journal.facts()] == [Kind.FORGOT] * forgotten


def test_a_real_export_is_the_json_that_is_documented(learnt: Path) -> None:
    command = [sys.executable, "-m", "tui_nn", "progress", "export", "-"]
    child = subprocess.run(command, capture_output=True, text=True, check=True)
    document = json.loads(child.stdout)
    assert (document["format"], len(document["facts"])) == (1, 11)
    assert set(document["facts"][0]) == {"uid", "at", "kind", "course", "lesson", "page", "item", "data"}
