"""What docs/operator.md tells an operator to write is what works: HAProxy before two hosts with one key."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from class_runs import PATIENCE
from postgres import PostgresServer
from terminal import Terminal
from test_two_hosts import Host, wait

DOCS = Path(__file__).parents[2] / "docs"


def config(page: str) -> str:
    return (DOCS / page).read_text("utf-8").partition("```haproxy\n")[2].partition("```")[0]


def test_both_pages_tell_the_same() -> None:
    assert config("operator.md") == config("operator.ru.md") != ""


@pytest.fixture
def hosts(postgres: PostgresServer, tmp_path: Path) -> Iterator[tuple[Host, Host]]:
    if shutil.which("haproxy") is None:
        pytest.skip("no HAProxy here: apt-get install haproxy")
    key = tmp_path / "host_key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    words = ("--host-key", str(key), "--proxy", "--public", "class.school:2222")
    address = postgres.database()
    one, other = (Host(tmp_path / name, address, *words) for name in ("one", "other"))
    yield one, other
    one.stop()
    other.stop()


def test_students_go_through_haproxy_to_either_host(hosts: tuple[Host, Host], tmp_path: Path) -> None:
    one, other = hosts
    assert "ssh -p 2222 class.school" in one.told
    assert one.told == other.told  # the key's fingerprint too
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = config("operator.md").replace(":2222\n    default", f"127.0.0.1:{port}\n    default")
    text = text.replace("10.0.0.11:2222", f"127.0.0.1:{one.port}").replace(
        "10.0.0.12:2222", f"127.0.0.1:{other.port}"
    )
    (tmp_path / "haproxy.cfg").write_text(text.replace("inter 5s", "inter 200ms"))
    with (tmp_path / "log").open("wb") as log:
        balancer = subprocess.Popen(["haproxy", "-db", "-f", str(tmp_path / "haproxy.cfg")], stdout=log, stderr=log)
    try:

        def is_up() -> bool:
            assert balancer.poll() is None, (tmp_path / "log").read_text()
            with socket.socket() as knock:
                return knock.connect_ex(("127.0.0.1", port)) == 0

        wait(is_up, "HAProxy")
        with one.ssh("anna", port=port) as anna, one.ssh("boris", port=port) as boris:
            students = (anna, boris)
            for student in students:
                student.wait_for("Class code")
                student.press(f"{one.code}\r")
                student.wait_for("› Your name")
            # A host is taken out: who was there is told, and whoever comes next is at the other.
            one.stop()
            wait(lambda: any(_has_ended(student) for student in students), "the end of a seat")
            assert sum(map(_has_ended, students)) == 1
            with other.ssh("vera", port=port) as vera:
                vera.wait_for("Class code")
        assert other.log() == ""
    finally:
        balancer.terminate()
        balancer.wait(PATIENCE)


def _has_ended(student: Terminal) -> bool:
    student.read(0.01)
    return student.process.poll() is not None
