"""Every test has a data folder of its own, so that nobody's progress is touched; and the app on a toy course."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import tui_nn.engine  # noqa: F401  before NumPy: one thread for each of the programs that share these cores

# A busy machine is no failure; and CI judges a change, so it meets the same examples each time.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

if TYPE_CHECKING:  # tests of the lower floors should not pay for the upper ones
    from class_runs import RunningClass
    from postgres import PostgresServer

    from tui_nn.app import TuiNN
    from tui_nn.screens.desk import Desk

TOY = Path(__file__).parent / "screens" / "toy"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("TUI_NN_DATA", str(folder))
    for name in ("SSH_CONNECTION", "NO_COLOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return folder


@pytest.fixture
def desk(data_folder: Path) -> Iterator[Desk]:
    from tui_nn.course.course import open_course
    from tui_nn.locale.words import Words
    from tui_nn.progress.journal import Journal
    from tui_nn.screens.desk import Desk

    journal = Journal.open(data_folder)
    yield Desk(open_course(TOY), journal, Words("en"))
    journal.close()


@pytest.fixture
def app(desk: Desk) -> TuiNN:
    from tui_nn.app import TuiNN

    return TuiNN(desk)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[RunningClass]:
    """A class over SSH on the toy course."""
    from class_runs import RunningClass

    running = RunningClass(tmp_path / "class", TOY)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def _postgres() -> Iterator[PostgresServer]:
    from postgres import PostgresServer, missing

    if why := missing():
        pytest.skip(why)
    server = PostgresServer()
    yield server
    server.close()


@pytest.fixture
def postgres(_postgres: PostgresServer) -> Iterator[PostgresServer]:
    """A PostgreSQL that runs; one for all tests of a worker, begun by the first that asks."""
    yield _postgres
    if not _postgres.runs:
        _postgres.start()
