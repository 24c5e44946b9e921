"""`tui-nn timeline` without a screen: what scripts and screen readers get."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tui_nn.cli.main import run


def test_where_no_terminal_is_every_card_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("== first ideas, 1943–1956 ==")
    assert "== winter of AI, 1974–1980 ==" in told
    assert "Run: tui-nn lab perceptron --preset clouds" in told
    assert run(["--lang", "ru", "timeline", "--text"]) == 0
    assert "== зима ИИ, 1974–1980 ==" in capsys.readouterr().out


def test_one_card_or_one_theme(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", "mycin"]) == 0
    card = capsys.readouterr().out
    assert card.startswith("1975 · MYCIN advises on infections")
    assert "JAMA" in card
    assert run(["timeline", "--theme", "games"]) == 0
    games = capsys.readouterr().out
    assert "AlphaGo" in games
    assert "MYCIN" not in games


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["timeline", "skynet"], "There is no card “skynet”; there are formal-neuron"),
        (["timeline", "--theme", "robots"], "There is no theme “robots”; there are networks"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    capsys: pytest.CaptureFixture[str], argv: list[str], sentence: str
) -> None:
    assert run(argv) == 1
    assert sentence in capsys.readouterr().err


def test_a_course_without_a_timeline_and_one_with_a_bad_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    toy = Path(__file__).parents[1] / "screens" / "toy"
    assert run(["--lessons", str(toy), "timeline"]) == 1
    assert "no timeline" in capsys.readouterr().err
    (tmp_path / "course.toml").write_text((toy / "course.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "timeline.toml").write_text("[theme]\n", "utf-8")
    assert run(["--lessons", str(tmp_path), "timeline"]) == 1
    assert "timeline.toml:" in capsys.readouterr().err


def test_in_a_terminal_the_app_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []

    def open_timeline(args: Any, _: Any) -> int:
        opened.append((args.card, args.theme))
        return 0

    monkeypatch.setitem(sys.modules, "tui_nn.app", SimpleNamespace(open_timeline=open_timeline))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["timeline", "tay", "--theme", "language"]) == 0
    assert opened == [("tay", "language")]


def test_the_words_need_neither_textual_nor_numpy() -> None:
    code = (
        "import sys; from tui_nn.cli.main import run; run(['timeline']); "
        "sys.exit('textual' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
