"""The app on a toy course, with a journal of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_nn.app import TuiNN
from tui_nn.course.course import open_course
from tui_nn.locale.words import Words
from tui_nn.progress.journal import Journal
from tui_nn.screens.desk import Desk

TOY = Path(__file__).parent / "toy"


@pytest.fixture
def desk(data_folder: Path) -> Desk:
    return Desk(open_course(TOY), Journal.open(data_folder), Words("en"))


@pytest.fixture
def app(desk: Desk) -> TuiNN:
    return TuiNN(desk)
