"""The walk through a page: guess, run, step back, answer wrong, answer right; and then the power goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from learner import GUESS, LOCKED, PAGE, UNLOCKED, answer, go_to_number, make_guess, open_lesson, see_guess
from terminal import Terminal


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_a_killed_lesson_goes_on_where_it_was_with_everything_that_was_confirmed(
    data_folder: Path, size: tuple[int, int]
) -> None:
    with Terminal(data=data_folder, size=size) as terminal:
        open_lesson(terminal)
        terminal.press("3")
        terminal.wait_for(LOCKED)
        make_guess(terminal)
        terminal.wait_for(GUESS, "step 0")
        for step in (1, 2, 3):
            terminal.press(".")
            terminal.wait_for(f"step {step} ")
        terminal.press(",")
        terminal.wait_for("step 2 ")
        go_to_number(terminal)
        answer(terminal, "4", seen="✗ Not yet. So far")
        answer(terminal, "3", seen="✓ Right.")
        terminal.kill()

    with Terminal(data=data_folder, size=size) as terminal:
        terminal.wait_for("▶ Continue: Rosenblatt's idea")
        terminal.press("enter")
        terminal.wait_for(PAGE, "The same neuron", "✓ Right.")
        see_guess(terminal)
        terminal.press("3")
        terminal.wait_for(UNLOCKED)


def test_a_closed_window_loses_nothing_that_was_confirmed(data_folder: Path) -> None:
    with Terminal(data=data_folder) as terminal:
        open_lesson(terminal)
        make_guess(terminal)
        terminal.hang_up()
        terminal.status()

    with Terminal(data=data_folder) as terminal:
        terminal.wait_for("▶ Continue")
        terminal.press("enter")
        terminal.wait_for(PAGE, UNLOCKED, GUESS)


def test_two_copies_at_once_keep_what_each_was_told(data_folder: Path) -> None:
    with Terminal(data=data_folder) as one, Terminal(data=data_folder) as other:
        open_lesson(one)
        open_lesson(other)
        make_guess(one)
        go_to_number(other)
        answer(other, "3", seen="✓ Right.")
        for terminal in (one, other):
            terminal.press("q")
            assert terminal.status() == 0

    with Terminal(data=data_folder) as terminal:
        terminal.wait_for("▶ Continue")
        terminal.press("enter")
        terminal.wait_for(PAGE, "✓ Right.")
        see_guess(terminal)
