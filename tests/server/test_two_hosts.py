"""Two servers on one PostgreSQL: to students and teacher they are one class."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from class_runs import PATIENCE, RunningClass
from postgres import PostgresServer
from terminal import Terminal

from tui_nn.classroom.command import Ask
from tui_nn.classroom.postgres_store import PostgresStore
from tui_nn.classroom.store import Store, StoreDown
from tui_nn.progress.record import Kind

TOY = Path(__file__).parents[1] / "screens" / "toy"


class Host(RunningClass):
    """One of the servers, with a disk of its own."""

    def __init__(self, folder: Path, address: str, *words: str) -> None:
        super().__init__(folder, TOY, "--store", address, *words)

    def seats(self) -> list[int]:
        return [pid for pid in super().seats() if b"relaying" not in Path(f"/proc/{pid}/cmdline").read_bytes()]


class Hosts:
    """Two hosts, and the store as a board anywhere would open it."""

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self.server, self.folder, self.address = server, folder, server.database()
        # At one moment, as after a power cut: both find an empty database, and there is to be one class in it.
        with ThreadPoolExecutor() as pool:
            self.one, self.other = pool.map(lambda name: Host(folder / name, self.address), ("one", "other"))
        self.store: Store = PostgresStore(self.address)

    def board(self) -> Terminal:
        program = (sys.executable, "-m", "tui_nn", "--lang", "en", "class", "board")
        words = ("--store", self.address, "--lessons", str(TOY), "--data", str(self.folder / "elsewhere"))
        return Terminal(*words, data=self.folder / "nobody", size=(120, 30), program=program)

    def close(self) -> None:
        self.store.close()
        for host in (self.one, self.other):
            host.stop()


@pytest.fixture
def hosts(postgres: PostgresServer, tmp_path: Path) -> Iterator[Hosts]:
    hosts = Hosts(postgres, tmp_path)
    yield hosts
    hosts.close()


def wait(seen: Callable[[], object], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < until, f"waited for {what}"
        time.sleep(0.02)


def test_a_student_may_land_on_either_host_and_the_board_sees_both(hosts: Hosts) -> None:
    assert hosts.one.code == hosts.other.code
    with hosts.one.join("anna") as anna, hosts.other.join("boris") as boris:
        anna.press("enter")
        anna.wait_for("Toys › A run")
        anna.press("]")
        anna.wait_for("Every kind", "2/2")
        boris.press("enter")
        boris.wait_for("Toys › A run")
        wait(lambda: len(hosts.store.present()) == 2, "both seats")
        with psycopg.connect(hosts.address) as sql:
            row = sql.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()").fetchone()
        assert row is not None
        assert row[0] <= 6  # two of each relay, the test's own two: a seat at work holds none
        with hosts.board() as board:
            board.wait_for("2 here", "anna", "boris", "Every kind", f"code {hosts.one.code}")
            board.press("enter")
            board.wait_until(lambda screen: "Toys › " in screen, "a student's screen")
            boris_or_anna = boris if "A run" in board.text() else anna
            boris_or_anna.wait_for("◉")
            board.press("esc")
        anna.press("esc")
        anna.wait_for("Continue")
        anna.press("q")
        assert anna.status() == 0
    with hosts.other.join("anna") as again:
        again.wait_for("Continue: Every kind")
    assert [student.name for student in hosts.store.students()] == ["anna", "boris"]
    wait(lambda: hosts.store.present() == (), "the empty seats")


def test_what_the_teacher_asks_reaches_the_seats_of_both(hosts: Hosts) -> None:
    with hosts.one.join("anna") as anna, hosts.other.join("boris") as boris:
        hosts.store.command(Ask.FOLLOW, lesson="toy", page="every")
        for student in (anna, boris):
            student.wait_for("Toys › Every kind", "☛")
        hosts.store.command(Ask.RELEASE)
        hosts.store.command(Ask.POLL, id="p", round=1, lesson="toy", page="every", exercise="one")
        for student in (anna, boris):
            student.wait_for("A question to all", "One?")
        anna.press("enter")
        boris.press("down", "enter")
        for student in (anna, boris):
            student.wait_for("Your vote is in")

        def votes() -> list[object]:
            facts = (arrived.fact for arrived in hosts.store.after(0))
            return sorted(fact.data["choice"] for fact in facts if fact.kind == Kind.VOTED)

        wait(lambda: votes() == ["no", "yes"], "both votes")
        hosts.store.command(Ask.REVEAL, id="p", counts=[{"no": 1, "yes": 1}])
        for student in (anna, boris):
            student.wait_for("░ 1", "vote 1")


def test_when_the_database_goes_away_students_go_on_and_nothing_is_lost(hosts: Hosts) -> None:
    def answers(store: Store) -> list[object]:
        try:
            return [each.fact.data["answer"] for each in store.after(0) if each.fact.kind == Kind.ANSWERED]
        except StoreDown:
            return ["away"]

    with hosts.one.join("anna") as anna, hosts.one.join("boris") as boris:
        anna.press("enter")
        anna.wait_for("Toys › A run")
        wait(lambda: any(each.fact.kind == Kind.VISITED for each in hosts.store.after(0)), "the first fact")
        before = [each.fact.uid for each in hosts.store.after(0)]
        hosts.server.stop()
        wait(lambda: "away" in hosts.one.log(), "the break to be noticed")
        anna.press("]")
        anna.wait_for("Every kind")
        anna.press("2")
        anna.wait_for("One?")
        anna.press("enter")
        anna.wait_for("Not yet")
        anna.press("down", "enter")
        anna.wait_for("Right")
        assert "does not answer" not in anna.text()
        # Even a line that breaks is no end; one who was never here has to wait.
        boris.kill()
        with hosts.one.join("boris") as again:
            again.wait_for("Toys")
        with hosts.one.ssh("vera") as vera:
            vera.wait_for("Class code")
            vera.press(f"{hosts.one.code}\r")
            vera.wait_for("› Your name")
            vera.press("enter")
            vera.wait_for("› Your PIN")
            vera.press("1234", "enter")
            vera.wait_for("There is no “vera”")
            vera.press("enter")
            vera.wait_for("does not answer now")
            hosts.server.start()
            wait(lambda: answers(hosts.store) == ["no", "yes"], "the answers")
            wait(lambda: "back" in hosts.one.log(), "the relay's word")
            vera.press("enter")
            vera.wait_for("Toys")
        arrived = [each.fact for each in hosts.store.after(0) if each.fact.kind != Kind.SET]
        assert [fact.uid for fact in arrived][: len(before)] == before
        assert len({fact.uid for fact in arrived}) == len(arrived)
        assert [fact.at for fact in arrived] == sorted(fact.at for fact in arrived)
        # And the room hears its teacher again.
        hosts.store.command(Ask.MESSAGE, text="Here again", to="")
        anna.wait_for("Here again")


def test_a_relay_that_dies_is_followed_by_another(postgres: PostgresServer, tmp_path: Path) -> None:
    host = Host(tmp_path / "one", postgres.database())
    try:
        (relay,) = RunningClass.seats(host)
        os.kill(relay, 9)
        wait(lambda: RunningClass.seats(host) not in ([], [relay]), "another relay")
        assert "relay ended" in host.log()
    finally:
        host.stop()


def _refused(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tui_nn", *words, "--data", str(folder)],
        env={**os.environ, "TUI_NN_STORE": "postgresql://u:s3cr3t@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "s3cr3t" not in done.stderr
    (line,) = done.stderr.splitlines()
    return line


def test_without_psycopg_it_is_told_what_to_install(tmp_path: Path) -> None:
    words = ["class", "grades", "--store", "postgresql://u@h/x", "--data", str(tmp_path)]
    program = f"import sys; sys.modules['psycopg'] = None; sys.argv[1:] = {words!r}; import runpy; "
    done = subprocess.run(
        [sys.executable, "-c", program + "runpy.run_module('tui_nn', run_name='__main__')"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert f'{sys.executable} -m pip install "psycopg[binary]"' in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("deed", [("start", "--no-board"), ("board",), ("grades",)])
def test_a_database_that_cannot_be_reached_is_one_sentence(tmp_path: Path, deed: tuple[str, ...]) -> None:
    english = _refused(tmp_path, "--lang", "en", "class", *deed)
    assert "127.0.0.1:1/none cannot be reached: Connection refused" in english
    russian = _refused(tmp_path, "--lang", "ru", "class", *deed)
    assert "До базы данных 127.0.0.1:1/none не добраться" in russian
