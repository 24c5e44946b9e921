"""A list to pick one thing from, with a line to filter by when asked for."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui_nn.locale.words import Words
from tui_nn.screens.overlay import Overlay
from tui_nn.widgets.fields import LineField


class Pick(Overlay[str]):
    """Answers the id of what was picked. Each choice is (id, what is shown, what is said of it below)."""

    def __init__(
        self,
        words: Words,
        title: str,
        choices: Sequence[tuple[str, str, str]],
        *,
        filtered: bool = False,
        at: str = "",
    ) -> None:
        super().__init__(words, title, words("app.pick.foot"))
        self.choices, self.filtered, self.at = choices, filtered, at
        self.said = {id: says for id, _, says in choices}

    def inside(self) -> ComposeResult:
        if self.filtered:
            yield LineField(placeholder=self.words("app.pick.filter"), compact=True)
        yield OptionList(markup=False)
        yield Static(id="said", markup=False)

    def on_mount(self) -> None:
        self._fill("")
        ids = [id for id, _, _ in self.choices]
        if self.at in ids:
            self.query_one(OptionList).highlighted = ids.index(self.at)
        if not self.filtered:
            self.query_one(OptionList).focus()

    def _fill(self, filter: str) -> None:
        wanted = filter.casefold().split()
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(shown, id=id)
            for id, shown, says in self.choices
            if all(word in f"{shown} {says}".casefold() for word in wanted)
        )
        if options.option_count:
            options.highlighted = 0
        else:
            self.query_one("#said", Static).update(self.words("app.pick.nothing"))

    def on_input_changed(self, message: Input.Changed) -> None:
        self._fill(message.value)

    def on_key(self, event: events.Key) -> None:
        """The arrows and Enter reach the list while one types."""
        options = self.query_one(OptionList)
        deed = {"up": options.action_cursor_up, "down": options.action_cursor_down, "enter": options.action_select}
        if self.filtered and event.key in deed:
            deed[event.key]()
            event.stop()
            event.prevent_default()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        self.query_one("#said", Static).update(self.said.get(message.option.id or "", ""))

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(message.option.id)
