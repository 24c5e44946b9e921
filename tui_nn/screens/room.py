"""What every screen of the app shares: title, line of keys, smallest size; and being told anew in a language."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui_nn.locale.phrase import Phrase
from tui_nn.screens.desk import Desk
from tui_nn.screens.frugal import FrugalCompositor
from tui_nn.screens.keys import EVERYWHERE, KEYS
from tui_nn.widgets.key_line import KeyLine
from tui_nn.widgets.put_up import put_up

SMALLEST = (80, 24)
WIDE = 110
AFTERTHOUGHT = 4  # turns of the event loop that a wish for a layout takes from the app to the screen


class Room(Screen[None]):
    """A screen on the learner's desk. Subclasses give its body and the keys that matter in it."""

    calm = False  # reduced motion
    # Textual's own repaints the whole screen whenever the focus moves; the widgets concerned do so themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._compositor = FrugalCompositor()
        self.desk = desk

    def compose(self) -> ComposeResult:
        yield Static(id="too-small", markup=False)
        with Vertical(id="room"):
            with Horizontal(id="title"):
                yield Static(id="title-left", markup=False)
                yield Static(id="title-right", markup=False)
            yield from self.body()
            yield KeyLine()

    def body(self) -> Iterable[Widget]:
        """The widgets between title and keys."""
        raise NotImplementedError

    @property
    def types(self) -> bool:
        """Whether letters are text just now, so that ? is no key."""
        return False

    def title_words(self) -> tuple[str, str]:
        """The title line: left and right."""
        raise NotImplementedError

    def keys_now(self) -> Iterable[str]:
        """Ids of the keys to show now, the most useful first."""
        raise NotImplementedError

    def tell_title_and_keys(self) -> None:
        """Bring title and key line up to date."""
        left, right = self.title_words()
        self.tell_title(left, f"{self.desk.badge}{right}")
        self.tell_keys()

    def tell_title(self, left: str, right: str) -> None:
        """Put up the title line."""
        put_up(self.query_one("#title-left", Static), left)
        put_up(self.query_one("#title-right", Static), right)

    def tell_keys(self) -> None:
        """Bring the key line up to date."""
        words = self.desk.words
        ids = [*self.keys_now(), *(() if self.types else ("help",))]
        self.query_one(KeyLine).show([(id, KEYS[id].shown, words(f"app.keys.{id}.short")) for id in ids])

    async def retell(self) -> None:
        """Say everything again in the language that the desk now speaks; nothing else changes."""
        self.fit()
        self.tell_title_and_keys()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is done inside shows as one picture, laid out once, Textual's afterthoughts included.

        Widgets that were removed ask for another layout in the app's next turn: the picture waits until that wish has
        come from the app to the place where they were, and from there to the screen.
        """
        batch = ExitStack()
        batch.enter_context(self.app.batch_update())

        async def close() -> None:
            for _ in range(AFTERTHOUGHT):
                await asyncio.sleep(0)
            batch.close()
            self.check_idle()  # everything has been asked for already, so nothing else would wake the screen

        try:
            yield
        finally:
            self.app.call_next(close)

    def move_calmly(self, calm: bool) -> None:
        """Reduced motion, or full."""
        self.calm = calm

    def tell(self, says: Phrase | None) -> None:
        """A sentence for the learner that needs no answer."""
        if says:
            self.app.clear_notifications()  # one at a time: they lie over the page
            self.notify(self.desk.words.say(says), timeout=3, markup=False)

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Arrange the screen to the size of the window."""
        width, height = self.app.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(small, "-too-small")
        self.set_class(width >= WIDE, "-wide")
        if small:
            says = self.desk.words("app.too_small", width=width, height=height, columns=SMALLEST[0], rows=SMALLEST[1])
            put_up(self.query_one("#too-small", Static), says)

    async def action_key(self, id: str) -> None:
        """A click on the key line."""
        await self.run_action(f"app.{id}" if id in EVERYWHERE else id)
