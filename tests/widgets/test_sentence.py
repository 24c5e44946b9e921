"""A sentence above a picture: whole where there is room, its beginning where there is none."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tui_nn.plots.ink import Ink, plain
from tui_nn.widgets.sentence import Sentence

SAYS = "Sample 3 is on the wrong side, so the line turns towards it."


class _Room(App[None]):
    CSS = "Sentence { height: 2; }" + "".join(f".ink--{ink} {{ color: white; }}" for ink in Ink) + ".ink--shade {}"

    def compose(self) -> ComposeResult:
        yield Sentence()


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, SAYS),
        (40, "Sample 3 is on the wrong side, so the\nline turns towards it."),
        (20, "Sample 3 is on the\nwrong side, so the…"),
    ],
)
async def test_a_sentence_takes_the_rows_that_there_are(width: int, shown: str) -> None:
    async with _Room().run_test(size=(width, 5)) as pilot:
        sentence = pilot.app.query_one(Sentence)
        sentence.say(SAYS)
        assert plain(sentence.drawing) == shown
        await pilot.pause()
        lines = [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]
        assert "\n".join(lines).rstrip() == shown
        sentence.say("")
        await pilot.pause()
        assert not "".join(strip.text for strip in pilot.app.screen._compositor.render_strips()).strip()
