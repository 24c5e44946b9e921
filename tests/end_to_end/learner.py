"""What a learner does on the first page of the perceptron lesson, each deed waited for until the screen shows it."""

from __future__ import annotations

import re

from terminal import Terminal

from tui_nn.course.course import open_course, own_lessons

BEFORE = [entry.id for entry in open_course(own_lessons()).entries].index("perceptron")  # lessons above it
CONTENTS = "The perceptron"  # the lesson's title, in the list of lessons
PAGE = "› Rosenblatt's idea"  # the title line of its first page
GUESS = "it stays where it is"  # the first option of that page's prediction
LOCKED = "Locked until you have made your guess"
UNLOCKED = "‖ paused"


def open_lesson(terminal: Terminal) -> None:
    """From the contents to the first page."""
    terminal.wait_for(CONTENTS)
    terminal.press(*["down"] * BEFORE, "enter")
    terminal.wait_for(PAGE)


def make_guess(terminal: Terminal) -> None:
    """From anywhere on the page: commit the first option, and find the lab open."""
    terminal.press("2")
    terminal.wait_for("Guess first, then see")
    terminal.press("enter")
    terminal.wait_for(UNLOCKED)


def go_to_number(terminal: Terminal) -> None:
    """To the page's first exercise, which asks for a number: the right one is 3."""
    terminal.press("5")
    terminal.wait_for("The same neuron, w = (2, −1)")


def see_guess(terminal: Terminal) -> None:
    """From the first exercise, where a digit would be an answer, back over the sheets to the guess."""
    terminal.press(*["shift+tab"] * 3)
    terminal.wait_for("Your guess", GUESS, "A guess stays")


def answer(terminal: Terminal, typed: str, seen: str) -> None:
    """Give a number as the answer, in place of a digit that may stand there, and wait for the verdict."""
    if _field(terminal.text()):
        terminal.press("backspace")
        wait_for_field(terminal, "")
    terminal.press(typed)
    wait_for_field(terminal, typed)
    terminal.press("enter")
    terminal.wait_for(seen)


def wait_for_field(terminal: Terminal, holds: str) -> None:
    """Until the number field, alone on its line at the left, holds just this."""
    terminal.wait_until(lambda screen: _field(screen) == holds, f"a field that holds {holds!r}")


def _field(screen: str) -> str:
    found = re.search(r"^ +(\d+)(?:   |$)", screen, re.MULTILINE)
    return found[1] if found else ""
