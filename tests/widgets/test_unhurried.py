"""A lab whose every step is worth a look begins at a walking pace; others with views do not."""

from __future__ import annotations

import pytest

from tui_nn.labs.run import Run
from tui_nn.locale.words import Words
from tui_nn.widgets.lab_view import LabView
from tui_nn.widgets.pace import SPEEDS


@pytest.mark.parametrize(("lab", "preset", "speed"), [("graph", "neuron", 3), ("playground", "circle", 30)])
def test_the_first_speed(lab: str, preset: str, speed: int) -> None:
    assert SPEEDS[LabView(Run.begin(lab, preset, 0), Words("en")).pace.speed] == speed
