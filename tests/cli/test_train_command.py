"""`tui-nn train`: the Playground's own runs through the real command, and what scripts rely on."""

from __future__ import annotations

import io
import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from terminal import Terminal

from tui_nn.cli.epochs import tellers
from tui_nn.cli.main import run
from tui_nn.labs.playground.spec import Spec
from tui_nn.locale.words import Words

Command = Callable[..., str]
TRAIN = [sys.executable, "-m", "tui_nn", "train"]
ADDRESS = "https://playground.tensorflow.org/#seed=0.42000"

# From the page's own engine, seed 0.42000: epoch -> losses; and the first unit's first weights.
REFERENCE = {
    "circle": (
        {
            0: (0.522059151493, 0.520493604174),
            1: (0.513683493914, 0.512270827922),
            10: (0.496402324891, 0.497539490058),
            100: (0.008874234011, 0.007281921707),
        },
        (0.337198775178283, 0.203175044850568),
    ),
    "reg-plane": (
        {
            0: (0.122157234983, 0.121282816050),
            1: (0.045628021308, 0.046343393411),
            10: (0.003452687971, 0.003634700224),
            100: (0.000473682137, 0.000517843755),
        },
        (-0.083861670377144, -0.331397147371499),
    ),
}


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Command:
    """The output of a training that succeeds."""

    def command(*argv: str) -> str:
        assert run(["train", *argv]) == 0
        shown = capsys.readouterr()
        assert shown.err == ""
        return shown.out

    return command


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Command:
    """The sentences of one that is not understood; nothing is half printed."""

    def command(*argv: str) -> str:
        assert run(argv) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        return shown.err

    return command


@pytest.fixture
def spec(tmp_path: Path) -> Callable[[str], str]:
    def written(text: str) -> str:
        (tmp_path / "spec.toml").write_text(text, "utf-8")
        return str(tmp_path / "spec.toml")

    return written


def objects(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.parametrize("data", REFERENCE)
def test_an_address_repeats_the_run_of_the_page(data: str) -> None:
    losses, _ = REFERENCE[data]
    url = ADDRESS + ("&problem=regression" if data == "reg-plane" else "")
    done = subprocess.run([*TRAIN, "--url", url, "--json"], capture_output=True, check=True)
    *epochs, last = objects(done.stdout.decode())
    assert [list(line) for line in epochs] == [["epoch", "train_loss", "test_loss"]] * 101
    assert [line["epoch"] for line in epochs] == list(range(101))
    for epoch, (train, test) in losses.items():
        assert epochs[epoch]["train_loss"] == pytest.approx(train, abs=1e-9)
        assert epochs[epoch]["test_loss"] == pytest.approx(test, abs=1e-9)
    assert list(last) == ["weights", "biases"]


@pytest.mark.parametrize("data", REFERENCE)
def test_the_last_line_holds_the_weights_unit_by_unit(said: Command, data: str) -> None:
    problem = "&problem=regression" if data == "reg-plane" else ""
    first, last = objects(said("--url", ADDRESS + problem, "--json", "--epochs", "0"))
    assert first["epoch"] == 0
    assert [(len(layer), len(layer[0])) for layer in last["weights"]] == [(4, 2), (2, 4), (1, 2)]
    assert last["weights"][0][0] == pytest.approx(REFERENCE[data][1], abs=1e-14)
    assert last["biases"] == [[0.1] * 4, [0.1] * 2, [0.1]]


def test_the_numbers_are_the_labs_own_to_the_last_bit(said: Command) -> None:
    lab = Spec.of_address(ADDRESS).run().forward(7).lab
    *_, line, last = objects(said("--url", ADDRESS, "--json", "--epochs", "7"))
    assert (line["train_loss"], line["test_loss"]) == lab.losses  # type: ignore[attr-defined]
    assert last["weights"][2] == lab.net.weights(2).T.tolist()  # type: ignore[attr-defined]


def test_a_spec_and_an_address_of_the_same_set_up_are_the_same_run(said: Command, spec: Callable[[str], str]) -> None:
    file = spec('data = "xor"\nnoise = 15\nhidden = [3]\nseed = "0.42000"\nepochs = 2')
    url = said(file, "--url-out").strip()
    assert said(file, "--json") == said("--url", url, "--epochs", "2", "--json")
    assert said("--url", url, "--url-out").strip() == url


def test_epochs_and_seed_of_the_command_line_win(said: Command, spec: Callable[[str], str]) -> None:
    file = spec('seed = "0.5"\nepochs = 3')
    asked = objects(said(file, "--json", "--epochs", "1", "--seed", "0.42000"))
    assert len(asked) == 3
    assert asked[0]["train_loss"] == pytest.approx(0.522059151493, abs=1e-11)
    assert said(file, "--json", "--epochs", "0", "--seed", "42") == said(
        "--url", ADDRESS.replace("0.42000", "0.00042"), "--json", "--epochs", "0"
    )
    assert said("--url", ADDRESS, "--json", "--seed", "7") == said("--url", "#x=true", "--json", "--seed", "7")


def test_a_spec_may_come_from_standard_input() -> None:
    done = subprocess.run(
        [*TRAIN, "-", "--url-out"], input=b'seed = "7"\ndata = "xor"', capture_output=True, check=True
    )
    assert b"dataset=xor" in done.stdout
    assert b"seed=7&" in done.stdout


def test_for_people_there_are_lines_now_and_then_and_a_table(said: Command, spec: Callable[[str], str]) -> None:
    lines = said("--url", ADDRESS).splitlines()
    assert [line.split(":")[0] for line in lines[:11]] == [f"epoch {k}" for k in range(0, 101, 10)]
    table = dict(re.split(r"  +", line) for line in lines[11:])
    assert (table["epochs"], table["train loss"], table["test accuracy"]) == ("100", "0.008874234011", "100 %")
    assert table["parameters"] == "25"
    assert "R²" in said(spec('data = "sine"'), "--epochs", "2")
    assert "—" in said(spec("ratio = 100"), "--epochs", "2")


def test_a_stop_condition_ends_it_and_is_told(said: Command, spec: Callable[[str], str]) -> None:
    shown = said(spec('data = "gauss"\nhidden = []\nstop = "accuracy"'), "--epochs", "1000")
    assert "95 % are right: stopped after epoch" in shown


def test_where_the_numbers_were_left_is_told_and_the_status_is_1(
    capsys: pytest.CaptureFixture[str], spec: Callable[[str], str]
) -> None:
    assert run(["train", spec('preset = "too-fast"'), "--json"]) == 1
    shown = capsys.readouterr()
    *epochs, last = objects(shown.out)
    assert [line["epoch"] for line in epochs] == list(range(len(epochs)))
    assert {"weights", "biases", "fault"} == set(last)
    assert set(last["fault"]) == {"layer", "step", "cause", "unit"}
    assert "NaN" not in shown.out
    assert "Infinity" not in shown.out
    assert shown.err.startswith(f"Update {last['fault']['step']}: ")
    assert run(["--lang", "ru", "train", spec('preset = "too-fast"')]) == 1
    assert "скорость обучения" in capsys.readouterr().err


def test_a_loss_over_no_points_is_null(said: Command, spec: Callable[[str], str]) -> None:
    assert objects(said(spec("ratio = 100"), "--json", "--epochs", "0"))[0]["test_loss"] is None


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "Give either a spec file or --url"),
        (["spec.toml", "--url", "#x=true"], "Give either a spec file or --url"),
        (["none.toml"], "There is no file none.toml"),
        (["--url", "#nosie=3"], "did you mean “noise”?"),
        (["--url", ADDRESS, "--epochs", "-1"], "--epochs takes a whole number from 0 to 1000000"),
        (["--url", ADDRESS, "--epochs", "many"], "“many” is not one"),
        (["--url", ADDRESS, "--seed", ""], "A seed is a text of 1 to 100 characters"),
        (["--url", ADDRESS, "--seed", "9" * 30], "A seed is a whole number"),
    ],
)
def test_what_is_not_understood_is_one_sentence(refused: Command, argv: list[str], sentence: str) -> None:
    english, russian = refused("train", *argv), refused("--lang", "ru", "train", *argv)
    assert sentence in english
    assert english.count("\n") == russian.count("\n") == 1
    assert re.search("[а-я]", russian)


def test_all_mistakes_of_a_spec_are_told(refused: Command, spec: Callable[[str], str]) -> None:
    told = refused("train", spec("rat = 1\nhidden = [0]\nrate = -1"), "--json")
    assert [line[:7] for line in told.splitlines()] == ["Line 1:", "Line 2:", "Line 3:"]


def test_a_set_up_without_an_address_says_what_it_lacks(refused: Command, spec: Callable[[str], str]) -> None:
    assert "optimiser – Adam" in refused("train", spec('optimiser = "adam"'), "--url-out")


def test_ctrl_c_prints_what_there_is() -> None:
    with subprocess.Popen(
        [*TRAIN, "--url", ADDRESS, "--json", "--epochs", "1000000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as training:
        assert training.stdout
        assert training.stderr
        lines = [training.stdout.readline() for _ in range(5)]
        training.send_signal(signal.SIGINT)
        lines += training.stdout.readlines()
        told = training.stderr.read().decode()
    assert training.returncode == 130
    *epochs, last = map(json.loads, lines)
    assert [line["epoch"] for line in epochs] == list(range(len(epochs)))
    assert set(last) == {"weights", "biases"}
    assert told == f"Interrupted after {len(epochs) - 1} of 1000000 epochs\n"


def test_nobody_reading_is_no_trouble() -> None:
    with subprocess.Popen(
        [*TRAIN, "--url", ADDRESS, "--json", "--epochs", "1000000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as training:
        assert training.stdout
        assert training.stderr
        training.stdout.readline()
        training.stdout.close()
        assert training.stderr.read() == b""
    assert training.returncode == 141


def test_on_a_terminal_a_bar_grows_and_leaves_only_the_table(data_folder: Path) -> None:
    with Terminal("train", "--url", ADDRESS, "--epochs", "1000000", data=data_folder) as terminal:
        terminal.wait_for("░", "train loss 0.00")
        terminal.press("ctrl+c")
        assert terminal.status() == 130
        screen = terminal.text()
    assert "░" not in screen
    assert re.search(r"^epochs +\d+$", screen, re.MULTILINE)
    assert screen.count("train loss") == 1
    assert "Interrupted after" in screen


def test_the_bar_is_taken_off_when_something_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")

    def broken() -> None:
        with tellers(10, True, Words("en")) as telling:
            telling[0].epoch(Spec().run().lab)  # type: ignore[arg-type]
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        broken()
    assert "░" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_training_without_the_app_needs_neither_textual_nor_rich() -> None:
    code = (
        f"import sys; from tui_nn.cli.main import run; run(['train', '--url', '{ADDRESS}', '--epochs', '1']); "
        "sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
