"""An author's preview: saved is shown."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tui_nn.app import TuiNN
from tui_nn.screens.preview import Preview, preview_screen
from tui_nn.screens.problem import ProblemScreen

TOY = Path(__file__).parent / "toy"


def save(path: Path, text: str, second: int) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (second, second))  # so that no clock is too coarse to tell


async def test_a_saved_file_is_shown_again_where_one_was_and_a_bad_one_says_why(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "toy")
    path = tmp_path / "toy" / "01-toy" / "lesson.en.md"
    text = path.read_text("utf-8")
    desk, screen = preview_screen(path)
    assert isinstance(screen, Preview)
    app = TuiNN(desk, first=screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right_square_bracket")
        save(path, text.replace("Every kind", "All the kinds"), 1)
        await screen.look()
        await pilot.pause()
        assert (screen.page.id, screen.page.title) == ("every", "All the kinds")
        save(path, text.replace("{#every +}", ""), 2)
        await screen.look()
        await pilot.pause()
        assert isinstance(app.screen, ProblemScreen)
        assert screen.page.title == "All the kinds"
        save(path, text, 3)
        await screen.look()
        await pilot.pause()
        assert pilot.app.screen is app.screen_stack[1]
        assert screen.page.title == "Every kind"
    desk.journal.close()


def test_a_file_that_cannot_be_shown_says_so_at_once(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "toy")
    desk, screen = preview_screen(tmp_path / "toy" / "02-broken" / "lesson.ru.md")
    assert isinstance(screen, ProblemScreen)
    assert desk.words.language == "ru"
    desk.journal.close()
