"""A lesson before the lesson: what every seat will load, lay out and draw is done once before the first fork.

Someone knocks and is let in, and an app is walked through. Modules, tables of the ciphers, parsed styles, compiled
patterns and the caches of the libraries then lie in memory that all seats share, and no student waits for them.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import asyncssh
from textual.pilot import Pilot

from tui_nn.course.problem import BadLesson
from tui_nn.labs.shelf import SHELF, take
from tui_nn.locale.words import LANGUAGES
from tui_nn.screens.desk import Desk
from tui_nn.screens.lesson import LessonScreen
from tui_nn.seat.app import SeatApp
from tui_nn.server.channel_driver import USUAL
from tui_nn.server.entry import SERVED
from tui_nn.widgets.lab_view import LabView

PATIENCE = 2.0  # seconds for a lab to come on show
LEARNING = 0.2  # seconds that a lab runs
SHOW = 0.3  # seconds until the contents are whole


class _Open(asyncssh.SSHServer):
    """Lets anyone in."""

    def begin_auth(self, username: str) -> bool:
        return False


async def knock(key: asyncssh.SSHKey) -> None:
    """A connection from here to here. In a loop of its own: threads stay in it, and they forbid a fork."""
    async with asyncssh.listen("127.0.0.1", 0, server_factory=_Open, server_host_keys=[key], **SERVED) as door:
        port = door.sockets[0].getsockname()[1]
        async with asyncssh.connect(
            "127.0.0.1",
            port,
            known_hosts=None,
            client_keys=None,
            config=None,
            compression_algs=SERVED["compression_algs"],
        ):
            pass


async def rehearse(app: SeatApp) -> None:
    """Walk an app that nobody sees through the contents and the first page of the first lesson."""

    async def walk(pilot: Pilot[object]) -> None:
        _load(app.desk)
        await app.pop_screen()  # the welcome: whoever has come in sees the contents
        await pilot.pause(SHOW)
        with suppress(BadLesson):
            lesson = app.desk.course.lesson(app.desk.course.entries[0].id, app.desk.words.language)
            await _open(LessonScreen(app.desk, lesson), app, pilot)
        app.exit()

    await app.run_async(headless=True, size=USUAL, auto_pilot=walk)


def _load(desk: Desk) -> None:
    """Every lesson in every language, and every lab."""
    for language in LANGUAGES:
        desk.course.glossary(language)
        for entry in desk.course.entries:
            with suppress(BadLesson):
                desk.course.outline(entry.id, language)
                desk.course.lesson(entry.id, language)
    for name in SHELF:
        lab = take(name)
        lab.start(lab.presets[0], 0).tick().frame()


async def _open(screen: LessonScreen, app: SeatApp, pilot: Pilot[object]) -> None:
    """Its first page, with the lab running where there is one."""
    await app.push_screen(screen)
    place = next((k for k, sheet in enumerate(screen.sheets) if sheet.has_lab), 0)
    for sheet in (0, 1, place):
        await screen.action_go_sheet(sheet)
        await pilot.pause()
    until = time.monotonic() + PATIENCE
    while place and not screen.query(LabView) and time.monotonic() < until:
        await asyncio.sleep(0.01)
    for view in screen.query(LabView):
        view.locked = False
        view.play()
        await pilot.pause(LEARNING)
        view.halt()
    await app.pop_screen()
