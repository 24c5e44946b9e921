"""The command line speaks one language throughout, and a wrong command is told the right ones."""

from __future__ import annotations

import pytest

from tui_nn.cli.main import COMMANDS, run


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    with pytest.raises(SystemExit):
        run(argv)
    printed = capsys.readouterr()
    return printed.out + printed.err


@pytest.mark.parametrize(
    "argv", [("--help",), ("progress", "--help"), ("progress",), ("lab", "--sed", "1"), ("chek",), ("--lessons",)]
)
def test_russian_help_and_refusals_hold_no_english_sentence(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...]
) -> None:
    text = told(capsys, "--lang", "ru", *argv)
    for english in ("usage", "arguments", "options", "show", "error", "required", "choice", "expected", "unrecog"):
        assert english not in text.replace(" show ", " ")  # a command's name


def test_after_russian_the_command_line_speaks_english_again(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--lang", "ru", "--help")
    assert "usage: tui-nn" in told(capsys, "--lang", "en", "--help")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_command_that_does_not_exist_is_told_those_that_do(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    text = told(capsys, "--lang", language, "chek")
    assert all(name in text for name in COMMANDS)
