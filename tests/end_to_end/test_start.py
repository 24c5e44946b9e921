"""The program starts, in every language, size and kind of terminal, and leaves the terminal as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from learner import open_lesson
from terminal import Terminal

SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("lang", "title", "keys"), [("C.UTF-8", "The perceptron", "? keys"), ("ru_RU.UTF-8", "Перцептрон", "? клавиши")]
)
def test_the_first_screen_is_whole_and_in_the_locales_language(
    data_folder: Path, size: tuple[int, int], lang: str, title: str, keys: str
) -> None:
    with Terminal(data=data_folder, size=size, env={"LANG": lang}) as terminal:
        screen = terminal.wait_for(title, keys)
        assert len(screen.splitlines()) == size[1], "the key line is the last line of the window"
        terminal.press("q")
        assert terminal.status() == 0
        assert terminal.farewell is not None, "the normal screen was not given back"


KINDS = {
    "no colours": {"NO_COLOR": "1"},
    "16 colours": {"TERM": "xterm", "COLORTERM": ""},
    "256 colours": {"COLORTERM": ""},
    "Linux console": {"TERM": "linux", "COLORTERM": ""},
    "dumb": {"TERM": "dumb", "COLORTERM": ""},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_lesson_and_its_lab_work_in_every_kind_of_terminal(data_folder: Path, kind: str) -> None:
    with Terminal(data=data_folder, size=(120, 36), env=KINDS[kind]) as terminal:
        open_lesson(terminal)
        terminal.press("]", "]", "3")
        terminal.wait_for("› Learning from mistakes", "Locked until")
        terminal.press("q")
        assert terminal.status() == 0
    sent = terminal.heard.decode()
    if kind == "no colours":
        colours = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", sent)
        assert all(red == green == blue for red, green, blue in colours), "NO_COLOR, and yet something is coloured"
        assert not re.search(r"\x1b\[[0-9;]*[34]8;5;", sent)
    if kind in ("16 colours", "Linux console"):
        assert "8;2;" not in sent, "true colour sent to a terminal of 16"
        assert "8;5;" not in sent, "256 colours sent to a terminal of 16"
    if kind == "256 colours":
        assert "8;2;" not in sent, "true colour sent to a terminal of 256"
    if kind == "Linux console":
        assert not re.search("[⠁-⣿]", sent), "the console has no braille"
