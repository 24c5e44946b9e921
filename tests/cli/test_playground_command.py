"""`tui-nn playground`: the run that the app opens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tui_nn.cli.main import run
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.run import Run
from tui_nn.labs.run_file import write_run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES

Opened = Callable[..., tuple[Run, PlaygroundLab]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What the command opens when it is in a terminal."""
    runs: list[Run] = []

    def open_lab(run: Run, *_: Any) -> int:
        runs.append(run)
        return 0

    monkeypatch.setitem(sys.modules, "tui_nn.app", SimpleNamespace(open_lab=open_lab))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    def command(*argv: str) -> tuple[Run, PlaygroundLab]:
        assert run(["playground", *argv]) == 0
        lab = runs[-1].lab
        assert isinstance(lab, PlaygroundLab)
        return runs[-1], lab

    return command


def test_without_words_it_is_the_browsers_first_screen(opened: Opened) -> None:
    run, lab = opened()
    assert (run.preset, run.seed, run.step, lab.net.sizes) == ("circle", 0, 0, (2, 4, 2, 1))


def test_preset_seed_and_knobs_are_as_asked(opened: Opened) -> None:
    run, lab = opened("--preset", "xor-8", "--seed", "7", "--set", "rate=0.25", "--set", "activation=gelu")
    assert (run.preset, run.seed, lab.dials["rate"], lab.dials.named("activation")) == ("xor-8", 7, 0.25, "gelu")
    assert restore(share(run)).lab.setting(lab.knobs[0]) == lab.setting(lab.knobs[0])
    assert opened("--seed", "0.42000")[1].seed_text == "0.42000"


def test_an_address_begins_as_the_browser_does(opened: Opened) -> None:
    _, lab = opened("--url", "https://playground.tensorflow.org/#seed=0.42000&problem=regression", "--set", "batch=5")
    assert lab.losses[0] == pytest.approx(0.122157234983, abs=1e-11)
    assert lab.training.recipe.batch == 5


def test_a_file_is_a_spec_or_points(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("0,0,no\n5,5,yes\n1,1,no\n", "utf-8")
    (tmp_path / "spec.toml").write_text('points = "own.csv"\nhidden = [2]', "utf-8")
    assert opened("--file", str(tmp_path / "own.csv"))[1].world.points.tolist() == [[0, 0], [5, 5], [1, 1]]
    assert opened("--file", str(tmp_path / "spec.toml"))[1].net.sizes == (2, 2, 1)


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--preset", "none"], "no preset “none”"),
        (["--url", "#nosie=1"], "did you mean “noise”?"),
        (["--set", "rate=-1"], "“-1” is not a value of rate"),
        (["--set", "rat=1"], "no knob “rat”"),
        (["--seed", "9" * 30], "A seed is a whole number"),
        (["--file", "none.csv"], "There is no file none.csv"),
        (["--file", "none.toml"], "There is no file none.toml"),
    ],
)
def test_what_is_not_understood_opens_nothing(
    capsys: pytest.CaptureFixture[str], argv: list[str], sentence: str
) -> None:
    assert run(["playground", *argv]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert sentence in shown.err


def test_without_a_terminal_it_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["playground", "--preset", "xor-2"]) == 0
    assert "XOR" in capsys.readouterr().out


def test_a_saved_run_goes_on_where_it_was(opened: Opened, tmp_path: Path) -> None:
    saved = tmp_path / "mine.run"
    before = Run.begin("playground", "xor-4", 5).forward(12)
    write_run(before, saved)
    run, lab = opened("--file", str(saved))
    assert share(run) == share(before)
    assert lab.losses == before.lab.losses  # type: ignore[attr-defined]
    again, _ = opened("--file", str(saved), "--seed", "6", "--set", "rate=0.1")
    assert (again.preset, again.seed, again.step) == ("xor-4", 6, 0)
    assert opened("--file", str(saved), "--seed", "0.42000")[1].seed_text == "0.42000"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("keep", [0, 12, 60, -2])
def test_a_damaged_run_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, keep: int
) -> None:
    saved = tmp_path / "mine.run"
    write_run(Run.begin("playground", "xor-4", 5).forward(12), saved)
    saved.write_text(saved.read_text()[:keep])
    assert run(["--lang", language, "playground", "--file", str(saved)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "mine.run" in said
