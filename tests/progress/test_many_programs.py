"""Real programs on one journal: killed, side by side, on a full disk and in a folder that is not theirs."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from tui_nn.progress.journal import FILE, Journal
from tui_nn.progress.record import Fact, Kind

APPENDING = [sys.executable, str(Path(__file__).with_name("appending.py"))]
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


Child = subprocess.Popen[str]


def _let_loose(folder: Path, many: int, children: int = 1) -> list[Child]:
    """Programs that open the journal at the same instant, as nearly as one can make it."""
    pipe = subprocess.PIPE
    command = [*APPENDING, str(folder), str(many)]
    started = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(children)]
    for child in started:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    for child in started:
        assert child.stdin
        child.stdin.write("\n")
        child.stdin.flush()
    return started


def _uids(folder: Path) -> list[str]:
    with closing(Journal.open(folder)) as journal:
        assert journal.notices == ()
        return [fact.uid for fact in journal.facts()]


def _is_sound(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / FILE)) as sql:
        return bool(sql.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@POSIX
def test_a_program_killed_at_any_moment_loses_nothing_that_it_confirmed(tmp_path: Path) -> None:
    dice = random.Random(7)
    confirmed: list[str] = []
    for _ in range(4):
        (child,) = _let_loose(tmp_path, 100_000)
        assert child.stdout
        confirmed.append(child.stdout.readline().strip())
        time.sleep(dice.uniform(0.0, 0.15))
        child.send_signal(signal.SIGKILL)
        told, _trouble = child.communicate()
        # The last line may be cut short by the kill; a uid is whole only with its line end.
        confirmed += [line for line in told.split("\n")[:-1] if line]
    kept = _uids(tmp_path)
    assert len(confirmed) > 4
    assert set(confirmed) <= set(kept)
    assert len(kept) <= len(confirmed) + 4  # at most the one fact under way at each kill
    assert _is_sound(tmp_path)


def test_two_programs_at_once_from_the_very_first_instant_keep_all_their_facts(tmp_path: Path) -> None:
    told = [child.communicate() for child in _let_loose(tmp_path / "new", 200, children=2)]
    assert [trouble for _, trouble in told] == ["", ""]
    confirmed = "".join(uids for uids, _ in told).split()
    assert len(confirmed) == 400
    assert sorted(_uids(tmp_path / "new")) == sorted(confirmed)
    assert _is_sound(tmp_path / "new")


def test_programs_that_meet_the_same_broken_file_set_only_that_one_aside(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"broken" * 1000)
    told = [child.communicate() for child in _let_loose(tmp_path, 20, children=3)]
    assert sorted(trouble for _, trouble in told) == ["", "", "progress.aside.corrupt\n"]
    assert [path.read_bytes() for path in tmp_path.glob("progress-corrupt-*.db")] == [b"broken" * 1000]
    assert sorted(_uids(tmp_path)) == sorted("".join(uids for uids, _ in told).split())


FULL_DISK = """
import resource, sys
from pathlib import Path
from tui_nn.progress.journal import Journal, NotKept
from tui_nn.progress.record import Fact, Kind
journal = Journal.open(Path(sys.argv[1]))
assert not journal.notices
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, hard))
confirmed = 0
try:
    while True:
        journal.append(Fact(Kind.NOTED, data={"text": "x" * 1000}))
        confirmed += 1
except NotKept as trouble:
    print(confirmed, trouble.says.key)
try:
    journal.append(Fact(Kind.NOTED, data={"text": "x" * 1000}))
except NotKept:
    print(journal.waiting, len(journal.facts()) - confirmed)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
journal.append(Fact(Kind.NOTED))
print(journal.waiting)
journal.close()
"""


@POSIX
def test_on_a_full_disk_the_lesson_goes_on_and_everything_is_written_when_there_is_room(tmp_path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True)
    assert child.stderr == ""
    first, waiting, left = child.stdout.splitlines()
    confirmed = int(first.split()[0])
    assert (first.split()[1], waiting, left) == ("progress.not_kept", "2 2", "0")
    assert confirmed > 10
    assert len(_uids(tmp_path)) == confirmed + 3
    assert _is_sound(tmp_path)


READ_ONLY = """
import os, sys
from pathlib import Path
from tui_nn.progress.journal import Journal, NotKept
from tui_nn.progress.record import Fact, Kind
if os.geteuid() == 0:
    os.setuid(65534)  # permissions mean nothing to the superuser
journal = Journal.open(Path(sys.argv[1]))
print(*(f"{notice.key} {notice.values['reason'].key}" for notice in journal.notices))
print(len(journal.facts()))
try:
    journal.append(Fact(Kind.VISITED))
except NotKept:
    print(journal.waiting, len(journal.facts()))
journal.close()
"""


@POSIX
@pytest.mark.parametrize("mode", [0o555, 0o755])
def test_where_only_reading_is_allowed_past_progress_is_shown_and_new_facts_wait(mode: int) -> None:
    # Not tmp_path: it lies in a folder that only its owner may enter.
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        folder = Path(above) / "tui-nn"
        with closing(Journal.open(folder)) as journal:
            journal.merge([Fact(Kind.VISITED), Fact(Kind.FINISHED)])
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(mode & 0o555)
        child = subprocess.run([sys.executable, "-c", READ_ONLY, str(folder)], capture_output=True, text=True)
        folder.chmod(0o755)
    assert child.stderr == ""
    assert child.stdout.splitlines() == ["progress.not_opened progress.reason.read_only", "2", "1 3"]
