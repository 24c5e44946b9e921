"""Every frame and every explanation of every lab can be drawn."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tui_nn.labs.lab import Lab
from tui_nn.labs.shelf import SHELF, take
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.formula import problem, with_commas
from tui_nn.plots.picture import draw
from tui_nn.plots.readings import draw_readings

BEGINNINGS = [(name, preset) for name in SHELF for preset in take(name).presets]


def after(name: str, preset: str, steps: int) -> Lab:
    lab: Lab = take(name).start(preset, 1)
    for _ in range(steps):
        lab = lab.tick()
    return lab


@pytest.mark.parametrize(("name", "preset"), BEGINNINGS)
@pytest.mark.parametrize("steps", [0, 5, 200])
def test_every_explanation_can_be_drawn(name: str, preset: str, steps: int) -> None:
    lab = after(name, preset, steps)
    for reading in lab.frame().numbers():
        why = lab.why(reading.id)
        for latex in (why.formula, why.numbers, with_commas(why.numbers)):
            assert problem(latex) is None, (reading.id, latex)


@pytest.mark.parametrize(("name", "preset"), BEGINNINGS)
def test_every_picture_fits_its_room_in_both_languages(name: str, preset: str) -> None:
    frame = after(name, preset, 40).frame()
    for language in LANGUAGES:
        words = Words(language)
        drawings = [draw(name, picture, words, 34, 12) for picture in frame.pictures]
        drawings.append(draw_readings(name, frame.readings, words, 34, 12))
        for drawing in drawings:
            assert [sum(len(span.text) for span in row) for row in drawing] == [34] * 12


def test_drawing_a_plane_imports_neither_plotext_nor_texicode_nor_textual() -> None:
    """They cost a start what few pages need."""
    code = "import sys, tui_nn.plots.picture, tui_nn.plots.formula, tui_nn.plots.twin; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {module.partition(".")[0] for module in run.stdout.split()}
    assert loaded.isdisjoint({"plotext", "texicode", "textual", "rich"})
