"""What every screen with a timeline on it shares: the keys that walk it, and the boxes that they open."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_nn.course.lesson import TimelineSetup
from tui_nn.course.problem import BadLesson
from tui_nn.course.timeline import Milestone
from tui_nn.course.walk import Walk
from tui_nn.locale.phrase import phrase
from tui_nn.plots.timeline_twin import card_told, timeline_told
from tui_nn.screens.contents import Contents
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import KEYS
from tui_nn.screens.overlay import TextOverlay
from tui_nn.screens.pick import Pick
from tui_nn.screens.room import Room
from tui_nn.widgets.timeline_view import TimelineView

TIMELINE_KEYS = tuple(key.id for key in KEYS.values() if key.group == "timeline")
SHOWN = ("card_after", "closer", "run_machine", "open_page", "quiz", "find_card", "by_theme", "source", "card_words")


class WalkedTimeline(TimelineView, can_focus=True):
    """The timeline with its keys: while it has the focus they come before those of labs and pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(KEYS[id].keys, f"screen.{id}", show=False) for id in TIMELINE_KEYS
    ]


def begun_walk(desk: Desk, ids: tuple[str, ...] = (), at: str = "") -> Walk | None:
    """A walk along the course's timeline; None where it has none that can be read."""
    try:
        timeline = desk.course.timeline()
    except BadLesson:
        return None
    return Walk.along(timeline, ids, at) if timeline else None


def part_walk(desk: Desk, setup: TimelineSetup | None) -> Walk | None:
    """A walk along the part of the timeline that a page shows."""
    walk = begun_walk(desk)
    return (
        Walk.along(walk.timeline, walk.timeline.part(setup.start, setup.end, setup.theme, setup.cards))
        if (walk and setup)
        else None
    )


class TimelineRoom(Room):
    """Hands the timeline's keys to the one on show."""

    def timeline(self) -> TimelineView | None:
        """The timeline on show, if there is one."""
        return next(iter(self.query(TimelineView)), None)

    def _walk(self, change: Callable[[Walk], Walk]) -> None:
        if view := self.timeline():
            view.go(change(view.walk))

    def action_card_after(self) -> None:
        self._walk(lambda walk: walk.stepped(1))

    def action_card_before(self) -> None:
        self._walk(lambda walk: walk.stepped(-1))

    def action_band_after(self) -> None:
        self._walk(lambda walk: walk.leapt(1))

    def action_band_before(self) -> None:
        self._walk(lambda walk: walk.leapt(-1))

    def action_first_card(self) -> None:
        self._walk(lambda walk: walk.stepped(-len(walk.cards)))

    def action_last_card(self) -> None:
        self._walk(lambda walk: walk.stepped(len(walk.cards)))

    def action_closer(self) -> None:
        self._walk(lambda walk: walk.zoomed(1))

    def action_wider(self) -> None:
        self._walk(lambda walk: walk.zoomed(-1))

    # Boxes ----------------------------------------------------------------------------------------------------------

    def action_find_card(self) -> None:
        """Search the cards by every word on them."""
        if view := self.timeline():
            words = self.desk.words
            choices = [self._choice(card) for card in view.walk.all]
            pick = Pick(words, words("timeline.find"), choices, filtered=True, at=view.walk.at)
            self.app.push_screen(pick, self._found)

    def _choice(self, card: Milestone) -> tuple[str, str, str]:
        told = card.told[self.desk.words.language]
        return card.id, f"{card.years}  {told.title}", f"{told.who}\n{told.what}"

    def _found(self, id: str | None) -> None:
        if id:
            self._walk(lambda walk: walk.to(id))

    def action_by_theme(self) -> None:
        """One theme, or all of them again."""
        if view := self.timeline():
            words, walk = self.desk.words, view.walk
            counts = {theme: sum(theme in card.themes for card in walk.all) for theme in walk.themes}
            names = {theme: walk.timeline.themes[theme][words.language] for theme in walk.themes}
            choices = [(theme, words("timeline.themed", theme=names[theme], n=n), "") for theme, n in counts.items()]
            every = words("timeline.themed", theme=words("timeline.all_themes"), n=len(walk.all))
            pick = Pick(words, words("timeline.themes"), [("all", every, ""), *choices], at=walk.theme or "all")
            self.app.push_screen(pick, self._themed)

    def _themed(self, theme: str | None) -> None:
        if theme:
            self._walk(lambda walk: walk.themed("" if theme == "all" else theme))

    def action_source(self) -> None:
        """The card whole, with every source."""
        if view := self.timeline():
            words, card = self.desk.words, view.walk.card
            sources = "\n".join(source.full for source in card.sources)
            text = TextOverlay(
                words, words("timeline.card_title"), card_told(card, words, wrap=False), copied=sources, key="s"
            )
            self.app.push_screen(text)

    def action_card_words(self) -> None:
        """Every card in words."""
        if view := self.timeline():
            words, walk = self.desk.words, view.walk
            told = timeline_told(walk.timeline, walk.cards, words, wrap=False)
            self.app.push_screen(TextOverlay(words, words("timeline.words_title"), told, copied=told, key="t"))

    # Ways out -------------------------------------------------------------------------------------------------------

    def action_run_machine(self) -> None:
        """The card's machine on a screen of its own; Escape comes back here."""
        view = self.timeline()
        if view and view.walk.card.run:
            from tui_nn.course.timeline_proof import begun
            from tui_nn.labs.lab import Refused
            from tui_nn.screens.lab import LabScreen

            try:
                self.app.push_screen(LabScreen(self.desk, begun(view.walk.card.run), calm=self.calm))
            except Refused as refused:  # `check` refuses such a card; a course may be unchecked
                self.tell(refused.says)
        elif view:
            self.tell(phrase("timeline.no_run"))

    def action_open_page(self) -> None:
        """The page that tells more."""
        view = self.timeline()
        if view and view.walk.card.page:
            lesson, _, page = view.walk.card.page.partition("/")
            if any(entry.id == lesson for entry in self.desk.course.entries):
                self.post_message(Contents.Open(lesson, page))
        elif view:
            self.tell(phrase("timeline.no_page"))

    def action_quiz(self) -> None:
        """Put eight in order."""
        if view := self.timeline():
            from tui_nn.course.timeline_quiz import quiz
            from tui_nn.screens.timeline_quiz import TimelineQuiz

            if quiz(view.walk, self.desk.words, 1) is None:
                self.tell(phrase("timeline.quiz.few"))
            else:
                self.app.push_screen(TimelineQuiz(self.desk, view.walk))

    def timeline_keys(self) -> tuple[str, ...]:
        """The keys to show while the timeline has them."""
        view = self.timeline()
        card = view.walk.card if view else None
        hidden = {"run_machine": not (card and card.run), "open_page": not (card and card.page)}
        return tuple(id for id in SHOWN if not hidden.get(id))
