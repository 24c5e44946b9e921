"""The window and the language change while the program runs, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from learner import answer, go_to_number, open_lesson, wait_for_field
from terminal import Terminal


def test_a_window_too_small_says_so_and_what_was_typed_is_still_there_when_it_grows(data_folder: Path) -> None:
    with Terminal(data=data_folder, size=(80, 24)) as terminal:
        open_lesson(terminal)
        go_to_number(terminal)
        terminal.press("17")
        wait_for_field(terminal, "17")
        terminal.resize(60, 20)
        terminal.wait_for("80×24", "60×20", "Make the window larger")
        terminal.resize(120, 36)
        wait_for_field(terminal, "17")
        terminal.resize(80, 24)
        wait_for_field(terminal, "17")


def test_the_language_changes_with_one_key_where_one_stands_and_is_remembered(data_folder: Path) -> None:
    with Terminal(data=data_folder) as terminal:
        open_lesson(terminal)
        go_to_number(terminal)
        answer(terminal, "3", seen="✓ Right.")
        terminal.press("L")
        terminal.wait_for("✓ Верно.", "дальше")
        terminal.wait_gone("Right")
        terminal.kill()

    with Terminal(data=data_folder, env={"LANG": "en_GB.UTF-8"}) as terminal:
        terminal.wait_for("▶ Продолжить", "? клавиши")
