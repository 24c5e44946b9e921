"""A saved run opens as it was, bit for bit; anything else that is opened is refused in one sentence."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.run_file import MOST_BYTES, as_text, read_run, write_run
from tui_nn.labs.share import share
from tui_nn.locale.words import LANGUAGES, Words


def learnt() -> Run:
    """A run with knobs turned, points drawn and weights set by hand on the way."""
    run = Run.begin("playground", "own-points", 7, [("rate", "0.1")]).forward(3)
    for verb, args in (
        ("add", (1 / 3, -2.0, 1.0)),
        ("move", (0.0, 0.1 + 0.2, 2.0)),
        ("weight", (1.0, 2.0, 3.0, 0.7)),
        ("freeze", (1.0, 0.0, 2.0)),
        ("set", ("activation", 4.0)),
    ):
        run = run.edited(Edit(verb, args)).forward(2)
    return run


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read_run(path)
    for language in LANGUAGES:
        assert Words(language).has(refused.value.says.key)
        sentence = Words(language).say(refused.value.says)
        assert "{" not in sentence
        assert "\n" not in sentence
    return refused.value.says.key


@pytest.mark.parametrize("lab", ["playground", "perceptron", "neuron"])
def test_a_saved_run_opens_as_it_was(tmp_path: Path, lab: str) -> None:
    run = learnt() if lab == "playground" else Run.begin(lab, {"perceptron": "or", "neuron": "lesson"}[lab], 3)
    path = tmp_path / "my.run"
    write_run(run.forward(4), path)
    again = read_run(path)
    assert share(again) == share(run.forward(4))
    assert again.lab.frame().readings == run.forward(4).lab.frame().readings
    assert again.program() == run.forward(4).program()


def test_the_file_tells_a_reader_what_it_is(tmp_path: Path) -> None:
    write_run(learnt(), tmp_path / "my.run")
    lines = (tmp_path / "my.run").read_text("utf-8").splitlines()
    assert lines[0] == "tui-nn run, version 1"
    told = [line.removeprefix("# ") for line in lines[1:-1]]
    assert told[:4] == ["lab = playground", "preset = own-points", "seed = 7", "steps = 13"]
    assert "change at step 0: rate = 0.1" in told
    assert "change at step 7: weight 1 2 3 0.7" in told
    assert "change at step 11: activation = relu" in told
    assert any(line.startswith("train-loss = 0.") for line in told)
    assert lines[-1] == share(learnt())


def test_two_thousand_points_and_many_changes_stay_short_above_the_string(tmp_path: Path) -> None:
    numbers = tuple(float(k % 7) / 3 if k % 3 < 2 else float(k % 2) for k in range(6000))
    run = Run.begin("playground", "own-points", 1, [("batch", "2000")]).edited(Edit("load", numbers))
    for k in range(100):
        run = run.edited(Edit("move", (float(k), k / 7, k / 9)))
    write_run(run.forward(2), tmp_path / "big.run")
    lines = (tmp_path / "big.run").read_text("utf-8").splitlines()
    assert max(map(len, lines[:-1])) < 100
    assert len(lines) < 70
    assert any("changes more" in line for line in lines)
    assert read_run(tmp_path / "big.run").lab.frame().readings == run.forward(2).lab.frame().readings


def test_blanks_line_ends_a_mark_and_changed_comments_do_no_harm(tmp_path: Path) -> None:
    text = as_text(learnt())
    path = tmp_path / "a.run"
    for spoilt in (
        "\ufeff" + text,
        text.replace("\n", "\r\n"),
        "\n\n" + text + "\n\n",
        text.replace("# seed = 7", "# my best run!"),
        text.replace("nn1/playground/", "nn1/\n  playground/"),
    ):
        path.write_text(spoilt, encoding="utf-8", newline="")
        assert share(read_run(path)) == share(learnt())


def test_a_file_cut_short_anywhere_is_refused_and_never_another_run(tmp_path: Path) -> None:
    text = as_text(learnt()).rstrip("\n")
    path = tmp_path / "cut.run"
    for length in range(0, len(text), 7):
        path.write_text(text[:length], encoding="utf-8")
        assert refusal(path) in ("runs.file.damaged", "runs.file.other")


def test_a_changed_letter_of_the_string_is_seen(tmp_path: Path) -> None:
    text = as_text(learnt())
    path = tmp_path / "edited.run"
    begin = text.index("nn1/")
    for place in range(begin, len(text) - 1, 5):
        path.write_text(text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :], encoding="utf-8")
        assert refusal(path) == "runs.file.damaged"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "other"),
        (b"x1,x2,class\n1,2,0\n", "other"),
        (b'preset = "circle"\n', "other"),
        (b"\x89PNG\r\n\x1a\n\0\0", "text"),
        (b"tui-nn run\0", "text"),
        (b"tui-nn run, version 1\n", "damaged"),
        (b"tui-nn run, version 1\n# lab = playground\n", "damaged"),
        (b"tui-nn run, version 1\nhello\n", "damaged"),
        (b"tui-nn run, version 2\nnn2/whatever\n", "newer"),
        (b"tui-nn run, version 1" + b" " * MOST_BYTES, "large"),
    ],
)
def test_foreign_files_are_refused(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "foreign.run"
    path.write_bytes(content)
    assert refusal(path) == f"runs.file.{key}"


@given(st.binary(max_size=100) | st.text(max_size=60).map(lambda text: b"tui-nn run, version 1\n" + text.encode()))
def test_any_file_is_refused_in_words(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.run"
    path.write_bytes(content)
    assert refusal(path)


def test_a_missing_file_a_folder_and_a_pipe_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.run") == "runs.file.missing"
    assert refusal(tmp_path) == "runs.file.folder"
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "runs.file.missing"
    assert refusal(Path("~nobody-here/a.run")) == "runs.file.missing"


def test_saving_replaces_a_file_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "my.run"
    path.write_text("before")
    path.chmod(0o640)
    write_run(learnt(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["my.run"]


def test_what_cannot_be_written_is_said_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my.run").write_text("before")
    for path in (tmp_path, tmp_path / "no" / "such" / "my.run", tmp_path / ("long" * 100)):
        with pytest.raises(Refused) as refused:
            write_run(learnt(), path)
        assert Words("ru").has(refused.value.says.key)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused) as refused:
        write_run(learnt(), tmp_path / "my.run")
    assert "No space left" in Words("en").say(refused.value.says)
    assert (tmp_path / "my.run").read_text() == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["my.run"]
