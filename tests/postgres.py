"""A private PostgreSQL from the system's packages: in a folder of its own, on a Unix socket, gone with the tests."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

PATIENCE = 60  # seconds for it to start
LOCKED, PASSWORD = "locked", "s3cr3t-w0rd"  # a role that needs a password
_SETTINGS = {  # what is committed outlives the server's crash, though not the machine's
    "listen_addresses": "",
    "max_connections": 60,
    "shared_buffers": "16MB",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "logging_collector": "off",
}


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest where there are several."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if places:
        return places[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def missing() -> str:
    """Why there can be no server here; "" where there can."""
    if find_spec("psycopg") is None:
        return "no psycopg here: pip install 'psycopg[binary]'"
    if programs() is None:
        return "no PostgreSQL here: apt-get install postgresql"
    if os.geteuid() == 0 and not (_user() and shutil.which("setpriv")):
        return "PostgreSQL refuses to run as root, and there is nobody else to run it"
    return ""


def _user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), "")


class PostgresServer:
    """One server; `database` answers the address of an empty one."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tui-nn-pg-"))
        self._count = itertools.count(1)
        self._as: tuple[str, ...] = ()
        if os.geteuid() == 0:
            user = pwd.getpwnam(_user())
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")
        self.folder.chmod(0o755)  # the socket is for the tests, who are someone else
        self._run("initdb", "-D", "data", "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"local all {LOCKED} scram-sha-256\nlocal all all trust\n")
        self.start()
        self._sql(f"CREATE ROLE {LOCKED} LOGIN PASSWORD '{PASSWORD}'")

    def start(self) -> None:
        """Begin, or begin again; returns when it answers."""
        words = " ".join(f"-c {name}='{value}'" for name, value in _SETTINGS.items())
        words += f" -c unix_socket_directories='{self.folder}'"
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-t", str(PATIENCE), "-o", words, "start")

    def stop(self) -> None:
        """As a crash would: nobody is told, nothing is tidied up."""
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    @property
    def runs(self) -> bool:
        return (self.folder / "data" / "postmaster.pid").exists()

    def database(self) -> str:
        """The address of a new one."""
        name = f"class{next(self._count)}"
        self._sql(f"CREATE DATABASE {name}")
        return self.address("owner", name)

    def address(self, user: str, database: str) -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def close(self) -> None:
        if self.runs:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _sql(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.address("owner", "postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _run(self, program: str, *words: str) -> None:
        place = programs()
        assert place is not None
        with (self.folder / "out").open("ab") as out:  # a pipe would be held open by the server
            done = subprocess.run(
                [*self._as, str(place / program), *words],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                check=False,
                timeout=2 * PATIENCE,
            )
        assert done.returncode == 0, (self.folder / "out").read_text("utf-8", "replace")
