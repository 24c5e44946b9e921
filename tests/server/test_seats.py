"""A seat is its student's alone: what happens in one harms no other and loses nothing."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import asyncssh
from class_runs import RunningClass

from tui_nn.progress.record import Kind


def test_a_seat_that_is_killed_harms_no_other_and_loses_nothing(room: RunningClass) -> None:
    with room.join("anna") as anna:
        (seat,) = room.seats()
        with room.join("boris") as boris:
            anna.press("enter")
            anna.wait_for("Toys › A run")
            anna.press("]")
            anna.wait_for("Every kind")
            anna.press("b")
            anna.wait_for("★")
            os.kill(seat, signal.SIGKILL)
            assert anna.status() == 255
            boris.press("enter")
            boris.wait_for("Toys › A run")
        with room.join("anna") as again:
            again.wait_for("Continue: Every kind")
            again.press("enter")
            again.wait_for("★")


def test_a_client_that_vanishes_leaves_no_seat_behind(room: RunningClass) -> None:
    with room.join("anna") as anna:
        anna.press("enter")
        anna.wait_for("Toys › A run")
        anna.kill()
        room.wait_for_seats(0)
    assert room.log() == ""


def test_the_window_may_change_its_size(room: RunningClass) -> None:
    with room.join("anna") as anna:
        anna.resize(120, 36)
        anna.wait_until(lambda _: anna.screen.display[0].rstrip().endswith("tui-nn"), "the wide title")
        anna.resize(60, 20)
        anna.wait_for("tui-nn needs 80×24")
        anna.resize(80, 24)
        anna.wait_for("Toys")


def test_when_the_class_closes_everyone_is_told_and_the_same_class_opens_again(room: RunningClass) -> None:
    code, told = room.code, room.told
    with room.join("anna") as anna:
        anna.press("enter")
        anna.wait_for("Toys › A run")
        anna.press("b")
        anna.wait_for("★")
        room.stop()
        assert anna.status() == 0
        assert "The class is over for now" in (anna.farewell or b"").decode()
    room.start()
    assert room.code == code
    assert room.told == told
    with room.join("anna") as again:
        again.wait_for("Continue: A run")


def test_a_server_that_is_killed_in_the_middle_has_kept_every_answer(room: RunningClass) -> None:
    with room.join("anna") as anna:
        anna.press("enter")
        anna.wait_for("Toys › A run")
        anna.press("]")
        anna.wait_for("Every kind")
        anna.press("2")
        anna.wait_for("One?")
        anna.press("down", "enter")
        anna.wait_for("Right")
        room.stop(signal.SIGKILL)
        assert anna.status() != 0
    room.start()
    (student,) = room.store.students()
    answered = [fact.data for fact in room.store.facts_of(student.id) if fact.kind == Kind.ANSWERED]
    assert answered == [{"answer": "yes", "right": True}]


def test_an_app_that_breaks_is_followed_by_a_fresh_one_in_the_same_window(tmp_path: Path) -> None:
    toy = Path(__file__).parents[1] / "screens" / "toy"
    broken = tmp_path / "broken"
    broken.mkdir()
    # A fault that no key of ours has: the bookmark's.
    (broken / "sitecustomize.py").write_text(
        "import tui_nn.screens.lesson as lesson\n"
        "def fall(self):\n    raise RuntimeError('a fault')\n"
        "lesson.LessonScreen.action_bookmark = fall\n"
    )
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(broken), *filter(None, [before])])
    try:
        room = RunningClass(tmp_path / "class", toy)
    finally:
        os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)
    try:
        with room.join("anna") as anna, room.join("boris") as boris:
            anna.press("enter")
            anna.wait_for("Toys › A run")
            anna.press("b")
            anna.wait_for("Something broke in your seat", "Continue: A run")
            anna.press("enter")
            anna.wait_for("A weight says")
            boris.press("enter")
            boris.wait_for("Toys › A run")
        assert "a fault" in room.log()
    finally:
        room.stop()


async def test_a_hostile_client_meets_bounds(room: RunningClass) -> None:
    """A name of escapes, a terminal that is none, a window without end, two shells, keys without end."""
    async with asyncssh.connect(
        "127.0.0.1",
        room.port,
        username="[red]eve[/]",
        password=room.code,
        known_hosts=None,
        client_keys=None,
    ) as connection:
        size = (100_000, 100_000)
        shell = await connection.create_process(term_type="\x1b[31mevil", term_size=size, encoding=None)
        heard = b""
        until = time.monotonic() + 20
        while b"Your PIN" not in heard and time.monotonic() < until:
            heard += await shell.stdout.read(65536)
        assert b"Your PIN" in heard
        assert b"[red]eve[/]" in heard
        try:
            await connection.create_process(term_type="xterm")
            raise AssertionError("a second shell was given")
        except asyncssh.ChannelOpenError:
            pass
        shell.stdin.write(b"\x1b[" * 50_000 + b"\xff\xfe" * 1000)
    room.wait_for_seats(0)
    with room.join("anna") as anna:
        anna.wait_for("Toys")


async def test_one_who_reads_nothing_harms_no_other(room: RunningClass) -> None:
    async with asyncssh.connect(
        "127.0.0.1", room.port, username="lazy", password=room.code, known_hosts=None, client_keys=None
    ) as connection:
        await connection.create_process(term_type="xterm", term_size=(120, 36), encoding=None, window=1024)
        with room.join("anna") as anna:
            anna.press("enter")
            anna.wait_for("Toys › A run")


def test_nothing_that_an_audit_would_warn_of_is_offered(room: RunningClass) -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "ssh_audit.ssh_audit", "-n", "--skip-rate-test", "-p", str(room.port), "127.0.0.1"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "curve25519" in done.stdout, done.stdout + done.stderr
    assert "[fail]" not in done.stdout, done.stdout
    # Clients before OpenSSH 9.9 know no key exchange that quantum computers would not break; they may come too.
    warned = [line for line in done.stdout.splitlines() if "[warn]" in line and "post-quantum" not in line]
    assert warned == []
