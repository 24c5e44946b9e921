"""The app: it opens screens and keeps what is the same on all of them (language, theme, motion)."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, ClassVar

# Keys are answered between two pictures; Textual reads this when it is imported.
os.environ.setdefault("TEXTUAL_FPS", "120")

from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from tui_nn.course.course import Course, lessons_at, open_course
from tui_nn.course.problem import BadLesson
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.progress.journal import Journal, default_folder
from tui_nn.progress.record import Kind
from tui_nn.screens.contents import Contents
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import EVERYWHERE, GROUPS, KEYS, bindings
from tui_nn.screens.room import Room
from tui_nn.widgets.themes import NAMES, THEMES


class Deeds(Provider):
    """The command palette: the same table of keys, in the learner's language."""

    def _all(self) -> Iterator[tuple[str, str, str]]:
        desk = self.app.desk  # type: ignore[attr-defined]
        room = self.screen
        for key in KEYS.values():
            action = f"action_{key.id}"
            ours = hasattr(self.app, action) and not hasattr(App, action)  # Textual's own mean something else
            everywhere = key.id in EVERYWHERE or ours
            if key.id != "palette" and (everywhere or hasattr(room, action)):
                words = desk.words
                yield f"app.{key.id}" if everywhere else key.id, words(f"app.keys.{key.id}.long"), key.shown

    async def discover(self) -> Hits:
        for deed, says, key in self._all():
            yield DiscoveryHit(Content(f"{says}  ({key})"), self._run(deed), text=says)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for deed, says, _ in self._all():
            if (score := matcher.match(says)) > 0:
                yield Hit(score, matcher.highlight(says), self._run(deed), text=says)

    def _run(self, deed: str) -> Any:
        async def run() -> None:
            await (self.app if deed.startswith("app.") else self.screen).run_action(deed)

        return run


class TuiNN(App[None]):
    """One learner's session."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [Path(__file__).with_name("app.tcss")]
    TITLE = "tui-nn"
    COMMANDS = {Deeds}
    COMMAND_PALETTE_BINDING = KEYS["palette"].keys
    ENABLE_COMMAND_PALETTE = True
    HELP_GROUPS: tuple[str, ...] = GROUPS
    BINDINGS = [*bindings(id for id in EVERYWHERE if id != "palette"), Binding("ctrl+c", "quit", show=False)]

    def __init__(self, desk: Desk, *, first: Screen[None] | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._first = first
        for theme in THEMES:
            self.register_theme(theme)
        remembered = str(desk.standing.settings.get("theme"))
        self.theme = remembered if remembered in NAMES else NAMES[0]

    @property
    def calm(self) -> bool:
        """Reduced motion."""
        return bool(self.desk.standing.settings.get("calm", False))

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """Screens that shine through. Textual counts the one below an opaque one too, and paints both."""
        return super()._background_screens if self.screen.styles.background.a < 1 else []

    def on_mount(self) -> None:
        self.open_first()
        for notice in self.desk.journal.notices:
            self.notify(self.desk.words.say(notice), severity="warning", timeout=15, markup=False)
        if os.environ.get("SSH_CONNECTION") and "calm" not in self.desk.standing.settings:
            self.notify(self.desk.words("app.suggest_calm"), timeout=10, markup=False)

    def open_first(self) -> None:
        """What is on the screen when the app has started."""
        self.push_screen(self._first or Contents(self.desk, calm=self.calm))

    # Opening --------------------------------------------------------------------------------------------------------

    def on_contents_open(self, message: Contents.Open) -> None:
        self.open_lesson(message.lesson, message.page, message.sheet)

    def on_contents_open_timeline(self) -> None:
        self.action_timeline()

    def open_lesson(self, lesson: str, page: str = "", sheet: int = 0) -> None:
        """Open a lesson, or say what is wrong with it."""
        from tui_nn.screens.lesson import LessonScreen
        from tui_nn.screens.problem import ProblemScreen

        language = self.desk.words.language
        try:
            self.push_screen(
                LessonScreen(self.desk, self.desk.course.lesson(lesson, language), page, sheet, calm=self.calm)
            )
        except BadLesson as bad:
            title = self.desk.course.entry(lesson).titles[language]
            self.push_screen(ProblemScreen(self.desk, title, bad.problems))

    # The same everywhere --------------------------------------------------------------------------------------------

    async def action_language(self) -> None:
        """The other language, live: every open screen is told again, with its state."""
        following = LANGUAGES[(LANGUAGES.index(self.desk.words.language) + 1) % len(LANGUAGES)]
        trouble = self.desk.speak(following)
        for screen in self.screen_stack:
            if isinstance(screen, Room):
                await self._retell(screen)
        if trouble:
            self.notify(self.desk.words.say(trouble), markup=False)

    async def _retell(self, room: Room) -> None:
        from tui_nn.screens.lesson import LessonScreen

        if not isinstance(room, LessonScreen):
            await room.retell()
            return
        try:
            await room.reread(self.desk.course.lesson(room.lesson.id, self.desk.words.language))
        except BadLesson:
            await room.retell()  # the page stays in the language that can be read
            self.notify(self.desk.words("app.broken"), severity="warning", markup=False)

    def action_theme(self) -> None:
        self.theme = NAMES[(NAMES.index(self.theme) + 1) % len(NAMES)]
        self._set("theme", self.theme)
        self.notify(self.desk.words(f"app.themes.{self.theme}"), timeout=2, markup=False)

    def action_motion(self) -> None:
        self._set("calm", not self.calm)
        self.notify(self.desk.words("app.calm_on" if self.calm else "app.calm_off"), timeout=3, markup=False)
        for screen in self.screen_stack:
            if isinstance(screen, Room):
                screen.move_calmly(self.calm)

    def _set(self, name: str, value: object) -> None:
        if trouble := self.desk.record(Kind.SET, item=name, value=value):
            self.notify(self.desk.words.say(trouble), markup=False)

    def action_help(self) -> None:
        from tui_nn.screens.help import help_overlay

        self.push_screen(help_overlay(self.desk.words, self.HELP_GROUPS))

    def action_glossary(self, at: str = "") -> None:
        from tui_nn.screens.finding import glossary_choices
        from tui_nn.screens.pick import Pick

        words = self.desk.words
        pick = Pick(words, words("app.glossary"), glossary_choices(self.desk), filtered=not at, at=at)
        self.push_screen(pick, self._find_term)

    def _find_term(self, term: str | None) -> None:
        """A term that was picked leads to the pages that speak of it."""
        from tui_nn.screens.finding import term_choices
        from tui_nn.screens.pick import Pick

        if not term:
            return
        words = self.desk.words
        if places := term_choices(self.desk, term):
            word = self.desk.course.glossary(words.language)[term].word
            self.push_screen(Pick(words, words("app.spoken_of", term=word), places), self._found)
        else:
            self.notify(words("app.spoken_of_nowhere"), timeout=3, markup=False)

    def on_lesson_screen_asked(self, message: Any) -> None:
        self.action_glossary(message.term)

    def action_search(self) -> None:
        from tui_nn.screens.finding import search_choices
        from tui_nn.screens.pick import Pick

        words = self.desk.words
        pick = Pick(words, words("app.search"), search_choices(self.desk), filtered=True)
        self.push_screen(pick, self._found)

    async def _found(self, place: str | None) -> None:
        from tui_nn.screens.lesson import LessonScreen

        if not place:
            return
        lesson, _, page = place.partition("/")
        if isinstance(self.screen, LessonScreen) and self.screen.lesson.id == lesson:
            await self.screen.open_page(page)
        else:
            self.open_lesson(lesson, page)

    def action_timeline(self) -> None:
        from tui_nn.screens.timeline import TimelineScreen
        from tui_nn.screens.timeline_room import begun_walk

        if isinstance(self.screen, TimelineScreen):
            return
        if walk := begun_walk(self.desk):
            self.push_screen(TimelineScreen(self.desk, walk, calm=self.calm))
        else:
            words = self.desk.words
            self.notify(words("timeline.broken" if self.desk.course.has_timeline else "timeline.none"), markup=False)

    def action_review(self) -> None:
        from tui_nn.screens.review import Review

        review = Review(self.desk)
        if review.is_empty:
            self.notify(self.desk.words("app.none_due"), markup=False)
        elif not isinstance(self.screen, Review):
            self.push_screen(review)

    def action_certificate(self) -> None:
        """What was done so far, to read and to copy."""
        from tui_nn.course.certificate import certificate
        from tui_nn.screens.overlay import TextOverlay

        words = self.desk.words
        text = certificate(self.desk.course, self.desk.journal.facts(), words)
        self.push_screen(TextOverlay(words, words("app.keys.certificate.long"), text, copied=text, key="C"))

    def action_leave(self) -> None:
        """Escape: back to where one came from; on the first screen it asks for q."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        elif isinstance(self.screen, Contents):
            self.notify(self.desk.words("app.q_quits"), timeout=2, markup=False)
        else:
            self.exit()

    def action_palette(self) -> None:
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Textual's own palette, asking in the learner's language."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=self.desk.words("app.pick.filter"), id="--command-palette"))


def desk_for(args: argparse.Namespace, words: Words, course: Course | None = None) -> Desk:
    """The desk that the command line asks for. ``--lang`` wins over what was remembered.

    Raises:
        BadLesson: the course itself cannot be read.
    """
    folder = Path(args.data) if getattr(args, "data", None) else default_folder()
    root = lessons_at(getattr(args, "lessons", None))
    desk = Desk(course or open_course(root), Journal.open(folder), words)
    remembered = desk.standing.settings.get("language")
    if not getattr(args, "lang", None) and remembered in LANGUAGES:
        desk.words = Words(str(remembered))
    return desk


def start(args: argparse.Namespace, words: Words) -> int:
    """`tui-nn`: the contents."""
    return _run(TuiNN(desk_for(args, words)))


def open_lab(run: Any, args: argparse.Namespace, words: Words) -> int:
    """`tui-nn lab NAME` and `tui-nn open STRING`: one lab alone."""
    from tui_nn.screens.lab import LabScreen

    desk = desk_for(args, words)
    calm = bool(desk.standing.settings.get("calm", False))
    return _run(TuiNN(desk, first=LabScreen(desk, run, calm=calm)))


def open_timeline(args: argparse.Namespace, words: Words) -> int:
    """`tui-nn timeline`: the timeline alone."""
    from tui_nn.screens.timeline import TimelineScreen
    from tui_nn.screens.timeline_room import begun_walk

    desk = desk_for(args, words)
    walk = begun_walk(desk, at=args.card or "")
    assert walk, "the command has read it"
    if args.theme:
        walk = walk.themed(args.theme)
    calm = bool(desk.standing.settings.get("calm", False))
    return _run(TuiNN(desk, first=TimelineScreen(desk, walk, calm=calm)))


def preview(path: Path) -> int:
    """`tui-nn preview FILE`: the lesson, shown again each time the file is saved; nothing is recorded."""
    from tui_nn.screens.preview import preview_screen

    desk, screen = preview_screen(path)
    return _run(TuiNN(desk, first=screen))


def _run(app: TuiNN) -> int:
    """Until the learner leaves; 1 if the app broke (Textual has then told how)."""
    try:
        app.run()
    finally:
        app.desk.journal.close()
    return app.return_code or 0
