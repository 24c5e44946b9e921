"""Authors' commands: what they print, what they leave on the disk, and with which status they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import Terminal

from tui_nn.cli.main import run
from tui_nn.course.check import check_course
from tui_nn.course.course import open_course
from tui_nn.locale.words import LANGUAGES
from tui_nn.plots.formula import problem


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_new_course_is_sound_and_named_as_it_was_asked(folder: Path) -> None:
    assert run(["new", "ocean-tides"]) == 0
    lessons = {f"ocean-tides/01-ocean-tides/lesson.{language}.md" for language in LANGUAGES}
    assert files(folder) == {"ocean-tides/course.toml", "ocean-tides/glossary.toml", *lessons}
    course = open_course(folder / "ocean-tides")
    assert (course.id, [entry.id for entry in course.entries]) == ("ocean-tides", ["ocean-tides"])
    assert check_course(course.root, formula_problem=problem, page_problems=lambda *_: {}) == ()


def test_a_new_course_shows_what_a_lesson_is_made_of() -> None:
    run(["new", "tides"])
    (page,) = open_course(Path("tides")).lesson("tides", "en").pages
    kinds = {type(block).__name__ for block in page.blocks}
    assert {"Prose", "Prediction", "LabSetup", "Choice", "Reach", "Card", "Note"} <= kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_course_passes_check_whole_with_every_page_laid_out(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "tides"])
    capsys.readouterr()
    assert run(["--lang", language, "check", "tides"]) == 0
    counted = {
        "en": "sound: 1 lesson, 1 page, 2 languages\n",
        "ru": "всё в порядке: 1 урок, 1 страница, 2 языка\n",
    }
    assert capsys.readouterr().out == counted[language]


def test_new_tells_what_to_do_next_with_files_that_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "tides"])
    said = capsys.readouterr().out
    for command in ("tui-nn preview tides/01-tides/lesson.en.md", "tui-nn check tides", "tui-nn --lessons tides"):
        assert command in said
        assert Path(command.split()[-1]).exists()


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Ocean tides", "ocean-tides"),
        ("ocean_tides", "ocean-tides"),
        ("../tides", "tides"),
        ("Приливы", "my-lesson"),
        ("-", "my-lesson"),
        ("", "my-lesson"),
    ],
)
def test_a_name_that_is_no_id_is_refused_with_one_that_is(
    folder: Path, name: str, better: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", name]) == 1
    assert capsys.readouterr().err.endswith(f"tui-nn new {better}\n")
    assert files(folder.parent) == set()


def test_a_folder_with_something_in_it_is_left_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tides").mkdir()
    (folder / "tides" / "poem.txt").write_text("The sea", "utf-8")
    assert run(["new", "tides"]) == 1
    assert "tides" in capsys.readouterr().err
    assert files(folder) == {"tides/poem.txt"}


def test_a_file_of_that_name_is_left_as_it_is(folder: Path) -> None:
    (folder / "tides").write_text("The sea", "utf-8")
    assert run(["new", "tides"]) == 1
    assert (folder / "tides").read_text("utf-8") == "The sea"


def test_an_empty_folder_is_filled(folder: Path) -> None:
    (folder / "tides").mkdir()
    assert run(["new", "tides"]) == 0


def test_a_folder_that_cannot_be_made_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """No file system here takes a name of a thousand letters."""
    assert run(["new", "a" * 1000]) == 1
    assert "a cannot be written: " in capsys.readouterr().err


@pytest.mark.parametrize(("language", "last"), [("en", "3 problems in 2 files"), ("ru", "3 замечания в 2 файлах")])
def test_check_tells_each_problem_on_a_line_and_counts_them(
    folder: Path, language: str, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "tides"])
    for code in LANGUAGES:
        path = folder / "tides" / "01-tides" / f"lesson.{code}.md"
        path.write_text(path.read_text("utf-8").replace("answer = 4", 'answer = "4"\ncolour = 1'), "utf-8")
    english = folder / "tides" / "01-tides" / "lesson.en.md"
    english.write_text(english.read_text("utf-8").replace("colour = 1\n", ""), "utf-8")
    capsys.readouterr()
    assert run(["--lang", language, "check", "tides"]) == 1
    *problems, counted = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in problems] == [
        "tides/01-tides/lesson.en.md:10:",
        "tides/01-tides/lesson.ru.md:10:",
        "tides/01-tides/lesson.ru.md:11:",
    ]
    assert all(line.endswith(")") for line in problems)
    assert counted == last


def test_a_course_outside_the_current_folder_is_told_by_its_whole_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().out.startswith(f"{tmp_path}/nowhere/course.toml:1: ")


def test_check_takes_the_lessons_that_the_program_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lessons", "nowhere", "check"]) == 1
    assert capsys.readouterr().out.startswith("nowhere/course.toml:1: ")


def test_preview_tells_of_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preview", "nothing.md"]) == 1
    assert capsys.readouterr().out.startswith("nothing.md:1: ")


def test_preview_without_a_terminal_says_that_it_needs_one(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "tides"])
    assert run(["preview", "tides/01-tides/lesson.en.md"]) == 1
    assert "terminal" in capsys.readouterr().err


def test_preview_shows_the_lesson_and_shows_it_again_when_it_is_saved(folder: Path, data_folder: Path) -> None:
    run(["new", "tides"])
    path = folder / "tides" / "01-tides" / "lesson.en.md"
    with Terminal("preview", str(path), data=data_folder) as terminal:
        terminal.wait_for("The first page", "A page holds one idea.")
        path.write_text(path.read_text("utf-8").replace("A page holds one idea.", "The moon pulls."), "utf-8")
        terminal.wait_for("The moon pulls.")


def test_preview_of_a_file_outside_the_course_says_where_it_belongs(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["new", "tides"]) == 0
    stray = folder / "tides" / "01-tides" / "draft.md"
    stray.write_text("# Draft\n", "utf-8")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["preview", str(stray)]) == 1
    assert "draft.md" in capsys.readouterr().err
