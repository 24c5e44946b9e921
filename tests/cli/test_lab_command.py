"""`tui-nn lab` and `tui-nn open` without a screen: what scripts and screen readers get."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tui_nn.cli.main import run
from tui_nn.labs.lab import typed_verb
from tui_nn.labs.run import Run
from tui_nn.labs.shelf import SHELF, take
from tui_nn.locale.words import LANGUAGES

Command = Callable[..., str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Command:
    """The output of a command that succeeds."""

    def command(*argv: str) -> str:
        assert run(argv) == 0
        shown = capsys.readouterr()
        assert shown.err == ""
        return shown.out

    return command


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Command:
    """The sentence of a command that fails."""

    def command(*argv: str) -> str:
        assert run(argv) == 1
        shown = capsys.readouterr()
        assert shown.out == ""
        return shown.err.removesuffix("\n")

    return command


def in_the_app(monkeypatch: pytest.MonkeyPatch, *argv: str) -> Run | None:
    """The run that the command opens in the app when it is in a terminal; None if it opens none."""
    opened: list[Run] = []

    def open_lab(run: Run, *_: Any) -> int:
        opened.append(run)
        return 0

    monkeypatch.setitem(sys.modules, "tui_nn.app", SimpleNamespace(open_lab=open_lab))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(argv) == 0
    return opened[0] if opened else None


# Their programs add up in another order than the engine, so the last digits may differ.
ROUNDED = {
    *("playground", "collapse", "threshold", "heads", "deep-gradient", "activations", "graph"),
    *("hopfield", "boltzmann", "backprop", "elman", "convolution"),
}

LABS = [(name, preset) for name in SHELF for preset in take(name).presets]
# The programs of these labs are run here only, so with every preset; of the others each lab's own tests run more.
ONLY_HERE = {"matrix", "unit", "activations", "deep-gradient", "zoo", "trends", "speed"}
PROGRAMS = [(name, preset) for name, preset in LABS if name in ONLY_HERE or preset == take(name).presets[0]]


@pytest.mark.parametrize(("name", "preset"), LABS)
def test_every_lab_tells_its_state_as_one_json_object(said: Command, name: str, preset: str) -> None:
    state = json.loads(said("lab", name, "--preset", preset, "--seed", "3", "--steps", "12", "--json"))
    assert (state["lab"], state["preset"], state["seed"]) == (name, preset, 3)
    typed = typed_verb(take(name))
    assert list(state["settings"]) == [*(knob.id for knob in take(name).knobs), *([typed] if typed else [])]
    assert all(value is None or isinstance(value, int | float) for value in state["readings"].values())
    assert json.loads(said("open", state["share"], "--json")) == state


@pytest.mark.parametrize(("name", "preset"), PROGRAMS)
def test_every_lab_writes_a_program_that_gets_the_same_numbers(said: Command, name: str, preset: str) -> None:
    """In a process of its own."""
    # At a calm rate the last digits, which differ where sums are added up in another order, stay the last ones.
    asked = (
        "lab",
        name,
        "--preset",
        preset,
        "--steps",
        "20",
        *(("--set", "rate=0.01") if name == "playground" else ()),
    )
    program = subprocess.run(
        [sys.executable, "-"], input=said(*asked, "--program"), capture_output=True, text=True, check=True
    )
    got = dict(line.split(" = ") for line in program.stdout.splitlines() if " = " in line)
    readings = json.loads(said(*asked, "--json"))["readings"]
    assert got
    for id, text in got.items():
        value: Any = None if text in ("None", "nan", "inf") else float(text)
        if name in ROUNDED and value is not None:
            value = pytest.approx(value, rel=1e-9, abs=1e-30)
        assert readings[id] == value, id


def test_without_a_name_the_labs_are_listed_with_presets_and_knobs(said: Command) -> None:
    for language in LANGUAGES:
        listed = said("--lang", language, "lab")
        for name in SHELF:
            assert all(re.search(rf"^    {preset} ", listed, re.MULTILINE) for preset in take(name).presets)
            assert all(re.search(rf"^    {knob.id} ", listed, re.MULTILINE) for knob in take(name).knobs)
        assert not re.search(r"(labs|cli_lab)\.", listed)


def test_text_is_what_comes_where_no_terminal_is(said: Command) -> None:
    text = said("lab", "perceptron", "--steps", "9")
    assert text == said("lab", "perceptron", "--steps", "9", "--text")
    assert text != said("--lang", "ru", "lab", "perceptron", "--steps", "9")
    assert text == said("open", said("lab", "perceptron", "--steps", "9", "--share").strip())


def test_steps_beyond_what_the_lab_needs_stop_when_it_has_finished(said: Command) -> None:
    state = json.loads(said("lab", "perceptron", "--preset", "or", "--steps", "1000000", "--json"))
    assert state["finished"]
    assert state["step"] == 16


def test_options_are_written_as_people_write_them(said: Command) -> None:
    settings = ("--set", "rate=0,5", "--set", "order=shuffled")
    state = json.loads(said("lab", "perceptron", "--preset", "and", *settings, "--json"))
    assert state["settings"]["rate"] == 0.5
    assert state["settings"]["order"] == "shuffled"
    again = [f"--set={knob}={value}" for knob, value in state["settings"].items() if knob != "margin"]
    assert json.loads(said("lab", "perceptron", "--preset", "and", *again, "--json"))["settings"] == state["settings"]


def test_points_of_ones_own_are_learnt(said: Command, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("x,y,kind\n0,0,no\n5,5,yes\n", "utf-8")
    state = json.loads(said("lab", "perceptron", "--data", str(file), "--steps", "99", "--json"))
    assert state["finished"]
    assert "load:0_0_0_5_5_1" in state["share"]


def test_in_a_terminal_the_lab_opens_in_the_app(monkeypatch: pytest.MonkeyPatch, said: Command) -> None:
    text = said("lab", "perceptron", "--preset", "xor", "--set", "rate=2", "--steps", "7", "--share").strip()
    fresh = in_the_app(monkeypatch, "lab", "perceptron", "--preset", "xor")
    assert fresh
    assert (fresh.preset, fresh.step) == ("xor", 0)
    shared = in_the_app(monkeypatch, "open", text)
    assert shared
    assert (shared.preset, shared.step) == ("xor", 7)
    for headless in (["--steps", "3"], ["--json"], ["--text"], ["--share"], ["--program"]):
        assert in_the_app(monkeypatch, "lab", "neuron", *headless) is None


def test_the_labs_data_is_not_the_folder_of_the_learners_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []

    def open_lab(_: Run, args: Any, __: Any) -> int:
        given.append(args.data)
        return 0

    monkeypatch.setitem(sys.modules, "tui_nn.app", SimpleNamespace(open_lab=open_lab))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run(["--data", "progress-folder", "lab", "neuron"])
    assert given == ["progress-folder"]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["lab", "nothing"], "There is no lab “nothing”"),
        (["lab", "perceptron", "--preset", "nothing"], "There is no preset “nothing”"),
        (["lab", "perceptron", "--set", "rate"], "“rate” is not KNOB=VALUE"),
        (["lab", "perceptron", "--set", "rate=3"], "“3” is not a value of rate; possible: 0.125, 0.25"),
        (["lab", "perceptron", "--set", "speed=3"], "has no knob “speed”; it has: rate, order, margin"),
        (["lab", "perceptron", "--seed", "-1"], "--seed takes a whole number from 0 to 9223372036854775807"),
        (["lab", "perceptron", "--seed", "9" * 5000], "--seed takes a whole number"),
        (["lab", "perceptron", "--steps", "many"], "“many” is not one"),
        (["lab", "perceptron", "--steps", "1000001"], "--steps takes a whole number from 0 to 1000000"),
        (["lab", "perceptron", "--steps", "²"], "“²” is not one"),
        (["lab", "perceptron", "--data", "none.csv"], "There is no file none.csv"),
        (["lab", "perceptron", "--set", "margin=0.4"], "Only the two clouds"),
        (["open", "nn1/perceptron/or/s1/t35"], "cut short or mistyped"),
        (["open", "hello"], "no share string"),
    ],
)
def test_bad_input_is_one_clear_sentence_in_the_users_language(
    refused: Command, argv: list[str], sentence: str
) -> None:
    told = refused(*argv)
    assert sentence in told
    assert "\n" not in told
    russian = refused("--lang", "ru", *argv)
    assert re.search("[а-я]", russian)
    assert russian != told


def test_every_bad_row_of_ones_own_points_is_told(refused: Command, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("0,0,no\n5,five,yes\n1,2\n", "utf-8")
    told = refused("lab", "perceptron", "--data", str(file))
    assert [line[:7] for line in told.splitlines()] == ["Line 2,", "Line 3:"]


def test_points_for_a_lab_without_points_are_refused(refused: Command, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("0,0,no\n5,5,yes\n", "utf-8")
    assert refused("lab", "neuron", "--data", str(file))


def test_words_that_are_not_understood_end_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    for argv in (["open"], ["lab", "perceptron", "--json", "--text"], ["lab", "perceptron", "--colour"]):
        with pytest.raises(SystemExit) as end:
            run(argv)
        assert end.value.code == 2
    assert "usage: tui-nn" in capsys.readouterr().err


def test_a_headless_lab_needs_no_textual() -> None:
    """Scripts start fast: the real program, and what it has loaded at its end."""
    code = (
        "import sys; from tui_nn.cli.main import run; run(['lab', 'perceptron', '--json']); "
        "sys.exit('textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
