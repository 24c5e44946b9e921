"""The playground in the real program: it learns while one looks, walks and travels, and what is kept comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import Terminal

SPIRAL = ("playground", "--preset", "spiral-8-8", "--seed", "42")


@pytest.mark.parametrize(("language", "words"), [("en", ("running", "paused")), ("ru", ("идёт", "пауза"))])
def test_it_learns_as_fast_as_it_goes_and_answers_keys_meanwhile(
    data_folder: Path, language: str, words: tuple[str, str]
) -> None:
    running, paused = words
    with Terminal(*SPIRAL, "--lang", language, data=data_folder, size=(120, 36)) as terminal:
        terminal.wait_for(paused)
        terminal.press("+", "+", "+", "space")
        terminal.wait_for(running, "/" + ("с" if language == "ru" else "s"))
        terminal.press("2")
        terminal.wait_for("[2 ")
        terminal.press("space")
        terminal.wait_for(paused)
        terminal.press("home")
        terminal.wait_for(" 0  ·")
        terminal.press("w", "right")
        terminal.wait_for("Esc")
        terminal.press("esc")
        terminal.wait_for(paused)
        terminal.press("q")
        assert terminal.status() == 0


def test_a_run_that_was_kept_is_opened_by_the_program_again(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.run"
    with Terminal(*SPIRAL, data=data_folder) as terminal:
        terminal.wait_for("paused")
        terminal.press(".", ".", ".")
        terminal.wait_for("step 3 ")
        terminal.press("S")
        terminal.wait_for("spiral-8-8-s42.run")
        terminal.press("ctrl+u")
        terminal.wait_gone("spiral-8-8-s42.run")
        _type(terminal, str(file))
        terminal.wait_gone("Enter writes it")
        terminal.press("r")
        terminal.wait_for("step 0 ")
        terminal.press("O")
        terminal.wait_for("Enter opens it")
        _type(terminal, str(file))
        terminal.wait_for("step 3 ")


def _type(terminal: Terminal, path: str) -> None:
    """A path as a person types it: its end is on the screen before Enter is pressed."""
    terminal.press(path)
    terminal.wait_for(path[-20:])
    terminal.press("enter")


@pytest.mark.parametrize("env", [{"TERM": "linux", "COLORTERM": ""}, {"NO_COLOR": "1"}])
def test_a_terminal_without_colours_or_signs_shows_it_too(data_folder: Path, env: dict[str, str]) -> None:
    with Terminal(*SPIRAL, data=data_folder, env=env) as terminal:
        screen = terminal.wait_for("paused", "[1 network]")
        if env.get("TERM") == "linux":
            assert not any("⠀" <= letter <= "⣿" for letter in screen)
        terminal.press(".")
        terminal.wait_for("step 1 ")
