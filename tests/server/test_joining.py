"""Students join with OpenSSH's own client: by code, by key, again, and twice under one name."""

from __future__ import annotations

import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest
from class_runs import NO_SSH, UNKNOWN, RunningClass

from tui_nn.progress.record import Kind

SCREEN = b"\x1b[?1049h"  # the app takes the window over
TOP = b"\x1b[1;1H"  # the cursor to the first cell: a whole picture begins


def test_a_student_joins_leaves_and_is_back_in_the_same_place(room: RunningClass) -> None:
    with room.join("anna") as first:
        first.press("enter")
        first.wait_for("Toys › A run", "1/2")
        first.press("]")
        first.wait_for("Every kind", "2/2")
        first.press("esc")
        first.wait_for("Continue")
        first.press("q")
        assert first.status() == 0
        assert "Everything you did is saved" in (first.farewell or b"").decode()
    room.wait_for_seats(0)
    with room.join("anna", size=(120, 36)) as again:
        again.wait_for("Continue: Every kind")
    (anna,) = room.store.students()
    visited = [fact.page for fact in room.store.facts_of(anna.id) if fact.kind == Kind.VISITED]
    assert visited == ["run", "every"]


def test_the_first_screen_is_one_picture_and_then_nothing_is_sent_until_a_key_comes(room: RunningClass) -> None:
    """Two hundred who wait for each other would else keep the machine busy with two hundred cursors that blink."""
    with room.ssh("anna") as anna:
        anna.wait_for("Class code")
        anna.press(f"{room.code}\r")
        anna.wait_for("› Your name")
        while anna.read(0.3):
            pass
        assert anna.heard.partition(SCREEN)[2].count(b"anna") == 1
        assert anna.read(1.2) == b""
        anna.press("enter")
        anna.wait_for("› Your PIN")
        while anna.read(0.3):
            pass
        assert anna.read(1.2) == b""


def test_a_window_of_another_size_never_shows_a_picture_of_the_usual_one(room: RunningClass) -> None:
    with room.ssh("anna", size=(120, 36)) as anna:
        anna.wait_for("Class code")
        anna.press(f"{room.code}\r")
        anna.wait_for("› Your name")
        while anna.read(0.3):
            pass
        _, *pictures = anna.heard.partition(SCREEN)[2].split(TOP)
        assert pictures
        assert {picture.count(b"\n") for picture in pictures} == {35}


def test_two_people_with_one_name_are_asked_apart(room: RunningClass) -> None:
    with room.join("Anna", "1234") as one, room.join("anna", "9999") as other:
        other.wait_for("is here already, with another PIN")
        other.press("shift+tab")
        other.wait_for("› Your name")
        other.press("2", "enter")
        other.wait_for("There is no “anna2”")
        other.press("enter")
        other.wait_for("A toy course")
        one.press("enter")
        one.wait_for("Toys › A run")
    assert [student.name for student in room.store.students()] == ["Anna", "anna2"]


def test_without_the_code_nobody_comes_in_and_after_six_tries_the_line_is_cut(room: RunningClass) -> None:
    with room.ssh("eve", options=("-o", "NumberOfPasswordPrompts=9")) as eve:
        for tried in range(6):
            eve.wait_until(partial(_asked_more_than, tried), "a prompt")
            eve.press("guess\r")
        assert eve.status() == 255
    assert room.store.students() == ()
    with room.join("anna") as anna:
        anna.wait_for("Toys")


def test_a_key_that_the_student_showed_lets_them_in_alone_next_time(room: RunningClass, tmp_path: Path) -> None:
    key = tmp_path / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    with room.ssh("anna", options=("-i", str(key))) as first:
        first.wait_for("Class code")
        first.press(f"{room.code}\r")
        first.wait_for("Your SSH key is remembered")
        first.press("enter")
        first.wait_for("› Your PIN")
        first.press("1234", "enter")
        first.wait_for("There is no “anna”")
        first.press("enter")
        first.wait_for("Toys")
    with room.ssh("whoever", options=("-i", str(key))) as again:
        again.wait_for("Toys")
    assert [student.name for student in room.store.students()] == ["anna"]


def test_the_language_of_the_client_is_spoken(room: RunningClass) -> None:
    with room.ssh("аня", options=("-o", "SetEnv=LANG=ru_RU.UTF-8")) as anya:
        anya.wait_for("Class code")
        anya.press(f"{room.code.upper().replace('-', ' ')}\r")
        anya.wait_for("Ваше имя", "аня")


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason=NO_SSH)
def test_with_a_roster_keys_alone_let_in(tmp_path: Path) -> None:
    toy = Path(__file__).parents[1] / "screens" / "toy"
    key = tmp_path / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "Вера", "-f", str(key)], check=True)
    room = RunningClass(tmp_path / "class", toy, "--roster", f"{key}.pub", "--keys-only")
    try:
        with room.ssh("anyone", options=("-i", str(key))) as vera:
            vera.wait_for("Toys")
        with room.ssh("anyone") as eve:
            assert eve.status() == 255
        assert [student.name for student in room.store.students()] == ["Вера"]
    finally:
        room.stop()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ls"], "exec request failed"),
        (["-s", "sftp"], "subsystem request failed"),
        (["-T"], "tui-nn needs a terminal"),
    ],
)
def test_there_are_no_commands_and_no_files(room: RunningClass, words: list[str], says: str, tmp_path: Path) -> None:
    options = [word for word in words if word.startswith("-")]
    asked = [word for word in words if not word.startswith("-")]
    done = _ssh(room, tmp_path, *options, "eve@127.0.0.1", *asked)
    assert done.returncode != 0
    assert says in done.stdout + done.stderr


def test_no_port_is_forwarded_either_way(room: RunningClass, tmp_path: Path) -> None:
    remote = _ssh(room, tmp_path, "-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9", "eve@127.0.0.1")
    assert "remote port forwarding failed" in remote.stderr
    local = _ssh(room, tmp_path, "-W", "127.0.0.1:22", "eve@127.0.0.1")
    assert "stdio forwarding failed" in local.stderr


def _asked_more_than(times: int, screen: str) -> bool:
    return screen.count("Class code") > times


def _ssh(room: RunningClass, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The client without a terminal; a small program tells it the code."""
    told = folder / "code.sh"
    told.write_text(f"#!/bin/sh\necho {room.code}\n")
    told.chmod(0o700)
    return subprocess.run(
        ["ssh", *UNKNOWN[:-1], "LogLevel=INFO", "-F", "none", "-p", str(room.port), *words],
        env={"PATH": "/usr/bin:/bin", "SSH_ASKPASS": str(told), "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
