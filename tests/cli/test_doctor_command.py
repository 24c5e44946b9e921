"""The doctor says what is true of the terminal and the machine, what to do, and whether the app can run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal

from tui_nn.cli.findings import Finding, Place, colour_system, language, machine, progress, terminal
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.words import Words
from tui_nn.progress.journal import Journal
from tui_nn.progress.record import Fact, Kind

GOOD = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


def looked_at(
    *, encoding: str = "utf-8", size: tuple[int, int] = (80, 24), env: dict[str, str] | None = None
) -> dict[str, Finding]:
    """The findings about a terminal, by the second part of their keys."""
    found = terminal(Place({**GOOD, **(env or {})}, size, encoding))
    return {finding.says.key.split(".")[1]: finding for finding in found}


def test_a_good_terminal_needs_no_advice() -> None:
    assert [name for name, finding in looked_at().items() if finding.advice] == []


@pytest.mark.parametrize("size", [(79, 24), (80, 23)])
def test_a_window_below_80_by_24_is_advised_to_grow_and_does_not_stop_the_app(size: tuple[int, int]) -> None:
    finding = looked_at(size=size)["size"]
    assert finding.advice
    assert not finding.stops
    assert "80 × 24" in Words("en").say(finding.advice)


@pytest.mark.parametrize(
    ("changes", "system"),
    [
        ({}, "truecolor"),
        ({"COLORTERM": ""}, "256"),
        ({"COLORTERM": "", "TERM": "xterm"}, "standard"),
        ({"COLORTERM": "", "TERM": "dumb"}, "none"),
        ({"NO_COLOR": "1"}, "none"),
    ],
)
def test_the_colour_system_is_the_one_that_the_app_will_use(changes: dict[str, str], system: str) -> None:
    assert colour_system({**GOOD, **changes}) == system


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("term", {"TERM": "dumb"}),
        ("colours", {"TERM": "xterm", "COLORTERM": ""}),
        ("braille", {"TERM": "linux"}),
        ("distance", {"SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"}),
    ],
)
def test_what_could_be_better_comes_with_advice(name: str, changes: dict[str, str]) -> None:
    assert looked_at(env=changes)[name].advice


def test_letters_other_than_utf_8_come_with_advice() -> None:
    assert looked_at(encoding="ascii")["letters"].advice


def test_no_color_is_a_wish_and_not_a_fault() -> None:
    assert looked_at(env={"NO_COLOR": "1"})["colours"].advice is None


@pytest.mark.parametrize(
    ("asked", "remembered", "environment", "code", "why"),
    [
        (None, None, {}, "en", "nothing"),
        (None, None, {"LANG": "ru_RU.UTF-8"}, "ru", "locale"),
        (None, "ru", {"LANG": "en_GB.UTF-8"}, "ru", "remembered"),
        ("en", "ru", {"LANG": "ru_RU.UTF-8"}, "en", "asked"),
    ],
)
def test_the_language_is_the_one_asked_for_then_the_remembered_one_then_the_locales(
    asked: str | None, remembered: str | None, environment: dict[str, str], code: str, why: str
) -> None:
    says = language(asked, remembered, environment).says
    reason = says.values["why"]
    assert isinstance(reason, Phrase)
    assert (says.values["code"], reason.key) == (code, f"doctor.why.{why}")


def test_it_speaks_the_language_that_the_app_remembers(data_folder: Path) -> None:
    journal = Journal.open(data_folder)
    journal.append(Fact(Kind.SET, item="language", data={"value": "ru"}))
    journal.close()
    assert "Уроки" in doctor("doctor").stdout


def test_a_library_that_is_missing_or_too_old_stops_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["numpy>=2000.1", "no-such-library>=1", "rich>=1", 'pyte>=9000; extra == "dev"']
    monkeypatch.setattr("importlib.metadata.requires", lambda _: asked)
    stopped = [finding.says.values["name"] for finding in machine() if finding.stops]
    assert stopped == ["numpy", "no-such-library"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_a_warning(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    finding = progress(Journal.open(tmp_path / "data"))
    assert finding.advice
    assert not finding.stops


def test_a_folder_that_cannot_be_made_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    finding = progress(Journal.open(tmp_path / "file" / "data"))
    assert finding.advice
    assert not finding.stops


def doctor(*words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "tui_nn", *words]
    return subprocess.run(program, capture_output=True, text=True, env={**os.environ, **GOOD, **changes})


@pytest.mark.parametrize(("lang", "said"), [("en", "Lessons"), ("ru", "Уроки")])
def test_without_a_terminal_it_prints_plain_text(lang: str, said: str) -> None:
    done = doctor("--lang", lang, "doctor")
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert "\x1b" not in done.stdout
    assert "doctor." not in done.stdout, "a sentence is missing from the catalogue"
    assert done.stderr == ""


def test_letters_that_cannot_be_written_do_not_stop_it() -> None:
    done = doctor("--lang", "ru", "doctor", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr


def test_a_course_that_cannot_be_opened_stops_the_app_and_says_what_to_mend(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text("format = 1\nlessons = oops\n", "utf-8")
    done = doctor("--lessons", str(tmp_path), "doctor")
    assert done.returncode == 1
    assert "course.toml:2" in done.stdout


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("term", "has_braille"), [("xterm-256color", True), ("linux", False)])
def test_the_patterns_are_those_that_the_terminal_can_show(
    data_folder: Path, lang: str, term: str, has_braille: bool
) -> None:
    with Terminal("--lang", lang, "doctor", data=data_folder, size=(80, 60), env={"TERM": term}) as shown:
        assert shown.status() == 0
        screen = shown.text()
    assert "80 × 60" in screen
    assert ("⠒" in screen) == has_braille
    ends = [len(line) for line in screen.splitlines() if line.endswith("◂")]
    assert len(ends) == 2
    assert ends[0] == ends[1]
