"""A run whose numbers run away stops before them, and its program stops in the same place."""

from __future__ import annotations

import pytest
from programs import numbers_of

from tui_nn.labs.run import Run


@pytest.mark.parametrize(
    ("lab", "preset", "settings"),
    [
        ("unit", "line", [("rate", "1")]),
        ("regression", "descent", [("rate", "1")]),
        ("heads", "regression", [("rate", "1")]),
        ("collapse", "curved", [("w00", "-4"), ("w10", "3.5"), ("w0", "3.75")]),
    ],
)
def test_the_program_of_a_run_that_was_lost_comes_to_the_numbers_on_the_screen(
    lab: str, preset: str, settings: list[tuple[str, str]]
) -> None:
    run = Run.begin(lab, preset, 0, settings).forward(3000)
    assert run.lab.finished
    assert run.step < 3000
    shown = {reading.id: reading.value for reading in run.lab.frame().numbers() if reading.value is not None}
    told = {id: value for id, value in numbers_of(run.program()).items() if id in shown}
    assert len(told) >= 3
    assert told == pytest.approx({id: shown[id] for id in told}, rel=1e-6, abs=1e-9)
